# Xidmətlərin ortaq sözləri
category-residence = Yaşayış

audience-resident = Şəhər sakinləri

channel-online = Onlayn
channel-office = İdarədə

step-fill = Müraciəti doldurun
    .detail = Suallara cavab verin və sənədlərin surətini əlavə edin.
step-pay = Rüsumu ödəyin
    .detail = Qəbzi saxlayın.
step-collect = İcazəni götürün
    .detail = Hazır olanda sizə xəbər veririk.

legal-parking-rules = Şəhərdə dayanacaq qaydaları

axis-months = İcazənin müddəti
