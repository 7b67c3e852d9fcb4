service-title = Permanent residence permit
service-summary = Live in Azerbaijan without a time limit.

eligibility-ground = One of these is true: you have lived here on a temporary residence permit for the required time, you are married to a citizen of Azerbaijan, you have done much for the country’s development, or you meet another condition named in law

document-temporary-permit = Temporary residence permit
    .hint = The present one and the earlier ones
    .when = If you apply on the time you have lived here
document-marriage-certificate = Marriage certificate
    .hint = Every page with text
    .when = If you apply as the husband or wife of a citizen of Azerbaijan
document-supporting = Other proof of your ground
    .hint = For example papers that show what you have done for the country’s development
    .when = If you apply on another ground
