office-headquarters = Baş idarə
    .address = Bakı
place-baku = Bakı
