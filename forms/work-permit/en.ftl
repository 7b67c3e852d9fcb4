service-title = Work permit
service-summary = Work legally in Azerbaijan for an employer registered here.

eligibility-threshold = You will work in Azerbaijan for longer in a year than is allowed without a permit
eligibility-contract = You have a valid employment contract
eligibility-employer = Your employer is registered in Azerbaijan

fee-state = State fee
    .note = Part of a month counts as a whole month.
