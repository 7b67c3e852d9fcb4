## كلمات مشتركة بين الخدمات

# الأقسام
category-work = العمل
category-travel = السفر
category-stay = البقاء في البلد
category-residence = الإقامة
category-citizenship = الجنسية
category-protection = اللجوء والحماية

# لمن الخدمة
audience-foreigner = الأجانب
audience-stateless = الأشخاص عديمو الجنسية
audience-citizen = مواطنو أذربيجان

# طرق التقديم
channel-form = استمارة تُملأ دون إنترنت
channel-online = عبر موقعنا على الإنترنت
channel-app = تطبيق MigAz للهاتف
channel-office = مكتب الهجرة في المنطقة
channel-headquarters = المقر الرئيسي في باكو
channel-travelling-desk = المكتب المتنقل
channel-mission = سفارة أذربيجان أو قنصليتها في الخارج
channel-airport = مركز ASAN Viza في مطار دولي

# الخطوات
step-check = تحقق من الشروط
    .detail = تأكد من أن هذه الخدمة تناسبك، ثم اجمع المستندات.
step-fill = املأ الطلب
    .detail = أجب عن الأسئلة وأرفق نسخًا واضحة وكاملة من المستندات بصيغة PDF أو JPG.
step-pay = ادفع الرسم الحكومي
    .detail = عبر الإنترنت ببطاقة ائتمان أو تحويل مصرفي، أو في جهاز دفع أو فرع مصرف. احتفظ بالإيصال.
step-hand-in = قدّم الطلب
    .detail = اختر إحدى الطرق المذكورة في هذه الصفحة. ستحصل على رقم للطلب وكلمة مرور، فاحتفظ بهما.
step-interview = احضر المقابلة
    .detail = قابل أحد موظفينا واروِ له ما حدث لك.
step-track = تابع طلبك
    .detail = تحقق من حالة الطلب في أي وقت برقم الطلب وكلمة المرور.
step-collect = استلم المستند
    .detail = حين تظهر في حالة الطلب عبارة «جاهز للاستلام»، تعالَ بجواز سفرك لاستلامه.
step-decision = اطّلع على القرار
    .detail = نخبرك بالقرار وبما عليك فعله بعده.

# المستندات
document-passport = جواز السفر
    .hint = صفحة الصورة وكل صفحة عليها ختم أو تأشيرة
document-photo = صورة شخصية
    .hint = بمقاس 3 × 4 سم، الوجه ظاهر كله، والخلفية فاتحة بلا نقوش
document-contract = عقد العمل
    .hint = كل الصفحات، موقّعًا من الطرفين
document-medical = شهادة طبية
    .hint = بتوقيع وختم المؤسسة الطبية التي أجرت الفحص
document-no-criminal-record = شهادة عدم وجود سوابق جنائية
    .hint = يجب أن يكون الختم والتاريخ واضحين
document-birth-certificate = شهادة الميلاد
    .hint = كل صفحة فيها نص
document-marriage-certificate = عقد الزواج
    .hint = كل صفحة فيها نص
    .when = إن كنت متزوجًا
document-supporting = مستندات أخرى تخص حالتك
    .hint = ما يثبت سبب طلبك
    .when = إن تطلّبت حالتك ذلك

# الرسوم
fee-state = الرسم الحكومي
    .varies = بحسب الحالة
axis-months = مدة التصريح
axis-cause = سبب فقدان الجنسية

# بداية المهلة
after-arrival = بعد وصولك إلى أذربيجان

# الأساس القانوني
legal-migration-code = قانون الهجرة في جمهورية أذربيجان
legal-citizenship-law = قانون جمهورية أذربيجان بشأن الجنسية
legal-refugee-law = قانون جمهورية أذربيجان بشأن وضع اللاجئين والنازحين داخليًا
legal-refugee-convention = اتفاقية عام 1951 الخاصة بوضع اللاجئين
legal-state-fees = قانون جمهورية أذربيجان بشأن الرسوم الحكومية

# أسباب الإقامة
residence-purposes-family = لمّ شمل الأسرة
residence-purposes-study = الدراسة
residence-purposes-work = العمل
residence-purposes-investment = الاستثمار
residence-purposes-other = سبب آخر

# أنواع التأشيرات
visa-types-tourist = سياحة
visa-types-business = أعمال
visa-types-transit = عبور
visa-types-student = دراسة
visa-types-medical = علاج
visa-types-other = غرض آخر

# سبب فقدان الجنسية
citizenship-losses-renunciation = التخلي عن الجنسية
citizenship-losses-adoption = التبنّي
citizenship-losses-marriage = الزواج
citizenship-losses-other = سبب آخر
