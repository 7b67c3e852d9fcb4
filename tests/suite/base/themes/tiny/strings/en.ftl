pages = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}
range-months = { $from }–{ $to } months
range-months-up-to = up to { $to } months
range-months-one = { $from } months
range-months-from = from { $from } months
fee-free = Free
days-mon-fri = Monday to Friday
duration-hours = { $count } hours
duration-days = { $count } days
duration-working-days = { $count } working days
duration-calendar-days = { $count } calendar days
duration-months = { $count } months
duration-years = { $count } years
size-mb = { $count } MB
