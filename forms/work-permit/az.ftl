service-title = İş icazəsi
service-summary = Azərbaycanda qeydiyyatdan keçmiş işəgötürənin yanında qanuni işləmək üçün.

eligibility-threshold = İl ərzində Azərbaycanda icazəsiz işləməyə yol verilən müddətdən artıq işləyəcəksiniz
eligibility-contract = Etibarlı əmək müqaviləniz var
eligibility-employer = İşəgötürəniniz Azərbaycanda qeydiyyatdan keçib

fee-state = Dövlət rüsumu
    .note = Natamam ay tam ay kimi hesablanır.

## Forma

form-title = İş icazəsi üçün ərizə
form-summary = Azərbaycanda il ərzində 90 gündən çox işləyəcəksinizsə, bu ərizəni doldurun. Əmək müqaviləniz əlinizin altında olsun.
privacy = Yazdıqlarınız siz ərizəni təqdim edənə qədər yalnız cihazınızda qalır.
    .detail =
        Nə soruşuruq: pasport məlumatlarınızı, yaşadığınız ünvanı, əlaqə nömrənizi, işəgötürəninizi, müqavilənizi və sənədlərinizin surətlərini. Ailəniz sizinlə gəlirsə, onlar barədə də soruşuruq.
        Nə üçün: Miqrasiya Məcəlləsinə uyğun olaraq iş icazəsi barədə qərar vermək üçün.
        Kim oxuyur: Dövlət Miqrasiya Xidmətinin bu işlə məşğul olan əməkdaşları. Ərizə cihazınızda möhürlənir və onu yalnız Xidmət aça bilir; kimin nə vaxt oxuduğu qeyd olunur.
        Nə qədər saxlayırıq: 5 il. Sonra cavablarınız və sənədləriniz silinir.
        Hüquqlarınız: haqqınızda nə saxladığımızı soruşa, səhvi düzəltdirə və qanun saxlamağı tələb etmirsə, məlumatın silinməsini istəyə bilərsiniz. Pasportunuz və müraciət nömrəniz ilə idarəyə gəlin və ya çağrı mərkəzinə zəng edin.

# İcazə
section-permit = Sizə nə lazımdır
permit_kind = Nə üçün müraciət edirsiniz?
    .required = Nə üçün müraciət etdiyinizi seçin
permit_kind-new = Yeni iş icazəsi almaq üçün
permit_kind-extension = İndiki iş icazəsini uzatmaq üçün
present_permit = İndiki icazəniz
permit_number = İcazənin nömrəsi
    .required = İndiki icazənin nömrəsini yazın
permit_until = İcazə nə vaxt bitir?
    .required = İcazənin son gününü yazın
    .check-ended = Bu icazənin müddəti bitib, onu uzatmaq olmaz. Yuxarıda yeni icazəni seçin.
extended_before = İcazə indiyədək cəmi neçə ay uzadılıb?
    .hint = Heç uzadılmayıbsa, 0 yazın.
    .required = İcazənin neçə ay uzadıldığını yazın

# Yaşadığı yer
section-home = Yaşadığınız yer
in_country = Hazırda Azərbaycandasınız?
    .required = Azərbaycanda olub-olmadığınızı seçin
home_region = Region
    .required = Regionu seçin
home_district = Rayon və ya şəhər
    .required = Rayonu və ya şəhəri seçin
    .not-offered = Bu rayon seçdiyiniz regionda deyil. Yenidən seçin.
home_country = Hansı ölkədə yaşayırsınız?
    .required = Yaşadığınız ölkəni seçin
    .check-abroad = Azərbaycandasınızsa, yuxarıdakı suala “bəli” cavabı verin
home_address = Ünvanınız
    .hint = Şəhər və ya kənd, küçə, ev və mənzil
    .required = Yaşadığınız ünvanı yazın

# İşəgötürən
section-employer = İşəgötürəniniz
    .lead = Bu məlumatların çoxu əmək müqavilənizdə var.
employer_kind = Kimin yanında işləyəcəksiniz?
    .required = Kimin yanında işləyəcəyinizi seçin
employer_kind-company = Azərbaycan şirkətində və ya qurumunda
employer_kind-branch = Xarici şirkətin Azərbaycandakı filialında və ya nümayəndəliyində
employer_kind-entrepreneur = Fərdi sahibkarın yanında
employer_name = İşəgötürənin adı
    .hint = Müqavilədə yazıldığı kimi
    .required = İşəgötürənin adını yazın
employer_tin = İşəgötürənin VÖEN-i
    .hint = Vergi ödəyicisinin 10 rəqəmli nömrəsi. Müqavilədə yoxdursa, işəgötürəndən soruşun.
    .required = İşəgötürənin VÖEN-ini yazın
    .pattern = VÖEN 10 rəqəmdən ibarətdir
entrepreneur_code = Sahibkarın FİN-i
    .hint = Şəxsiyyət vəsiqəsindəki 7 hərf və rəqəm
    .required = Sahibkarın FİN-ini yazın
    .malformed = FİN 7 hərf və rəqəmdən ibarətdir
employer_contact = Müqavilə barədə kimdən soruşa bilərik?
    .hint = İş yerindən bir nəfərin adı və soyadı
    .required = İş yerindən bir nəfərin adını və soyadını yazın
employer_phone = Onun telefonu
    .required = Onun telefon nömrəsini yazın
employer_email = Onun e-poçtu

# İş yeri
section-workplace = İş yeriniz
work_region = Region
    .required = Regionu seçin
work_district = Rayon və ya şəhər
    .required = Rayonu və ya şəhəri seçin
    .not-offered = Bu rayon seçdiyiniz regionda deyil. Yenidən seçin.
work_address = İş yerinin ünvanı
    .hint = Bir neçə yerdə işləyəcəksinizsə, əsas iş yerini yazın.
    .required = İş yerinin ünvanını yazın

# İş
section-job = İşiniz
occupation = Vəzifəniz
    .hint = Müqavilədə yazıldığı kimi, məsələn, inşaat mühəndisi
    .required = Vəzifənizi yazın
duties = Nə iş görəcəksiniz?
    .hint = Bir-iki cümlə kifayətdir.
    .required = Görəcəyiniz işi qısaca yazın
    .too-short = Görəcəyiniz işi bir az ətraflı yazın
salary = Aylıq əmək haqqınız
    .hint = Müqavilədəki məbləğ, manatla
    .required = Aylıq əmək haqqınızı yazın

# Müqavilə
section-contract = Müqavilə və icazənin müddəti
months = İcazə neçə aylıq lazımdır?
    .hint = Natamam ayı tam ay kimi sayın. Rüsum bundan asılıdır.
    .required = İcazənin neçə aylıq lazım olduğunu yazın
    .range = Ən azı { $min }, ən çoxu { $max } ay yazın
    .check-longest = Bütün uzatmalar birlikdə ən çoxu 60 ay, yəni 5 il ola bilər. Daha az ay yazın.
start = İşə nə vaxt başlayırsınız?
    .hint = İcazəni uzadırsınızsa, yeni müddətin ilk günü
    .required = İşə başladığınız günü yazın
    .check-past = Bu gündən əvvəlki gün olmaz: bu günün və ya daha sonrakı bir günün tarixini yazın
    .check-overlap = Yeni müddət indiki icazə bitəndən sonra başlamalıdır
start_soon = Qərar, adətən, 20 iş günü ərzində verilir. İcazə əlinizdə olmadan il ərzində 90 gündən artıq işləmək olmaz.
    .title = Qərar bu tarixə qədər çıxmaya bilər
permit_last_day = İstədiyiniz müddətin son günü
contract_signed = Müqavilə nə vaxt imzalanıb?
    .required = Müqavilənin imzalandığı günü yazın
    .check-future = Müqavilə artıq imzalanmış olmalıdır: bu gündən sonrakı tarix uyğun deyil
contract_open = Müqavilə müddətsizdir?
    .required = Müqavilənin müddətsiz olub-olmadığını seçin
contract_until = Müqavilə nə vaxt bitir?
    .required = Müqavilənin son gününü yazın
    .check-covers = Müqavilə istədiyiniz müddətdən tez bitir. Daha az ay yazın və ya əvvəlcə müqaviləni uzadın.
fee = { fee-state }
    .hint = Ərizəni təqdim etməzdən əvvəl ödənilir.

# Ailə, əlaqə
accompanied = Azərbaycana ailə üzvləriniz də sizinlə gəlir?
    .hint = Artıq buradadırlarsa, “bəli” seçin.
    .required = Ailə üzvlərinizin sizinlə gəlib-gəlmədiyini seçin
reach_by = Sizə necə xəbər verək?
    .hint = Bir neçəsini seçə bilərsiniz.
    .required = Ən azı bir yol seçin
reach_by-email = E-poçtla
reach_by-message = Telefona mesajla
reach_by-call = Zənglə

# Sənədlər
section-documents = Sənədlər
    .lead = Skan edilmiş surət və ya telefonla çəkilmiş aydın şəkil olar. Hər səhifə bütöv və oxunaqlı olmalıdır.
photo = { document-photo }
    .hint = { document-photo.hint }
    .required = Fotoşəklinizi əlavə edin
contract_copy = { document-contract }
    .hint = { document-contract.hint }
    .required = Əmək müqaviləsinin surətini əlavə edin
medical = { document-medical }
    .hint = { document-medical.hint }
    .required = Tibbi arayışı əlavə edin
no_criminal_record = { document-no-criminal-record }
    .hint = { document-no-criminal-record.hint }
    .required = Məhkumluğun olmaması barədə arayışı əlavə edin
permit_copy = İndiki iş icazəsi
    .required = İndiki iş icazəsinin surətini əlavə edin

# Ödəniş
section-payment = Ödəniş
paid = Dövlət rüsumunu ödəmisiniz?
    .required = Rüsumu ödəyib-ödəmədiyinizi seçin
pay_later = Ərizəni indi bitirə bilərsiniz, amma təqdim etməzdən əvvəl rüsumu ödəyin. Qəbzi saxlayın: onu sizdən istəyə bilərlər.
    .title = Rüsumu ödəməyi unutmayın
payment = Ödənişiniz
paid_amount = Nə qədər ödəmisiniz?
    .required = Ödədiyiniz məbləği yazın
    .check-enough = Bu, istədiyiniz müddətin rüsumundan azdır. Fərqi ödəyib ümumi məbləği yazın və ya daha az ay istəyin.
paid_on = Nə vaxt ödəmisiniz?
    .required = Ödədiyiniz günü yazın
    .check-future = Ödəniş günü bu gündən sonra ola bilməz
receipt_number = Qəbzin nömrəsi
    .hint = Qəbzdə nömrə yoxdursa, boş buraxın.
receipt = Ödəniş qəbzi
    .required = Ödəniş qəbzini əlavə edin
