office-kind-headquarters = Baş idarə
office-headquarters = Baş idarə
    .address = Bakı
region-baku = Bakı
