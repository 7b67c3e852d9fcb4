form-title = Which permit do you need?
form-summary = Answer a few questions and see which service fits you. Your answers do not leave your device.

# You
section-who = You
citizen = Are you a citizen of Azerbaijan?
    .required = Choose whether you are a citizen of Azerbaijan
give_up = Do you want to give up the citizenship of Azerbaijan?
    .required = Choose whether you want to give up citizenship
in_danger = Can you not safely go back to your country because of persecution, war or violence?
    .hint = For example, you would be persecuted for your race, religion, nationality, social group or political opinion.
    .required = Choose whether it is unsafe for you to go back

# Goal
section-goal = What you want
wish = What do you want to do in Azerbaijan?
    .required = Choose what you want to do
wish-visit = Come for a while
    .hint = Tourism, a business meeting, a visit to relatives, transit, treatment
wish-work = Work
wish-live = Live here
    .hint = For family, study, work, investment or another reason
wish-citizenship = Become a citizen
wish-other = Something else

# The visit
section-visit = Your visit
arrived = Are you in Azerbaijan now?
    .required = Choose whether you are in Azerbaijan
ends_early = Do you want to stay longer than your visa or the time you were given allows?
    .required = Choose whether you want to stay longer
exempt = Is your country on the list of those whose citizens need no visa?
    .hint = The list is on the Service’s official website; the call centre knows it too.
    .required = Choose whether your country is on the list
exempt-yes = Yes
exempt-no = No
exempt-unknown = I do not know
days = How many days will you stay in all?
    .hint = From the day you arrive to the day you leave
    .required = Enter how many days you will stay
    .range = Enter at least { $min } and at most { $max } days. To stay longer, choose “Live here”.
entries = How often will you enter the country?
    .required = Choose how often you will enter
entries-once = Once
entries-several = More than once

# Work
section-work = Your work
work_days = How many days will you work in Azerbaijan within one year?
    .hint = Count all your work here in that year.
    .required = Enter how many days you will work
    .range = Enter at least { $min } and at most { $max } days
signed = Do you have an employment contract with an employer registered in Azerbaijan?
    .required = Choose whether you have a contract

# Living here
section-live = Living here
settled = Which of these is true of you?
    .required = Choose what is true of you
settled-years = I have lived in Azerbaijan on a temporary residence permit for at least 2 years
settled-marriage = I am married to a citizen of Azerbaijan
settled-contribution = I have done much for the development of Azerbaijan
settled-none = None of them
purpose = Why do you want to live here?
    .required = Choose the reason

# Citizenship
section-belong = Citizenship
was_citizen = Were you once a citizen of Azerbaijan?
    .required = Choose whether you were once a citizen
permanent_years = For how many years have you lived in Azerbaijan on a permanent residence permit?
    .hint = If you have no such permit, write 0.
    .required = Enter for how many years
    .range = Enter at least { $min } and at most { $max } years

# Outcomes
outcome-renunciation = You need renunciation of citizenship
    .detail = You must have another citizenship, or an assurance in writing that you will get one, so that you are not left without any.
outcome-citizen = You need no permit
    .detail = A citizen of Azerbaijan lives and works here without one.
outcome-refugee-status = You can ask for refugee status
    .detail = Apply within 10 days after you arrive in Azerbaijan. It is free. Come even if papers are missing: you can add them later.
outcome-extension-of-stay = You need an extension of stay
    .detail = Apply before the time you were given ends. If you stay for more than 15 days, register your address too.
outcome-registration = You need registration by place of stay
    .detail = You have 10 days after you arrive. Registration is free.
outcome-short-visit = You need nothing
    .detail = Who stays no more than 15 days does not register. If it turns out to be longer, register then.
outcome-visa-free = You need no visa
    .detail = Come with your passport. If you will stay for more than 15 days, register where you are staying within 10 days after you arrive.
outcome-exempt-unknown = First find out whether your country is on the list
    .detail = Look at the list of countries that need no visa on the Service’s official website, or ring the call centre. Then come back to these questions.
outcome-e-visa = An e-visa fits you
    .detail = You get it online, for one entry and up to 30 days. If you will stay for more than 15 days, register within 10 days after you arrive.
outcome-visa = You need a visa
    .detail = An e-visa is for one entry and up to 30 days, so it does not fit your trip. Go to an embassy or a consulate, or to the ASAN Visa centre at an international airport.
outcome-work-permit = You need a work permit
    .detail = It is for work of more than 90 days in a year. To live here you may need a temporary residence permit as well.
outcome-contract-first = Sign an employment contract first
    .detail = For so much work you need a work permit, and you cannot apply for it without a contract with an employer registered in Azerbaijan.
outcome-short-work = You need no work permit
    .detail = Up to 90 days in a year you can work without one. To enter the country you may need a visa; if you stay for more than 15 days, register.
outcome-permanent-residence = You can apply for permanent residence
    .detail = With it you live here without a time limit. It is also the step before citizenship.
outcome-live-and-work = You need two permits: a work permit and temporary residence
    .detail = Get the work permit first, then apply for temporary residence with work as the reason.
outcome-temporary-residence = You need a temporary residence permit
    .detail = You need a document that proves your reason. The permit is given for up to a year and can be extended.
outcome-restoration = You can have your citizenship restored
    .detail = You need a document that shows how you lost it: the fee depends on that too.
outcome-naturalisation = You can apply for naturalisation
    .detail = You also need to know the Azerbaijani language and to have a lawful income.
outcome-permanent-first = You need to live here a little longer
    .detail = Naturalisation asks for at least 5 years on a permanent residence permit. If you have none, begin with that.
outcome-ask = Ask us
    .detail = Ring the call centre or come to an office: together we find the service that fits.
