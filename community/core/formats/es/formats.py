"""How days are written in Spanish, by the English order that templates and code ask for. The rest is Django's."""

globals().update(
    {
        "j F": r"j \d\e F",
        "j F, H:i": r"j \d\e F, H:i",
        "j F Y": r"j \d\e F \d\e Y",
        "j F Y, H:i": r"j \d\e F \d\e Y, H:i",
        "j M Y": "j b Y",
        "F Y": r"F \d\e Y",
        "l, j F": r"l, j \d\e F",
        "l, j F, H:i": r"l, j \d\e F, H:i",
        "l, j F Y": r"l, j \d\e F \d\e Y",
        "l, j F Y, H:i": r"l, j \d\e F \d\e Y, H:i",
        "l j F": r"l j \d\e F",
        "l j F, H:i": r"l j \d\e F, H:i",
        "l j F Y, H:i": r"l j \d\e F \d\e Y, H:i",
    }
)
