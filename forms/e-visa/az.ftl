service-title = Elektron viza
service-summary = Qısa səfər üçün onlayn alınan birdəfəlik giriş vizası.

eligibility-not-exempt = Ölkənizin vətəndaşları Azərbaycana vizasız gələ bilmir
eligibility-short-visit = Səfəriniz elektron vizanın icazə verdiyi müddətdən uzun deyil
eligibility-single-entry = Azərbaycana bir dəfə daxil olacaqsınız

step-hand-in = Ərizəni göndərin
    .detail = Onlayn göndərin. Sizə müraciət nömrəsi və parol veriləcək: hər ikisini saxlayın.
step-pay = Dövlət rüsumunu ödəyin
    .detail = Onlayn – kredit kartı və ya bank köçürməsi ilə. Qəbzi saxlayın.
step-collect = Elektron vizanı saxlayın və çap edin
    .detail = Adınızı, pasport nömrənizi və tarixləri yoxlayın, çap olunmuş nüsxəni yolda özünüzlə götürün.
