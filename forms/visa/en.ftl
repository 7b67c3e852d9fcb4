service-title = Visa
service-summary = Come to Azerbaijan for tourism, business, study, treatment or transit.

eligibility-not-exempt = Citizens of your country need a visa to enter Azerbaijan
eligibility-purpose = You can show the purpose of your trip with a document

step-hand-in = Hand in the application
    .detail = Abroad, at an embassy or consulate of Azerbaijan; at the airport, at the ASAN Visa centre; inside the country, at a regional office.
step-collect = Get the visa
    .detail = Check your name, the passport number and the dates on it before you reach the border.

document-purpose = Proof of the purpose of your trip
    .hint = For example a hotel booking, an invitation, a letter from a place of study or a clinic, or an onward ticket

fee-state = State fee
    .varies = Depends on the type and length of the visa
