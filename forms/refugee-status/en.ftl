service-title = Refugee status
service-summary = Protection for people who fled persecution, war or violence.

eligibility-fear = You have a well-founded fear of persecution for your race, religion, nationality, membership of a particular social group or political opinion, or you were driven out by armed conflict, violence or human rights violations
eligibility-outside = You are outside the country you are a citizen of or usually live in

document-identity = Passport or identity document
    .hint = Any one you have
    .when = If you have one; if not, say so in the application and at the interview
document-evidence = Evidence of why you fled
    .hint = For example letters, photographs, medical or court papers
    .when = If you have any

step-check = Read the conditions
    .detail = Do not miss the deadline: apply even if you have not gathered every document.
