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
get-form-withdrawn = This form is not offered at present. The guide of the service says how else to apply.
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

## Following an application

track-number = Application number
track-number-hint = 13 letters and digits, for example
track-number-empty = Enter the application number
track-number-letter = There is a sign that no application number has. Compare it with your sheet
track-number-short = Something is missing: a number has 13 letters and digits
track-number-long = This is too long: a number has 13 letters and digits
track-number-check = One letter or digit of the number is wrong. Compare it with your sheet
track-password = Password
track-password-hint = 17 letters and digits that the form gave you, for example
track-password-empty = Enter the password
track-password-letter = There is a sign that no password has. Compare it with your sheet
track-password-short = Something is missing: a password has 17 letters and digits
track-password-long = This is too long: a password has 17 letters and digits
track-password-check = One letter or digit of the password is wrong. Compare it with your sheet
track-look = Show my application
track-forget = Forget everything here
track-forgotten = Number, password and what this page kept are gone from this device.
track-promise = Number and password stay on this device: they are not sent and not kept.
track-noscript = This page needs JavaScript to open your status
track-noscript-detail = JavaScript is off in this browser. Turn it on for this page, or ring us and have your application number ready.
track-closed = Applications cannot be followed on the site at present
track-closed-detail = Ring us and have your application number ready.
track-result = Your application
track-doing-engine = Getting ready…
track-doing-password = Opening with your password. This takes a moment…
track-doing-fetch = Fetching the statuses…
track-now = Where it stands
track-steps = All steps so far
track-documents = What is missing:
track-message = What the officer writes:
track-amend = How to add to what you handed in
# $when: a day and a time
track-as-of = As of { $when }.
track-next = Next update by { $when }.
track-late = The update that was due by { $when } has not come. What you see may be out of date.
track-older = This device has seen a later status than this one. Look again in an hour; if it stays so, ring us.
track-kept = The statuses cannot be reached now. This is what this device fetched last, as of { $when }.
track-state-received = Received
track-state-in-review = In review
track-state-documents-needed = More documents needed
track-state-interview = Interview
track-state-decided = Decided
track-state-ready-to-collect = Ready to collect
track-advice-received = Your application is with us and passed the checks. You need to do nothing.
track-advice-in-review = An officer reads your answers and documents. You need to do nothing.
track-advice-documents-needed = Add what is missing and hand the application in again under the same number. The decision waits for it.
track-advice-interview = Come on time and bring your passport or another identity document. If you cannot come or need an interpreter, ring us beforehand.
track-advice-decided = The letter says what was decided and why. If you do not have it yet, ask at the office.
track-advice-ready-to-collect = Your document waits for you. Bring your passport.
track-missing = No application is found under this number and password
# A day and a time follow
track-missing-new = Have you only just handed it in? Look again after the next update:
track-missing-desk = Did you hand it in at a travelling desk? It has to reach headquarters first.
track-missing-typed = Do number and password belong together? Each application has its own password, and a new password replaces the old one.
track-missing-call = If it is still not there, get your number and your receipt and ring us:
track-trouble-none = No statuses are published yet
track-trouble-none-detail = Look again later. If you need to know now, ring us and have your application number ready.
track-trouble-away = The statuses cannot be reached
track-trouble-away-detail = There is no network, or the line is bad, and this device has nothing kept. Look again when you are connected.
track-trouble-no-memory = This device has too little free memory
track-trouble-no-memory-detail = Close other pages and apps and look again, or use another device. 64 MB are needed, so that nobody can guess passwords.
track-trouble-engine-missing = The page could not be loaded whole
track-trouble-engine-missing-detail = Check the network and look again.
track-trouble-engine-stopped = This browser cannot open the status
track-trouble-engine-stopped-detail = Use Chrome, Edge, Firefox or Safari, not older than 2023, or another device.
track-trouble-untrusted = What arrived does not bear our signature
track-trouble-untrusted-detail = Nothing of it is shown, because it may not come from us. Look again later; if it stays so, ring us.

## The list of interviews

interviews-loading = Fetching the list…
interviews-nobody = At present nobody is asked to come.
interviews-failed = The list cannot be reached now. Your own invitation stands where you follow your application.
interviews-noscript = This list needs JavaScript
interviews-time = Time

## Handing in

hand-in = Hand in
hand-choose = Your sealed file
hand-choose-button = Choose the file
hand-choose-hint = The file that the form saved for handing in. Its name looks like this:
hand-drop = You can also drop files here.
hand-promise = The file stays sealed on its way: only the agency can open it. You can stop and go on later.
hand-stopped = An upload was interrupted. Choose the same file again: it goes on where it stopped.
hand-closed = Files cannot be handed in on the site at present
hand-closed-detail = Your file loses nothing by waiting.
hand-other-ways = The other ways to hand it in
hand-noscript = Handing in here needs JavaScript
hand-noscript-detail = JavaScript is off in this browser. Turn it on for this page, or hand the file in one of the ways below.
hand-looking = Looking at the file…
hand-good = This is a sealed file. It is ready to be handed in.
hand-begun = A part of this file has arrived already.
hand-finding = Looking for the connection…
# $n: a number from 0 to 100
hand-sending = Sending: { $n }%
hand-sending-bar = How much has arrived
hand-waiting = The connection broke. It goes on by itself as soon as there is one. Leave this page open.
hand-busy = Many people are handing in just now. It goes on by itself in a moment. Leave this page open.
hand-send = Hand in
hand-pause = Pause
hand-go-on = Go on
hand-remove = Remove from this page
hand-details = Details
hand-kb = { $n } KB
hand-mb = { $n } MB
hand-wrong-empty = This file is empty. Save it from the form again.
hand-wrong-too-large = This file is too large to be handed in here. Bring it to an office or a travelling desk.
hand-wrong-copy = This is your own copy or a draft, locked with your password. Keep it. Hand in the other file, whose name begins with “application” and has no “copy” in it.
hand-wrong-armoured = A mail program has changed this file. Take it from the device where you filled in the form.
hand-wrong-form = This is the form itself, not what you hand in. Open it, go to its last step and save the sealed file.
hand-wrong-other = This is not a sealed file. The form saves it at its last step; the name ends in .age.
hand-wrong-cut = A part of this file is missing. Copy it again, or save it from the form again.
hand-wrong-unreadable = The file cannot be read. Choose it again.
hand-wrong-digest-differs = The file changed while it was sent. Choose it again.
hand-wrong-cut-short = A part of the file is missing. Choose it again.
hand-wrong-unknown = This file cannot be handed in here. Bring it to an office or ring us.
hand-stopped-paused = Paused. What has arrived stays there for 24 hours.
hand-stopped-away = There is no network. What has arrived stays there for 24 hours: go on when you are connected.
hand-stopped-no-door = The place that takes files cannot be reached now. Try again later, or hand the file in another way.
hand-stopped-no-room = There is no room for more files just now. Nothing was kept of yours. Try again later, or hand it in another way.
hand-stopped-closed = No files are taken at this moment. Try again later, or hand it in another way.
hand-stopped-not-kept = The file could not be kept, and nothing of it was. Try again later, or hand it in another way.
hand-stopped-receipt = The answer does not fit this file. Do not rely on it: hand the file in again later, or bring it to an office.
hand-stopped-unknown = That did not work. Try again later, or hand the file in another way.
hand-kind-arrived = Your file has arrived.
hand-about-arrived = It is not yet checked: nobody has opened it. Keep this receipt: its time counts as the time you handed it in.
hand-kind-taken-in = Your application has been taken in.
hand-about-taken-in = Your file was opened and checked. Keep this receipt.
hand-kind-refused = Your file was not taken in.
hand-about-refused = It arrived and was checked, and something is wrong with it. Ring us; we can tell what to mend.
hand-when = When
hand-file = File
hand-receipt-number = Receipt
hand-by = Signed by
hand-code = Reason, for our officers
hand-save = Save the receipt
hand-print = Print
hand-next = From the next update on, see how it is going with your number and password:

## Without a network

# # is replaced by a number
offline-saving = Saving these pages on your device: #%
offline-ready = Ready offline: these pages open without the internet on this device.
offline-away = You are offline. This is the copy saved on your device.

## Forms: the page people fill in. Ids that begin with form- and problem- go into every bundle.

form-skip = Skip to the main content
form-language = Language
form-test = Test form
form-test-detail = For trying out only. The agency does not accept it.

# Where the form cannot start: no JavaScript, an old browser, a file viewer on a phone
form-unstarted = To fill in this form, open it in a browser
form-unstarted-phone = On a phone: go to our website and press “Fill in here”.
form-unstarted-computer = On a computer: save this file and open it in Chrome, Edge, Firefox or Safari, not older than 2023.
form-unstarted-script = Already there? Turn JavaScript on for this page.
form-unstarted-paper = Or print this page, fill it in by hand and bring it to an office.
form-opening = Opening the form…

## Forms: the first page

form-promise = What you write stays on your device. This page cannot send anything.
form-network = You can switch the network off and go on.
form-need = What you need
form-privacy = What happens to your data
form-privacy-more = More about your data
form-device = Only I use this device
form-device-detail = The browser keeps what I write until I delete it. On a shared device, leave this unticked.
form-device-sensitive = This form keeps nothing on the device by itself. To stop and go on later, save a draft.
form-device-refused = This browser keeps nothing for this form. To stop and go on later, save a draft.
form-genuine = Get this form only from our website. We never send it by message.
form-start = Start
form-go-on = Go on where I stopped
form-restored = What you wrote on this device is here again.
form-lost = The page was loaded anew, and what you wrote is no longer here. If you saved a draft, open it.

## Forms: steps

# $n: which step; $of: how many there are
form-step = Step { $n } of { $of }
form-continue = Continue
form-back = Back
form-optional = (optional)
form-yes = Yes
form-no = No
form-day = Day
form-month = Month
form-year = Year
form-date-hint = For example, 27 3 2027
form-choose = Choose
form-no-options = First answer the question this list depends on.
form-find-hint = Type the first letters and choose from the list.
form-found = { $n ->
    [one] { $n } choice in the list
   *[other] { $n } choices in the list
}
form-found-none = Nothing in the list fits. Check the spelling.
form-characters = { $n ->
    [one] { $n } character left
   *[other] { $n } characters left
}
form-characters-over = { $n ->
    [one] { $n } character too many
   *[other] { $n } characters too many
}
form-computed-blank = Shown when the answers above are complete
# $row: "Person 2"
form-remove = Remove { $row }
form-removed = { $row } removed

# What stands before a message, for those who do not see its colour
form-error = Error:
# $title: the title of the page
form-error-title = Error: { $title }
form-errors = { $n ->
    [one] There is one problem
   *[other] There are { $n } problems
}
form-mended = This is fine now

## Forms: passport lines

form-passport-hint = The lines of letters, digits and < at the bottom of the page with the photo. They fill in other answers for you.
# $fields: questions, joined by commas
form-passport-filled = Filled in from these lines: { $fields }. Compare them with the passport.
form-passport-differs = You wrote something else here: { $fields }.
form-passport-replace = Take what the passport says

## Forms: files

form-file-choose = Choose a file
form-files-choose = Choose files
form-files-more = Add more files
# $types: "PDF, JPEG"; $size: "5 MB"; $max: how many files
form-files-hint = { $types }, up to { $size }{ $max ->
    [one] {""}
   *[other] {" "}each, at most { $max } files
}
# $n is exact, such as 1.5
form-megabytes = { $n } MB
form-kilobytes = { $n } KB
# $name: a file
form-files-reading = Reading { $name }…
form-files-added = { $name } added
form-files-removed = { $name } removed
form-files-remove = Remove { $name }
form-files-open = Look at { $name }
form-files-large = The picture has { $size }, the limit is { $max }. It can be made smaller here, on your device.
form-files-shrink = Make it smaller
form-files-shrunk = Made smaller: { $size }
form-files-not-shrunk = The picture cannot be made as small as { $max }. Choose another one.
form-files-cleaned = The place, time and camera noted inside the picture were removed.
form-files-unreadable = { $name } could not be read. Choose it again.
form-files-draft = Some phones close this page while you choose a file. Save a draft first.

## Forms: check your answers

form-check = Check your answers
form-check-lead = Read everything once more. When all is right, finish: the page signs and seals your answers in a file.
form-change = Change
form-not-answered = Not answered
# $date: today by the device's clock
form-clock = This device says that today is { $date }. If that is wrong, set the date of the device before you finish.
form-finish = Finish
form-finish-detail = Nothing is sent. You get two files: one to hand in, one to keep.

## Forms: sealing

form-sealing = Your files are being made
form-keep-open = Keep this page open.
form-phase-password = Making the key from the password
form-phase-read = Reading the attachments
form-phase-seal = Sealing the file to hand in
form-phase-copy = Sealing your copy
form-phase-open = Opening the file
form-slow = The page may not react for a moment.
form-finish-failed = The files could not be made. Your answers are still here. Save a draft, close other programs and try again.
form-no-memory = This device has not enough free memory: 64 MB are needed. Your answers are still here. Save a draft, close other programs and try again, or open the draft on another device.

## Forms: the end

form-done = Ready to hand in
form-done-lead = Nothing has been sent yet. Save both files, then hand in the first.
form-number = Application number
form-password = Password
form-keep = Write both down or print this page. The password opens your copy and the status of your application. We do not know it and cannot send it again.
form-save-application = Save the file to hand in
form-save-copy = Save the copy to keep
form-save-copy-detail = With the copy and the password you can change your application later.
# $name: a file
form-saved = Saved as { $name }. Look in your downloads.
form-next = What to do next
form-next-save = Save both files
form-next-hand-in = Hand in the file
form-next-hand-in-detail = Choose one way:
form-way-upload = upload it on our website
form-way-office = bring it to an office on a phone or a USB stick
form-way-visit = bring it to the travelling desk
form-next-track = Follow your application
form-next-track-detail = With the number and the password on our website.
form-qr = Opens the tracking page with your number. The password is not in it.
form-print = Print this page
form-amend = Change something
form-amend-detail = Noticed a mistake? Change your answers and finish again. The number stays the same; hand in the new file.
form-details = Details, and how to check the signature
form-detail-file-name = File to hand in:
form-detail-file = File to hand in, SHA-256
form-detail-content = Content, SHA-512
form-detail-key = Key that signed
form-detail-form = Form
# Commands stand under it
form-verify = Anyone who can open the file can check it with free programs:
form-signature = The signature shows that nothing was changed after you finished. It does not prove who you are and is not a qualified electronic signature.
form-printed = Filled in on { $date }

## Forms: drafts

form-save = Save a draft
form-save-lead = A draft file holds your answers and attachments. Only the password opens it.
form-save-password = Your password
form-save-keep = Write it down now. Without it the draft cannot be opened, not even by us. Later it also opens your copy and the status of your application.
form-save-file = Save the draft file
form-save-known = The password is the one you already have.
form-show-password = Show the password
form-save-going = Sealing the draft…
form-save-failed = The draft could not be made. Remove large files and try again.
form-open = Open a draft or a copy
form-open-lead = Choose the file you saved, and type its password.
form-open-file = File
form-open-file-hint = Its name ends in .age
form-open-password = Password
form-open-password-hint = 17 letters and digits. Hyphens and capital letters do not matter.
form-open-go = Open
form-open-no-file = Choose the file
form-open-no-password = Enter the password
form-open-mistyped = A letter or digit of the password is wrong or missing
form-open-refused = This password does not open this file. Compare each letter and digit
form-open-damaged = This file is not a draft or a copy, or it is damaged. Choose another
form-open-sealed = This is the file to hand in. Only the agency can open it. Choose the copy you kept, or a draft
# $form: the id of another form
form-open-other = This file belongs to another form: { $form }
form-opened = Your draft is open.
# $number: of the application
form-opened-copy = Application { $number } is open. Change what you want, then finish again.
form-opened-older = The form has changed since. Check every answer.

## Forms: deleting and leaving

form-delete = Delete everything from this device
form-delete-lead = The answers and attachments in this page and in this browser are deleted. Files you saved stay where they are.
form-delete-go = Delete everything
form-delete-keep = Keep everything
form-deleted = Everything is deleted from this device.
form-kept = Kept on this device
# $version: "3.1"
form-version = Form { $version }

## Forms: checkers

form-outcome = Result
form-outcome-none = These answers do not tell. Ask the call centre.
form-outcome-guide = Read the guide
form-again = Start again

## Problems: what is wrong with an answer. With the type of a question behind it, the wording for that type.

problem-required = Answer this question
problem-required-choice = Choose an answer
problem-required-choices = Choose at least one answer
problem-required-country = Choose a country
problem-required-date = Enter the date
problem-required-yes-no = Choose yes or no
problem-required-files = Attach a file
problem-malformed = This cannot be read. Check how it is written
problem-malformed-integer = Enter a whole number, such as 12
problem-malformed-decimal = Enter a number, such as 12.5
problem-malformed-money = Enter an amount, such as 350
problem-malformed-date = Enter a date that exists, such as 27 3 2027
problem-malformed-date-day = Enter the day as a number, such as 27
problem-malformed-date-month = Enter the month as a number, such as 3
problem-malformed-date-year = Enter the year with four digits, such as 2027
problem-malformed-phone = Enter a phone number, such as +994 50 123 45 67
problem-malformed-email = Enter an e-mail address, such as name@example.com
problem-malformed-passport = Enter the lines exactly as they stand in the passport
problem-malformed-personal-code = Enter the 7 letters and digits of the code
problem-malformed-country = Choose a country from the list
problem-unsafe-text = There are invisible signs in this text. Type it instead of pasting it
problem-too-short = Write at least { $min ->
    [one] { $min } character
   *[other] { $min } characters
}
problem-too-long = Write at most { $max ->
    [one] { $max } character
   *[other] { $max } characters
}
problem-pattern = This is not written the way it has to be
problem-range = Must be from { $min } to { $max }
problem-range-min = Must be { $min } or more
problem-range-max = Must be { $max } or less
problem-range-min-date = Must be { $min } or later
problem-range-max-date = Must be { $max } or earlier
problem-scale = Write at most { $scale ->
    [one] { $scale } digit
   *[other] { $scale } digits
} after the decimal sign
problem-unknown-value = Choose from the list
problem-not-offered = Choose again: this does not fit an earlier answer
problem-too-few = Choose at least { $min }
problem-too-few-files = Attach at least { $min ->
    [one] { $min } file
   *[other] { $min } files
}
problem-too-few-repeat = Add at least { $min }
problem-too-many = Choose at most { $max }
problem-too-many-files = Attach at most { $max ->
    [one] { $max } file
   *[other] { $max } files
}
problem-too-many-repeat = Keep at most { $max }
problem-check = This does not fit another answer
problem-mrz-check = A letter or digit of these lines is wrong. Compare them with the passport
problem-mrz-differs = The passport lines say something else
# $types: "PDF, JPEG"
problem-file-type = This kind of file is not accepted. Choose { $types }
problem-file-damaged = This file is damaged or not what its name says. Choose another
problem-file-locked = This file is locked with a password. Save it without one and choose it again
problem-file-pixels = This picture is too large to be shown. Make it smaller and choose it again
# $max: "5 MB"
problem-file-too-large = A file may have at most { $max }. Choose a smaller one
problem-files-too-large = All files together may have at most { $max }. Remove some or choose smaller ones

# Only what is handed in can have these; officers read them.
problem-hidden = This question was not asked, and yet it is answered
problem-unknown-field = The form has no such question
problem-computed-differs = The computed value is not what the rules give
problem-not-canonical = The answer is not in the spelling the format asks for
