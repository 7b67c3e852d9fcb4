### The agency's own words: its names, how to reach it, what its offices do.

## The agency, as every page names it

site-name = Dövlət Miqrasiya Xidməti
site-owner = Azərbaycan Respublikası
site-short-name = DMX
agency-long-name = Azərbaycan Respublikasının Dövlət Miqrasiya Xidməti
site-description = Azərbaycanda yaşamaq, işləmək, oxumaq və səyahət etmək üçün icazələr, qeydiyyat, vətəndaşlıq və qaçqın statusu: addım-addım bələdçilər və internetsiz doldurulan formalar.

## The strip above the header

phase-banner = Nümunə
phase-banner-detail = Bu səhifəyə əsaslanmazdan əvvəl məlumatı Xidmətlə dəqiqləşdirin.

## Contact

call-centre-name = Çağrı mərkəzi
call-centre-hours = gecə-gündüz, həftənin yeddi günü
call-centre-summary = Miqrasiya məsələləri üzrə öz dilinizdə məlumat və məsləhət verir.
phone-name = Telefon
address-name = Ünvan
app-summary = Telefonda müraciət etmək və müraciəti izləmək üçün mobil tətbiq.
store-google-play = Google Play
store-app-store = App Store

## Ways to pay a state fee

payment-card = Onlayn, bank kartı ilə
payment-bank-transfer = Onlayn, bank köçürməsi ilə
payment-terminal = Ödəniş terminalında
payment-bank-branch = Bank filialında

## What every regional office does

function-register-stay = əcnəbiləri və vətəndaşlığı olmayan şəxsləri olduğu yer üzrə qeydiyyata alır
function-residence-permits = müvəqqəti və daimi yaşama icazələri verir
function-work-permits = iş icazələri verir
function-visas = viza verir
function-travel-documents = yol sənədləri verir
function-no-criminal-record = məhkumluğun olmaması barədə arayış verir
function-advice = miqrasiya məsələləri üzrə məlumat və məsləhət verir
function-compliance = miqrasiya qanunvericiliyinə əməl olunmasına nəzarət edir
function-local-cooperation = yerli hakimiyyət orqanları və vətəndaş cəmiyyəti təşkilatları ilə əməkdaşlıq edir
