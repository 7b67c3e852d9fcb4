office-headquarters = Headquarters
    .address = Baku
place-baku = Baku
