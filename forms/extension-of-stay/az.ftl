service-title = Olma müddətinin uzadılması
service-summary = Vizanızın və ya icazə verilmiş müddətin sonu yaxınlaşanda ölkədə daha uzun qalmaq üçün.

eligibility-lawful = Hazırda Azərbaycanda qanuni əsasla olursunuz
eligibility-reason = Daha uzun qalmaq üçün sənədlə təsdiqlənən səbəbiniz var

document-visa = Viza
    .hint = Vizanın olduğu səhifə və ya elektron vizanın özü
    .when = Azərbaycana viza ilə gəlmisinizsə
document-reason = Qalmağın səbəbini təsdiq edən sənəd
    .hint = Məsələn, klinikanın məktubu, işgüzar məktub və ya təxirə salınmış uçuşun bileti

fee-state = Dövlət rüsumu
    .varies = Nə qədər və hansı səbəbdən qalacağınızdan asılıdır

step-collect = Uzatma barədə sənədi alın
    .detail = Yeni son tarixi yoxlayın və sənədi ölkədən çıxana qədər pasportunuzla birlikdə saxlayın.
