service-title = Dayanacaq icazəsi
service-summary = Yaşadığınız küçədə avtomobil saxlamaq üçün

eligibility-address = Bu küçədə qeydiyyatdasınız
eligibility-car = Avtomobil sizin adınızadır

fee-town = Şəhər rüsumu

document-vehicle = Avtomobilin qeydiyyat şəhadətnaməsi
    .hint = Hər iki üzü
