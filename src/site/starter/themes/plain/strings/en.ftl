### The words of the interface.

skip = Skip to the main content
nav-main = Main pages
language = Language
borrowed = This page has not been translated yet.
# $date: a whole date
reviewed-on = Last reviewed { $date }

fact-fee = Fee
fact-processing = Decision in
fact-validity = Valid for
# $time: a length of time
up-to = up to { $time }
who-can-apply = Who can apply
documents = What you need
how-it-works = How it works
legal-basis = Legal basis
fee-column = Fee
fee-free = Free
size-mb = up to { $count } MB

range-months-up-to = { $to ->
    [one] up to { $to } month
   *[other] up to { $to } months
}
range-months = { $from } to { $to } months
range-months-one = { $from ->
    [one] { $from } month
   *[other] { $from } months
}
range-months-from = { $from ->
    [one] { $from } month and longer
   *[other] { $from } months and longer
}

duration-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
duration-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
duration-working-days = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
}
duration-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
duration-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
