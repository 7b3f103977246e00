"""Survey statistics on labelled microdata: no web, no database, nothing of the other packages."""
