site-name = A small site
