## Xidmətlərin ortaq sözləri

# Sahələr
category-work = İş
category-travel = Səfər
category-stay = Ölkədə olma
category-residence = Yaşayış
category-citizenship = Vətəndaşlıq
category-protection = Sığınacaq və müdafiə

# Xidmət kim üçündür
audience-foreigner = Əcnəbilər
audience-stateless = Vətəndaşlığı olmayan şəxslər
audience-citizen = Azərbaycan vətəndaşları

# Müraciət yolları
channel-form = İnternetsiz doldurulan forma
channel-online = Xidmətin saytında onlayn
channel-app = MigAz mobil tətbiqi
channel-office = Regional miqrasiya idarəsi
channel-headquarters = Bakıdakı baş idarə
channel-travelling-desk = Səyyar xidmət
channel-mission = Azərbaycanın xaricdəki səfirliyi və ya konsulluğu
channel-airport = Beynəlxalq hava limanındakı ASAN Viza mərkəzi

# Addımlar
step-check = Şərtləri yoxlayın
    .detail = Bu xidmətin sizə uyğun olduğuna əmin olun və sənədləri hazırlayın.
step-fill = Ərizəni doldurun
    .detail = Sualları cavablandırın, sənədlərin aydın və tam surətlərini PDF və ya JPG formatında əlavə edin.
step-pay = Dövlət rüsumunu ödəyin
    .detail = Onlayn – kredit kartı və ya bank köçürməsi ilə, yaxud ödəniş terminalında və ya bank filialında. Qəbzi saxlayın.
step-hand-in = Ərizəni təqdim edin
    .detail = Bu səhifədə göstərilən yollardan birini seçin. Sizə müraciət nömrəsi və parol veriləcək: hər ikisini saxlayın.
step-interview = Müsahibədən keçin
    .detail = Xidmətin əməkdaşı ilə görüşün və başınıza gələnləri danışın.
step-track = Müraciətinizi izləyin
    .detail = Müraciət nömrəsi və parolla vəziyyəti istənilən vaxt yoxlayın.
step-collect = Sənədi götürün
    .detail = Vəziyyət “hazırdır” olduqda pasportunuzla gəlib sənədi götürün.
step-decision = Qərarı alın
    .detail = Qərarı və bundan sonra nə etməli olduğunuzu sizə bildiririk.

# Sənədlər
document-passport = Pasport
    .hint = Şəkilli səhifə, eləcə də möhür və ya viza olan bütün səhifələr
document-photo = Fotoşəkil
    .hint = 3 × 4 sm, üz tam görünür, fon açıq və birrənglidir
document-contract = Əmək müqaviləsi
    .hint = Bütün səhifələr, hər iki tərəfin imzası ilə
document-medical = Tibbi arayış
    .hint = Müayinə aparan tibb müəssisəsinin imzası və möhürü ilə
document-no-criminal-record = Məhkumluğun olmaması barədə arayış
    .hint = Möhürü və tarixi aydın oxunmalıdır
document-birth-certificate = Doğum haqqında şəhadətnamə
    .hint = Mətn olan bütün səhifələr
document-marriage-certificate = Nikah haqqında şəhadətnamə
    .hint = Mətn olan bütün səhifələr
    .when = Evlisinizsə
document-supporting = İşinizlə bağlı digər sənədlər
    .hint = Müraciətinizin səbəbini təsdiqləyən sənədlər
    .when = Vəziyyətiniz bunu tələb edirsə

# Rüsum
fee-state = Dövlət rüsumu
    .varies = Vəziyyətdən asılıdır
axis-months = İcazənin müddəti
axis-cause = Vətəndaşlığın itirilmə səbəbi

# Müddətin başlanğıcı
after-arrival = Azərbaycana gəldikdən sonra

# Hüquqi əsas
legal-migration-code = Azərbaycan Respublikasının Miqrasiya Məcəlləsi
legal-citizenship-law = “Azərbaycan Respublikasının vətəndaşlığı haqqında” Azərbaycan Respublikasının Qanunu
legal-refugee-law = “Qaçqınların və məcburi köçkünlərin (ölkə daxilində köçürülmüş şəxslərin) statusu haqqında” Azərbaycan Respublikasının Qanunu
legal-refugee-convention = Qaçqınların statusuna dair 1951-ci il Konvensiyası
legal-state-fees = “Dövlət rüsumu haqqında” Azərbaycan Respublikasının Qanunu

# Yaşayış icazəsinin səbəbləri
residence-purposes-family = Ailənin birləşməsi
residence-purposes-study = Təhsil
residence-purposes-work = İş
residence-purposes-investment = İnvestisiya
residence-purposes-other = Başqa səbəb

# Viza növləri
visa-types-tourist = Turizm
visa-types-business = İşgüzar səfər
visa-types-transit = Tranzit
visa-types-student = Təhsil
visa-types-medical = Müalicə
visa-types-other = Başqa məqsəd

# Vətəndaşlığın itirilmə səbəbləri
citizenship-losses-renunciation = Vətəndaşlıqdan çıxma
citizenship-losses-adoption = Övladlığa götürülmə
citizenship-losses-marriage = Nikah
citizenship-losses-other = Başqa səbəb
