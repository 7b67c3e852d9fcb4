service-title = Work permit
service-summary = Work legally in Azerbaijan for an employer registered here.

eligibility-threshold = You will work in Azerbaijan for longer in a year than is allowed without a permit
eligibility-contract = You have a valid employment contract
eligibility-employer = Your employer is registered in Azerbaijan

fee-state = State fee
    .note = Part of a month counts as a whole month.

## Form

form-title = Application for a work permit
form-summary = Fill this in if you will work in Azerbaijan for more than 90 days in a year. Have your employment contract at hand.
privacy = What you write stays on your device alone until you hand in the application.
    .detail =
        What we ask for: what your passport says, where you live, how to reach you, your employer, your contract and copies of your documents. If your family comes with you, we ask about them too.
        Why: to decide on your work permit, as the Migration Code says.
        Who reads it: officers of the State Migration Service who deal with your application. It is sealed on your device and only the Service can open it; who read it and when is recorded.
        How long we keep it: 5 years. Then your answers and documents are erased.
        Your rights: you can ask what we keep about you, have a mistake corrected, and ask us to erase what no law obliges us to keep. Come to an office with your passport and application number, or ring the call centre.

# The permit
section-permit = What you need
permit_kind = What do you apply for?
    .required = Choose what you apply for
permit_kind-new = A new work permit
permit_kind-extension = A longer time for the work permit I have
present_permit = Your present permit
permit_number = Number of the permit
    .required = Enter the number of your present permit
permit_until = When does the permit end?
    .required = Enter the last day of your permit
    .check-ended = This permit has ended and cannot be extended. Choose a new permit above.
extended_before = By how many months has it been extended so far, in all?
    .hint = If never, write 0.
    .required = Enter by how many months the permit has been extended

# Home
section-home = Where you live
in_country = Are you in Azerbaijan now?
    .required = Choose whether you are in Azerbaijan
home_region = Region
    .required = Choose the region
home_district = District or city
    .required = Choose the district or the city
    .not-offered = This district is not in the region you chose. Choose again.
home_country = Which country do you live in?
    .required = Choose the country you live in
    .check-abroad = If you are in Azerbaijan, answer “yes” above
home_address = Your address
    .hint = Town or village, street, house and flat
    .required = Enter the address where you live

# Employer
section-employer = Your employer
    .lead = Most of this is in your employment contract.
employer_kind = Who will you work for?
    .required = Choose who you will work for
employer_kind-company = A company or organisation of Azerbaijan
employer_kind-branch = A branch or office of a foreign company in Azerbaijan
employer_kind-entrepreneur = An individual entrepreneur
employer_name = Name of the employer
    .hint = As in the contract
    .required = Enter the name of your employer
employer_tin = VÖEN of the employer
    .hint = The 10-digit taxpayer number. If the contract does not have it, ask your employer.
    .required = Enter the VÖEN of your employer
    .pattern = A VÖEN has 10 digits
entrepreneur_code = FIN of the entrepreneur
    .hint = The 7 letters and digits on the identity card
    .required = Enter the FIN of the entrepreneur
    .malformed = A FIN has 7 letters and digits
employer_contact = Whom can we ask about the contract?
    .hint = The name of somebody at your workplace
    .required = Enter the name of somebody at your workplace
employer_phone = Their phone number
    .required = Enter their phone number
employer_email = Their e-mail

# Workplace
section-workplace = Where you will work
work_region = Region
    .required = Choose the region
work_district = District or city
    .required = Choose the district or the city
    .not-offered = This district is not in the region you chose. Choose again.
work_address = Address of the workplace
    .hint = If you will work in several places, the main one.
    .required = Enter the address of your workplace

# The job
section-job = Your job
occupation = Your position
    .hint = As in the contract, for example civil engineer
    .required = Enter your position
duties = What work will you do?
    .hint = One or two sentences are enough.
    .required = Describe briefly what work you will do
    .too-short = Say a little more about the work you will do
salary = Your monthly pay
    .hint = The amount in the contract, in manats
    .required = Enter your monthly pay

# The contract
section-contract = The contract and how long
months = For how many months do you need the permit?
    .hint = Count part of a month as a whole month. The fee depends on this.
    .required = Enter for how many months you need the permit
    .range = Enter at least { $min } and at most { $max } months
    .check-longest = All extensions together can be 60 months, which is 5 years. Enter fewer months.
start = When do you start to work?
    .hint = If you extend a permit, the first day of the new time
    .required = Enter the day you start to work
    .check-past = The start date must be today or later
    .check-overlap = The new time must start after your present permit ends
start_soon = A decision usually takes 20 working days. Until you hold the permit, you cannot work more than 90 days in a year.
    .title = The decision may come later than that
permit_last_day = Last day of the time you ask for
contract_signed = When was the contract signed?
    .required = Enter the day the contract was signed
    .check-future = The contract must be signed already: the date cannot be after today
contract_open = Is the contract without an end date?
    .required = Choose whether the contract is without an end date
contract_until = When does the contract end?
    .required = Enter the last day of the contract
    .check-covers = The contract ends before the months you ask for. Enter fewer months, or have the contract extended first.
fee = { fee-state }
    .hint = To be paid before you hand in the application.

# Family, contact
accompanied = Does your family come to Azerbaijan with you?
    .hint = If they are here already, choose “yes”.
    .required = Choose whether your family comes with you
reach_by = How shall we send you news?
    .hint = You can choose more than one.
    .required = Choose at least one way
reach_by-email = By e-mail
reach_by-message = By text message
reach_by-call = By a phone call

# Documents
section-documents = Documents
    .lead = A scan or a sharp photo taken with a phone is fine. Every page must be whole and easy to read.
photo = { document-photo }
    .hint = { document-photo.hint }
    .required = Attach your photo
contract_copy = { document-contract }
    .hint = { document-contract.hint }
    .required = Attach a copy of your employment contract
medical = { document-medical }
    .hint = { document-medical.hint }
    .required = Attach the medical certificate
no_criminal_record = { document-no-criminal-record }
    .hint = { document-no-criminal-record.hint }
    .required = Attach the certificate of no criminal record
permit_copy = Your present work permit
    .required = Attach a copy of your present work permit

# Payment
section-payment = Payment
paid = Have you paid the state fee?
    .required = Choose whether you have paid the fee
pay_later = You can finish the application now, but pay the fee before you hand it in. Keep the receipt: you may be asked for it.
    .title = Remember to pay the fee
payment = Your payment
paid_amount = How much did you pay?
    .required = Enter the amount you paid
    .check-enough = This is less than the fee for the months you ask for. Pay the rest and enter the whole amount, or ask for fewer months.
paid_on = When did you pay?
    .required = Enter the day you paid
    .check-future = The day you paid cannot be after today
receipt_number = Number of the receipt
    .hint = If the receipt has none, leave this empty.
receipt = Receipt
    .required = Attach the receipt
