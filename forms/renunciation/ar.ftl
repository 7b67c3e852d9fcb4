service-title = التخلي عن الجنسية
service-summary = للتخلي عن جنسية أذربيجان بإرادتك.

eligibility-citizen = أنت مواطن أذربيجاني
eligibility-other-citizenship = لديك جنسية أخرى، أو ضمان بأنك ستحصل عليها

document-passport = جواز السفر
    .hint = صفحة الصورة في جواز سفرك الأذربيجاني
document-other-citizenship = ما يثبت الجنسية الأخرى
    .hint = جواز سفر البلد الآخر، أو ضمان خطي منه بمنحك الجنسية
