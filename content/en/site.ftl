### The agency's own words: its names, how to reach it, what its offices do.

## The agency, as every page names it

site-name = State Migration Service
site-owner = Republic of Azerbaijan
site-short-name = SMS
agency-long-name = State Migration Service of the Republic of Azerbaijan
site-description = Permits, registration, citizenship and refugee status for people who live, work, study or travel in Azerbaijan: step-by-step guides and forms that work without the internet.

## The strip above the header

phase-banner = Sample
phase-banner-detail = Check with the agency before you rely on this page.

## Contact

call-centre-name = Call centre
call-centre-hours = day and night, seven days a week
call-centre-summary = Gives information and advice on migration matters in your language.
phone-name = Phone
address-name = Address
app-summary = The mobile app to apply and to track an application on your phone.
store-google-play = Google Play
store-app-store = App Store

## Ways to pay a state fee

payment-card = Online, by bank card
payment-bank-transfer = Online, by bank transfer
payment-terminal = At a payment terminal
payment-bank-branch = At a bank branch

## What every regional office does

function-register-stay = registers foreigners and stateless persons at their place of stay
function-residence-permits = issues temporary and permanent residence permits
function-work-permits = issues work permits
function-visas = issues visas
function-travel-documents = issues travel documents
function-no-criminal-record = issues certificates of no criminal record
function-advice = gives information and advice on migration matters
function-compliance = checks that migration law is followed
function-local-cooperation = works with local authorities and civil society organisations
