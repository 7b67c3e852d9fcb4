service-title = Parking permit
service-summary = To park in the street where you live

eligibility-address = You are registered in this street
eligibility-car = The car is registered in your name

fee-town = Town fee

document-vehicle = Registration document of the car
    .hint = Both sides
