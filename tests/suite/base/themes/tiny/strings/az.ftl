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
