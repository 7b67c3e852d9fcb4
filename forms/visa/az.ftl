service-title = Viza
service-summary = Azərbaycana turizm, iş, təhsil, müalicə və ya tranzit məqsədilə gəlmək üçün.

eligibility-not-exempt = Ölkənizin vətəndaşları Azərbaycana vizasız gələ bilmir
eligibility-purpose = Səfərin məqsədini sənədlə təsdiq edə bilirsiniz

step-hand-in = Ərizəni təqdim edin
    .detail = Xaricdə Azərbaycanın səfirliyinə və ya konsulluğuna, hava limanında ASAN Viza mərkəzinə, Azərbaycanda isə regional idarəyə müraciət edin.
step-collect = Vizanı alın
    .detail = Sərhədə çatmazdan əvvəl vizada adınızı, pasport nömrənizi və tarixləri yoxlayın.

document-purpose = Səfərin məqsədini təsdiq edən sənəd
    .hint = Məsələn, mehmanxana bronu, dəvət məktubu, təhsil müəssisəsinin və ya klinikanın məktubu, tranzit bileti

fee-state = Dövlət rüsumu
    .varies = Vizanın növündən və müddətindən asılıdır
