service-title = E-visa
service-summary = A single-entry visa for a short visit, applied for online.

eligibility-not-exempt = Citizens of your country need a visa to enter Azerbaijan
eligibility-short-visit = Your visit is no longer than an e-visa allows
eligibility-single-entry = You will enter Azerbaijan once

step-hand-in = Send the application
    .detail = Send it online. You get an application number and a password: keep both.
step-pay = Pay the state fee
    .detail = Online by credit card or bank transfer. Keep the receipt.
step-collect = Save and print the e-visa
    .detail = Check your name, the passport number and the dates, and carry a printed copy on your trip.
