service-title = Müvəqqəti yaşama icazəsi
service-summary = Ailə, təhsil, iş, investisiya və ya başqa səbəblə Azərbaycanda yaşamaq üçün.

eligibility-reason = Azərbaycanda yaşamaq üçün səbəbiniz var: ailənin birləşməsi, təhsil, iş, investisiya və ya qanunda göstərilən başqa hal
eligibility-lawful = Azərbaycanda qanuni əsasla olursunuz

document-purpose = Səbəbi təsdiq edən sənəd
    .hint = Məsələn, nikah haqqında şəhadətnamə, təhsil müəssisəsinin məktubu, əmək müqaviləsi və ya investisiya sənədləri

fee-state = Dövlət rüsumu
    .note = Natamam ay tam ay kimi hesablanır.
