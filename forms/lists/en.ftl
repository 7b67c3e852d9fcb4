## Words the services share

# Categories
category-work = Work
category-travel = Travel
category-stay = Stay
category-residence = Residence
category-citizenship = Citizenship
category-protection = Protection

# Who a service is for
audience-foreigner = Foreigners
audience-stateless = Stateless persons
audience-citizen = Citizens of Azerbaijan

# Ways to apply
channel-form = Form you fill in without the internet
channel-online = Online, on the website of the Service
channel-app = MigAz mobile app
channel-office = Regional migration office
channel-headquarters = Headquarters in Baku
channel-travelling-desk = Travelling desk
channel-mission = Embassy or consulate of Azerbaijan abroad
channel-airport = ASAN Visa centre at an international airport

# Steps
step-check = Check the conditions
    .detail = Make sure this service is the right one for you and gather the documents.
step-fill = Fill in the application
    .detail = Answer the questions and attach clear, complete copies of the documents as PDF or JPG files.
step-pay = Pay the state fee
    .detail = Online by credit card or bank transfer, or at a payment terminal or a bank branch. Keep the receipt.
step-hand-in = Hand in the application
    .detail = Choose one of the ways shown on this page. You get an application number and a password: keep both.
step-interview = Come to the interview
    .detail = Meet an officer of the Service and tell what happened to you.
step-track = Follow your application
    .detail = Check its status at any time with the application number and the password.
step-collect = Collect the document
    .detail = When the status says it is ready, come for it with your passport.
step-decision = Get the decision
    .detail = We tell you what was decided and what to do next.

# Documents
document-passport = Passport
    .hint = The page with your photo and every page with a stamp or a visa
document-photo = Photo
    .hint = 3 × 4 cm, your whole face in view, plain light background
document-contract = Employment contract
    .hint = All pages, signed by both sides
document-medical = Medical certificate
    .hint = Signed and stamped by the clinic that examined you
document-no-criminal-record = Certificate of no criminal record
    .hint = The stamp and the date must be easy to read
document-birth-certificate = Birth certificate
    .hint = Every page with text
document-marriage-certificate = Marriage certificate
    .hint = Every page with text
    .when = If you are married
document-supporting = Other documents for your case
    .hint = Papers that prove the reason for your application
    .when = If your case calls for them

# Fees
fee-state = State fee
    .varies = Depends on your case
axis-months = Length of permit
axis-cause = How citizenship was lost

# What a deadline counts from
after-arrival = after you arrive in Azerbaijan

# Legal basis
legal-migration-code = Migration Code of the Republic of Azerbaijan
legal-citizenship-law = Law of the Republic of Azerbaijan on Citizenship
legal-refugee-law = Law of the Republic of Azerbaijan on the Status of Refugees and Internally Displaced Persons
legal-refugee-convention = 1951 Convention relating to the Status of Refugees
legal-state-fees = Law of the Republic of Azerbaijan on State Fees

# Reasons for a residence permit
residence-purposes-family = Family reunification
residence-purposes-study = Study
residence-purposes-work = Work
residence-purposes-investment = Investment
residence-purposes-other = Another reason

# Types of visa
visa-types-tourist = Tourism
visa-types-business = Business
visa-types-transit = Transit
visa-types-student = Study
visa-types-medical = Medical treatment
visa-types-other = Another purpose

# How citizenship was lost
citizenship-losses-renunciation = Renunciation
citizenship-losses-adoption = Adoption
citizenship-losses-marriage = Marriage
citizenship-losses-other = Another reason
