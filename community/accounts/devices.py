"""The device of a sign-in in plain words. What a browser tells of itself beyond that is not kept."""

from django.utils.translation import gettext as _

BROWSERS = {  # the first that is found: most browsers call themselves others as well
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "FxiOS": "Firefox",
    "Firefox": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "CrOS": "ChromeOS",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


def device_of(user_agent: str) -> str:
    """What is kept of it, as in "Firefox/Windows"; either side may be empty."""
    return f"{_first_of(BROWSERS, user_agent)}/{_first_of(SYSTEMS, user_agent)}"


def in_words(device: str) -> str:
    browser, _slash, system = device.partition("/")
    if not browser and not system:
        return _("A device that does not say what it is")
    if not system:
        return browser
    return _("%(browser)s on %(system)s") % {"browser": browser or _("A browser"), "system": system}


def _first_of(names: dict[str, str], user_agent: str) -> str:
    return next((name for sign, name in names.items() if sign in user_agent), "")
