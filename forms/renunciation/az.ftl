service-title = Vətəndaşlıqdan çıxma
service-summary = Azərbaycan vətəndaşlığından öz istəyinizlə imtina etmək üçün.

eligibility-citizen = Azərbaycan vətəndaşısınız
eligibility-other-citizenship = Başqa ölkənin vətəndaşlığı sizdə artıq var və ya onu alacağınıza dair təminat almısınız

document-passport = Pasport
    .hint = Azərbaycan pasportunuzun şəkilli səhifəsi
document-other-citizenship = Başqa vətəndaşlığı təsdiq edən sənəd
    .hint = Başqa ölkənin pasportu və ya vətəndaşlığın veriləcəyinə dair yazılı təminat
