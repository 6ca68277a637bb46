"""How days are written in the site's own English: months in full.

Templates and code ask for a day as English orders it ("j F Y"). A language that orders it otherwise has its own order
under that same name in a folder beside this one; where there is none, days keep the English order.
"""

DATE_FORMAT = "j F Y"
