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

## Without a network

# # is replaced by a number
offline-saving = Səhifələr cihazınıza yazılır: #%
offline-ready = Oflayn hazırdır: bu səhifələr cihazınızda internetsiz açılır.
offline-away = İnternet yoxdur. Bu, cihazınızda saxlanmış nüsxədir.
