### كلمات الواجهة. كلمات الجهة نفسها في content/ar/site.ftl،
### وكلمات كل خدمة في مجلدها.

## Frame

skip = انتقل إلى المحتوى الرئيسي
menu = القائمة
nav-main = الصفحات الرئيسية
nav-footer = صفحات أخرى
breadcrumbs = أنت هنا
language = اللغة
language-borrowed = لم تُترجم بعد
# $language: the name of a language, as the site's words have it
borrowed = لم تُترجم هذه الصفحة بعد. يظهر النص بلغة أخرى: { $language }.
# $date: a whole date
reviewed-on = آخر مراجعة: { $date }
on-this-page = في هذه الصفحة
go-home = إلى الصفحة الرئيسية

# Between the items of a list in one line
comma = {"، "}

## Search

search = بحث
search-label = عمّ تبحث؟
search-go = ابحث
search-noscript = يحتاج البحث إلى JavaScript، وهو متوقف في هذا المتصفح. كل ما يجده البحث موجود هنا أيضًا:
all-services-link = جميع الخدمات
search-found = عدد الصفحات: { $n }
search-loading = جارٍ البحث…
search-failed = تعذّر تحميل البحث. تحقّق من الشبكة ثم اضغط «ابحث» مرة أخرى.
# Stands before the number of pages found
search-partial = لا توجد صفحة فيها كل هذه الكلمات. وفي بعضها:
search-more = أظهر مزيدًا من الصفحات
search-sections = أقسام الصفحة:
search-empty = جرّب كلمات أخرى أو كلمات أقل. ويمكنك أن تسأل مركز الاتصال:

## Services

how-to-apply = كيف تقدّم الطلب
track-application = تابع طلبك
work-out-fee = احسب الرسم
calculator-result = رسم الدولة في حالتك:
choose-service = ماذا تحتاج؟
fact-fee = رسم الدولة
fact-processing = مدة البت
fact-deadline = مهلة التقديم
fact-validity = أقصى مدة للصلاحية
# $time: a length of time, "2 years"
up-to = { $time }
who-can-apply = من يمكنه التقديم
how-it-works = كيف تسير المعاملة
state-fee = رسم الدولة
documents = المستندات
documents-hint = ضع علامة أمام ما لديك. تبقى العلامات في هذه الصفحة ولا تُرسل إلى أي مكان.
# $formats: "PDF, JPEG"; $size: "5 MB"; $max: how many files
files-hint = { $max ->
    [zero] { $formats }، بحجم لا يتجاوز { $size }
    [one] { $formats }، ملف واحد لا يتجاوز { $size }
    [two] { $formats }، ملفان على الأكثر، كل منهما لا يتجاوز { $size }
    [few] { $formats }، { $max } ملفات على الأكثر، كل منها لا يتجاوز { $size }
    [many] { $formats }، { $max } ملفًا على الأكثر، كل منها لا يتجاوز { $size }
   *[other] { $formats }، { $max } ملف على الأكثر، كل منها لا يتجاوز { $size }
}
size-mb = { $count } ميغابايت
where-to-apply = أين تقدّم الطلب
legal-basis = الأساس القانوني
service = الخدمة
any-service = أي خدمة
all-services = جميع الخدمات
services-count = { $count ->
    [zero] لا خدمات هنا
    [one] خدمة واحدة هنا
    [two] خدمتان هنا
    [few] { $count } خدمات هنا
    [many] { $count } خدمة هنا
   *[other] { $count } خدمة هنا
}
all-fees = جميع رسوم الدولة
fees-link = جميع رسوم الدولة وطرق الدفع
ways-to-pay = طرق الدفع
fee-free = مجانًا
fee-column = الرسم

# Rows of a fee table, by length
range-months-up-to = { $to ->
    [zero] أقل من شهر
    [one] حتى شهر واحد
    [two] حتى شهرين
    [few] حتى { $to } أشهر
    [many] حتى { $to } شهرًا
   *[other] حتى { $to } شهر
}
range-months = { $to ->
    [zero] من { $from } إلى { $to } شهر
    [one] من { $from } إلى { $to } شهر
    [two] من { $from } إلى { $to } شهر
    [few] من { $from } إلى { $to } أشهر
    [many] من { $from } إلى { $to } شهرًا
   *[other] من { $from } إلى { $to } شهر
}
range-months-one = { $from ->
    [zero] { $from } شهر
    [one] شهر واحد
    [two] شهران
    [few] { $from } أشهر
    [many] { $from } شهرًا
   *[other] { $from } شهر
}
range-months-from = { $from ->
    [zero] { $from } شهر فأكثر
    [one] شهر واحد فأكثر
    [two] شهران فأكثر
    [few] { $from } أشهر فأكثر
    [many] { $from } شهرًا فأكثر
   *[other] { $from } شهر فأكثر
}
range-days-up-to = { $to ->
    [zero] أقل من يوم
    [one] حتى يوم واحد
    [two] حتى يومين
    [few] حتى { $to } أيام
    [many] حتى { $to } يومًا
   *[other] حتى { $to } يوم
}
range-days = { $to ->
    [zero] من { $from } إلى { $to } يوم
    [one] من { $from } إلى { $to } يوم
    [two] من { $from } إلى { $to } يوم
    [few] من { $from } إلى { $to } أيام
    [many] من { $from } إلى { $to } يومًا
   *[other] من { $from } إلى { $to } يوم
}
range-days-one = { $from ->
    [zero] { $from } يوم
    [one] يوم واحد
    [two] يومان
    [few] { $from } أيام
    [many] { $from } يومًا
   *[other] { $from } يوم
}
range-days-from = { $from ->
    [zero] { $from } يوم فأكثر
    [one] يوم واحد فأكثر
    [two] يومان فأكثر
    [few] { $from } أيام فأكثر
    [many] { $from } يومًا فأكثر
   *[other] { $from } يوم فأكثر
}
range-years-up-to = { $to ->
    [zero] أقل من سنة
    [one] حتى سنة واحدة
    [two] حتى سنتين
    [few] حتى { $to } سنوات
    [many] حتى { $to } سنة
   *[other] حتى { $to } سنة
}
range-years = { $to ->
    [zero] من { $from } إلى { $to } سنة
    [one] من { $from } إلى { $to } سنة
    [two] من { $from } إلى { $to } سنة
    [few] من { $from } إلى { $to } سنوات
    [many] من { $from } إلى { $to } سنة
   *[other] من { $from } إلى { $to } سنة
}
range-years-one = { $from ->
    [zero] { $from } سنة
    [one] سنة واحدة
    [two] سنتان
    [few] { $from } سنوات
    [many] { $from } سنة
   *[other] { $from } سنة
}
range-years-from = { $from ->
    [zero] { $from } سنة فأكثر
    [one] سنة واحدة فأكثر
    [two] سنتان فأكثر
    [few] { $from } سنوات فأكثر
    [many] { $from } سنة فأكثر
   *[other] { $from } سنة فأكثر
}

# Lengths of time
duration-hours = { $count ->
    [zero] { $count } ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $count } ساعات
    [many] { $count } ساعة
   *[other] { $count } ساعة
}
duration-days = { $count ->
    [zero] { $count } يوم
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
duration-working-days = { $count ->
    [zero] { $count } يوم عمل
    [one] يوم عمل واحد
    [two] يوما عمل
    [few] { $count } أيام عمل
    [many] { $count } يوم عمل
   *[other] { $count } يوم عمل
}
duration-months = { $count ->
    [zero] { $count } شهر
    [one] شهر واحد
    [two] شهران
    [few] { $count } أشهر
    [many] { $count } شهرًا
   *[other] { $count } شهر
}
duration-years = { $count ->
    [zero] { $count } سنة
    [one] سنة واحدة
    [two] سنتان
    [few] { $count } سنوات
    [many] { $count } سنة
   *[other] { $count } سنة
}

## Where a form is to be had

get-form = املأ النموذج
get-form-here = املأ هنا
get-form-here-detail = يفتح النموذج في هذا المتصفح. هذا هو الأنسب على الهاتف.
get-form-here-ready = النموذج محفوظ على هذا الجهاز، ويفتح من دون إنترنت أيضًا.
get-form-download = نزّل
# $size: "380 KB"
get-form-download-detail = للحاسوب، أو لتأخذه معك على ذاكرة USB. يعمل من دون إنترنت، { $size }.
get-form-size = { $count } كيلوبايت
get-form-unpack = فُك ضغط الأرشيف وافتح form.html في متصفح.
get-form-promise = كل ما تكتبه يبقى على جهازك إلى أن تسلّم الملف المختوم.
get-form-only-here = احصل على النموذج من هذا العنوان فقط
get-form-only-here-detail = نحن لا نرسل النماذج في رسائل أبدًا. إذا أرسل إليك أحد نموذجًا فلا تملأه، وخذه من هنا.
get-form-hand-in = كيف تسلّم الملف الجاهز
get-form-languages = اللغات
get-form-inside = ما في الأرشيف
get-form-inside-html = النموذج نفسه بجميع اللغات
get-form-inside-form = قواعد النموذج، للبرامج
get-form-inside-schema = بنية الإجابات (JSON Schema)، للبرامج
get-form-inside-readme = كيف تفتح النموذج وتتحقق من التوقيع
get-form-details = التفاصيل: الإصدار والتوقيع
get-form-release = الإصدار
get-form-digest = قواعد النموذج، SHA-512
get-form-archive = الأرشيف، SHA-512
get-form-key = مفتاح الجهة
get-form-signature = توقيع الأرشيف
get-form-check = يستطيع كل من لديه minisign أن يتحقق من أن الأرشيف لنا. احفظ الأرشيف وتوقيعه في مجلد واحد، ثم نفّذ الأمر:

## README.txt in the archive of a form

# $version: "1.2"; $date: the day of the release
bundle-release = الإصدار { $version }، { $date }
bundle-what = الملف form.html نموذج للملء. يعمل من دون إنترنت ولا يستطيع إرسال أي شيء: كل ما تكتبه يبقى على جهازك. وفي النهاية ينشئ ملفًا مختومًا لتسلّمه، ونسخة لتحتفظ بها.
bundle-try = الملف form.html يطرح عليك بضعة أسئلة ويخبرك بما ينطبق عليك. يعمل من دون إنترنت ولا يستطيع إرسال أي شيء: إجاباتك تبقى على جهازك.
bundle-open = كيف تفتحه
bundle-open-text = على الحاسوب: فُك ضغط الأرشيف وافتح form.html في Chrome أو Edge أو Firefox أو Safari، على ألا يكون المتصفح أقدم من عام 2023. على الهاتف: افتح النموذج في موقعنا:
bundle-genuine = احصل على النموذج من موقعنا فقط. نحن لا نرسله في رسائل أبدًا.
bundle-check = كيف تتحقق من أنه أصلي
bundle-check-text = ببرنامج minisign المجاني يستطيع أي شخص أن يتحقق من توقيع الأرشيف. احفظ الأرشيف وملف ‎.minisig في مجلد واحد، ثم نفّذ الأمر:

## Start page

home-tasks = ماذا تريد أن تفعل؟
call-us = اسألنا
visit-us = زُرنا
contact-link = جميع طرق التواصل
offices-count = { $count ->
    [zero] المقر الرئيسي.
    [one] المقر الرئيسي ومكتب إقليمي واحد.
    [two] المقر الرئيسي ومكتبان إقليميان.
    [few] المقر الرئيسي و{ $count } مكاتب إقليمية.
    [many] المقر الرئيسي و{ $count } مكتبًا إقليميًا.
   *[other] المقر الرئيسي و{ $count } مكتب إقليمي.
}
offices-link = ابحث عن مكتب
latest-news = الأخبار
all-news = جميع الأخبار

## Travelling desk

next-visits = أين يقف المكتب المتنقل قريبًا
visits-summary = يأتي الموظفون إلى مدن لا مكتب فيها. أحضر مستنداتك أو استمارتك المكتملة.
visits-none = لا زيارات مقررة حاليًا. اسأل مركز الاتصال.
visits-all = جميع زيارات المكتب المتنقل
visits-calendar = تقويم الزيارات
visits-subscribe = أضف الزيارات إلى تقويمك
visit-languages = اللغات المستخدمة:
place = المدينة
any-place = أي مدينة

## Offices

region = المنطقة
any-region = أي منطقة
hours = أوقات العمل
days-mon-fri = من الاثنين إلى الجمعة
days-mon-sat = من الاثنين إلى السبت
days-mon-sun = كل يوم
days-mon = الاثنين
days-tue = الثلاثاء
days-wed = الأربعاء
days-thu = الخميس
days-fri = الجمعة
days-sat = السبت
days-sun = الأحد
map-title = خريطة أذربيجان مع المكاتب
map-caption = أرقام الخريطة هي أرقام القائمة. حدود الخريطة تقريبية.
nearest = ابحث عن أقرب مكتب
nearest-privacy = يستأذنك المتصفح قبل أن يخبر هذه الصفحة بمكانك. يبقى مكانك على جهازك.
nearest-found = تظهر أقرب المكاتب أولًا.
nearest-failed = لم يحدد جهازك مكانك. اختر منطقة بدلًا من ذلك.
# The first # is how many are shown, the second how many there are
shown = المعروض: # من #.
nothing-fits = لا شيء يوافق هذا الاختيار. اختر مكانًا آخر أو خدمة أخرى.
every-office = كل مكتب إقليمي:
metro = المترو

## Contact

need-help = هل تحتاج إلى مساعدة؟
call-abroad = من خارج البلاد:
call-languages = لغات مركز الاتصال
questions-link = أسئلة شائعة
before-you-call = قد تجد الجواب هنا
app-name = تطبيق { $name } للهاتف المحمول
# $stores: names of app shops
app-where = يمكنك تنزيله من: { $stores }.
copy = انسخ
copied = تم النسخ

## News

news-feed = خلاصة الأخبار (Atom)
news-follow = تابع الأخبار
news-feed-hint = أضف هذا العنوان إلى قارئ الخلاصات لترى الجديد فور نشره.
news-none = لا أخبار بعد.
other-news = أخبار أخرى
newer = الأحدث
older = الأقدم

## Training and cooperation

for-whom = لمن
topics = الموضوعات
# $name: short name of a partner
partner-site = موقع { $name }

## Notices in pages

notice-info = من المفيد أن تعرف
notice-warning = مهم
notice-success = تم

## Without a network

# # is replaced by a number
offline-saving = تُحفظ الصفحات على جهازك: #٪
offline-ready = جاهز دون اتصال: تفتح هذه الصفحات على جهازك من دون إنترنت.
offline-away = لا يوجد اتصال. هذه هي النسخة المحفوظة على جهازك.
