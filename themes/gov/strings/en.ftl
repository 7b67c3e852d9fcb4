### The words of the interface. The agency's own words are in content/en/site.ftl,
### a service's in its own folder.

## Frame

skip = Skip to the main content
menu = Menu
nav-main = Main pages
nav-footer = More pages
breadcrumbs = You are here
language = Language
language-borrowed = not translated yet
# $language: the name of a language, as the site's words have it
borrowed = This page has not been translated yet. It is shown in another language: { $language }.
# $date: a whole date
reviewed-on = Last reviewed { $date }
on-this-page = On this page
go-home = Go to the start page

# Between the items of a list in one line
comma = {", "}

## Search

search = Search
search-label = What are you looking for?
search-go = Search
search-noscript = Search needs JavaScript, which is off in this browser. Everything it finds is also here:
all-services-link = All services
search-found = { $n ->
    [one] { $n } page found
   *[other] { $n } pages found
}
search-loading = Searching…
search-failed = Search could not be loaded. Check the network and press Search again.
# Stands before the number of pages found
search-partial = No page has all these words. With some of them:
search-more = Show more pages
search-sections = Parts of the page:
search-empty = Try other words, or fewer. Spelling with or without accents makes no difference. You can also ask the call centre:

## Services

how-to-apply = How to apply
track-application = Track your application
work-out-fee = Work out your fee
calculator-result = The state fee for you:
choose-service = What do you need?
fact-fee = State fee
fact-processing = Decision in
fact-deadline = Apply within
fact-validity = Valid for
# $time: a length of time, "2 years"
up-to = up to { $time }
who-can-apply = Who can apply
how-it-works = How it works
state-fee = State fee
documents = Documents
documents-hint = Tick what you already have. The ticks stay on this page and are not sent anywhere.
# $formats: "PDF, JPEG"; $size: "5 MB"; $max: how many files
files-hint = { $formats }, up to { $size }{ $max ->
    [one] {""}
   *[other] {" "}each, at most { $max } files
}
size-mb = { $count } MB
where-to-apply = Where to apply
legal-basis = Legal basis
service = Service
any-service = Any service
all-services = All services
services-count = { $count ->
    [one] { $count } service here
   *[other] { $count } services here
}
all-fees = All state fees
fees-link = All state fees and ways to pay
ways-to-pay = Ways to pay
fee-free = Free
fee-column = Fee

# Rows of a fee table, by length
range-months-up-to = { $to ->
    [one] up to { $to } month
   *[other] up to { $to } months
}
range-months = from { $from } to { $to } months
range-months-one = { $from ->
    [one] { $from } month
   *[other] { $from } months
}
range-months-from = { $from ->
    [one] { $from } month and longer
   *[other] { $from } months and longer
}
range-days-up-to = { $to ->
    [one] up to { $to } day
   *[other] up to { $to } days
}
range-days = from { $from } to { $to } days
range-days-one = { $from ->
    [one] { $from } day
   *[other] { $from } days
}
range-days-from = { $from ->
    [one] { $from } day and longer
   *[other] { $from } days and longer
}
range-years-up-to = { $to ->
    [one] up to { $to } year
   *[other] up to { $to } years
}
range-years = from { $from } to { $to } years
range-years-one = { $from ->
    [one] { $from } year
   *[other] { $from } years
}
range-years-from = { $from ->
    [one] { $from } year and longer
   *[other] { $from } years and longer
}

# Lengths of time
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

## Where a form is to be had

get-form = Fill in the form
get-form-here = Fill in here
get-form-here-detail = The form opens in this browser. Best on a phone.
get-form-here-ready = The form is kept on this device: it opens without the internet too.
get-form-download = Download
# $size: "380 KB"
get-form-download-detail = For a computer, or to take along on a USB stick. Works offline, { $size }.
get-form-size = { $count } KB
get-form-unpack = Unpack the archive and open form.html in a browser.
get-form-promise = What you write stays on your device until you hand in the sealed file.
get-form-only-here = Get the form only from this address
get-form-only-here-detail = We never send forms by message. If somebody sent you one, do not fill it in: get it here.
get-form-hand-in = How to hand in the finished file
get-form-languages = Languages
get-form-inside = What is in the archive
get-form-inside-html = The form itself, in all languages
get-form-inside-form = The rules of the form, for programs
get-form-inside-schema = What answers look like (JSON Schema), for programs
get-form-inside-readme = How to open the form and check the signature
get-form-details = Details: release and signature
get-form-release = Release
get-form-digest = Rules of the form, SHA-512
get-form-archive = Archive, SHA-512
get-form-key = Key of the agency
get-form-signature = Signature of the archive
get-form-check = Anyone who has minisign can check that the archive is ours. Save the archive and its signature in one folder, then run:

## README.txt in the archive of a form

# $version: "1.2"; $date: the day of the release
bundle-release = Version { $version } of { $date }
bundle-what = form.html is a form to fill in. It works without the internet and cannot send anything: what you write stays on your device. At the end it makes a sealed file for you to hand in, and a copy for you to keep.
bundle-try = form.html asks you a few questions and tells what applies to you. It works without the internet and cannot send anything: what you answer stays on your device.
bundle-open = How to open it
bundle-open-text = On a computer, unpack the archive and open form.html in Chrome, Edge, Firefox or Safari, not older than 2023. On a phone, open the form on our website:
bundle-genuine = Get the form only from our website. We never send it by message.
bundle-check = How to check that it is genuine
bundle-check-text = With the free program minisign anyone can check the signature of the archive. Save the archive and its .minisig file in one folder, then run:

## Start page

home-tasks = What do you want to do?
call-us = Ask us
visit-us = Visit us
contact-link = All ways to reach us
offices-count = { $count ->
    [one] Headquarters and { $count } regional office.
   *[other] Headquarters and { $count } regional offices.
}
offices-link = Find an office
latest-news = News
all-news = All news

## Travelling desk

next-visits = Where the travelling desk stops next
visits-summary = Officers come to towns without an office. Bring your documents or a finished form.
visits-none = No visits are planned at the moment. Ask the call centre.
visits-all = All visits of the travelling desk
visits-calendar = Calendar of visits
visits-subscribe = Add the visits to your calendar
visit-languages = Spoken at the desk:
place = Town
any-place = Any town

## Offices

region = Region
any-region = Any region
hours = Opening hours
days-mon-fri = Monday to Friday
days-mon-sat = Monday to Saturday
days-mon-sun = every day
days-mon = Monday
days-tue = Tuesday
days-wed = Wednesday
days-thu = Thursday
days-fri = Friday
days-sat = Saturday
days-sun = Sunday
map-title = Map of Azerbaijan with the offices
map-caption = Numbers on the map are the numbers in the list. The outline is approximate.
nearest = Find the nearest office
nearest-privacy = Your browser asks before it tells this page where you are. Your place stays on your device.
nearest-found = Nearest offices first.
nearest-failed = Your device did not say where you are. Choose a region instead.
# The first # is how many are shown, the second how many there are
shown = Shown: # of #.
nothing-fits = Nothing fits this choice. Choose another region or service.
every-office = Every regional office:
metro = Metro

## Contact

need-help = Need help?
call-abroad = From abroad:
call-languages = Languages of the call centre
questions-link = Common questions
before-you-call = Perhaps the answer is here
app-name = { $name } mobile app
# $stores: names of app shops
app-where = Get it from { $stores }.
copy = Copy
copied = Copied

## News

news-feed = News feed (Atom)
news-follow = Follow the news
news-feed-hint = Add this address to a feed reader to see new items as they appear.
news-none = No news yet.
other-news = Other news
newer = Newer
older = Older

## Training and cooperation

for-whom = For
topics = Topics
# $name: short name of a partner
partner-site = Website of { $name }

## Notices in pages

notice-info = Good to know
notice-warning = Important
notice-success = Done

## Without a network

# # is replaced by a number
offline-saving = Saving these pages on your device: #%
offline-ready = Ready offline: these pages open without the internet on this device.
offline-away = You are offline. This is the copy saved on your device.
