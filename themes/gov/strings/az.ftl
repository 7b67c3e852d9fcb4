### İnterfeysin sözləri. Xidmətin öz sözləri content/az/site.ftl faylında,
### hər xidmətin sözləri onun öz qovluğundadır.

## Frame

skip = Əsas məzmuna keç
menu = Menyu
nav-main = Əsas səhifələr
nav-footer = Digər səhifələr
breadcrumbs = Siz buradasınız
language = Dil
language-borrowed = hələ tərcümə olunmayıb
# $language: the name of a language, as the site's words have it
borrowed = Bu səhifə hələ tərcümə olunmayıb. Mətn başqa dildə göstərilir: { $language }.
# $date: a whole date
reviewed-on = Son yoxlama: { $date }
on-this-page = Bu səhifədə
go-home = Ana səhifəyə keç

# Between the items of a list in one line
comma = {", "}

## Search

search = Axtarış
search-label = Nə axtarırsınız?
search-go = Axtar
search-noscript = Axtarış üçün JavaScript lazımdır, bu brauzerdə isə o söndürülüb. Axtarışla tapılan hər şey burada da var:
all-services-link = Bütün xidmətlər
search-found = { $n } səhifə tapıldı
search-loading = Axtarılır…
search-failed = Axtarış yüklənmədi. Şəbəkəni yoxlayın və «Axtar» düyməsini yenidən basın.
# Stands before the number of pages found
search-partial = Bu sözlərin hamısı olan səhifə yoxdur. Bəziləri olan:
search-more = Daha çox səhifə göstər
search-sections = Səhifənin bölmələri:
search-empty = Başqa və ya daha az söz yazın. Hərfləri «ə» və «ş» kimi, yaxud «e» və «s» kimi yazmağın fərqi yoxdur. Çağrı mərkəzindən də soruşa bilərsiniz:

## Services

how-to-apply = Müraciət qaydası
track-application = Müraciəti izləyin
work-out-fee = Rüsumu hesablayın
calculator-result = Sizin üçün dövlət rüsumu:
choose-service = Sizə nə lazımdır?
fact-fee = Dövlət rüsumu
fact-processing = Baxılma müddəti
fact-deadline = Müraciət müddəti
fact-validity = Ən uzun müddəti
# $time: a length of time, "2 years"
up-to = { $time }
who-can-apply = Kim müraciət edə bilər
how-it-works = Necə baş verir
state-fee = Dövlət rüsumu
documents = Sənədlər
documents-hint = Artıq əlinizdə olanları işarələyin. İşarələr bu səhifədə qalır və heç yerə göndərilmir.
# $formats: "PDF, JPEG"; $size: "5 MB"; $max: how many files
files-hint = { $formats }, { $max ->
    [one] həcmi { $size }-dan çox olmayan fayl
   *[other] hər biri { $size }-dan çox olmayan ən çoxu { $max } fayl
}
size-mb = { $count } MB
where-to-apply = Harada müraciət etmək olar
legal-basis = Hüquqi əsas
service = Xidmət
any-service = İstənilən xidmət
all-services = Bütün xidmətlər göstərilir
services-count = Burada { $count } xidmət göstərilir
all-fees = Bütün dövlət rüsumları
fees-link = Bütün dövlət rüsumları və ödəniş üsulları
ways-to-pay = Ödəniş üsulları
fee-free = Ödənişsiz
fee-column = Rüsum

# Rows of a fee table, by length
range-months-up-to = { $to } ayadək
range-months = { $from }–{ $to } ay
range-months-one = { $from } ay
range-months-from = { $from } ay və daha çox
range-days-up-to = { $to } günədək
range-days = { $from }–{ $to } gün
range-days-one = { $from } gün
range-days-from = { $from } gün və daha çox
range-years-up-to = { $to } ilədək
range-years = { $from }–{ $to } il
range-years-one = { $from } il
range-years-from = { $from } il və daha çox

# Lengths of time
duration-hours = { $count } saat
duration-days = { $count } gün
duration-working-days = { $count } iş günü
duration-months = { $count } ay
duration-years = { $count } il

## Where a form is to be had

get-form = Formanı doldur
get-form-here = Burada doldur
get-form-here-detail = Forma bu brauzerdə açılır. Telefonda ən rahat yoldur.
get-form-here-ready = Forma bu cihazda saxlanılıb: internetsiz də açılır.
get-form-download = Yüklə
# $size: "380 KB"
get-form-download-detail = Kompüter üçün və ya USB yaddaşda özünüzlə aparmaq üçün. İnternetsiz işləyir, { $size }.
get-form-size = { $count } KB
get-form-unpack = Arxivi açın və form.html faylını brauzerdə açın.
get-form-withdrawn = Bu forma hazırda təqdim olunmur. Başqa cür necə müraciət etmək xidmətin bələdçisində yazılıb.
get-form-promise = Yazdıqlarınız möhürlənmiş faylı təqdim edənədək cihazınızda qalır.
get-form-only-here = Formanı yalnız bu ünvandan götürün
get-form-only-here-detail = Biz formaları heç vaxt mesajla göndərmirik. Kimsə sizə forma göndəribsə, onu doldurmayın, buradan götürün.
get-form-hand-in = Hazır faylı necə təqdim etməli
get-form-languages = Dillər
get-form-inside = Arxivdə nə var
get-form-inside-html = Formanın özü, bütün dillərdə
get-form-inside-form = Formanın qaydaları, proqramlar üçün
get-form-inside-schema = Cavabların quruluşu (JSON Schema), proqramlar üçün
get-form-inside-readme = Formanı açmaq və imzanı yoxlamaq qaydası
get-form-details = Təfərrüatlar: buraxılış və imza
get-form-release = Buraxılış
get-form-digest = Formanın qaydaları, SHA-512
get-form-archive = Arxiv, SHA-512
get-form-key = İdarənin açarı
get-form-signature = Arxivin imzası
get-form-check = minisign proqramı olan hər kəs arxivin bizim olduğunu yoxlaya bilər. Arxivi və imzasını bir qovluqda saxlayın, sonra bu əmri verin:

## README.txt in the archive of a form

# $version: "1.2"; $date: the day of the release
bundle-release = Versiya { $version }, { $date }
bundle-what = form.html doldurulan formadır. O, internetsiz işləyir və heç nə göndərə bilməz: yazdıqlarınız cihazınızda qalır. Sonda forma təqdim etmək üçün möhürlənmiş fayl və sizdə qalan surət hazırlayır.
bundle-try = form.html sizə bir neçə sual verir və sizə nəyin aid olduğunu deyir. O, internetsiz işləyir və heç nə göndərə bilməz: cavablarınız cihazınızda qalır.
bundle-open = Necə açmalı
bundle-open-text = Kompüterdə arxivi açın və form.html faylını Chrome, Edge, Firefox və ya Safari brauzerində açın. Brauzer 2023-cü ildən köhnə olmamalıdır. Telefonda formanı saytımızda açın:
bundle-genuine = Formanı yalnız saytımızdan götürün. Biz onu heç vaxt mesajla göndərmirik.
bundle-check = Əsl olduğunu necə yoxlamalı
bundle-check-text = Pulsuz minisign proqramı ilə hər kəs arxivin imzasını yoxlaya bilər. Arxivi və .minisig faylını bir qovluqda saxlayın, sonra bu əmri verin:

## Start page

home-tasks = Nə etmək istəyirsiniz?
call-us = Bizdən soruşun
visit-us = Bizə gəlin
contact-link = Bütün əlaqə yolları
offices-count = Baş idarə və { $count } regional idarə.
offices-link = İdarə tapın
latest-news = Xəbərlər
all-news = Bütün xəbərlər

## Travelling desk

next-visits = Səyyar xidmət növbəti dəfə harada olacaq
visits-summary = Əməkdaşlar idarə olmayan yerlərə gəlir. Sənədlərinizi və ya doldurduğunuz formanı gətirin.
visits-none = Hazırda səfər planlaşdırılmayıb. Çağrı mərkəzindən soruşun.
visits-all = Səyyar xidmətin bütün səfərləri
visits-calendar = Səfərlərin təqvimi
visits-subscribe = Səfərləri təqviminizə əlavə edin
visit-languages = Danışılan dillər:
place = Yaşayış məntəqəsi
any-place = İstənilən yer

## Offices

region = Region
any-region = İstənilən region
hours = İş saatları
days-mon-fri = bazar ertəsindən cümə gününədək
days-mon-sat = bazar ertəsindən şənbə gününədək
days-mon-sun = hər gün
days-mon = bazar ertəsi
days-tue = çərşənbə axşamı
days-wed = çərşənbə
days-thu = cümə axşamı
days-fri = cümə
days-sat = şənbə
days-sun = bazar
map-title = Azərbaycan xəritəsində idarələr
map-caption = Xəritədəki nömrələr siyahıdakı nömrələrdir. Sərhədlər təxminidir.
nearest = Ən yaxın idarəni tapın
nearest-privacy = Brauzer yerinizi bu səhifəyə bildirməzdən əvvəl sizdən icazə istəyir. Yeriniz yalnız sizin cihazınızda qalır.
nearest-found = Əvvəlcə ən yaxın idarələr göstərilir.
nearest-failed = Cihaz yerinizi bildirmədi. Əvəzində region seçin.
# The first # is how many are shown, the second how many there are
shown = Göstərilir: # / #.
nothing-fits = Bu seçimə uyğun heç nə yoxdur. Başqa yer və ya xidmət seçin.
every-office = Hər regional idarə:
metro = Metro

## Contact

need-help = Kömək lazımdır?
call-abroad = Xaricdən:
call-languages = Çağrı mərkəzinin dilləri
questions-link = Tez-tez verilən suallar
before-you-call = Bəlkə cavab buradadır
app-name = { $name } mobil tətbiqi
# $stores: names of app shops
app-where = Buradan yükləyin: { $stores }.
copy = Köçür
copied = Köçürüldü

## News

news-feed = Xəbər lenti (Atom)
news-follow = Xəbərləri izləyin
news-feed-hint = Yeni xəbərləri çıxan kimi görmək üçün bu ünvanı lent oxuyan proqrama əlavə edin.
news-none = Hələ xəbər yoxdur.
other-news = Digər xəbərlər
newer = Daha yeni
older = Daha əvvəlki

## Training and cooperation

for-whom = Kimlər üçün
topics = Mövzular
# $name: short name of a partner
partner-site = { $name }: rəsmi sayt

## Notices in pages

notice-info = Bilmək faydalıdır
notice-warning = Vacibdir
notice-success = Hazırdır

## Müraciəti izləmək

track-number = Müraciət nömrəsi
track-number-hint = 13 hərf və rəqəm, məsələn
track-number-empty = Müraciət nömrəsini yazın
track-number-letter = Nömrədə olmayan bir işarə var. Vərəqinizlə tutuşdurun
track-number-short = Nə isə çatmır: nömrədə 13 hərf və rəqəm var
track-number-long = Artıq işarə var: nömrədə 13 hərf və rəqəm var
track-number-check = Nömrənin bir hərfi və ya rəqəmi səhvdir. Vərəqinizlə tutuşdurun
track-password = Parol
track-password-hint = Formanın verdiyi 17 hərf və rəqəm, məsələn
track-password-empty = Parolu yazın
track-password-letter = Parolda olmayan bir işarə var. Vərəqinizlə tutuşdurun
track-password-short = Nə isə çatmır: parolda 17 hərf və rəqəm var
track-password-long = Artıq işarə var: parolda 17 hərf və rəqəm var
track-password-check = Parolun bir hərfi və ya rəqəmi səhvdir. Vərəqinizlə tutuşdurun
track-look = Müraciətimi göstər
track-forget = Buradakı hər şeyi sil
track-forgotten = Nömrə, parol və bu səhifənin saxladıqları cihazdan silindi.
track-promise = Nömrə və parol bu cihazda qalır: heç yerə göndərilmir və saxlanmır.
track-noscript = Vəziyyəti açmaq üçün JavaScript lazımdır
track-noscript-detail = Bu brauzerdə JavaScript söndürülüb. Onu bu səhifə üçün yandırın və ya müraciət nömrəsini hazırlayıb bizə zəng edin.
track-closed = Hazırda müraciəti saytda izləmək mümkün deyil
track-closed-detail = Müraciət nömrəsini hazırlayıb bizə zəng edin.
track-result = Müraciətiniz
track-doing-engine = Hazırlanır…
track-doing-password = Parolunuzla açılır. Bir az vaxt aparır…
track-doing-fetch = Vəziyyətlər gətirilir…
track-now = İndiki vəziyyət
track-steps = İndiyədək bütün mərhələlər
track-documents = Çatışmayanlar:
track-message = Əməkdaş yazır:
track-amend = Təqdim etdiyinizə necə əlavə etmək olar
# $when: a day and a time
track-as-of = { $when } vaxtına olan məlumatdır.
track-next = Növbəti yenilənmə ən gec: { $when }.
track-late = Ən gec { $when } vaxtına gözlənilən yenilənmə olmayıb. Gördüyünüz köhnəlmiş ola bilər.
track-older = Bu cihaz bundan daha yeni vəziyyəti görüb. Bir saatdan sonra yenidən baxın; dəyişməsə, bizə zəng edin.
track-kept = Vəziyyətlərə hazırda qoşulmaq olmur. Bu, cihazın sonuncu dəfə gətirdiyi məlumatdır: { $when }.
track-state-received = Qəbul edildi
track-state-in-review = Baxılır
track-state-documents-needed = Əlavə sənəd lazımdır
track-state-interview = Müsahibə
track-state-decided = Qərar verildi
track-state-ready-to-collect = Hazırdır, götürə bilərsiniz
track-advice-received = Müraciətiniz bizdədir və yoxlamadan keçib. Sizdən heç nə tələb olunmur.
track-advice-in-review = Əməkdaş cavablarınızı və sənədlərinizi oxuyur. Sizdən heç nə tələb olunmur.
track-advice-documents-needed = Çatışmayanı əlavə edib müraciəti eyni nömrə ilə yenidən təqdim edin. Qərar onu gözləyir.
track-advice-interview = Vaxtında gəlin, pasportunuzu və ya başqa şəxsiyyət sənədini gətirin. Gələ bilmirsinizsə və ya tərcüməçi lazımdırsa, əvvəlcədən bizə zəng edin.
track-advice-decided = Nə qərar verildiyi və səbəbi məktubda yazılıb. Məktub hələ sizdə deyilsə, idarədən soruşun.
track-advice-ready-to-collect = Sənədiniz sizi gözləyir. Pasportunuzu gətirin.
track-missing = Bu nömrə və parolla müraciət tapılmadı
# A day and a time follow
track-missing-new = Müraciəti indicə təqdim etmisiniz? Növbəti yenilənmədən sonra yenidən baxın:
track-missing-desk = Səyyar xidmətə təqdim etmisiniz? Fayl əvvəlcə baş idarəyə çatmalıdır.
track-missing-typed = Nömrə ilə parol eyni müraciətindirmi? Hər müraciətin öz parolu var, yeni parol köhnəsini əvəz edir.
track-missing-call = Yenə tapılmırsa, nömrəni və qəbzi hazırlayıb bizə zəng edin:
track-trouble-none = Hələ heç bir vəziyyət dərc olunmayıb
track-trouble-none-detail = Sonra yenidən baxın. İndi bilmək lazımdırsa, müraciət nömrəsini hazırlayıb bizə zəng edin.
track-trouble-away = Vəziyyətlərə qoşulmaq olmur
track-trouble-away-detail = Şəbəkə yoxdur və ya zəifdir, bu cihazda da saxlanmış məlumat yoxdur. Qoşulanda yenidən baxın.
track-trouble-no-memory = Bu cihazda boş yaddaş çatmır
track-trouble-no-memory-detail = Başqa səhifələri və tətbiqləri bağlayıb yenidən baxın və ya başqa cihazdan istifadə edin. Parolu heç kim tapa bilməsin deyə 64 MB lazımdır.
track-trouble-engine-missing = Səhifə tam yüklənmədi
track-trouble-engine-missing-detail = Şəbəkəni yoxlayıb yenidən baxın.
track-trouble-engine-stopped = Bu brauzer vəziyyəti aça bilmir
track-trouble-engine-stopped-detail = 2023-cü ildən köhnə olmayan Chrome, Edge, Firefox və ya Safari, yaxud başqa cihaz işlədin.
track-trouble-untrusted = Gələn məlumatda bizim imzamız yoxdur
track-trouble-untrusted-detail = Bizdən olmaya bilər, ona görə heç nə göstərilmir. Sonra yenidən baxın; dəyişməsə, bizə zəng edin.

## Müsahibələrin siyahısı

interviews-loading = Siyahı gətirilir…
interviews-nobody = Hazırda heç kim müsahibəyə dəvət olunmayıb.
interviews-failed = Siyahıya hazırda qoşulmaq olmur. Sizin dəvətiniz müraciətinizi izlədiyiniz yerdə yazılıb.
interviews-noscript = Bu siyahı üçün JavaScript lazımdır
interviews-time = Saat

## Təqdim etmək

hand-in = Təqdim et
hand-choose = Möhürlənmiş faylınız
hand-choose-button = Faylı seçin
hand-choose-hint = Formanın təqdim etmək üçün saxladığı fayl. Adı belə görünür:
hand-drop = Faylları buraya da ata bilərsiniz.
hand-promise = Fayl yolda möhürlü qalır: onu yalnız idarə aça bilər. Dayanıb sonra davam edə bilərsiniz.
hand-stopped = Göndərmə yarımçıq qalıb. Eyni faylı yenidən seçin: dayandığı yerdən davam edəcək.
hand-closed = Hazırda faylı saytda təqdim etmək mümkün deyil
hand-closed-detail = Gözləməklə faylınıza heç nə olmur.
hand-other-ways = Təqdim etməyin başqa yolları
hand-noscript = Burada təqdim etmək üçün JavaScript lazımdır
hand-noscript-detail = Bu brauzerdə JavaScript söndürülüb. Onu bu səhifə üçün yandırın və ya faylı aşağıdakı yollardan biri ilə təqdim edin.
hand-looking = Fayla baxılır…
hand-good = Bu, möhürlənmiş fayldır. Təqdim etməyə hazırdır.
hand-begun = Bu faylın bir hissəsi artıq çatıb.
hand-finding = Əlaqə axtarılır…
# $n: a number from 0 to 100
hand-sending = Göndərilir: { $n }%
hand-sending-bar = Çatan hissə
hand-waiting = Əlaqə kəsildi. Bərpa olunan kimi özü davam edəcək. Bu səhifəni açıq saxlayın.
hand-busy = İndi çox adam fayl təqdim edir. Bir azdan özü davam edəcək. Bu səhifəni açıq saxlayın.
hand-send = Təqdim et
hand-pause = Dayandır
hand-go-on = Davam et
hand-remove = Bu səhifədən çıxar
hand-details = Ətraflı
hand-kb = { $n } KB
hand-mb = { $n } MB
hand-wrong-empty = Bu fayl boşdur. Onu formadan yenidən saxlayın.
hand-wrong-too-large = Bu fayl burada təqdim etmək üçün çox böyükdür. Onu idarəyə və ya səyyar xidmətə gətirin.
hand-wrong-copy = Bu sizin öz nüsxəniz və ya qaralamadır, parolunuzla bağlıdır. Özünüzdə saxlayın. O biri faylı təqdim edin: adı “application” ilə başlayır, içində “copy” yoxdur.
hand-wrong-armoured = Poçt proqramı bu faylı dəyişib. Faylı formanı doldurduğunuz cihazdan götürün.
hand-wrong-form = Bu formanın özüdür, təqdim olunan fayl deyil. Onu açın, son addıma keçin və möhürlənmiş faylı saxlayın.
hand-wrong-other = Bu, möhürlənmiş fayl deyil. Onu forma son addımda saxlayır, adı .age ilə bitir.
hand-wrong-cut = Bu faylın bir hissəsi çatmır. Onu yenidən köçürün və ya formadan yenidən saxlayın.
hand-wrong-unreadable = Faylı oxumaq olmur. Yenidən seçin.
hand-wrong-digest-differs = Fayl göndərilərkən dəyişdi. Yenidən seçin.
hand-wrong-cut-short = Faylın bir hissəsi çatmır. Yenidən seçin.
hand-wrong-unknown = Bu faylı burada təqdim etmək olmur. Onu idarəyə gətirin və ya bizə zəng edin.
hand-stopped-paused = Dayandırıldı. Çatan hissə 24 saat saxlanılır.
hand-stopped-away = Şəbəkə yoxdur. Çatan hissə 24 saat saxlanılır: qoşulanda davam edin.
hand-stopped-no-door = Fayl qəbul edən yerə hazırda qoşulmaq olmur. Sonra yenidən cəhd edin və ya faylı başqa yolla təqdim edin.
hand-stopped-no-room = Hazırda daha fayl üçün yer yoxdur. Sizin fayldan heç nə saxlanmadı. Sonra yenidən cəhd edin və ya başqa yolla təqdim edin.
hand-stopped-closed = Bu anda fayl qəbul olunmur. Sonra yenidən cəhd edin və ya başqa yolla təqdim edin.
hand-stopped-not-kept = Faylı saxlamaq alınmadı, ondan heç nə qalmadı. Sonra yenidən cəhd edin və ya başqa yolla təqdim edin.
hand-stopped-receipt = Cavab bu fayla uyğun gəlmir. Ona güvənməyin: faylı sonra yenidən təqdim edin və ya idarəyə gətirin.
hand-stopped-unknown = Alınmadı. Sonra yenidən cəhd edin və ya faylı başqa yolla təqdim edin.
hand-kind-arrived = Faylınız çatdı.
hand-about-arrived = Hələ yoxlanmayıb: onu heç kim açmayıb. Bu qəbzi saxlayın: oradakı vaxt təqdim etdiyiniz vaxt sayılır.
hand-kind-taken-in = Müraciətiniz qəbul edildi.
hand-about-taken-in = Faylınız açılıb və yoxlanıb. Bu qəbzi saxlayın.
hand-kind-refused = Faylınız qəbul edilmədi.
hand-about-refused = Fayl çatdı və yoxlandı, amma onda nə isə düz deyil. Bizə zəng edin: nəyi düzəltmək lazım olduğunu deyərik.
hand-when = Nə vaxt
hand-file = Fayl
hand-receipt-number = Qəbz
hand-by = İmzalayan
hand-code = Səbəb, əməkdaşlar üçün
hand-save = Qəbzi saxla
hand-print = Çap et
hand-next = Növbəti yenilənmədən sonra nömrə və parolla işin gedişinə baxın:

## Without a network

# # is replaced by a number
offline-saving = Səhifələr cihazınıza yazılır: #%
offline-ready = Oflayn hazırdır: bu səhifələr cihazınızda internetsiz açılır.
offline-away = İnternet yoxdur. Bu, cihazınızda saxlanmış nüsxədir.

## Forms: the page people fill in. Ids that begin with form- and problem- go into every bundle.

form-skip = Əsas məzmuna keç
form-language = Dil
form-test = Sınaq forması
form-test-detail = Yalnız sınamaq üçündür. İdarə onu qəbul etmir.

# Where the form cannot start: no JavaScript, an old browser, a file viewer on a phone
form-unstarted = Bu formanı doldurmaq üçün onu brauzerdə açın
form-unstarted-phone = Telefonda: saytımıza keçin və «Burada doldur» düyməsini basın.
form-unstarted-computer = Kompüterdə: faylı yadda saxlayın və Chrome, Edge, Firefox və ya Safari brauzerində açın. Brauzer 2023-cü ildən köhnə olmamalıdır.
form-unstarted-script = Artıq brauzerdəsiniz? Bu səhifə üçün JavaScript-i yandırın.
form-unstarted-paper = Səhifəni çap edib əl ilə doldura və idarəyə gətirə də bilərsiniz.
form-opening = Forma açılır…

## Forms: the first page

form-promise = Yazdıqlarınız cihazınızda qalır. Bu səhifə heç nə göndərə bilməz.
form-network = İnterneti söndürüb davam edə bilərsiniz.
form-need = Sizə nə lazımdır
form-privacy = Məlumatlarınızla nə baş verir
form-privacy-more = Məlumatlarınız barədə ətraflı
form-device = Bu cihazı yalnız mən istifadə edirəm
form-device-detail = Brauzer yazdıqlarımı mən silənədək saxlayır. Cihazı başqaları da istifadə edirsə, işarələməyin.
form-device-sensitive = Bu forma cihazda özü heç nə saxlamır. Fasilə verib sonra davam etmək üçün qaralama saxlayın.
form-device-refused = Bu brauzer bu forma üçün heç nə saxlamır. Fasilə verib sonra davam etmək üçün qaralama saxlayın.
form-genuine = Formanı yalnız saytımızdan götürün. Biz onu heç vaxt mesajla göndərmirik.
form-start = Başla
form-go-on = Qaldığım yerdən davam et
form-restored = Bu cihazda yazdıqlarınız yenidən buradadır.
form-lost = Səhifə yenidən yükləndi və yazdıqlarınız artıq burada yoxdur. Qaralama saxlamısınızsa, onu açın.

## Forms: steps

# $n: which step; $of: how many there are
form-step = Addım { $n } / { $of }
form-continue = Davam et
form-back = Geri
form-optional = (istəyə görə)
form-yes = Bəli
form-no = Xeyr
form-day = Gün
form-month = Ay
form-year = İl
form-date-hint = Məsələn, 27 3 2027
form-choose = Seçin
form-no-options = Əvvəlcə bu siyahının asılı olduğu suala cavab verin.
form-find-hint = İlk hərfləri yazın və siyahıdan seçin.
form-found = Siyahıda { $n } seçim var
form-found-none = Siyahıda uyğun heç nə yoxdur. Yazılışı yoxlayın.
form-characters = { $n } işarə qalır
form-characters-over = { $n } işarə artıqdır
form-computed-blank = Yuxarıdakı suallara cavab verəndə göstəriləcək
# $row: "Person 2"
form-remove = Sil: { $row }
form-removed = Silindi: { $row }

# What stands before a message, for those who do not see its colour
form-error = Səhv:
# $title: the title of the page
form-error-title = Səhv: { $title }
form-errors = { $n ->
    [one] Bir səhv var
   *[other] { $n } səhv var
}
form-mended = İndi düzgündür

## Forms: passport lines

form-passport-hint = Şəkil olan səhifənin aşağısındakı hərf, rəqəm və < işarələrindən ibarət sətirlər. Onlar bəzi cavabları sizin yerinizə doldurur.
# $fields: questions, joined by commas
form-passport-filled = Bu sətirlərə əsasən dolduruldu: { $fields }. Pasportla tutuşdurun.
form-passport-differs = Siz burada başqa cür yazmısınız: { $fields }.
form-passport-replace = Pasportdakını götür

## Forms: files

form-file-choose = Fayl seç
form-files-choose = Faylları seç
form-files-more = Daha fayl əlavə et
# $types: "PDF, JPEG"; $size: "5 MB"; $max: how many files
form-files-hint = { $types }, { $max ->
    [one] həcmi { $size }-dan çox olmayan fayl
   *[other] hər biri { $size }-dan çox olmayan ən çoxu { $max } fayl
}
# $n is exact, such as 1.5
form-megabytes = { $n } MB
form-kilobytes = { $n } KB
# $name: a file
form-files-reading = Oxunur: { $name }…
form-files-added = Əlavə olundu: { $name }
form-files-removed = Silindi: { $name }
form-files-remove = Sil: { $name }
form-files-open = Bax: { $name }
form-files-large = Şəklin həcmi { $size }, icazə verilən həcm isə { $max }-dır. Onu elə burada, cihazınızda kiçiltmək olar.
form-files-shrink = Kiçilt
form-files-shrunk = Kiçildildi: { $size }
form-files-not-shrunk = Şəkli { $max } həcminə qədər kiçiltmək alınmadı. Başqasını seçin.
form-files-cleaned = Şəklin içində yazılmış yer, vaxt və kamera məlumatları silindi.
form-files-unreadable = Fayl oxunmadı: { $name }. Onu yenidən seçin.
form-files-draft = Bəzi telefonlar fayl seçilərkən bu səhifəni bağlayır. Əvvəlcə qaralama saxlayın.

## Forms: check your answers

form-check = Cavablarınızı yoxlayın
form-check-lead = Hər şeyi bir daha oxuyun. Hamısı düzgündürsə, bitirin: səhifə cavablarınızı imzalayıb faylda möhürləyəcək.
form-change = Dəyiş
form-not-answered = Cavab verilməyib
# $date: today by the device's clock
form-clock = Bu cihaza görə bu gün { $date } tarixidir. Səhvdirsə, bitirməzdən əvvəl cihazın tarixini düzəldin.
form-finish = Bitir
form-finish-detail = Heç nə göndərilmir. İki fayl alırsınız: biri təqdim etmək, biri saxlamaq üçün.

## Forms: sealing

form-sealing = Fayllarınız hazırlanır
form-keep-open = Bu səhifəni bağlamayın.
form-phase-password = Paroldan açar hazırlanır
form-phase-read = Qoşmalar oxunur
form-phase-seal = Təqdim ediləcək fayl möhürlənir
form-phase-copy = Sizin nüsxəniz möhürlənir
form-phase-open = Fayl açılır
form-slow = Səhifə bir anlığa cavab verməyə bilər.
form-finish-failed = Fayllar hazırlanmadı. Cavablarınız yerindədir. Qaralama saxlayın, başqa proqramları bağlayın və yenidən cəhd edin.
form-no-memory = Bu cihazda boş yaddaş çatmır: 64 MB lazımdır. Cavablarınız yerindədir. Qaralama saxlayın, başqa proqramları bağlayıb yenidən cəhd edin və ya qaralamanı başqa cihazda açın.

## Forms: the end

form-done = Təqdim etməyə hazırdır
form-done-lead = Hələ heç nə göndərilməyib. Hər iki faylı saxlayın, sonra birincini təqdim edin.
form-number = Müraciətin nömrəsi
form-password = Parol
form-keep = İkisini də yazın və ya bu səhifəni çap edin. Parol nüsxənizi və müraciətinizin vəziyyətini açır. Biz onu bilmirik və yenidən göndərə bilmərik.
form-save-application = Təqdim ediləcək faylı saxla
form-save-copy = Özünüz üçün nüsxəni saxla
form-save-copy-detail = Nüsxə və parolla müraciətinizi sonra dəyişə bilərsiniz.
# $name: a file
form-saved = Saxlandı: { $name }. Yükləmələr qovluğuna baxın.
form-next = Bundan sonra nə etməli
form-next-save = Hər iki faylı saxlayın
form-next-hand-in = Faylı təqdim edin
form-next-hand-in-detail = Bir yol seçin:
form-way-upload = saytımıza yükləyin
form-way-office = telefonda və ya USB yaddaşda idarəyə gətirin
form-way-visit = səyyar xidmətə gətirin
form-next-track = Müraciətinizi izləyin
form-next-track-detail = Saytımızda nömrə və parol ilə.
form-qr = İzləmə səhifəsini nömrənizlə açır. Parol onun içində yoxdur.
form-print = Bu səhifəni çap et
form-amend = Nəyisə dəyiş
form-amend-detail = Səhv gördünüz? Cavabları dəyişin və yenidən bitirin. Nömrə eyni qalır; yeni faylı təqdim edin.
form-details = Təfərrüatlar və imzanı yoxlamaq qaydası
form-detail-file-name = Təqdim ediləcək fayl:
form-detail-file = Təqdim ediləcək fayl, SHA-256
form-detail-content = Məzmun, SHA-512
form-detail-key = İmzalayan açar
form-detail-form = Forma
# Commands stand under it
form-verify = Faylı aça bilən hər kəs onu pulsuz proqramlarla yoxlaya bilər:
form-signature = İmza göstərir ki, siz bitirəndən sonra heç nə dəyişdirilməyib. O, şəxsiyyətinizi təsdiq etmir və gücləndirilmiş elektron imza deyil.
form-printed = Doldurulub: { $date }

## Forms: drafts

form-save = Qaralama saxla
form-save-lead = Qaralama faylında cavablarınız və qoşmalarınız olur. Onu yalnız parol açır.
form-save-password = Parolunuz
form-save-keep = Onu indi yazın. Parolsuz qaralamanı heç kim, biz də aça bilmərik. Sonra həmin parol nüsxənizi və müraciətinizin vəziyyətini də açacaq.
form-save-file = Qaralama faylını saxla
form-save-known = Parol sizdə olan paroldur.
form-show-password = Parolu göstər
form-save-going = Qaralama möhürlənir…
form-save-failed = Qaralama hazırlanmadı. Böyük faylları silib yenidən cəhd edin.
form-open = Qaralama və ya nüsxə aç
form-open-lead = Saxladığınız faylı seçin və parolunu yazın.
form-open-file = Fayl
form-open-file-hint = Adı .age ilə bitir
form-open-password = Parol
form-open-password-hint = 17 hərf və rəqəm. Defis və böyük hərflərin fərqi yoxdur.
form-open-go = Aç
form-open-no-file = Faylı seçin
form-open-no-password = Parolu yazın
form-open-mistyped = Parolun bir hərfi və ya rəqəmi səhvdir, ya da çatmır
form-open-refused = Bu parol bu faylı açmır. Hər hərf və rəqəmi tutuşdurun
form-open-damaged = Bu fayl qaralama və ya nüsxə deyil, yaxud zədələnib. Başqasını seçin
form-open-sealed = Bu, təqdim ediləcək fayldır: onu yalnız İdarə aça bilər. Özünüzdə saxladığınız nüsxəni və ya qaralamanı seçin
# $form: the id of another form
form-open-other = Bu fayl başqa formaya aiddir: { $form }
form-opened = Qaralamanız açıqdır.
# $number: of the application
form-opened-copy = { $number } nömrəli müraciət açıqdır. İstədiyinizi dəyişin, sonra yenidən bitirin.
form-opened-older = O vaxtdan bəri forma dəyişib. Hər cavabı yoxlayın.

## Forms: deleting and leaving

form-delete = Hər şeyi bu cihazdan sil
form-delete-lead = Bu səhifədəki və bu brauzerdəki cavablar və qoşmalar silinir. Saxladığınız fayllar yerində qalır.
form-delete-go = Hər şeyi sil
form-delete-keep = Heç nəyi silmə
form-deleted = Hər şey bu cihazdan silindi.
form-kept = Bu cihazda saxlanıb
# $version: "3.1"
form-version = Forma { $version }

## Forms: checkers

form-outcome = Nəticə
form-outcome-none = Bu cavablara görə demək olmur. Çağrı mərkəzindən soruşun.
form-outcome-guide = Təlimatı oxuyun
form-again = Yenidən başla

## Problems: what is wrong with an answer. With the type of a question behind it, the wording for that type.

problem-required = Bu suala cavab verin
problem-required-choice = Cavabı seçin
problem-required-choices = Ən azı bir cavab seçin
problem-required-country = Ölkəni seçin
problem-required-date = Tarixi yazın
problem-required-yes-no = Bəli və ya xeyr seçin
problem-required-files = Fayl əlavə edin
problem-malformed = Bunu oxumaq olmur. Yazılışı yoxlayın
problem-malformed-integer = Tam ədəd yazın, məsələn, 12
problem-malformed-decimal = Ədəd yazın, məsələn, 12,5
problem-malformed-money = Məbləği yazın, məsələn, 350
problem-malformed-date = Mövcud tarixi yazın, məsələn, 27 3 2027
problem-malformed-date-day = Günü rəqəmlə yazın, məsələn, 27
problem-malformed-date-month = Ayı rəqəmlə yazın, məsələn, 3
problem-malformed-date-year = İli dörd rəqəmlə yazın, məsələn, 2027
problem-malformed-phone = Telefon nömrəsini yazın, məsələn, +994 50 123 45 67
problem-malformed-email = E-poçt ünvanını yazın, məsələn, ad@example.com
problem-malformed-passport = Sətirləri pasportda olduğu kimi, dəqiq yazın
problem-malformed-personal-code = Kodun 7 hərf və rəqəmini yazın
problem-malformed-country = Ölkəni siyahıdan seçin
problem-unsafe-text = Bu mətndə gözə görünməyən işarələr var. Köçürməyin, özünüz yazın
problem-too-short = Ən azı { $min } işarə yazın
problem-too-long = Ən çoxu { $max } işarə yazın
problem-pattern = Bu, tələb olunan qaydada yazılmayıb
problem-range = { $min } ilə { $max } arasında olmalıdır
problem-range-min = { $min } və ya daha çox olmalıdır
problem-range-max = { $max } və ya daha az olmalıdır
problem-range-min-date = { $min } və ya daha gec olmalıdır
problem-range-max-date = { $max } və ya daha tez olmalıdır
problem-scale = Vergüldən sonra ən çoxu { $scale } rəqəm yazın
problem-unknown-value = Siyahıdan seçin
problem-not-offered = Yenidən seçin: bu, əvvəlki cavaba uyğun gəlmir
problem-too-few = Ən azı { $min } cavab seçin
problem-too-few-files = Ən azı { $min } fayl əlavə edin
problem-too-few-repeat = Ən azı { $min } dəfə doldurun
problem-too-many = Ən çoxu { $max } cavab seçin
problem-too-many-files = Ən çoxu { $max } fayl əlavə edin
problem-too-many-repeat = Ən çoxu { $max } saxlayın
problem-check = Bu, başqa cavaba uyğun gəlmir
problem-mrz-check = Bu sətirlərin bir hərfi və ya rəqəmi səhvdir. Pasportla tutuşdurun
problem-mrz-differs = Pasportun sətirlərində başqa cürdür
# $types: "PDF, JPEG"
problem-file-type = Bu növ fayl qəbul edilmir. { $types } seçin
problem-file-damaged = Bu fayl zədələnib və ya adında deyilən deyil. Başqasını seçin
problem-file-locked = Bu fayl parolla bağlanıb. Onu parolsuz yadda saxlayıb yenidən seçin
problem-file-pixels = Bu şəkil göstərilmək üçün çox böyükdür. Onu kiçildib yenidən seçin
# $max: "5 MB"
problem-file-too-large = Fayl ən çoxu { $max } ola bilər. Daha kiçiyini seçin
problem-files-too-large = Bütün fayllar birlikdə ən çoxu { $max } ola bilər. Bəzilərini silin və ya daha kiçiyini seçin

# Only what is handed in can have these; officers read them.
problem-hidden = Bu sual verilməyib, amma cavabı var
problem-unknown-field = Formada belə sual yoxdur
problem-computed-differs = Hesablanmış qiymət qaydaların verdiyi deyil
problem-not-canonical = Cavab formatın tələb etdiyi şəkildə yazılmayıb
