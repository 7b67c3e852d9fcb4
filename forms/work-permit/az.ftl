service-title = İş icazəsi
service-summary = Azərbaycanda qeydiyyatdan keçmiş işəgötürənin yanında qanuni işləmək üçün.

eligibility-threshold = İl ərzində Azərbaycanda icazəsiz işləməyə yol verilən müddətdən artıq işləyəcəksiniz
eligibility-contract = Etibarlı əmək müqaviləniz var
eligibility-employer = İşəgötürəniniz Azərbaycanda qeydiyyatdan keçib

fee-state = Dövlət rüsumu
    .note = Natamam ay tam ay kimi hesablanır.
