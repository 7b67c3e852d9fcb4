### Words of the facts in content/data: each id there has its name here.

## Offices: office-<id>, its address and the short name of its town

office-headquarters = Baş idarə, Bakı
    .address = Bakı, Binəqədi şossesi 202, 3123-cü məhəllə, AZ1114
    .town = Bakı
office-naxchivan = Naxçıvan Regional Miqrasiya İdarəsi
    .address = Naxçıvan. Küçə ünvanını çağrı mərkəzindən öyrənin.
    .town = Naxçıvan
office-ganja = Gəncə Regional Miqrasiya İdarəsi
    .address = Gəncə. Küçə ünvanını çağrı mərkəzindən öyrənin.
    .town = Gəncə
office-sumqayit = Sumqayıt Regional Miqrasiya İdarəsi
    .address = Sumqayıt. Küçə ünvanını çağrı mərkəzindən öyrənin.
    .town = Sumqayıt
office-shaki = Şəki Regional Miqrasiya İdarəsi
    .address = Şəki. Küçə ünvanını çağrı mərkəzindən öyrənin.
    .town = Şəki
office-lankaran = Lənkəran Regional Miqrasiya İdarəsi
    .address = Lənkəran. Küçə ünvanını çağrı mərkəzindən öyrənin.
    .town = Lənkəran
office-quba = Quba Regional Miqrasiya İdarəsi
    .address = Quba. Küçə ünvanını çağrı mərkəzindən öyrənin.
    .town = Quba
office-mingachevir = Mingəçevir Regional Miqrasiya İdarəsi
    .address = Mingəçevir. Küçə ünvanını çağrı mərkəzindən öyrənin.
    .town = Mingəçevir
office-shirvan = Şirvan Regional Miqrasiya İdarəsi
    .address = Şirvan. Küçə ünvanını çağrı mərkəzindən öyrənin.
    .town = Şirvan
office-barda = Bərdə Regional Miqrasiya İdarəsi
    .address = Bərdə. Küçə ünvanını çağrı mərkəzindən öyrənin.
    .town = Bərdə
office-gabala = Qəbələ Regional Miqrasiya İdarəsi
    .address = Qəbələ. Küçə ünvanını çağrı mərkəzindən öyrənin.
    .town = Qəbələ
office-imishli = İmişli Regional Miqrasiya İdarəsi
    .address = İmişli. Küçə ünvanını çağrı mərkəzindən öyrənin.
    .town = İmişli

## Kinds of office

office-kind-headquarters = Baş idarə
office-kind-regional = Regional idarə

## Metro stations near an office

metro-koroglu = «Koroğlu» metro stansiyasının yaxınlığında

## Regions

region-baku = Bakı
region-nakhchivan = Naxçıvan
region-ganja-dashkasan = Gəncə-Daşkəsən
region-absheron-khizi = Abşeron-Xızı
region-shaki-zagatala = Şəki-Zaqatala
region-lankaran-astara = Lənkəran-Astara
region-guba-khachmaz = Quba-Xaçmaz
region-central-aran = Mərkəzi Aran
region-shirvan-salyan = Şirvan-Salyan
region-karabakh = Qarabağ
region-mil-mughan = Mil-Muğan

## Places the travelling desk visits

place-xachmaz = Xaçmaz
place-zaqatala = Zaqatala
place-astara = Astara
place-qazax = Qazax
place-goychay = Göyçay
place-sabirabad = Sabirabad
place-shamakhi = Şamaxı
place-masalli = Masallı
place-tovuz = Tovuz
place-ordubad = Ordubad
place-salyan = Salyan
place-khankendi = Xankəndi
place-ismayilli = İsmayıllı
place-jalilabad = Cəlilabad

## Where in the town the desk stands

venue-culture-centre = Mədəniyyət mərkəzi
venue-library = Mərkəzi kitabxana
venue-executive-power = İcra hakimiyyətinin binası
venue-youth-centre = Gənclər mərkəzi

## Languages spoken by the call centre and at the travelling desk

language-az = azərbaycan
language-ru = rus
language-en = ingilis
language-tr = türk
language-ar = ərəb
language-fa = fars
language-ur = urdu
language-hi = hind
language-bn = benqal
language-zh = çin
language-fr = fransız
language-de = alman
language-es = ispan
language-it = italyan
language-ja = yapon
language-ko = koreya

## Training: who a course is for, the courses and what they teach

audience-staff = Xidmətin əməkdaşları
audience-applicants = Yaşama icazəsi və ya vətəndaşlıq üçün müraciət edənlər
audience-everyone = Azərbaycandakı bütün əcnəbilər və vətəndaşlığı olmayan şəxslər
audience-organisations = Digər dövlət orqanları, vətəndaş cəmiyyəti, media və elmi müəssisələr
course-staff-development = Əməkdaşların peşəkar inkişafı
    .summary = Müraciətlərə baxan və insanları qəbul edən əməkdaşların bilik və bacarıqlarını artırır.
course-orientation = Uyğunlaşma kursları
    .summary = Azərbaycanda qalıb yaşamağa hazırlaşanlar üçün: dil, ölkə, qanunlar, hüquq və vəzifələr.
course-awareness = Maarifləndirmə kursları
    .summary = Hansı halda hansı icazənin lazım olduğunu və onu necə almağı sadə dillə izah edir.
course-partner-training = Tərəfdaşlar üçün təlimlər
    .summary = Miqrasiya ilə işləyən və ya bu mövzuda yazan qurumlar üçün.

## Topics of courses

topic-migration-management = miqrasiyanın idarə edilməsi
topic-migration-legislation = miqrasiya qanunvericiliyi
topic-procedures = inzibati prosedurlar
topic-communication-skills = ünsiyyət bacarıqları
topic-foreign-languages = xarici dillər
topic-azerbaijani-language = Azərbaycan dili
topic-history = tarix
topic-culture = mədəniyyət
topic-constitution = Konstitusiya
topic-laws = qanunlar
topic-rights-and-duties = hüquq və vəzifələr
topic-visa-regime = viza rejimi
topic-work-permit = iş icazəsi
topic-registration = olduğu yer üzrə qeydiyyat
topic-residence-permit = yaşama icazəsi
topic-citizenship = vətəndaşlıq
topic-refugee-status = qaçqın statusu
topic-migration-policy = miqrasiya siyasəti
topic-migration-statistics = miqrasiya statistikası
topic-migration-trends = miqrasiya meyilləri
topic-migration-challenges = miqrasiya sahəsində çətinliklər
topic-best-practices = qabaqcıl təcrübə

## Partners and what the Service does with them

partner-eu = Avropa İttifaqı
    .short = Aİ
    .work = Vizaların sadələşdirilməsindən sığınacağa qədər miqrasiya məsələləri üzrə birgə iş.
partner-iom = Beynəlxalq Miqrasiya Təşkilatı
    .short = BMqT
    .work = Evə qayıdanlara və insan alverindən zərər çəkənlərə kömək edən layihələr və proqramlar, miqrasiyanın idarə edilməsi, sağlamlıq və məlumatlar.
partner-unhcr = BMT-nin Qaçqınlar üzrə Ali Komissarlığı
    .short = BMT QAK
    .work = Qaçqınlara qeydiyyatdan yeni həyata qədər dəstək.
partner-osce = Avropada Təhlükəsizlik və Əməkdaşlıq Təşkilatı
    .short = ATƏT
    .work = Miqrasiya siyasəti, qanunvericilik, idarəetmə bacarıqları və təhlükəsizlik üzrə birgə iş.
partner-cis = Müstəqil Dövlətlər Birliyi
    .short = MDB
    .work = MDB çərçivəsində bağlanmış sazişlər və birgə mexanizmlər.

## Topics of cooperation

topic-visa-facilitation = vizaların sadələşdirilməsi və readmissiya
topic-mobility-partnership = mobillik üzrə tərəfdaşlıq
topic-migration-dialogue = miqrasiya dialoqu
topic-border-management = sərhədlərin idarə edilməsi
topic-asylum = sığınacaq və qaçqınların müdafiəsi
topic-voluntary-return = könüllü qayıdışa və reinteqrasiyaya yardım
topic-counter-trafficking = insan alverinə qarşı mübarizə
topic-migration-governance = miqrasiya sahəsində idarəçilik
topic-migration-health = miqrantların sağlamlığı
topic-migration-data = miqrasiya məlumatları
topic-refugee-registration = qaçqınların qeydiyyatı
topic-status-determination = qaçqın statusunun müəyyən edilməsi
topic-protection = müdafiə
topic-assistance = yardım
topic-integration = inteqrasiya
topic-resettlement = başqa ölkədə yerləşdirmə
topic-policy-development = miqrasiya siyasətinin hazırlanması
topic-legislation-harmonisation = miqrasiya qanunvericiliyinin uyğunlaşdırılması
topic-capacity-building = miqrasiyanın idarə edilməsi bacarıqlarının gücləndirilməsi
topic-migration-security = miqrasiya ilə bağlı təhlükəsizlik məsələləri
topic-agreement-illegal-migration = Qanunsuz miqrasiyaya qarşı mübarizədə əməkdaşlıq haqqında Saziş
topic-agreement-visas = Vizaların qarşılıqlı tanınması haqqında Saziş
topic-agreement-labour-migration = Əmək miqrasiyası və əməkçi miqrantların sosial müdafiəsi sahəsində əməkdaşlıq haqqında Saziş
