service-title = Vətəndaşlığa qəbul
service-summary = Daimi yaşama icazəsi ilə yaşadıqdan sonra Azərbaycan vətəndaşı olmaq üçün.

eligibility-residence = Azərbaycanda daimi yaşama icazəsi ilə tələb olunan müddət ərzində yaşamısınız
eligibility-language = Azərbaycan dilini və mədəniyyətini yetərincə bilirsiniz
eligibility-income = Gəliriniz və əmlakınız qanunidir
eligibility-constitution = Azərbaycanın Konstitusiyasına və qanunlarına sadiqsiniz

document-permanent-permit = Daimi yaşama icazəsi
    .hint = Hər iki üzü
document-income = Gəliri və əmlakı təsdiq edən sənədlər
    .hint = Məsələn, iş yerindən arayış, vergi bəyannaməsi və ya mülkiyyət sənədi
