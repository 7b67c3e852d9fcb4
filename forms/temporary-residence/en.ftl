service-title = Temporary residence permit
service-summary = Live in Azerbaijan for family, study, work, investment or another reason.

eligibility-reason = You have a reason to live in Azerbaijan: family reunification, study, work, investment or another one named in law
eligibility-lawful = You are in Azerbaijan lawfully

document-purpose = Proof of your reason
    .hint = For example a marriage certificate, a letter from a place of study, an employment contract or investment papers

fee-state = State fee
    .note = Part of a month counts as a whole month.
