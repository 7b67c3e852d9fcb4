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
get-form-here = Fill in here
form-test = Test form
form-test-detail = The agency does not accept it.
problem-required = Answer this question
problem-range = Must be from { $min } to { $max }
bundle-release = Version { $version } of { $date }
bundle-what = form.html is a form to fill in.
bundle-try = form.html asks you questions.
bundle-open = How to open it
bundle-open-text = Open it in a browser; on a phone, open this:
bundle-genuine = Get the form only from our website.
bundle-check = How to check it
bundle-check-text = Run this:
