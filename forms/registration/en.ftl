service-title = Registration by place of stay
service-summary = On a longer visit to Azerbaijan, tell the Service where you are staying.

eligibility-longer-stay = You will stay in Azerbaijan for longer than is allowed without registration
eligibility-place = You know the address you are staying at

document-place = Proof of where you are staying
    .hint = For example a hotel booking, a rental contract or the owner’s written consent

step-collect = Keep the confirmation
    .detail = Check the address and the dates, and keep the confirmation with your passport.
