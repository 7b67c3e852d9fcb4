office-kind-headquarters = Headquarters
office-headquarters = Headquarters
    .address = Baku
region-baku = Baku
