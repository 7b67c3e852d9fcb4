service-title = Vətəndaşlığın bərpası
service-summary = Əvvəllər malik olduğunuz Azərbaycan vətəndaşlığını geri almaq üçün.

eligibility-former-citizen = Əvvəllər Azərbaycan vətəndaşı olmusunuz və vətəndaşlığı vətəndaşlıqdan çıxma, övladlığa götürülmə, nikah və ya başqa səbəblə itirmisiniz

document-loss = Vətəndaşlığın itirildiyini göstərən sənəd
    .hint = Məsələn, vətəndaşlıqdan çıxma barədə qərar və ya övladlığa götürülmə sənədi

fee-state = Dövlət rüsumu
    .note = Məbləğ vətəndaşlığı hansı səbəbdən itirdiyinizdən asılıdır.
