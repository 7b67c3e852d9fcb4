site-name = Kiçik sayt
