service-title = Naturalisation
service-summary = Become a citizen of Azerbaijan after living here as a permanent resident.

eligibility-residence = You have lived in Azerbaijan on a permanent residence permit for the required time
eligibility-language = You know the Azerbaijani language and culture well enough
eligibility-income = Your income and property are lawful
eligibility-constitution = You are loyal to the Constitution and the laws of Azerbaijan

document-permanent-permit = Permanent residence permit
    .hint = Both sides
document-income = Proof of income and property
    .hint = For example a letter from your employer, a tax return or a title deed
