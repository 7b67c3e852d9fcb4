# The desk in Azerbaijani.

language-name = Azərbaycanca

## Frame
skip = Məzmuna keç
nav = İş masası
nav-applications = Müraciətlər
nav-quarantine = Karantin
nav-quarantine-waiting = Karantin ({ $count })
language = Dil

## Who may ask
wrong-host = İş masası yalnız öz ünvanı ilə çağırılır.
wrong-origin = Bu sorğu iş masasının deyil, başqa bir səhifənin sorğusudur.
open-again = İş masasını terminalın göstərdiyi ünvanla açın. Ünvan bir dəfə və bir brauzerdə işləyir; başqası üçün “sayyar-intake desk” əmrini yenidən işə salın.
token-used = Bu ünvan artıq istifadə olunub və ya terminalın göstərdiyi ünvan deyil. “sayyar-intake desk” əmrini yenidən işə salın.
nothing-here = Burada heç nə yoxdur.
stumbled = İş masasında xəta baş verdi. Heç nə dəyişmədi.
trouble = { $error }. Heç nə dəyişmədi; yenidən cəhd edin.
ticket-used = Bu yükləmə bir dəfə işlədi. Faylı yenidən seçin.

## Sizes, days, states
bytes = { $count } bayt
kilobytes = { $count } KB
megabytes = { $count } MB
day = { $day } { $month } { $year }
month-1 = yanvar
month-2 = fevral
month-3 = mart
month-4 = aprel
month-5 = may
month-6 = iyun
month-7 = iyul
month-8 = avqust
month-9 = sentyabr
month-10 = oktyabr
month-11 = noyabr
month-12 = dekabr
state-received = Qəbul edilib
state-in-review = Baxılır
state-documents-needed = Sənəd lazımdır
state-interview = Müsahibə
state-decided = Qərar qəbul edilib
state-ready-to-collect = Götürməyə hazırdır

## List
take-in = Qəbul et
take-in-files = Möhürlənmiş faylları seçin və ya səhifənin istənilən yerinə atın
take-in-no-script = Bunun üçün iş masasının öz skripti lazımdır. Əmr sətrində:
being-checked = yoxlanılır
no-answer = İş masası cavab vermir.
nothing-lost = Heç nə itmədi: faylı yenidən təqdim edin.
search-text = Nömrə və ya ad
search-form = Forma
search-state = Vəziyyət
search-all = hamısı
search-show = Göstər
nothing-found = Heç nə tapılmadı.
list-number = Nömrə
list-known-by = Tanınma
list-form = Forma
list-state = Vəziyyət
list-filed = Verilib
list-changed = Dəyişib
list-revision = { $revision }-ci variant
list-most = Bunlar sonuncu dəyişən { $count } müraciətdir. Digərlərini axtarın.
told-taken = { $number }, variant { $revision }, qəbul edildi.
told-waits = Özündən əvvəlki variantı gözləyir.
told-again = Artıq məlum idi; heç nə iki dəfə edilmədi.
told-refused = Qəbul edilmədi.
told-look = Bax
told-receipt = Qəbzi çap et

## Checks
step-sealed = Bu, qəbul olunan ölçüdə möhürlənmiş fayldır.
step-sealed-no = Bu, möhürlənmiş fayl deyil və ya qəbul olunmur.
step-opens = Açarımız onu açır və möhürlənəndən sonra içində heç nə dəyişməyib.
step-opens-no = Açarlarımızın heç biri onu açmır və ya o, möhürlənəndən sonra dəyişdirilib.
step-archive = İçindəki arxiv bütövdür və yalnız bir cür oxuna bilər.
step-archive-no = İçindəki arxiv zədəlidir və ya bir neçə cür oxuna bilər.
step-bag = İçində yalnız müraciətin faylları var.
step-bag-no = İçindəkilər müraciətin fayllarına uyğun gəlmir.
step-signature = Hamısını müraciət edənin açarı imzalayıb.
step-signature-no = Hamısını müraciət edənin açarı imzalamayıb.
step-number = Nömrə müraciət edənin açarına məxsusdur.
step-number-no = Nömrə müraciət edənin açarına məxsus deyil.
step-addressee = Bizə ünvanlanıb.
step-addressee-no = Başqasına ünvanlanıb.
step-form = Forma bizimdir və bu versiya qəbul olunur.
step-form-no = Forma bizim deyil və ya bu versiya qəbul olunmur.
step-answers = Cavablar formanın qaydalarına uyğundur.
step-answers-no = Cavablar formanın qaydalarına uyğun deyil.
step-attachments = Qoşmalar göstərildiyi kimidir.
step-attachments-no = Qoşmalardan biri göstərildiyi kimi deyil.
step-once = Əvvəl qəbul edilənlərin heç birinə zidd deyil.
step-once-no = Əvvəl qəbul edilənlərdən birinə ziddir.

## What to do about a check that failed
advice-too-large = Daha kiçik qoşmalar istəyin (5 MB-lıq şəkil kifayətdir) və ya [limits] altında “megabytes” həddini artırın.
advice-not-age = Bu, möhürlənmiş müraciət deyil: ola bilsin, şəkil və ya tamamlanmamış qaralamadır. Formanın sonda verdiyi application-....age adlı faylı istəyin.
advice-armoured = Poçt proqramı faylı mətnə çevirib. Onu qoşma kimi və ya fleş yaddaşda istəyin.
advice-passphrase = Fayl parolla qorunur: müraciət edənin öz nüsxəsi və ya qaralaması səhvən verilib. Adında -copy olmayan digər faylı istəyin.
advice-no-match = Fayl başqası üçün və ya burada göstərilməyən açar üçün möhürlənib. Əvvəlki açarları “identities” altında yazın; olmasa, formanın haradan alındığını soruşun.
advice-cut = Fayl yolda kəsilib və ya dəyişib. Onu hazırlandığı cihazdan yenidən istəyin.
advice-foreign = Bizim formaların heç biri belə möhürləmir. Formanın haradan alındığını soruşun; faylı araşdıranlar üçün saxlayın.
advice-spliced = Kimsə bunu başqa müraciətin hissələrindən düzəldib. İstifadə etməyin; təhlükəsizliyə cavabdeh olanlara xəbər verin.
advice-form-unknown = Buraxılmış formanı “sayyar-intake forms add” ilə əlavə edin, sonra “sayyar-intake quarantine retry” işə salın. Belə forma buraxmamısınızsa, haradan alındığını soruşun.
advice-form-changed = Buraxılmış paketlə müqayisə edin. Bizim deyilsə, kimsə dəyişdirilmiş forma yayır: təhlükəsizliyə cavabdeh olanlara xəbər verin.
advice-form-old = Müraciət edəndən hazırkı formanı doldurmağı xahiş edin və ya səbəb göstərib “quarantine release” ilə qəbul edin.
advice-answers-malformed = Bizim formaların heç biri cavabları belə yazmır. Formanın haradan alındığını soruşun.
advice-answers-invalid = Nəyin səhv olduğunu “quarantine show” ilə oxuyun. Müraciət edəndən özündə saxladığı nüsxə ilə düzəliş etməyi xahiş edin və ya səbəb göstərib “quarantine release” ilə qəbul edin.
advice-attachment-list = Bizim formaların heç biri belə etmir. Formanın haradan alındığını soruşun.
advice-attachment = Onu iki dəfə basmaqla açmayın. Sənədi yenidən istəyin və ya ona zərərsiz göstərən iş masasında baxın və səbəb göstərib “quarantine release” ilə qəbul edin.
advice-erased = Heç nə: əsaslı səbəblə silinib. Yeni müraciət yeni müraciətdir.
advice-claims = İki fərqli düzəliş eyni yeri tutmaq istəyir, ola bilsin, iki cihazdan. Müraciət edəndən hansının doğru olduğunu soruşun və düzəlişi sonuncu nüsxədən yenidən etməyi xahiş edin.
advice-status = İki müraciət eyni status yerini istəyir, bu təsadüfən olmur. Təhlükəsizliyə cavabdeh olanlara xəbər verin.
advice-machine = Nasazlıq müraciətdə deyil, bu kompüterin diskində və ya şəbəkəsindədir. Yenidən cəhd edin.
advice-made = Bizim formaların heç biri belə fayl yaratmır. Kimsə onu dəyişib və ya əl ilə düzəldib: araşdıranlar üçün saxlayın.
advice-other = Sistemə cavabdeh olanlardan soruşun.

## What an officer should look at
warning-filled-in-future = Müraciət edənin cihazına görə forma gələcək tarixdə, { $day } günü doldurulub.
warning-filled-long-ago = Müraciət edənin cihazına görə forma çoxdan, { $day } günü doldurulub.
warning-late = Gec gəlib: formanın bu versiyası { $day } tarixinədək qəbul olunurdu.
warning-build-unknown = Formanın { $build } nömrəli yığması burada tanınmır, həmin versiyanın başqa yığması tanınır.
warning-fee-changed = Formanın ən yeni versiyasına görə rüsum { $fee } təşkil edir.
warning-status-elsewhere = Bu düzəliş statusun başqa parola möhürlənməsini istəyir. Status birinci parolda qalır; parolu şəxsən gələndə dəyişin.
warning-filing-time = Faylı ilk alan qapının saatı geri gedib və ya bizimkindən irəlidir. Verilmə vaxtına diqqət edin.
warning-released = Bir yoxlama alınmasa da ({ $code }), { $officer } onu qəbul edib: { $reason }

## An application
number-wrong = Belə nömrə yoxdur
number-wrong-text = Nömrə 13 hərf və rəqəmdən ibarətdir, məsələn FGA1-TTCD-1JSY-K. Səhv yazılıb?
not-found = Tapılmadı
not-found-text = Burada { $number } nömrəli müraciət yoxdur. Ada görə axtarın və ya karantinə baxın.
no-revision = Belə variant yoxdur.
no-attachment = Belə qoşma yoxdur.
filed = verilib: { $time }
fee = rüsum { $fee }
assisted = əməkdaş doldurub
waits-first = Birinci variantını gözləyir
print-receipt = Qəbzi çap et
print-letter = Məktub yaz
answers = Cavablar
attachments = Qoşmalar
attachment-save = { $name } faylını saxla
attachment-look = { $name } şəklinə bax
attachment-kind = { $kind }, { $size }
checks = Yoxlamalar
identity = Şəxsiyyət
identity-by = { $way }, { $officer }, { $time }
identity-note = Qeyd: { $note }
identity-none = Müraciət edənin kim olduğu hələ yoxlanılmayıb. Bundan əvvəl qərar qəbul edilə bilməz.
identity-how = Necə
identity-note-label = Qeyd
identity-record = Yoxlamanı qeyd et
way-passport = pasporta baxılıb
way-identity-card = şəxsiyyət vəsiqəsinə baxılıb
way-residence-card = yaşayış icazəsi vəsiqəsinə baxılıb
way-known = əvvəlki işdən tanınır
way-other = başqa cür, qeyddə yazıldığı kimi
status = Status
next-step = Növbəti addım
for-documents = Sənədlər üçün
for-documents-label = Hansılar, xidmətdə adlandığı kimi
for-interview = Müsahibə üçün
interview-day = Gün
interview-time = Saat
where = Harada
office = İdarə
message = Mesaj, müraciət edənin dilində ({ $language })
record-step = Addımı qeyd et
published-later = Müraciət edənlər bunu növbəti dərcdən sonra görür.
revisions = Variantlar
revision = Variant { $revision }, { $time }
revision-waits = əvvəlkini gözləyir

## What is to be mended
problem-waiting = Bu müraciətin birinci variantı hələ gəlməyib.
problem-identity-unchecked = Müraciət edənin kim olduğu yoxlanılmayıb: əvvəl bunu, sonra qərarı qeyd edin.
problem-message = Mesaj ən çox 500 işarədən ibarətdir və idarəedici işarələr olmamalıdır.
problem-identity-way = Şəxsiyyətin necə yoxlanıldığını seçin.
problem-identity-note = Şəxsiyyətin necə yoxlanıldığını qeyddə yazın.
problem-memory = Parol üçün 64 MB yaddaş lazımdır.
problem-office = Hansı idarə olduğunu yazın.
problem-documents = Hansı sənədlərin lazım olduğunu yazın.
problem-day = Müsahibənin gününü göstərin.
problem-time = Müsahibənin saatını 09:30 şəklində göstərin.
problem-step = Növbəti addımı seçin.
problem-reason = Səbəbini bir cümlə ilə yazın.
problem-released = Bu yoxlamadan keçmək olmaz və ya fayl artıq yoxdur.

## Attachments
picture = Şəkil
picture-of = { $number } müraciətindən { $name }
picture-again = Şəkil təqdim olunan fayldan yenidən yaradılıb ki, içində gizlədilən heç nə sizə çatmasın. Təqdim olunanın özünü saxlamaq üçün faylı saxlayın.
picture-smaller = Əslindən kiçik göstərilir: { $width } × { $height } nöqtə.
picture-bad = Bu şəkil göstərilə bilməz: zədəlidir, { $most } milyon nöqtədən böyükdür və ya göstərilməyən növdəndir. Onu saxlayın və ehtiyatla açın.
back = Müraciətə qayıt

## Quarantine
quarantine = Karantin
quarantine-empty = Qərar gözləyən yoxdur.
quarantine-decided = Qərar verilib
quarantine-file = Fayl
quarantine-why = Səbəb
quarantine-size = Ölçü
quarantine-came = Gəlib
quarantine-decision = Qərar
quarantine-gone = Karantində belə fayl yoxdur. Ola bilsin, artıq qəbul edilib.
quarantine-title = Qəbul edilmədi
quarantine-names = { $number } müraciətini göstərir, variant { $revision }.
quarantine-came-at = gəlib: { $time }
decided-dropped = { $officer } silib: { $reason }
decided-released = { $officer } qəbul edib: { $reason }
decided-expired = Öz-özünə silinib: { $reason }
retry = Bir də yoxla
reason = Səbəb (qeyd olunur)
release = Yenə də qəbul et
let-go = Sil

## Receipt and letter
receipt = Qəbz
receipt-none = Bu variantın qəbzi yoxdur.
letter = Məktub
letter-language = Mətnin dili
letter-state = Mövzu
letter-show = Göstər
letter-none = Məktubla bildiriləcək addım hələ yoxdur.
letter-wrong = Şablonda səhv var
letter-wrong-text = Bu, idarənin öz şablonudur, ona cavabdeh olan düzəldə bilər. Ətraflı: “sayyar-intake letters check”.
letter-mail = Məktubda cavablar və parol yoxdur. Göndərməzdən əvvəl adı yoxlayın.
print = Çap et
print-frame = Çap olunacaq
