service-title = اكتساب الجنسية بالتجنّس
service-summary = لتصبح مواطنًا أذربيجانيًا بعد العيش هنا بإقامة دائمة.

eligibility-residence = عشت في أذربيجان المدة المطلوبة بتصريح إقامة دائمة
eligibility-language = تعرف اللغة الأذربيجانية والثقافة الأذربيجانية معرفة كافية
eligibility-income = دخلك وممتلكاتك مشروعة
eligibility-constitution = تلتزم بالولاء لدستور أذربيجان وقوانينها

document-permanent-permit = تصريح الإقامة الدائمة
    .hint = الوجهان كلاهما
document-income = ما يثبت الدخل والممتلكات
    .hint = مثل شهادة من جهة العمل أو إقرار ضريبي أو سند ملكية
