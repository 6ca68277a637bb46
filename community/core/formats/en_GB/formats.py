"""How days are written in the site's own English: months in full. Other languages have Django's formats."""

DATE_FORMAT = "j F Y"
