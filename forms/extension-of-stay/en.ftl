service-title = Extension of stay
service-summary = Stay longer when your visa or permitted stay is about to end.

eligibility-lawful = You are in Azerbaijan lawfully now
eligibility-reason = You have a reason to stay longer that a document can show

document-visa = Visa
    .hint = The page with the visa, or the e-visa itself
    .when = If you came with a visa
document-reason = Proof of your reason to stay
    .hint = For example a letter from a clinic, a business letter or the ticket of a postponed flight

fee-state = State fee
    .varies = Depends on how long you stay and why

step-collect = Get the extension
    .detail = Check the new last day and keep the paper with your passport until you leave the country.
