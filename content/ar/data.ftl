### Words of the facts in content/data: each id there has its name here.

## Offices: office-<id>, its address and the short name of its town

office-headquarters = المقر الرئيسي، باكو
    .address = باكو، طريق بيناقدي 202، المربّع 3123، AZ1114
    .town = باكو
office-naxchivan = مكتب الهجرة الإقليمي في نخجوان
    .address = نخجوان. اسأل مركز الاتصال عن عنوان الشارع.
    .town = نخجوان
office-ganja = مكتب الهجرة الإقليمي في كنجة
    .address = كنجة. اسأل مركز الاتصال عن عنوان الشارع.
    .town = كنجة
office-sumqayit = مكتب الهجرة الإقليمي في سومقاييت
    .address = سومقاييت. اسأل مركز الاتصال عن عنوان الشارع.
    .town = سومقاييت
office-shaki = مكتب الهجرة الإقليمي في شكي
    .address = شكي. اسأل مركز الاتصال عن عنوان الشارع.
    .town = شكي
office-lankaran = مكتب الهجرة الإقليمي في لنكران
    .address = لنكران. اسأل مركز الاتصال عن عنوان الشارع.
    .town = لنكران
office-quba = مكتب الهجرة الإقليمي في قوبا
    .address = قوبا. اسأل مركز الاتصال عن عنوان الشارع.
    .town = قوبا
office-mingachevir = مكتب الهجرة الإقليمي في مينغاتشيفير
    .address = مينغاتشيفير. اسأل مركز الاتصال عن عنوان الشارع.
    .town = مينغاتشيفير
office-shirvan = مكتب الهجرة الإقليمي في شيروان
    .address = شيروان. اسأل مركز الاتصال عن عنوان الشارع.
    .town = شيروان
office-barda = مكتب الهجرة الإقليمي في بردعة
    .address = بردعة. اسأل مركز الاتصال عن عنوان الشارع.
    .town = بردعة
office-gabala = مكتب الهجرة الإقليمي في قبالا
    .address = قبالا. اسأل مركز الاتصال عن عنوان الشارع.
    .town = قبالا
office-imishli = مكتب الهجرة الإقليمي في إيميشلي
    .address = إيميشلي. اسأل مركز الاتصال عن عنوان الشارع.
    .town = إيميشلي

## Kinds of office

office-kind-headquarters = المقر الرئيسي
office-kind-regional = مكتب إقليمي

## Metro stations near an office

metro-koroglu = قرب محطة مترو كوروغلو

## Regions

region-baku = باكو
region-nakhchivan = نخجوان
region-ganja-dashkasan = كنجة – داشكسن
region-absheron-khizi = أبشرون – خيزي
region-shaki-zagatala = شكي – زاقاتالا
region-lankaran-astara = لنكران – أستارا
region-guba-khachmaz = قوبا – خاتشماز
region-central-aran = أران الوسطى
region-shirvan-salyan = شيروان – ساليان
region-karabakh = قره باغ
region-mil-mughan = ميل – موغان

## Places the travelling desk visits

place-xachmaz = خاتشماز
place-zaqatala = زاقاتالا
place-astara = أستارا
place-qazax = قازاخ
place-goychay = غويتشاي
place-sabirabad = صابر آباد
place-shamakhi = شماخي
place-masalli = ماسالي
place-tovuz = توفوز
place-ordubad = أردوباد
place-salyan = ساليان
place-khankendi = خانكندي
place-ismayilli = إسماعيلي
place-jalilabad = جليل آباد

## Where in the town the desk stands

venue-culture-centre = المركز الثقافي
venue-library = المكتبة المركزية
venue-executive-power = مبنى السلطة التنفيذية المحلية
venue-youth-centre = مركز الشباب

## Languages spoken by the call centre and at the travelling desk

language-az = الأذربيجانية
language-ru = الروسية
language-en = الإنجليزية
language-tr = التركية
language-ar = العربية
language-fa = الفارسية
language-ur = الأردية
language-hi = الهندية
language-bn = البنغالية
language-zh = الصينية
language-fr = الفرنسية
language-de = الألمانية
language-es = الإسبانية
language-it = الإيطالية
language-ja = اليابانية
language-ko = الكورية

## Training: who a course is for, the courses and what they teach

audience-staff = موظفو المصلحة
audience-applicants = المتقدمون بطلب إقامة أو جنسية
audience-everyone = كل أجنبي أو عديم جنسية في أذربيجان
audience-organisations = الهيئات الحكومية الأخرى والمجتمع المدني والإعلام والجامعات
course-staff-development = التطوير المهني للموظفين
    .summary = تنمّي معارف ومهارات من يستقبلون المراجعين ويدرسون الطلبات.
course-orientation = دورات التعريف
    .summary = لمن يستعدّ للاستقرار في أذربيجان: اللغة والبلد وقوانينه وحقوقك وواجباتك.
course-awareness = دورات التوعية
    .summary = تشرح بكلمات بسيطة أي تصريح تحتاج إليه ومتى وكيف تحصل عليه.
course-partner-training = تدريب للجهات الأخرى
    .summary = للجهات التي تعمل في مجال الهجرة أو تكتب عنه.

## Topics of courses

topic-migration-management = إدارة الهجرة
topic-migration-legislation = تشريعات الهجرة
topic-procedures = الإجراءات
topic-communication-skills = مهارات التواصل
topic-foreign-languages = اللغات الأجنبية
topic-azerbaijani-language = اللغة الأذربيجانية
topic-history = التاريخ
topic-culture = الثقافة
topic-constitution = الدستور
topic-laws = القوانين
topic-rights-and-duties = الحقوق والواجبات
topic-visa-regime = نظام التأشيرات
topic-work-permit = تصريح العمل
topic-registration = التسجيل في مكان الإقامة
topic-residence-permit = تصريح الإقامة
topic-citizenship = الجنسية
topic-refugee-status = صفة اللاجئ
topic-migration-policy = سياسة الهجرة
topic-migration-statistics = إحصاءات الهجرة
topic-migration-trends = اتجاهات الهجرة
topic-migration-challenges = تحديات الهجرة
topic-best-practices = أفضل الممارسات

## Partners and what the Service does with them

partner-eu = الاتحاد الأوروبي
    .short = الاتحاد الأوروبي
    .work = عمل مشترك في شؤون الهجرة، من تسهيل التأشيرات إلى اللجوء.
partner-iom = المنظمة الدولية للهجرة
    .short = المنظمة الدولية للهجرة
    .work = مشاريع وبرامج تساعد العائدين إلى أوطانهم وضحايا الاتجار بالبشر، وتحسّن حوكمة الهجرة والصحة والبيانات.
partner-unhcr = المفوضية السامية للأمم المتحدة لشؤون اللاجئين
    .short = مفوضية اللاجئين
    .work = دعم اللاجئين من التسجيل إلى بدء حياة جديدة.
partner-osce = منظمة الأمن والتعاون في أوروبا
    .short = منظمة الأمن والتعاون
    .work = عمل مشترك على سياسات الهجرة وقوانينها وإدارتها وأمنها.
partner-cis = رابطة الدول المستقلة
    .short = رابطة الدول المستقلة
    .work = اتفاقات وآليات مشتركة في إطار الرابطة.

## Topics of cooperation

topic-visa-facilitation = تسهيل التأشيرات وإعادة القبول
topic-mobility-partnership = شراكة التنقل
topic-migration-dialogue = حوار الهجرة
topic-border-management = إدارة الحدود
topic-asylum = اللجوء وحماية اللاجئين
topic-voluntary-return = المساعدة على العودة الطوعية وإعادة الاندماج
topic-counter-trafficking = مكافحة الاتجار بالبشر
topic-migration-governance = حوكمة الهجرة
topic-migration-health = صحة المهاجرين
topic-migration-data = بيانات الهجرة
topic-refugee-registration = تسجيل اللاجئين
topic-status-determination = تحديد صفة اللاجئ
topic-protection = الحماية
topic-assistance = المساعدة
topic-integration = الاندماج
topic-resettlement = إعادة التوطين
topic-policy-development = تطوير سياسات الهجرة
topic-legislation-harmonisation = مواءمة تشريعات الهجرة
topic-capacity-building = بناء القدرات في إدارة الهجرة
topic-migration-security = التحديات الأمنية للهجرة
topic-agreement-illegal-migration = اتفاق التعاون في مكافحة الهجرة غير الشرعية
topic-agreement-visas = اتفاق الاعتراف المتبادل بالتأشيرات
topic-agreement-labour-migration = اتفاق التعاون في هجرة العمل والحماية الاجتماعية للعمال المهاجرين
