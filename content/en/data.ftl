### Words of the facts in content/data: each id there has its name here.

## Offices: office-<id>, its address and the short name of its town

office-headquarters = Headquarters, Baku
    .address = 202 Binagadi Highway, Block 3123, Baku AZ1114
    .town = Baku
office-naxchivan = Nakhchivan regional migration office
    .address = Nakhchivan. Ask the call centre for the street address.
    .town = Nakhchivan
office-ganja = Ganja regional migration office
    .address = Ganja. Ask the call centre for the street address.
    .town = Ganja
office-sumqayit = Sumgayit regional migration office
    .address = Sumgayit. Ask the call centre for the street address.
    .town = Sumgayit
office-shaki = Shaki regional migration office
    .address = Shaki. Ask the call centre for the street address.
    .town = Shaki
office-lankaran = Lankaran regional migration office
    .address = Lankaran. Ask the call centre for the street address.
    .town = Lankaran
office-quba = Guba regional migration office
    .address = Guba. Ask the call centre for the street address.
    .town = Guba
office-mingachevir = Mingachevir regional migration office
    .address = Mingachevir. Ask the call centre for the street address.
    .town = Mingachevir
office-shirvan = Shirvan regional migration office
    .address = Shirvan. Ask the call centre for the street address.
    .town = Shirvan
office-barda = Barda regional migration office
    .address = Barda. Ask the call centre for the street address.
    .town = Barda
office-gabala = Gabala regional migration office
    .address = Gabala. Ask the call centre for the street address.
    .town = Gabala
office-imishli = Imishli regional migration office
    .address = Imishli. Ask the call centre for the street address.
    .town = Imishli

## Kinds of office

office-kind-headquarters = Headquarters
office-kind-regional = Regional office

## Metro stations near an office

metro-koroglu = near Koroglu metro station

## Regions

region-baku = Baku
region-nakhchivan = Nakhchivan
region-ganja-dashkasan = Ganja–Dashkasan
region-absheron-khizi = Absheron–Khizi
region-shaki-zagatala = Shaki–Zagatala
region-lankaran-astara = Lankaran–Astara
region-guba-khachmaz = Guba–Khachmaz
region-central-aran = Central Aran
region-shirvan-salyan = Shirvan–Salyan
region-karabakh = Karabakh
region-mil-mughan = Mil–Mughan

## Places the travelling desk visits

place-xachmaz = Khachmaz
place-zaqatala = Zagatala
place-astara = Astara
place-qazax = Gazakh
place-goychay = Goychay
place-sabirabad = Sabirabad
place-shamakhi = Shamakhi
place-masalli = Masalli
place-tovuz = Tovuz
place-ordubad = Ordubad
place-salyan = Salyan
place-khankendi = Khankendi
place-ismayilli = Ismayilli
place-jalilabad = Jalilabad

## Where in the town the desk stands

venue-culture-centre = Culture centre
venue-library = Central library
venue-executive-power = Local executive authority building
venue-youth-centre = Youth centre

## Languages spoken by the call centre and at the travelling desk

language-az = Azerbaijani
language-ru = Russian
language-en = English
language-tr = Turkish
language-ar = Arabic
language-fa = Persian
language-ur = Urdu
language-hi = Hindi
language-bn = Bengali
language-zh = Chinese
language-fr = French
language-de = German
language-es = Spanish
language-it = Italian
language-ja = Japanese
language-ko = Korean

## Training: who a course is for, the courses and what they teach

audience-staff = Staff of the Service
audience-applicants = People applying for residence or citizenship
audience-everyone = Any foreigner or stateless person in Azerbaijan
audience-organisations = Other state bodies, civil society, media and universities
course-staff-development = Professional development for staff
    .summary = Builds the knowledge and skills of the people who receive visitors and decide applications.
course-orientation = Orientation courses
    .summary = For people preparing to settle in Azerbaijan: the language, the country, its laws, your rights and duties.
course-awareness = Awareness courses
    .summary = Explains in plain words which permit you need when, and how to get it.
course-partner-training = Training for other organisations
    .summary = For bodies that work on migration or write about it.

## Topics of courses

topic-migration-management = migration management
topic-migration-legislation = migration law
topic-procedures = procedures
topic-communication-skills = communication skills
topic-foreign-languages = foreign languages
topic-azerbaijani-language = Azerbaijani language
topic-history = history
topic-culture = culture
topic-constitution = the Constitution
topic-laws = laws
topic-rights-and-duties = rights and duties
topic-visa-regime = visa rules
topic-work-permit = work permits
topic-registration = registration by place of stay
topic-residence-permit = residence permits
topic-citizenship = citizenship
topic-refugee-status = refugee status
topic-migration-policy = migration policy
topic-migration-statistics = migration statistics
topic-migration-trends = migration trends
topic-migration-challenges = challenges of migration
topic-best-practices = good practice

## Partners and what the Service does with them

partner-eu = European Union
    .short = EU
    .work = Joint work on migration, from easier visas to asylum.
partner-iom = International Organization for Migration
    .short = IOM
    .work = Projects and programmes that help people return home or escape trafficking, and better migration governance, health and data.
partner-unhcr = United Nations High Commissioner for Refugees
    .short = UNHCR
    .work = Support for refugees, from registration to a new life.
partner-osce = Organization for Security and Co-operation in Europe
    .short = OSCE
    .work = Joint work on migration policy, law, management skills and security.
partner-cis = Commonwealth of Independent States
    .short = CIS
    .work = Agreements and shared mechanisms within the CIS.

## Topics of cooperation

topic-visa-facilitation = visa facilitation and readmission
topic-mobility-partnership = mobility partnership
topic-migration-dialogue = migration dialogue
topic-border-management = border management
topic-asylum = asylum and refugee protection
topic-voluntary-return = assisted voluntary return and reintegration
topic-counter-trafficking = fighting human trafficking
topic-migration-governance = migration governance
topic-migration-health = migration health
topic-migration-data = migration data
topic-refugee-registration = refugee registration
topic-status-determination = refugee status determination
topic-protection = protection
topic-assistance = assistance
topic-integration = integration
topic-resettlement = resettlement
topic-policy-development = migration policy development
topic-legislation-harmonisation = bringing migration laws into line
topic-capacity-building = building skills in migration management
topic-migration-security = security questions of migration
topic-agreement-illegal-migration = Agreement on Cooperation in Combating Illegal Migration
topic-agreement-visas = Agreement on Mutual Recognition of Visas
topic-agreement-labour-migration = Agreement on Cooperation in Labour Migration and Social Protection of Migrant Workers
