pages = { $count ->
    [one] { $count } səhifə
   *[other] { $count } səhifə
}
range-months = { $from }–{ $to } ay
range-months-up-to = { $to } aya qədər
range-months-one = { $from } ay
range-months-from = { $from } aydan
fee-free = Pulsuz
days-mon-fri = Bazar ertəsi – cümə
duration-hours = { $count } saat
duration-days = { $count } gün
duration-working-days = { $count } iş günü
duration-calendar-days = { $count } təqvim günü
duration-months = { $count } ay
duration-years = { $count } il
size-mb = { $count } MB
get-form-here = Burada doldur
form-test = Sınaq forması
form-test-detail = İdarə onu qəbul etmir.
problem-required = Bu suala cavab verin
problem-range = { $min } ilə { $max } arasında olmalıdır
bundle-release = Versiya { $version }, { $date }
bundle-what = form.html doldurulan formadır.
bundle-try = form.html sizə sual verir.
bundle-open = Necə açmalı
bundle-open-text = Brauzerdə açın, telefonda isə burada:
bundle-genuine = Formanı yalnız saytımızdan götürün.
bundle-check = Necə yoxlamalı
bundle-check-text = Bu əmri verin:
