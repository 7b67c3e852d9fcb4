# The desk in Arabic.

language-name = العربية

## Frame
skip = انتقل إلى المحتوى
nav = المكتب
nav-applications = الطلبات
nav-quarantine = الحجر
nav-quarantine-waiting = الحجر ({ $count })
language = اللغة

## Who may ask
wrong-host = لا يُستدعى المكتب إلا بعنوانه.
wrong-origin = جاء هذا من صفحة غير صفحة المكتب.
open-again = افتح المكتب بالعنوان الذي أظهرته الطرفية. يعمل العنوان مرة واحدة في متصفح واحد؛ ولمتصفح آخر شغّل “sayyar-intake desk” من جديد.
token-used = استُعمل هذا العنوان من قبل، أو ليس هو ما أظهرته الطرفية. شغّل “sayyar-intake desk” من جديد.
nothing-here = لا شيء هنا.
stumbled = تعثّر المكتب. لم يتغير شيء.
trouble = { $error }. لم يتغير شيء؛ حاول مرة أخرى.
ticket-used = عمل هذا التنزيل مرة واحدة. اختر الملف من جديد.

## Sizes, days, states
bytes = { $count } بايت
kilobytes = { $count } كيلوبايت
megabytes = { $count } ميغابايت
day = { $day } { $month } { $year }
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
state-received = مُستلَم
state-in-review = قيد الدراسة
state-documents-needed = مطلوب مستندات
state-interview = مقابلة
state-decided = صدر القرار
state-ready-to-collect = جاهز للاستلام

## List
take-in = الاستلام
take-in-files = اختر الملفات المختومة، أو أفلتها في أي مكان من هذه الصفحة
take-in-no-script = يحتاج هذا إلى نص المكتب البرمجي. في سطر الأوامر:
being-checked = قيد الفحص
no-answer = المكتب لا يجيب.
nothing-lost = لم يُفقد شيء: قدّم الملف من جديد.
search-text = الرقم أو الاسم
search-form = الاستمارة
search-state = الحالة
search-all = الكل
search-show = اعرض
nothing-found = لم يُعثر على شيء.
list-number = الرقم
list-known-by = يُعرف بـ
list-form = الاستمارة
list-state = الحالة
list-filed = قُدّم
list-changed = تغيّر
list-revision = النسخة { $revision }
list-most = هذه آخر { $count } طلب تغيّرت. ابحث عن غيرها.
told-taken = { $number }، النسخة { $revision }: تم الاستلام.
told-waits = ينتظر النسخة التي قبله.
told-again = كان معروفًا من قبل؛ لم يُفعل شيء مرتين.
told-refused = لم يُستلم.
told-look = انظر إليه
told-receipt = اطبع الإيصال

## Checks
step-sealed = هو ملف مختوم بحجم مقبول.
step-sealed-no = ليس ملفًا مختومًا، أو هو ملف لا يُقبل.
step-opens = يفتحه مفتاحنا، ولم يتغير فيه شيء منذ ختمه.
step-opens-no = لا يفتحه أي من مفاتيحنا، أو تغيّر منذ ختمه.
step-archive = الأرشيف الذي فيه سليم ولا يُقرأ إلا بطريقة واحدة.
step-archive-no = الأرشيف الذي فيه تالف، أو يُقرأ بأكثر من طريقة.
step-bag = فيه ملفات الطلب وحدها.
step-bag-no = ما فيه ليس ملفات طلب.
step-signature = وقّع مفتاح مقدم الطلب على كل ما فيه.
step-signature-no = لم يوقّع مفتاح مقدم الطلب على كل ما فيه.
step-number = الرقم يخص مفتاح مقدم الطلب.
step-number-no = الرقم لا يخص مفتاح مقدم الطلب.
step-addressee = هو موجّه إلينا.
step-addressee-no = هو موجّه إلى غيرنا.
step-form = الاستمارة من استماراتنا، وهذا الإصدار مقبول.
step-form-no = الاستمارة ليست من استماراتنا، أو هذا الإصدار غير مقبول.
step-answers = الإجابات توافق قواعد الاستمارة.
step-answers-no = الإجابات لا توافق قواعد الاستمارة.
step-attachments = المرفقات هي ما تقول إنها هي.
step-attachments-no = أحد المرفقات ليس ما يقول إنه هو.
step-once = لا يناقض شيئًا استُلم من قبل.
step-once-no = يناقض شيئًا استُلم من قبل.

## What to do about a check that failed
advice-too-large = اطلب مرفقات أصغر (تكفي صور بحجم 5 ميغابايت)، أو زد “megabytes” تحت [limits].
advice-not-age = ليس طلبًا مختومًا: ربما صورة أو مسودة لم تكتمل. اطلب الملف المسمى application-....age الذي أعطته الاستمارة في النهاية.
advice-armoured = غلّفه برنامج البريد بنص. اطلبه مرفقًا أو على ذاكرة محمولة.
advice-passphrase = هو محمي بكلمة مرور: نسخة مقدم الطلب الخاصة أو مسودة سُلّمت خطأً. اطلب الملف الآخر الذي ليس في اسمه ‎-copy.
advice-no-match = خُتم لغيرنا، أو لمفتاح غير مذكور هنا. اكتب المفاتيح السابقة تحت “identities”؛ وإلا فاسأل من أين جاءت الاستمارة.
advice-cut = قُطع أو تغيّر في الطريق. اطلب الملف من جديد من الجهاز الذي صُنع عليه.
advice-foreign = لا تختم أي من استماراتنا هكذا. اسأل من أين جاءت الاستمارة، واحفظ الملف لمن ينظر في أمره.
advice-spliced = جمع أحدهم هذا من أجزاء طلب آخر. لا تستعمله، وأخبر المسؤولين عن الأمن.
advice-form-unknown = أضف الاستمارة الصادرة بالأمر “sayyar-intake forms add” ثم “sayyar-intake quarantine retry”. وإن لم تصدروا مثلها فاسأل من أين جاءت.
advice-form-changed = قارنها بالحزمة الصادرة. إن لم تكن لنا فثمة من يوزّع استمارة معدّلة: أخبر المسؤولين عن الأمن.
advice-form-old = اطلب من مقدم الطلب ملء الاستمارة الحالية، أو استلمه بالأمر “quarantine release” مع ذكر السبب.
advice-answers-malformed = لا تكتب أي من استماراتنا الإجابات هكذا. اسأل من أين جاءت الاستمارة.
advice-answers-invalid = اقرأ موضع الخطأ بالأمر “quarantine show”. اطلب من مقدم الطلب تعديله بالنسخة التي احتفظ بها، أو استلمه بالأمر “quarantine release” مع ذكر السبب.
advice-attachment-list = لا تفعل أي من استماراتنا هذا. اسأل من أين جاءت الاستمارة.
advice-attachment = لا تفتحه بالنقر المزدوج. اطلب المستند من جديد، أو انظر إليه على المكتب الذي يعرضه دون ضرر، واستلمه بالأمر “quarantine release” مع ذكر السبب.
advice-erased = لا شيء: مُحي لسبب وجيه. الطلب الجديد طلب جديد.
advice-claims = تعديلان مختلفان يطلبان الموضع نفسه، ربما من جهازين. اسأل مقدم الطلب أيهما المقصود، واطلب إعادة التعديل من آخر نسخة.
advice-status = يطلب طلبان موضع الحالة نفسه، وهذا لا يقع مصادفة. أخبر المسؤولين عن الأمن.
advice-machine = الخلل في قرص هذا الجهاز أو شبكته، لا في الطلب. حاول مرة أخرى.
advice-made = لا تصنع أي من استماراتنا هذا. غيّره أحدهم أو صنعه يدويًا: احفظه لمن ينظر في أمره.
advice-other = اسأل المسؤولين عن النظام.

## What an officer should look at
warning-filled-in-future = يقول جهاز مقدم الطلب إن الاستمارة مُلئت في { $day }، أي في المستقبل.
warning-filled-long-ago = يقول جهاز مقدم الطلب إن الاستمارة مُلئت منذ زمن طويل، في { $day }.
warning-late = وصل متأخرًا: كان هذا الإصدار من الاستمارة مقبولًا حتى { $day }.
warning-build-unknown = البناء { $build } من الاستمارة غير معروف هنا، ويُعرف بناء آخر من الإصدار نفسه.
warning-fee-changed = الرسم بحسب أحدث إصدار من الاستمارة هو { $fee }.
warning-status-elsewhere = يطلب هذا التعديل ختم الحالة بكلمة مرور أخرى. تبقى على الأولى؛ استبدلها بحضور صاحبها.
warning-filing-time = عادت ساعة الباب الذي وصله الملف أولًا إلى الوراء، أو هي متقدمة على ساعتنا. انظر في وقت التقديم.
warning-released = استلمه { $officer } مع أن فحصًا لم ينجح ({ $code }): { $reason }

## An application
number-wrong = لا يوجد رقم كهذا
number-wrong-text = في الرقم 13 حرفًا ورقمًا مثل FGA1-TTCD-1JSY-K. هل كُتب خطأً؟
not-found = غير موجود
not-found-text = لا يوجد هنا طلب برقم { $number }. ابحث بالاسم أو انظر في الحجر.
no-revision = لا توجد نسخة كهذه.
no-attachment = لا يوجد مرفق كهذا.
filed = قُدّم في { $time }
fee = الرسم { $fee }
assisted = ملأه موظف
waits-first = ينتظر نسخته الأولى
print-receipt = اطبع الإيصال
print-letter = اكتب الرسالة
answers = الإجابات
attachments = المرفقات
attachment-save = احفظ { $name }
attachment-look = انظر إلى { $name }
attachment-kind = { $kind }، { $size }
checks = الفحوص
identity = الهوية
identity-by = { $way }، { $officer }، { $time }
identity-note = ملاحظة: { $note }
identity-none = لم يتحقق أحد بعد من هوية مقدم الطلب. لا يُتخذ قرار قبل ذلك.
identity-how = كيف
identity-note-label = ملاحظة
identity-record = سجّل التحقق
way-passport = اطُّلع على جواز السفر
way-identity-card = اطُّلع على بطاقة الهوية
way-residence-card = اطُّلع على بطاقة الإقامة
way-known = معروف من إجراء سابق
way-other = بطريقة أخرى كما في الملاحظة
status = الحالة
next-step = الخطوة التالية
for-documents = للمستندات
for-documents-label = أيها، بأسمائها في الخدمة
for-interview = للمقابلة
interview-day = اليوم
interview-time = الساعة
where = أين
office = المكتب
message = رسالة بلغة مقدم الطلب ({ $language })
record-step = سجّل الخطوة
published-later = يراها مقدمو الطلبات بعد النشر التالي.
revisions = النسخ
revision = النسخة { $revision }، { $time }
revision-waits = تنتظر التي قبلها

## What is to be mended
problem-waiting = لم تصل النسخة الأولى من هذا الطلب بعد.
problem-identity-unchecked = لم يتحقق أحد من هوية مقدم الطلب: سجّل ذلك أولًا ثم القرار.
problem-message = لا تزيد الرسالة على 500 حرف، ولا تحوي محارف تحكم.
problem-identity-way = اختر كيف جرى التحقق من الهوية.
problem-identity-note = اكتب في الملاحظة كيف جرى التحقق من الهوية.
problem-memory = تحتاج كلمة المرور إلى 64 ميغابايت من الذاكرة.
problem-office = اذكر أي مكتب.
problem-documents = اذكر المستندات المطلوبة.
problem-day = اذكر يوم المقابلة.
problem-time = اذكر ساعة المقابلة، مثل 09:30.
problem-step = اختر الخطوة التالية.
problem-reason = اذكر السبب في جملة.
problem-released = لا يمكن تجاوز هذا الفحص، أو لم يعد الملف موجودًا.

## Attachments
picture = صورة
picture-of = { $name } من { $number }
picture-again = أُعيد صنع الصورة مما سُلّم، حتى لا يصل إليك شيء مخفي فيها. للاحتفاظ بما سُلّم نفسه احفظ الملف.
picture-smaller = تُعرض أصغر من حقيقتها: { $width } × { $height } نقطة.
picture-bad = لا يمكن عرض هذه الصورة: هي تالفة، أو أكبر من { $most } مليون نقطة، أو من نوع لا يُعرض. احفظها وافتحها بحذر.
back = عُد إلى الطلب

## Quarantine
quarantine = الحجر
quarantine-empty = لا شيء ينتظر قرارًا.
quarantine-decided = صدر فيه قرار
quarantine-file = الملف
quarantine-why = السبب
quarantine-size = الحجم
quarantine-came = وصل
quarantine-decision = القرار
quarantine-gone = لا يوجد ملف كهذا في الحجر. ربما استُلم الآن.
quarantine-title = لم يُستلم
quarantine-names = يذكر { $number }، النسخة { $revision }.
quarantine-came-at = وصل في { $time }
decided-dropped = حذفه { $officer }: { $reason }
decided-released = استلمه { $officer }: { $reason }
decided-expired = حُذف من تلقاء نفسه: { $reason }
retry = افحصه مرة أخرى
reason = السبب (يُسجَّل)
release = استلمه مع ذلك
let-go = احذفه

## Receipt and letter
receipt = إيصال
receipt-none = لا يوجد إيصال لهذه النسخة.
letter = رسالة
letter-language = لغة النص
letter-state = الموضوع
letter-show = اعرض
letter-none = لا توجد بعد خطوة تخبر بها رسالة.
letter-wrong = في القالب خطأ
letter-wrong-text = هو قالب خاص بهذا المكتب، ويصلحه المسؤول عنه. التفاصيل: “sayyar-intake letters check”.
letter-mail = لا تذكر الرسالة إجابات ولا كلمة مرور. تحقق من الاسم قبل إرسالها.
print = اطبع
print-frame = ما سيُطبع
