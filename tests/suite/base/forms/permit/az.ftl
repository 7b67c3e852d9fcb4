service-title = İş icazəsi
service-summary = İşləmək üçün icazə
