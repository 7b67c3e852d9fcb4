form-title = Sizə hansı icazə lazımdır?
form-summary = Bir neçə suala cavab verin və hansı xidmətin sizə uyğun olduğunu öyrənin. Cavablarınız cihazınızdan kənara çıxmır.

# Siz
section-who = Siz
citizen = Azərbaycan vətəndaşısınız?
    .required = Azərbaycan vətəndaşı olub-olmadığınızı seçin
give_up = Azərbaycan vətəndaşlığından çıxmaq istəyirsiniz?
    .required = Vətəndaşlıqdan çıxmaq istəyib-istəmədiyinizi seçin
in_danger = Təqib, müharibə və ya zorakılıq səbəbindən öz ölkənizə təhlükəsiz qayıda bilmirsiniz?
    .hint = Məsələn, irqinizə, dininizə, milliyyətinizə, sosial mənsubiyyətinizə və ya siyasi baxışlarınıza görə sizi təqib edirlər.
    .required = Ölkənizə təhlükəsiz qayıda bilib-bilmədiyinizi seçin

# Məqsəd
section-goal = Məqsədiniz
wish = Azərbaycanda nə etmək istəyirsiniz?
    .required = Nə etmək istədiyinizi seçin
wish-visit = Bir müddətə gəlmək
    .hint = Turizm, iş görüşü, qohumların yanına getmək, tranzit, müalicə
wish-work = İşləmək
wish-live = Yaşamaq
    .hint = Ailə, təhsil, iş, investisiya və ya başqa səbəblə
wish-citizenship = Vətəndaş olmaq
wish-other = Başqa bir şey

# Səfər
section-visit = Səfəriniz
arrived = Hazırda Azərbaycandasınız?
    .required = Azərbaycanda olub-olmadığınızı seçin
ends_early = Vizanızın və ya sizə verilmiş müddətin icazə verdiyindən çox qalmaq istəyirsiniz?
    .required = Daha çox qalmaq istəyib-istəmədiyinizi seçin
exempt = Ölkəniz vətəndaşları vizasız gələ bilən ölkələrin siyahısındadır?
    .hint = Siyahı Xidmətin rəsmi saytındadır; çağrı mərkəzi də deyə bilər.
    .required = Ölkənizin siyahıda olub-olmadığını seçin
exempt-yes = Bəli
exempt-no = Xeyr
exempt-unknown = Bilmirəm
days = Cəmi neçə gün qalacaqsınız?
    .hint = Gəldiyiniz gündən gedəcəyiniz günə qədər
    .required = Neçə gün qalacağınızı yazın
    .range = Ən azı { $min }, ən çoxu { $max } gün yazın. Daha uzun qalmaq üçün “Yaşamaq” seçin.
entries = Ölkəyə neçə dəfə girəcəksiniz?
    .required = Neçə dəfə girəcəyinizi seçin
entries-once = Bir dəfə
entries-several = Bir neçə dəfə

# İş
section-work = İşiniz
work_days = Bir il ərzində Azərbaycanda cəmi neçə gün işləyəcəksiniz?
    .hint = Həmin ildəki bütün işləri birlikdə sayın.
    .required = Neçə gün işləyəcəyinizi yazın
    .range = Ən azı { $min }, ən çoxu { $max } gün yazın
signed = Azərbaycanda qeydiyyatdan keçmiş işəgötürənlə əmək müqaviləniz var?
    .required = Müqavilənizin olub-olmadığını seçin

# Yaşamaq
section-live = Burada yaşamaq
settled = Bunlardan hansı sizə aiddir?
    .required = Sizə aid olanı seçin
settled-years = Azərbaycanda müvəqqəti yaşama icazəsi ilə ən azı 2 il yaşamışam
settled-marriage = Azərbaycan vətəndaşı ilə evliyəm
settled-contribution = Azərbaycanın inkişafına mühüm töhfə vermişəm
settled-none = Heç biri
purpose = Niyə burada yaşamaq istəyirsiniz?
    .required = Səbəbi seçin

# Vətəndaşlıq
section-belong = Vətəndaşlıq
was_citizen = Əvvəllər Azərbaycan vətəndaşı olmusunuz?
    .required = Əvvəllər vətəndaş olub-olmadığınızı seçin
permanent_years = Azərbaycanda daimi yaşama icazəsi ilə neçə il yaşamısınız?
    .hint = Belə icazəniz yoxdursa, 0 yazın.
    .required = Neçə il yaşadığınızı yazın
    .range = Ən azı { $min }, ən çoxu { $max } il yazın

# Nəticələr
outcome-renunciation = Sizə vətəndaşlıqdan çıxma lazımdır
    .detail = Başqa vətəndaşlığınız və ya onu alacağınıza dair yazılı təminat olmalıdır ki, vətəndaşlıqsız qalmayasınız.
outcome-citizen = Sizə icazə lazım deyil
    .detail = Azərbaycan vətəndaşı burada icazəsiz yaşayır və işləyir.
outcome-refugee-status = Qaçqın statusu üçün müraciət edə bilərsiniz
    .detail = Azərbaycana gəldikdən sonra 10 gün ərzində müraciət edin. Müraciət pulsuzdur. Sənədlər çatmasa da gəlin: onları sonra əlavə etmək olar.
outcome-extension-of-stay = Sizə olma müddətinin uzadılması lazımdır
    .detail = İcazə verilmiş müddət bitməzdən əvvəl müraciət edin. 15 gündən çox qalırsınızsa, ünvanınız üzrə qeydiyyatdan da keçin.
outcome-registration = Sizə olduğunuz yer üzrə qeydiyyat lazımdır
    .detail = Gəldiyiniz gündən 10 gün vaxtınız var. Qeydiyyat pulsuzdur.
outcome-short-visit = Sizə heç nə lazım deyil
    .detail = 15 gündən çox qalmayanlar qeydiyyatdan keçmir. Daha uzun qalmalı olsanız, qeydiyyatdan keçin.
outcome-visa-free = Sizə viza lazım deyil
    .detail = Pasportunuzla gəlin. 15 gündən çox qalacaqsınızsa, gəldikdən sonra 10 gün ərzində olduğunuz yer üzrə qeydiyyatdan keçin.
outcome-exempt-unknown = Əvvəlcə ölkənizin siyahıda olub-olmadığını öyrənin
    .detail = Vətəndaşları vizasız gələ bilən ölkələrin siyahısına Xidmətin rəsmi saytında baxın və ya çağrı mərkəzinə zəng edin. Sonra bu suallara qayıdın.
outcome-e-visa = Sizə elektron viza uyğundur
    .detail = Onlayn alınır, bir dəfə girmək və ən çoxu 30 gün qalmaq üçündür. 15 gündən çox qalacaqsınızsa, gəldikdən sonra 10 gün ərzində qeydiyyatdan keçin.
outcome-visa = Sizə viza lazımdır
    .detail = Elektron viza bir dəfəlik girişə və 30 günə qədərdir, sizin səfərinizə uyğun gəlmir. Səfirliyə, konsulluğa və ya beynəlxalq hava limanındakı ASAN Viza mərkəzinə müraciət edin.
outcome-work-permit = Sizə iş icazəsi lazımdır
    .detail = İl ərzində 90 gündən çox işləmək üçün alınır. Burada yaşamaq üçün müvəqqəti yaşama icazəsi də lazım ola bilər.
outcome-contract-first = Əvvəlcə əmək müqaviləsi bağlayın
    .detail = Bu qədər işləmək üçün iş icazəsi lazımdır, ona isə Azərbaycanda qeydiyyatdan keçmiş işəgötürənlə müqavilə olmadan müraciət etmək olmur.
outcome-short-work = Sizə iş icazəsi lazım deyil
    .detail = İl ərzində 90 günə qədər icazəsiz işləmək olar. Ölkəyə gəlmək üçün viza lazım ola bilər; 15 gündən çox qalacaqsınızsa, qeydiyyatdan keçin.
outcome-permanent-residence = Daimi yaşama icazəsi üçün müraciət edə bilərsiniz
    .detail = Onunla burada müddətsiz yaşayırsınız. Vətəndaşlığa gedən yolun da əvvəlki pilləsi budur.
outcome-live-and-work = Sizə iki icazə lazımdır: iş icazəsi və müvəqqəti yaşama icazəsi
    .detail = Əvvəlcə iş icazəsi alın, sonra işi səbəb göstərib müvəqqəti yaşama icazəsi üçün müraciət edin.
outcome-temporary-residence = Sizə müvəqqəti yaşama icazəsi lazımdır
    .detail = Səbəbinizi təsdiqləyən sənəd lazımdır. İcazə bir ilə qədər verilir və uzadıla bilər.
outcome-restoration = Vətəndaşlığınızı bərpa etdirə bilərsiniz
    .detail = Vətəndaşlığı necə itirdiyinizi göstərən sənəd lazımdır: rüsum da bundan asılıdır.
outcome-naturalisation = Vətəndaşlığa qəbul üçün müraciət edə bilərsiniz
    .detail = Azərbaycan dilini bilmək və qanuni gəlir də lazımdır.
outcome-permanent-first = Hələ bir az yaşamaq lazımdır
    .detail = Vətəndaşlığa qəbul üçün daimi yaşama icazəsi ilə ən azı 5 il yaşamaq lazımdır. İcazəniz yoxdursa, ondan başlayın.
outcome-ask = Bizdən soruşun
    .detail = Çağrı mərkəzinə zəng edin və ya idarəyə gəlin: hansı xidmətin uyğun olduğunu birlikdə tapaq.
