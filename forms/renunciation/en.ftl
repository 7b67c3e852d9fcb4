service-title = Renunciation of citizenship
service-summary = Give up the citizenship of Azerbaijan of your own free will.

eligibility-citizen = You are a citizen of Azerbaijan
eligibility-other-citizenship = You already have another citizenship or an assurance that you will get one

document-passport = Passport
    .hint = The page with your photo in your passport of Azerbaijan
document-other-citizenship = Proof of the other citizenship
    .hint = The passport of the other country, or its written assurance that you will get citizenship
