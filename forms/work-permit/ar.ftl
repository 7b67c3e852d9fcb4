service-title = تصريح العمل
service-summary = للعمل بصورة قانونية لدى صاحب عمل مسجّل في أذربيجان.

eligibility-threshold = ستعمل في أذربيجان خلال السنة مدةً أطول من المسموح بها دون تصريح
eligibility-contract = لديك عقد عمل ساري المفعول
eligibility-employer = صاحب العمل مسجّل في أذربيجان

fee-state = الرسم الحكومي
    .note = يُحسب جزء الشهر شهرًا كاملًا.
