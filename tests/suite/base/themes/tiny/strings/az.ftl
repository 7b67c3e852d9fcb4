pages = { $count ->
    [one] { $count } səhifə
   *[other] { $count } səhifə
}
range-months = { $from }–{ $to } ay
range-months-up-to = { $to } aya qədər
range-months-one = { $from } ay
range-months-from = { $from } aydan
free = Pulsuz
