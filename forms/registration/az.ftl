service-title = Olduğu yer üzrə qeydiyyat
service-summary = Azərbaycanda bir müddət qalanlar harada yaşadıqlarını Xidmətə bildirirlər.

eligibility-longer-stay = Azərbaycanda qeydiyyatsız qalmağa icazə verilən müddətdən artıq qalacaqsınız
eligibility-place = Qaldığınız yerin ünvanını bilirsiniz

document-place = Qaldığınız yeri təsdiq edən sənəd
    .hint = Məsələn, mehmanxana bronu, kirayə müqaviləsi və ya ev sahibinin yazılı razılığı

step-collect = Qeydiyyat təsdiqini saxlayın
    .detail = Ünvanı və tarixləri yoxlayın, təsdiqi pasportunuzla birlikdə saxlayın.
