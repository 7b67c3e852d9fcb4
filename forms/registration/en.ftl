service-title = Registration by place of stay
service-summary = On a longer visit to Azerbaijan, tell the Service where you are staying.

eligibility-longer-stay = You will stay in Azerbaijan for longer than is allowed without registration
eligibility-place = You know the address you are staying at

document-place = Proof of where you are staying
    .hint = For example a hotel booking, a rental contract or the owner’s written consent

step-collect = Keep the confirmation
    .detail = Check the address and the dates, and keep the confirmation with your passport.

## Form

form-title = Application for registration by place of stay
form-summary = If you will be in Azerbaijan for more than 15 days, tell us where you are staying. Registration is free.
privacy = What you write stays on your device alone until you hand in the application.
    .detail =
        What we ask for: what your passport says, how you came to Azerbaijan, where you are staying and with whom, and how to reach you. If your family is with you, we ask about them too.
        Why: to register you by place of stay, as the Migration Code says.
        Who reads it: officers of the State Migration Service who deal with your application. It is sealed on your device and only the Service can open it; who read it and when is recorded.
        How long we keep it: 5 years. Then your answers and documents are erased.
        Your rights: you can ask what we keep about you, have a mistake corrected, and ask us to erase what no law obliges us to keep. Come to an office with your passport and application number, or ring the call centre.

# The visit
section-stay = Your visit
arrival = When did you arrive in Azerbaijan?
    .hint = The date of the entry stamp in your passport
    .required = Enter the day you arrived in Azerbaijan
    .check-future = The day you arrived cannot be after today
leaving = When will you leave?
    .hint = If you are not sure, give the day you expect.
    .required = Enter the day you will leave
    .check-order = You can only leave after the day you arrived
    .check-past = This day is over. Enter when you will leave.
short_stay = If you stay no more than 15 days, you need not register. If it turns out to be longer, register then.
    .title = You do not need registration
register_by = Last day to register
    .hint = You have 10 days after you arrive.
late = Hand in the application without further delay. If you do not know what to do, ring the call centre.
    .title = The time to register is over

# Entry
section-entry = How you came in
entry_basis = How did you enter Azerbaijan?
    .required = Choose how you entered the country
entry_basis-visa = With a visa
    .hint = From an embassy, a consulate or an airport
entry_basis-e-visa = With an e-visa
entry_basis-visa-free = Without a visa
visa_number = Number of the visa
    .required = Enter the number of your visa
    .pattern = Write the number as it stands on the visa, in Latin letters and digits
visa_until = Until when is the visa valid?
    .required = Enter the last day of your visa
    .check-order = The visa must be valid on the day you arrived
visa_ends_first = Your visa ends before you leave. Apply for an extension of stay before it does.
    .title = Your visa is too short

# Address
section-address = Your address
    .lead = Where you are staying now. If you move, you register again at the new place.
stay_region = Region
    .required = Choose the region
stay_district = District or city
    .required = Choose the district or the city
    .not-offered = This district is not in the region you chose. Choose again.
stay_address = Street, house and flat
    .hint = In a village or a settlement, write its name too.
    .required = Enter the street, the house and the flat

# The place
section-place = The place
stay_at = Where are you staying?
    .required = Choose where you are staying
stay_at-hotel = In a hotel or a hostel
stay_at-rented = In a rented flat or house
stay_at-host = With friends or relatives
stay_at-own = In a flat or house of my own
stay_at-organisation = In a flat that my employer or place of study provides
hotel_registers = A hotel may be ready to register you. Ask at the desk, and ask for the confirmation too.
    .title = Ask the hotel first
hotel_name = Name of the hotel
    .required = Enter the name of the hotel
owner = The owner
owner_name = Name of the owner
    .required = Enter the owner’s name
owner_phone = Phone number of the owner
    .required = Enter the owner’s phone number
owner_code = FIN of the owner
    .hint = The 7 letters and digits on the identity card. If you do not know it, leave this empty.
    .malformed = A FIN has 7 letters and digits
organisation = Who provides the flat
organisation_name = Name of the organisation
    .required = Enter the name of the organisation
organisation_phone = Phone number of the organisation
    .required = Enter the organisation’s phone number
organisation_tin = VÖEN (taxpayer number) of the organisation
    .hint = 10 digits. If you do not know it, leave this empty.
    .pattern = A VÖEN has 10 digits

# Family, contact
accompanied = Is your family with you?
    .hint = Every foreigner is registered, children too.
    .required = Choose whether your family is with you

# Documents
section-documents = Documents
    .lead = A scan or a sharp photo taken with a phone is fine.
place_proof = { document-place }
    .hint = { document-place.hint }
    .required = Attach the proof of where you are staying
owner_consent = The owner’s written consent needs their name, the address of the home and a signature.
    .title = If you stay with friends or relatives
relatives_passports = Passports of your family
    .hint = The photo page of each of them
    .required = Attach the passports of your family

# Confirm
fee = { fee-state }
    .hint = Registration is free: do not pay anyone for it.
