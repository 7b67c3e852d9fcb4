service-title = Restoration of citizenship
service-summary = Get back the citizenship of Azerbaijan you once held.

eligibility-former-citizen = You were a citizen of Azerbaijan and lost citizenship through renunciation, adoption, marriage or another reason

document-loss = Proof of how citizenship was lost
    .hint = For example the decision on renunciation or the adoption papers

fee-state = State fee
    .note = The amount depends on how you lost citizenship.
