# The office's own words
site-name = Town Office
