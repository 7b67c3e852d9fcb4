service-title = Olduğu yer üzrə qeydiyyat
service-summary = Azərbaycanda bir müddət qalanlar harada yaşadıqlarını Xidmətə bildirirlər.

eligibility-longer-stay = Azərbaycanda qeydiyyatsız qalmağa icazə verilən müddətdən artıq qalacaqsınız
eligibility-place = Qaldığınız yerin ünvanını bilirsiniz

document-place = Qaldığınız yeri təsdiq edən sənəd
    .hint = Məsələn, mehmanxana bronu, kirayə müqaviləsi və ya ev sahibinin yazılı razılığı

step-collect = Qeydiyyat təsdiqini saxlayın
    .detail = Ünvanı və tarixləri yoxlayın, təsdiqi pasportunuzla birlikdə saxlayın.

## Forma

form-title = Olduğu yer üzrə qeydiyyat üçün ərizə
form-summary = Azərbaycanda 15 gündən çox qalacaqsınızsa, harada qaldığınızı bildirin. Qeydiyyat pulsuzdur.
privacy = Yazdıqlarınız siz ərizəni təqdim edənə qədər yalnız cihazınızda qalır.
    .detail =
        Nə soruşuruq: pasport məlumatlarınızı, Azərbaycana necə gəldiyinizi, qaldığınız ünvanı, sizə yer verəni və əlaqə nömrənizi. Ailəniz sizinlədirsə, onlar barədə də soruşuruq.
        Nə üçün: Miqrasiya Məcəlləsinə uyğun olaraq sizi olduğunuz yer üzrə qeydiyyata almaq üçün.
        Kim oxuyur: Dövlət Miqrasiya Xidmətinin bu işlə məşğul olan əməkdaşları. Ərizə cihazınızda möhürlənir və onu yalnız Xidmət aça bilir; kimin nə vaxt oxuduğu qeyd olunur.
        Nə qədər saxlayırıq: 5 il. Sonra cavablarınız və sənədləriniz silinir.
        Hüquqlarınız: haqqınızda nə saxladığımızı soruşa, səhvi düzəltdirə və qanun saxlamağı tələb etmirsə, məlumatın silinməsini istəyə bilərsiniz. Pasportunuz və müraciət nömrəniz ilə idarəyə gəlin və ya çağrı mərkəzinə zəng edin.

# Səfər
section-stay = Səfəriniz
arrival = Azərbaycana nə vaxt gəlmisiniz?
    .hint = Pasportdakı giriş möhürünün tarixi
    .required = Azərbaycana gəldiyiniz günü yazın
    .check-future = Gəldiyiniz gün bu gündən sonra ola bilməz
leaving = Nə vaxt gedəcəksiniz?
    .hint = Dəqiq bilmirsinizsə, təxmini günü yazın.
    .required = Gedəcəyiniz günü yazın
    .check-order = Gedəcəyiniz gün gəldiyiniz gündən sonra olmalıdır
    .check-past = Bu gün artıq keçib. Nə vaxt gedəcəyinizi yazın.
short_stay = 15 gündən çox qalmayacaqsınızsa, qeydiyyatdan keçməyə bilərsiniz. Daha uzun qalmalı olsanız, qeydiyyatdan keçin.
    .title = Qeydiyyat sizə lazım deyil
register_by = Qeydiyyat üçün son gün
    .hint = Gəldiyiniz gündən 10 gün vaxtınız var.
late = Ərizəni daha gecikdirmədən təqdim edin. Nə edəcəyinizi bilmirsinizsə, çağrı mərkəzinə zəng edin.
    .title = Qeydiyyat müddəti keçib

# Giriş
section-entry = Ölkəyə girişiniz
entry_basis = Azərbaycana necə daxil olmusunuz?
    .required = Ölkəyə necə daxil olduğunuzu seçin
entry_basis-visa = Viza ilə
    .hint = Səfirlikdə, konsulluqda və ya hava limanında alınan
entry_basis-e-visa = Elektron viza ilə
entry_basis-visa-free = Vizasız
visa_number = Vizanın nömrəsi
    .required = Vizanın nömrəsini yazın
    .pattern = Nömrəni vizadakı kimi, latın hərfləri və rəqəmlərlə yazın
visa_until = Viza nə vaxta qədər etibarlıdır?
    .required = Vizanın son gününü yazın
    .check-order = Viza Azərbaycana gəldiyiniz gün etibarlı olmalıdır
visa_ends_first = Viza siz getməmişdən qabaq bitir. Bitməzdən əvvəl olma müddətinin uzadılması üçün müraciət edin.
    .title = Vizanın müddəti çatmır

# Ünvan
section-address = Ünvanınız
    .lead = Hazırda qaldığınız yer. Köçsəniz, yeni yerdə yenidən qeydiyyatdan keçirsiniz.
stay_region = Region
    .required = Regionu seçin
stay_district = Rayon və ya şəhər
    .required = Rayonu və ya şəhəri seçin
    .not-offered = Bu rayon seçdiyiniz regionda deyil. Yenidən seçin.
stay_address = Küçə, ev və mənzil
    .hint = Kənddə və ya qəsəbədə qalırsınızsa, onun adını da yazın.
    .required = Küçəni, evi və mənzili yazın

# Qaldığı yer
section-place = Qaldığınız yer
stay_at = Harada qalırsınız?
    .required = Harada qaldığınızı seçin
stay_at-hotel = Mehmanxanada və ya hosteldə
stay_at-rented = Kirayə mənzildə və ya evdə
stay_at-host = Dostun və ya qohumun evində
stay_at-own = Öz mənzilimdə və ya evimdə
stay_at-organisation = İş və ya təhsil yerinin verdiyi mənzildə
hotel_registers = Mehmanxana qeydiyyatınızı özü edə bilər. Qəbul masasında soruşun və təsdiqi də istəyin.
    .title = Əvvəlcə mehmanxanadan soruşun
hotel_name = Mehmanxananın adı
    .required = Mehmanxananın adını yazın
owner = Ev sahibi
owner_name = Ev sahibinin adı və soyadı
    .required = Ev sahibinin adını və soyadını yazın
owner_phone = Ev sahibinin telefonu
    .required = Ev sahibinin telefon nömrəsini yazın
owner_code = Ev sahibinin FİN-i
    .hint = Şəxsiyyət vəsiqəsindəki 7 hərf və rəqəm. Bilmirsinizsə, boş buraxın.
    .malformed = FİN 7 hərf və rəqəmdən ibarətdir
organisation = Mənzili verən qurum
organisation_name = Qurumun adı
    .required = Qurumun adını yazın
organisation_phone = Qurumun telefonu
    .required = Qurumun telefon nömrəsini yazın
organisation_tin = Qurumun VÖEN-i
    .hint = 10 rəqəm. Bilmirsinizsə, boş buraxın.
    .pattern = VÖEN 10 rəqəmdən ibarətdir

# Ailə, əlaqə
accompanied = Ailə üzvləriniz də sizinlədir?
    .hint = Hər əcnəbi qeydiyyata alınır, uşaqlar da.
    .required = Ailə üzvlərinizin sizinlə olub-olmadığını seçin

# Sənədlər
section-documents = Sənədlər
    .lead = Skan edilmiş surət və ya telefonla çəkilmiş aydın şəkil olar.
place_proof = { document-place }
    .hint = { document-place.hint }
    .required = Qaldığınız yeri təsdiq edən sənədi əlavə edin
owner_consent = Ev sahibinin yazılı razılığında onun adı, evin ünvanı və imza olmalıdır.
    .title = Dostun və ya qohumun evində qalırsınızsa
relatives_passports = Ailə üzvlərinin pasportları
    .hint = Hər birinin şəkilli səhifəsi
    .required = Ailə üzvlərinin pasportlarını əlavə edin

# Təsdiq
fee = { fee-state }
    .hint = Qeydiyyat pulsuzdur: bunun üçün heç kimə pul verməyin.
