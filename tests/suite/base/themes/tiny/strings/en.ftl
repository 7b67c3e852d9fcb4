pages = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}
range-months = { $from }–{ $to } months
range-months-up-to = up to { $to } months
range-months-one = { $from } months
range-months-from = from { $from } months
free = Free
