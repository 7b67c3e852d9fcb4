### The agency's own words: its names, how to reach it, what its offices do.

## The agency, as every page names it

site-name = مصلحة الهجرة الحكومية
site-owner = جمهورية أذربيجان
site-short-name = مصلحة الهجرة
agency-long-name = مصلحة الهجرة الحكومية في جمهورية أذربيجان
site-description = التصاريح والتسجيل والجنسية وصفة اللاجئ لمن يعيش أو يعمل أو يدرس أو يسافر في أذربيجان: أدلة خطوة بخطوة ونماذج تعمل من دون إنترنت.

## The strip above the header

phase-banner = نموذج
phase-banner-detail = تأكّد من المعلومات لدى المصلحة قبل الاعتماد على هذه الصفحة.

## Contact

call-centre-name = مركز الاتصال
call-centre-hours = على مدار الساعة طوال أيام الأسبوع
call-centre-summary = يقدّم المعلومات والمشورة في شؤون الهجرة بلغتك.
phone-name = الهاتف
address-name = العنوان
app-summary = تطبيق الهاتف المحمول لتقديم الطلبات ومتابعتها.
store-google-play = Google Play
store-app-store = App Store

## Ways to pay a state fee

payment-card = عبر الإنترنت ببطاقة مصرفية
payment-bank-transfer = عبر الإنترنت بحوالة مصرفية
payment-terminal = عبر جهاز دفع آلي
payment-bank-branch = في فرع أحد المصارف

## What every regional office does

function-register-stay = يسجّل الأجانب وعديمي الجنسية في مكان إقامتهم
function-residence-permits = يصدر تصاريح الإقامة المؤقتة والدائمة
function-work-permits = يصدر تصاريح العمل
function-visas = يصدر التأشيرات
function-travel-documents = يصدر وثائق السفر
function-no-criminal-record = يصدر شهادات عدم وجود سوابق جنائية
function-advice = يقدّم المعلومات والمشورة في شؤون الهجرة
function-compliance = يراقب الالتزام بقوانين الهجرة
function-local-cooperation = يتعاون مع السلطات المحلية ومنظمات المجتمع المدني
