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
get-form-withdrawn = هذا النموذج غير متاح حاليًا. يبيّن دليل الخدمة كيف تقدّم الطلب بطريقة أخرى.
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
visits-summary = يأتي الموظفون إلى مدن لا مكتب فيها. أحضر مستنداتك أو نموذجك المكتمل.
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

## متابعة الطلب

track-number = رقم الطلب
track-number-hint = 13 حرفًا ورقمًا، مثلًا
track-number-empty = أدخل رقم الطلب
track-number-letter = توجد علامة لا ترد في أي رقم طلب. قارنه بورقتك
track-number-short = هناك نقص: رقم الطلب 13 حرفًا ورقمًا
track-number-long = هناك زيادة: رقم الطلب 13 حرفًا ورقمًا
track-number-check = أحد حروف الرقم أو أرقامه خطأ. قارنه بورقتك
track-password = كلمة المرور
track-password-hint = 17 حرفًا ورقمًا أعطتك إياها الاستمارة، مثلًا
track-password-empty = أدخل كلمة المرور
track-password-letter = توجد علامة لا ترد في أي كلمة مرور. قارنها بورقتك
track-password-short = هناك نقص: كلمة المرور 17 حرفًا ورقمًا
track-password-long = هناك زيادة: كلمة المرور 17 حرفًا ورقمًا
track-password-check = أحد حروف كلمة المرور أو أرقامها خطأ. قارنها بورقتك
track-look = أظهر طلبي
track-forget = انسَ كل شيء هنا
track-forgotten = مُحي من هذا الجهاز الرقم وكلمة المرور وما حفظته هذه الصفحة.
track-promise = يبقى الرقم وكلمة المرور على هذا الجهاز: لا يُرسلان ولا يُحفظان.
track-noscript = تحتاج هذه الصفحة إلى JavaScript لفتح حالة طلبك
track-noscript-detail = JavaScript متوقف في هذا المتصفح. شغّله لهذه الصفحة، أو اتصل بنا ورقم طلبك معك.
track-closed = لا يمكن حاليًا متابعة الطلبات على الموقع
track-closed-detail = اتصل بنا ورقم طلبك معك.
track-result = طلبك
track-doing-engine = جارٍ التحضير…
track-doing-password = جارٍ الفتح بكلمة مرورك. يستغرق هذا لحظات…
track-doing-fetch = جارٍ جلب الحالات…
track-now = أين وصل
track-steps = كل المراحل حتى الآن
track-documents = ما ينقص:
track-message = ما كتبه الموظف:
track-amend = كيف تضيف إلى ما قدّمته
# $when: a day and a time
track-as-of = الحالة كما كانت في { $when }.
track-next = التحديث التالي في موعد أقصاه { $when }.
track-late = لم يأتِ التحديث الذي كان موعده الأقصى { $when }. قد يكون ما تراه قديمًا.
track-older = سبق أن رأى هذا الجهاز حالة أحدث من هذه. انظر ثانية بعد ساعة، وإن بقيت كذلك فاتصل بنا.
track-kept = لا يمكن الوصول إلى الحالات الآن. هذا آخر ما جلبه هذا الجهاز، كما كان في { $when }.
track-state-received = تم الاستلام
track-state-in-review = قيد الدراسة
track-state-documents-needed = مطلوب وثائق أخرى
track-state-interview = مقابلة
track-state-decided = صدر القرار
track-state-ready-to-collect = جاهز للاستلام
track-advice-received = طلبك عندنا وقد اجتاز الفحص. ليس عليك فعل شيء.
track-advice-in-review = يقرأ موظف أجوبتك ووثائقك. ليس عليك فعل شيء.
track-advice-documents-needed = أضف ما ينقص وقدّم الطلب مرة أخرى بالرقم نفسه. القرار ينتظر ذلك.
track-advice-interview = احضر في الموعد ومعك جواز سفرك أو وثيقة هوية أخرى. إن تعذّر حضورك أو احتجت إلى مترجم فاتصل بنا قبل الموعد.
track-advice-decided = في الرسالة ما تقرر وسببه. إن لم تصلك بعد فاسأل في المكتب.
track-advice-ready-to-collect = وثيقتك بانتظارك. أحضر جواز سفرك.
track-missing = لم يُعثر على طلب بهذا الرقم وكلمة المرور هذه
# A day and a time follow
track-missing-new = هل قدّمته للتو؟ انظر ثانية بعد التحديث التالي:
track-missing-desk = هل سلّمته إلى المكتب المتنقل؟ يجب أن يصل أولًا إلى المقر الرئيسي.
track-missing-typed = هل الرقم وكلمة المرور لطلب واحد؟ لكل طلب كلمة مروره، والجديدة تحل محل القديمة.
track-missing-call = إن لم يظهر بعد ذلك فأحضر الرقم والإيصال واتصل بنا:
track-trouble-none = لم تُنشر أي حالات بعد
track-trouble-none-detail = انظر لاحقًا. إن احتجت إلى المعرفة الآن فاتصل بنا ورقم طلبك معك.
track-trouble-away = لا يمكن الوصول إلى الحالات
track-trouble-away-detail = لا توجد شبكة أو الاتصال ضعيف، وليس على هذا الجهاز شيء محفوظ. انظر ثانية حين تتصل.
track-trouble-no-memory = الذاكرة الحرة في هذا الجهاز لا تكفي
track-trouble-no-memory-detail = أغلق الصفحات والتطبيقات الأخرى ثم أعد المحاولة، أو استعمل جهازًا آخر. يلزم 64 ميغابايت كي لا يستطيع أحد تخمين كلمات المرور.
track-trouble-engine-missing = لم تُحمّل الصفحة كاملة
track-trouble-engine-missing-detail = تحقق من الشبكة وأعد المحاولة.
track-trouble-engine-stopped = لا يستطيع هذا المتصفح فتح الحالة
track-trouble-engine-stopped-detail = استعمل Chrome أو Edge أو Firefox أو Safari بإصدار لا يسبق عام 2023، أو جهازًا آخر.
track-trouble-untrusted = ما وصل لا يحمل توقيعنا
track-trouble-untrusted-detail = لا نعرض منه شيئًا لأنه قد لا يكون منا. انظر لاحقًا، وإن بقي كذلك فاتصل بنا.

## قائمة المقابلات

interviews-loading = جارٍ جلب القائمة…
interviews-nobody = لا أحد مدعو حاليًا.
interviews-failed = لا يمكن الوصول إلى القائمة الآن. دعوتك مكتوبة حيث تتابع طلبك.
interviews-noscript = تحتاج هذه القائمة إلى JavaScript
interviews-time = الساعة

## التسليم

hand-in = سلّم
hand-choose = ملفك المختوم
hand-choose-button = اختر الملف
hand-choose-hint = الملف الذي حفظته الاستمارة للتسليم. يبدو اسمه هكذا:
hand-drop = يمكنك أيضًا إفلات الملفات هنا.
hand-promise = يبقى الملف مختومًا في طريقه: لا يفتحه إلا المصلحة. يمكنك التوقف والمتابعة لاحقًا.
hand-stopped = انقطع إرسال سابق. اختر الملف نفسه مرة أخرى فيتابع من حيث توقف.
hand-closed = لا يمكن حاليًا تسليم الملفات على الموقع
hand-closed-detail = لا يضر ملفك الانتظار.
hand-other-ways = الطرق الأخرى لتسليمه
hand-noscript = يحتاج التسليم هنا إلى JavaScript
hand-noscript-detail = JavaScript متوقف في هذا المتصفح. شغّله لهذه الصفحة، أو سلّم الملف بإحدى الطرق أدناه.
hand-looking = جارٍ النظر في الملف…
hand-good = هذا ملف مختوم، وهو جاهز للتسليم.
hand-begun = وصل جزء من هذا الملف من قبل.
hand-finding = جارٍ البحث عن الاتصال…
# $n: a number from 0 to 100
hand-sending = جارٍ الإرسال: { $n }%
hand-sending-bar = مقدار ما وصل
hand-waiting = انقطع الاتصال. سيتابع الإرسال من نفسه حين يعود. اترك هذه الصفحة مفتوحة.
hand-busy = كثيرون يسلّمون الآن. سيتابع الإرسال من نفسه بعد قليل. اترك هذه الصفحة مفتوحة.
hand-send = سلّم
hand-pause = أوقف مؤقتًا
hand-go-on = تابع
hand-remove = أزله من هذه الصفحة
hand-details = التفاصيل
hand-kb = { $n } ك.ب
hand-mb = { $n } م.ب
hand-wrong-empty = هذا الملف فارغ. احفظه من الاستمارة مرة أخرى.
hand-wrong-too-large = هذا الملف أكبر من أن يُسلّم هنا. أحضره إلى مكتب أو إلى المكتب المتنقل.
hand-wrong-copy = هذه نسختك أنت أو مسودة، مقفلة بكلمة مرورك. احتفظ بها. سلّم الملف الآخر الذي يبدأ اسمه بـ “application” وليس فيه “copy”.
hand-wrong-armoured = غيّر برنامج البريد هذا الملف. خذه من الجهاز الذي ملأت عليه الاستمارة.
hand-wrong-form = هذه هي الاستمارة نفسها، لا ما يُسلّم. افتحها واذهب إلى خطوتها الأخيرة واحفظ الملف المختوم.
hand-wrong-other = هذا ليس ملفًا مختومًا. تحفظه الاستمارة في خطوتها الأخيرة، وينتهي اسمه بـ .age.
hand-wrong-cut = جزء من هذا الملف ناقص. انسخه مرة أخرى أو احفظه من الاستمارة من جديد.
hand-wrong-unreadable = تتعذر قراءة الملف. اختره مرة أخرى.
hand-wrong-digest-differs = تغيّر الملف أثناء إرساله. اختره مرة أخرى.
hand-wrong-cut-short = جزء من الملف ناقص. اختره مرة أخرى.
hand-wrong-unknown = لا يمكن تسليم هذا الملف هنا. أحضره إلى مكتب أو اتصل بنا.
hand-stopped-paused = أُوقف مؤقتًا. ما وصل يبقى محفوظًا 24 ساعة.
hand-stopped-away = لا توجد شبكة. ما وصل يبقى محفوظًا 24 ساعة: تابع حين تتصل.
hand-stopped-no-door = لا يمكن الآن الوصول إلى مكان استلام الملفات. حاول لاحقًا أو سلّم الملف بطريقة أخرى.
hand-stopped-no-room = لا يوجد الآن متسع لملفات أخرى. لم يُحفظ من ملفك شيء. حاول لاحقًا أو سلّمه بطريقة أخرى.
hand-stopped-closed = لا تُستلم الملفات في هذه اللحظة. حاول لاحقًا أو سلّمه بطريقة أخرى.
hand-stopped-not-kept = تعذّر حفظ الملف، ولم يبقَ منه شيء. حاول لاحقًا أو سلّمه بطريقة أخرى.
hand-stopped-receipt = الجواب لا يخص هذا الملف. لا تعتمد عليه: سلّم الملف لاحقًا من جديد أو أحضره إلى مكتب.
hand-stopped-unknown = لم ينجح ذلك. حاول لاحقًا أو سلّم الملف بطريقة أخرى.
hand-kind-arrived = وصل ملفك.
hand-about-arrived = لم يُفحص بعد: لم يفتحه أحد. احتفظ بهذا الإيصال: الوقت المكتوب فيه يُعد وقت تسليمك.
hand-kind-taken-in = قُبل تسليم طلبك.
hand-about-taken-in = فُتح ملفك وفُحص. احتفظ بهذا الإيصال.
hand-kind-refused = لم يُقبل ملفك.
hand-about-refused = وصل وفُحص، وفيه خلل. اتصل بنا لنخبرك بما يلزم إصلاحه.
hand-when = متى
hand-file = الملف
hand-receipt-number = الإيصال
hand-by = وقّعه
hand-code = السبب، لموظفينا
hand-save = احفظ الإيصال
hand-print = اطبع
hand-next = بعد التحديث التالي انظر كيف يسير طلبك بالرقم وكلمة المرور:

## Without a network

# # is replaced by a number
offline-saving = تُحفظ الصفحات على جهازك: #٪
offline-ready = جاهز دون اتصال: تفتح هذه الصفحات على جهازك من دون إنترنت.
offline-away = لا يوجد اتصال. هذه هي النسخة المحفوظة على جهازك.

## Forms: the page people fill in. Ids that begin with form- and problem- go into every bundle.

form-skip = انتقل إلى المحتوى الرئيسي
form-language = اللغة
form-test = نموذج تجريبي
form-test-detail = للتجربة فقط. لا تقبله الجهة.

# Where the form cannot start: no JavaScript, an old browser, a file viewer on a phone
form-unstarted = لملء هذا النموذج افتحه في متصفح
form-unstarted-phone = على الهاتف: انتقل إلى موقعنا واضغط «املأ هنا».
form-unstarted-computer = على الحاسوب: احفظ هذا الملف وافتحه في Chrome أو Edge أو Firefox أو Safari، على ألا يكون المتصفح أقدم من عام 2023.
form-unstarted-script = هل فتحته في متصفح؟ فعّل JavaScript لهذه الصفحة.
form-unstarted-paper = أو اطبع هذه الصفحة واملأها بخط اليد وأحضرها إلى أحد المكاتب.
form-opening = جارٍ فتح النموذج…

## Forms: the first page

form-promise = كل ما تكتبه يبقى على جهازك. لا تستطيع هذه الصفحة إرسال أي شيء.
form-network = يمكنك إيقاف الإنترنت والمتابعة.
form-need = ما تحتاج إليه
form-privacy = ماذا يحدث لبياناتك
form-privacy-more = المزيد عن بياناتك
form-device = أنا وحدي أستخدم هذا الجهاز
form-device-detail = يحتفظ المتصفح بما أكتبه إلى أن أحذفه. على جهاز مشترك اترك هذا المربع فارغًا.
form-device-sensitive = لا يحتفظ هذا النموذج بشيء على الجهاز من تلقاء نفسه. لتتوقف وتكمل لاحقًا احفظ مسودة.
form-device-refused = لا يحتفظ هذا المتصفح بشيء لهذا النموذج. لتتوقف وتكمل لاحقًا احفظ مسودة.
form-genuine = احصل على هذا النموذج من موقعنا فقط. نحن لا نرسله في رسائل أبدًا.
form-start = ابدأ
form-go-on = أكمل من حيث توقفت
form-restored = عاد إلى هنا ما كتبته على هذا الجهاز.
form-lost = أُعيد تحميل الصفحة ولم يعد ما كتبته هنا. إن كنت قد حفظت مسودة فافتحها.

## Forms: steps

# $n: which step; $of: how many there are
form-step = الخطوة { $n } من { $of }
form-continue = متابعة
form-back = رجوع
form-optional = (اختياري)
form-yes = نعم
form-no = لا
form-day = اليوم
form-month = الشهر
form-year = السنة
form-date-hint = مثلًا: اليوم 27، الشهر 3، السنة 2027
form-choose = اختر
form-no-options = أجب أولًا عن السؤال الذي تعتمد عليه هذه القائمة.
form-find-hint = اكتب الحروف الأولى واختر من القائمة.
form-found = عدد الخيارات في القائمة: { $n }
form-found-none = لا شيء في القائمة يطابق ما كتبت. تحقق من الكتابة.
form-characters = عدد الأحرف المتبقية: { $n }
form-characters-over = عدد الأحرف الزائدة: { $n }
form-computed-blank = يظهر عندما تكتمل الإجابات السابقة
# $row: "Person 2"
form-remove = احذف { $row }
form-removed = حُذف { $row }

# What stands before a message, for those who do not see its colour
form-error = خطأ:
# $title: the title of the page
form-error-title = خطأ: { $title }
form-errors = { $n ->
    [zero] لا توجد مشكلات
    [one] توجد مشكلة واحدة
    [two] توجد مشكلتان
    [few] توجد { $n } مشكلات
    [many] توجد { $n } مشكلة
   *[other] توجد { $n } مشكلة
}
form-mended = صحيح الآن

## Forms: passport lines

form-passport-hint = سطور الحروف والأرقام وعلامة ⁦<⁩ في أسفل صفحة الصورة. تملأ هذه السطور إجابات أخرى عنك.
# $fields: questions, joined by commas
form-passport-filled = مُلئت من هذه السطور: { $fields }. قارنها بجواز السفر.
form-passport-differs = كتبت هنا شيئًا آخر: { $fields }.
form-passport-replace = خذ ما في جواز السفر

## Forms: files

form-file-choose = اختر ملفًا
form-files-choose = اختر الملفات
form-files-more = أضف ملفات أخرى
# $types: "PDF, JPEG"; $size: "5 MB"; $max: how many files
form-files-hint = { $max ->
    [zero] { $types }، بحجم لا يتجاوز { $size }
    [one] { $types }، ملف واحد لا يتجاوز { $size }
    [two] { $types }، ملفان على الأكثر، كل منهما لا يتجاوز { $size }
    [few] { $types }، { $max } ملفات على الأكثر، كل منها لا يتجاوز { $size }
    [many] { $types }، { $max } ملفًا على الأكثر، كل منها لا يتجاوز { $size }
   *[other] { $types }، { $max } ملف على الأكثر، كل منها لا يتجاوز { $size }
}
# $n is exact, such as 1.5
form-megabytes = { $n } ميغابايت
form-kilobytes = { $n } كيلوبايت
# $name: a file
form-files-reading = جارٍ قراءة { $name }…
form-files-added = أُضيف { $name }
form-files-removed = حُذف { $name }
form-files-remove = احذف { $name }
form-files-open = اعرض { $name }
form-files-large = حجم الصورة { $size }، والحد هو { $max }. يمكن تصغيرها هنا على جهازك.
form-files-shrink = صغّرها
form-files-shrunk = صُغّرت إلى { $size }
form-files-not-shrunk = تعذر تصغير الصورة إلى { $max }. اختر صورة أخرى.
form-files-cleaned = أُزيل ما كان مسجلًا داخل الصورة عن المكان والوقت والكاميرا.
form-files-unreadable = تعذرت قراءة { $name }. اختره مرة أخرى.
form-files-draft = تغلق بعض الهواتف هذه الصفحة أثناء اختيار الملف. احفظ مسودة أولًا.

## Forms: check your answers

form-check = راجع إجاباتك
form-check-lead = اقرأ كل شيء مرة أخرى. إذا كان كل شيء صحيحًا فأنهِ: توقّع الصفحة إجاباتك وتختمها في ملف.
form-change = غيّر
form-not-answered = لا توجد إجابة
# $date: today by the device's clock
form-clock = تاريخ اليوم بحسب هذا الجهاز هو { $date }. إن كان خطأً فاضبط تاريخ الجهاز قبل أن تنهي.
form-finish = إنهاء
form-finish-detail = لا يُرسل شيء. تحصل على ملفين: ملف تسلّمه وملف تحتفظ به.

## Forms: sealing

form-sealing = جارٍ إعداد ملفاتك
form-keep-open = أبقِ هذه الصفحة مفتوحة.
form-phase-password = صنع المفتاح من كلمة المرور
form-phase-read = قراءة المرفقات
form-phase-seal = ختم الملف الذي ستسلّمه
form-phase-copy = ختم نسختك
form-phase-open = فتح الملف
form-slow = قد لا تستجيب الصفحة للحظة.
form-finish-failed = تعذر إعداد الملفات. إجاباتك ما زالت هنا. احفظ مسودة وأغلق البرامج الأخرى ثم حاول مرة أخرى.
form-no-memory = لا تكفي الذاكرة الحرة في هذا الجهاز: يلزم 64 ميغابايت. إجاباتك ما زالت هنا. احفظ مسودة وأغلق البرامج الأخرى ثم حاول مرة أخرى، أو افتح المسودة على جهاز آخر.

## Forms: the end

form-done = جاهز للتسليم
form-done-lead = لم يُرسل شيء بعد. احفظ الملفين ثم سلّم الأول.
form-number = رقم الطلب
form-password = كلمة المرور
form-keep = اكتبهما أو اطبع هذه الصفحة. تفتح كلمة المرور نسختك وحالة طلبك. نحن لا نعرفها ولا نستطيع إرسالها مرة أخرى.
form-save-application = احفظ الملف الذي ستسلّمه
form-save-copy = احفظ النسخة التي تبقى معك
form-save-copy-detail = بالنسخة وكلمة المرور يمكنك تغيير طلبك لاحقًا.
# $name: a file
form-saved = حُفظ باسم { $name }. ابحث عنه في التنزيلات.
form-next = ماذا تفعل بعد ذلك
form-next-save = احفظ الملفين
form-next-hand-in = سلّم الملف
form-next-hand-in-detail = اختر طريقة واحدة:
form-way-upload = ارفعه على موقعنا
form-way-office = أحضره إلى مكتب على هاتف أو ذاكرة USB
form-way-visit = أحضره إلى المكتب المتنقل
form-next-track = تابع طلبك
form-next-track-detail = بالرقم وكلمة المرور على موقعنا.
form-qr = يفتح صفحة المتابعة برقمك. ليست فيه كلمة المرور.
form-print = اطبع هذه الصفحة
form-amend = غيّر شيئًا
form-amend-detail = هل لاحظت خطأ؟ غيّر إجاباتك وأنهِ مرة أخرى. يبقى الرقم نفسه؛ سلّم الملف الجديد.
form-details = التفاصيل وكيفية التحقق من التوقيع
form-detail-file-name = ملف التسليم:
form-detail-file = ملف التسليم، SHA-256
form-detail-content = المحتوى، SHA-512
form-detail-key = المفتاح الموقِّع
form-detail-form = النموذج
# Commands stand under it
form-verify = يستطيع كل من يمكنه فتح الملف أن يتحقق منه ببرامج مجانية:
form-signature = يبيّن التوقيع أن شيئًا لم يتغير بعد أن أنهيت. وهو لا يثبت هويتك وليس توقيعًا إلكترونيًا مؤهلًا.
form-printed = مُلئ في { $date }

## Forms: drafts

form-save = احفظ مسودة
form-save-lead = في ملف المسودة إجاباتك ومرفقاتك. لا تفتحه إلا كلمة المرور.
form-save-password = كلمة مرورك
form-save-keep = اكتبها الآن. بدونها لا يمكن لأحد أن يفتح المسودة، ولا حتى نحن. وستفتح لاحقًا نسختك وحالة طلبك أيضًا.
form-save-file = احفظ ملف المسودة
form-save-known = كلمة المرور هي نفسها التي لديك.
form-show-password = أظهر كلمة المرور
form-save-going = جارٍ ختم المسودة…
form-save-failed = تعذر إعداد المسودة. احذف الملفات الكبيرة وحاول مرة أخرى.
form-open = افتح مسودة أو نسخة
form-open-lead = اختر الملف الذي حفظته واكتب كلمة مروره.
form-open-file = الملف
form-open-file-hint = ينتهي اسمه بـ ‎.age
form-open-password = كلمة المرور
form-open-password-hint = 17 حرفًا ورقمًا. لا فرق بين الحروف الكبيرة والصغيرة ولا أثر للشرطات.
form-open-go = افتح
form-open-no-file = اختر الملف
form-open-no-password = اكتب كلمة المرور
form-open-mistyped = حرف أو رقم في كلمة المرور خاطئ أو ناقص
form-open-refused = كلمة المرور هذه لا تفتح هذا الملف. قارن كل حرف ورقم
form-open-damaged = هذا الملف ليس مسودة ولا نسخة، أو أنه تالف. اختر ملفًا آخر
form-open-sealed = هذا هو الملف الذي ستسلّمه، ولا تفتحه إلا الجهة. اختر النسخة التي تبقى معك أو مسودة
# $form: the id of another form
form-open-other = هذا الملف لنموذج آخر: { $form }
form-opened = مسودتك مفتوحة.
# $number: of the application
form-opened-copy = الطلب { $number } مفتوح. غيّر ما تريد ثم أنهِ مرة أخرى.
form-opened-older = تغيّر النموذج منذ ذلك الوقت. راجع كل إجابة.

## Forms: deleting and leaving

form-delete = احذف كل شيء من هذا الجهاز
form-delete-lead = تُحذف الإجابات والمرفقات من هذه الصفحة ومن هذا المتصفح. وتبقى الملفات التي حفظتها في مكانها.
form-delete-go = احذف كل شيء
form-delete-keep = لا تحذف شيئًا
form-deleted = حُذف كل شيء من هذا الجهاز.
form-kept = محفوظ على هذا الجهاز
# $version: "3.1"
form-version = النموذج { $version }

## Forms: checkers

form-outcome = النتيجة
form-outcome-none = لا تكفي هذه الإجابات لمعرفة ذلك. اسأل مركز الاتصال.
form-outcome-guide = اقرأ الدليل
form-again = ابدأ من جديد

## Problems: what is wrong with an answer. With the type of a question behind it, the wording for that type.

problem-required = أجب عن هذا السؤال
problem-required-choice = اختر إجابة
problem-required-choices = اختر إجابة واحدة على الأقل
problem-required-country = اختر بلدًا
problem-required-date = اكتب التاريخ
problem-required-yes-no = اختر نعم أو لا
problem-required-files = أرفق ملفًا
problem-malformed = تعذرت قراءة هذا. تحقق من الكتابة
problem-malformed-integer = اكتب عددًا صحيحًا مثل 12
problem-malformed-decimal = اكتب عددًا مثل 12.5
problem-malformed-money = اكتب مبلغًا مثل 350
problem-malformed-date = اكتب تاريخًا موجودًا في التقويم، مثل اليوم 27 والشهر 3 والسنة 2027
problem-malformed-date-day = اكتب اليوم رقمًا مثل 27
problem-malformed-date-month = اكتب الشهر رقمًا مثل 3
problem-malformed-date-year = اكتب السنة بأربعة أرقام مثل 2027
problem-malformed-phone = اكتب رقم هاتف مثل ‎+994 50 123 45 67
problem-malformed-email = اكتب عنوان بريد إلكتروني مثل name@example.com
problem-malformed-passport = اكتب السطور كما هي في جواز السفر تمامًا
problem-malformed-personal-code = اكتب حروف الرمز وأرقامه السبعة
problem-malformed-country = اختر البلد من القائمة
problem-unsafe-text = في هذا النص علامات غير مرئية. اكتبه بدل لصقه
problem-too-short = { $min ->
    [zero] اكتب شيئًا
    [one] اكتب حرفًا واحدًا على الأقل
    [two] اكتب حرفين على الأقل
    [few] اكتب { $min } أحرف على الأقل
    [many] اكتب { $min } حرفًا على الأقل
   *[other] اكتب { $min } حرف على الأقل
}
problem-too-long = { $max ->
    [zero] لا تكتب شيئًا
    [one] اكتب حرفًا واحدًا على الأكثر
    [two] اكتب حرفين على الأكثر
    [few] اكتب { $max } أحرف على الأكثر
    [many] اكتب { $max } حرفًا على الأكثر
   *[other] اكتب { $max } حرف على الأكثر
}
problem-pattern = لم يُكتب هذا بالشكل المطلوب
problem-range = يجب أن يكون من { $min } إلى { $max }
problem-range-min = يجب ألا يقل عن { $min }
problem-range-max = يجب ألا يزيد على { $max }
problem-range-min-date = يجب ألا يكون قبل { $min }
problem-range-max-date = يجب ألا يكون بعد { $max }
problem-scale = { $scale ->
    [zero] اكتب عددًا بلا كسر
    [one] اكتب رقمًا واحدًا على الأكثر بعد الفاصلة
    [two] اكتب رقمين على الأكثر بعد الفاصلة
    [few] اكتب { $scale } أرقام على الأكثر بعد الفاصلة
    [many] اكتب { $scale } رقمًا على الأكثر بعد الفاصلة
   *[other] اكتب { $scale } رقم على الأكثر بعد الفاصلة
}
problem-unknown-value = اختر من القائمة
problem-not-offered = اختر مرة أخرى: لا يوافق هذا إجابة سابقة
problem-too-few = يجب ألا يقل عدد ما تختاره عن { $min }
problem-too-few-files = يجب ألا يقل عدد الملفات عن { $min }
problem-too-few-repeat = يجب ألا يقل العدد عن { $min }
problem-too-many = يجب ألا يزيد عدد ما تختاره على { $max }
problem-too-many-files = يجب ألا يزيد عدد الملفات على { $max }
problem-too-many-repeat = يجب ألا يزيد العدد على { $max }
problem-check = لا يوافق هذا إجابة أخرى
problem-mrz-check = في هذه السطور حرف أو رقم خاطئ. قارنها بجواز السفر
problem-mrz-differs = في سطور جواز السفر شيء آخر
# $types: "PDF, JPEG"
problem-file-type = لا يُقبل هذا النوع من الملفات. اختر { $types }
problem-file-damaged = هذا الملف تالف أو ليس ما يدل عليه اسمه. اختر ملفًا آخر
problem-file-locked = هذا الملف مقفل بكلمة مرور. احفظه بدونها ثم اختره مرة أخرى
problem-file-pixels = هذه الصورة أكبر من أن تُعرض. صغّرها ثم اخترها مرة أخرى
# $max: "5 MB"
problem-file-too-large = يجب ألا يتجاوز الملف { $max }. اختر ملفًا أصغر
problem-files-too-large = يجب ألا تتجاوز كل الملفات معًا { $max }. احذف بعضها أو اختر ملفات أصغر

# Only what is handed in can have these; officers read them.
problem-hidden = لم يُطرح هذا السؤال وله إجابة
problem-unknown-field = لا يوجد سؤال كهذا في النموذج
problem-computed-differs = القيمة المحسوبة ليست ما تعطيه القواعد
problem-not-canonical = لم تُكتب الإجابة بالشكل الذي يطلبه التنسيق
