service-title = Daimi yaşama icazəsi
service-summary = Azərbaycanda müddət məhdudiyyəti olmadan yaşamaq üçün.

eligibility-ground = Bunlardan biri sizə aiddir: müvəqqəti yaşama icazəsi ilə tələb olunan müddət ərzində burada yaşamısınız, Azərbaycan vətəndaşı ilə nikahdasınız, ölkənin inkişafına mühüm töhfə vermisiniz və ya qanunda göstərilən başqa şərtə uyğunsunuz

document-temporary-permit = Müvəqqəti yaşama icazəsi
    .hint = Hazırkı və əvvəlki icazələr
    .when = Müraciətin əsası burada yaşadığınız müddətdirsə
document-marriage-certificate = Nikah haqqında şəhadətnamə
    .hint = Mətn olan bütün səhifələr
    .when = Müraciətin əsası Azərbaycan vətəndaşı ilə nikahdırsa
document-supporting = Əsası təsdiq edən digər sənədlər
    .hint = Məsələn, ölkənin inkişafına töhfənizi göstərən sənədlər
    .when = Müraciətin əsası başqadırsa
