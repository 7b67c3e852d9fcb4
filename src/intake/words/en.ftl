# The desk in English.

language-name = English

## Frame
skip = Skip to content
nav = Desk
nav-applications = Applications
nav-quarantine = Quarantine
nav-quarantine-waiting = Quarantine ({ $count })
language = Language

## Who may ask
wrong-host = The desk is called by its own address only.
wrong-origin = This came from another page than the desk’s.
open-again = Open the desk with the address that the terminal showed. It works once, in one browser; for another start “sayyar-intake desk” again.
token-used = This address was used already, or is not the one the terminal showed. Start “sayyar-intake desk” again.
nothing-here = There is nothing here.
stumbled = The desk stumbled. Nothing was changed.
trouble = { $error }. Nothing was changed; try again.
ticket-used = This download worked once. Select the file again.

## Sizes, days, states
bytes = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
 }
kilobytes = { $count } KB
megabytes = { $count } MB
day = { $day } { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
state-received = Received
state-in-review = In review
state-documents-needed = Documents needed
state-interview = Interview
state-decided = Decided
state-ready-to-collect = Ready to collect

## List
take-in = Take in
take-in-files = Choose sealed files, or drop them anywhere on this page
take-in-no-script = This needs the desk’s own script. On the command line:
being-checked = being checked
no-answer = The desk does not answer.
nothing-lost = Nothing was lost: hand it in again.
search-text = Number or name
search-form = Form
search-state = State
search-all = all
search-show = Show
nothing-found = Nothing found.
list-number = Number
list-known-by = Known by
list-form = Form
list-state = State
list-filed = Filed
list-changed = Changed
list-revision = revision { $revision }
list-most = These are the { $count } that changed last. Search for others.
told-taken = { $number }, revision { $revision }, is taken in.
told-waits = It waits for the revision before it.
told-again = It was known already; nothing was done twice.
told-refused = Not taken in.
told-look = Look at it
told-receipt = Print the receipt

## Checks
step-sealed = It is a sealed file of a size that is taken.
step-sealed-no = It is no sealed file, or one that is not taken.
step-opens = Our key opens it, and nothing in it was changed since it was sealed.
step-opens-no = None of our keys opens it, or it was changed since it was sealed.
step-archive = The archive in it is whole and can be read in one way only.
step-archive-no = The archive in it is damaged, or can be read in more than one way.
step-bag = It holds exactly the files of a submission.
step-bag-no = It does not hold exactly the files of a submission.
step-signature = The applicant’s key signed all of it.
step-signature-no = The applicant’s key did not sign all of it.
step-number = The number belongs to the applicant’s key.
step-number-no = The number does not belong to the applicant’s key.
step-addressee = It was addressed to us.
step-addressee-no = It was addressed to somebody else.
step-form = The form is one of ours, and this version is accepted.
step-form-no = The form is none of ours, or this version is not accepted.
step-answers = The answers hold by the rules of the form.
step-answers-no = The answers do not hold by the rules of the form.
step-attachments = The attachments are what they claim to be.
step-attachments-no = An attachment is not what it claims to be.
step-once = It contradicts nothing that was taken in before.
step-once-no = It contradicts something that was taken in before.

## What to do about a check that failed
advice-too-large = Ask for smaller attachments (photographs of 5 MB are enough), or raise “megabytes” under [limits].
advice-not-age = It is no sealed application: perhaps a photograph, or an unfinished draft. Ask for the file called application-....age that the form gave at the end.
advice-armoured = A mail program wrapped it in text. Ask for it as an attachment, or on a stick.
advice-passphrase = It is under a password: the applicant’s own copy, or a draft, handed in by mistake. Ask for the other file, without -copy in its name.
advice-no-match = It was sealed for somebody else, or for a key that is not configured here. Name past keys under “identities”; otherwise ask where the form came from.
advice-cut = It was cut short or changed on its way. Ask for the file again, from the device it was made on.
advice-foreign = No form of ours seals like this. Ask where the form came from; keep the file for those who look into it.
advice-spliced = Somebody put this together from the parts of another submission. Do not use it; tell those who look after security.
advice-form-unknown = Add the released form with “sayyar-intake forms add”, then “sayyar-intake quarantine retry”. If you have released no such form, ask where it came from.
advice-form-changed = Compare with the released bundle. If it is not ours, somebody hands out a changed form: tell those who look after security.
advice-form-old = Ask the applicant to fill in the present form, or take it in with “quarantine release” and a reason.
advice-answers-malformed = No form of ours writes answers like this. Ask where the form came from.
advice-answers-invalid = Read what is wrong with “quarantine show”. Ask the applicant to amend it with the copy they kept, or take it in with “quarantine release” and a reason.
advice-attachment-list = No form of ours does this. Ask where the form came from.
advice-attachment = Do not open it by a double click. Ask for the document again, or look at it on the desk, which shows it harmlessly, and take it in with “quarantine release” and a reason.
advice-erased = Nothing: it was erased for good reason. A new application is a new one.
advice-claims = Two different amendments claim the same place, perhaps from two devices. Ask the applicant which is meant, and to make the amendment again from the latest copy.
advice-status = Two applications ask for one place of status, which does not happen by chance. Tell those who look after security.
advice-machine = The disk or the network of this machine failed, not the submission. Try again.
advice-made = No form of ours makes this. Somebody changed it or made it by hand: keep it for those who look into it.
advice-other = Ask those who look after the system.

## What an officer should look at
warning-filled-in-future = The applicant’s device says it was filled in on { $day }, in the future.
warning-filled-long-ago = The applicant’s device says it was filled in on { $day }, long ago.
warning-late = It arrived late: this version of the form was accepted until { $day }.
warning-build-unknown = Build { $build } of the form is not known here, another of the same version is.
warning-fee-changed = By the newest version of the form the fee is { $fee }.
warning-status-elsewhere = This amendment asks for the status to be sealed to another password. It stays with the first; replace it in person.
warning-filing-time = The clock of the door that had it first went back, or is ahead of ours. Look at the time of filing.
warning-released = { $officer } took it in although a check failed ({ $code }): { $reason }

## An application
number-wrong = No such number
number-wrong-text = A number has 13 letters and digits, as in FGA1-TTCD-1JSY-K. Is one mistyped?
not-found = Not found
not-found-text = There is no application { $number } here. Search by name, or look into quarantine.
no-revision = There is no such revision.
no-attachment = There is no such attachment.
filed = filed { $time }
fee = fee { $fee }
assisted = filled in by an officer
waits-first = Waits for its first revision
print-receipt = Print the receipt
print-letter = Write the letter
answers = Answers
attachments = Attachments
attachment-save = Save { $name }
attachment-look = Look at { $name }
attachment-kind = { $kind }, { $size }
checks = Checks
identity = Identity
identity-by = { $way } by { $officer }, { $time }
identity-note = Note: { $note }
identity-none = Nobody has checked yet who the applicant is. Before that nothing can be decided.
identity-how = How
identity-note-label = Note
identity-record = Record the check
way-passport = passport seen
way-identity-card = identity card seen
way-residence-card = residence card seen
way-known = known from an earlier procedure
way-other = otherwise, as the note says
status = Status
next-step = Next step
for-documents = For documents
for-documents-label = Which, as the service names them
for-interview = For an interview
interview-day = Day
interview-time = Time
where = Where
office = Office
message = Message, in the applicant’s language ({ $language })
record-step = Record the step
published-later = Applicants see it after the next publication.
revisions = Revisions
revision = Revision { $revision }, { $time }
revision-waits = waits for the one before it

## What is to be mended
problem-waiting = The first revision of this application has not come yet.
problem-identity-unchecked = Nobody has checked who the applicant is: record that first, then the decision.
problem-message = A message has at most 500 characters, without control characters.
problem-identity-way = Choose how identity was checked.
problem-identity-note = Say in the note how identity was checked.
problem-memory = 64 MB of memory are needed for a password.
problem-office = Say which office.
problem-documents = Say which documents are needed.
problem-day = Give the day of the interview.
problem-time = Give the time of the interview, as 09:30.
problem-step = Choose the next step.
problem-reason = Say why, in a sentence.
problem-released = This cannot be overruled, or the file is gone.

## Attachments
picture = Picture
picture-of = { $name } of { $number }
picture-again = The picture was made anew from what was handed in, so that nothing hidden in it reaches you. To keep what was handed in, save it.
picture-smaller = It is shown smaller than it is: { $width } × { $height } points.
picture-bad = This picture cannot be shown: it is damaged, larger than { $most } million points, or of a kind that is not shown. Save it, and open it with care.
back = Back to the application

## Quarantine
quarantine = Quarantine
quarantine-empty = Nothing waits for a decision.
quarantine-decided = Decided
quarantine-file = File
quarantine-why = Why
quarantine-size = Size
quarantine-came = Came
quarantine-decision = Decision
quarantine-gone = There is no such file in quarantine. It may be taken in by now.
quarantine-title = Not taken in
quarantine-names = It names { $number }, revision { $revision }.
quarantine-came-at = came { $time }
decided-dropped = Let go by { $officer }: { $reason }
decided-released = Taken in by { $officer }: { $reason }
decided-expired = Let go by itself: { $reason }
retry = Check it once more
reason = Reason, which is written down
release = Take it in all the same
let-go = Let it go

## Receipt and letter
receipt = Receipt
receipt-none = There is no receipt of this revision.
letter = Letter
letter-language = Language of the text
letter-state = About
letter-show = Show
letter-none = Nothing was decided yet that a letter could tell.
letter-wrong = The template has a mistake
letter-wrong-text = It is one of this office’s own, so whoever looks after it can mend it. “sayyar-intake letters check” says more.
letter-mail = It tells neither answers nor the password. Check the name before it goes out.
print = Print
print-frame = What will be printed
