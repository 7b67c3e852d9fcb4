# İdarənin öz sözləri
site-name = Şəhər İdarəsi
