"""What browsers are told about us, and forbid on our behalf: nothing inline, nothing from elsewhere, no text that turns
into elements by itself. What they refuse they report to `REPORTS` (`core/reports.py`)."""

from collections.abc import MutableMapping

from csp.constants import NONE, SELF

REPORTS = "/reports/"
OURS_ONLY = "script-src style-src font-src connect-src form-action manifest-src worker-src".split()
NOTHING = "default-src base-uri frame-ancestors".split()
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        **{name: [NONE] for name in NOTHING},
        **{name: [SELF] for name in OURS_ONLY},
        "img-src": [SELF, "data:"],
        # `static/js/chat/markup.js`; a live room is one module with a copy of it, so there may be two on a page.
        "trusted-types": ["steadfold", "'allow-duplicates'"],
        "require-trusted-types-for": ["'script'"],
        "report-uri": REPORTS,  # every browser knows it; `report-to` would only be slower
    }
}
DENIED = "camera microphone geolocation display-capture payment usb".split()
PERMISSIONS_POLICY: dict[str, list[str]] = {name: [] for name in DENIED}
# What programs ask for, not people: in the clear they are told so instead of being led on (deploy/nginx.conf).
FOR_PROGRAMS = (
    r"^/(calendar/|mail/events/|reports/|drafts/|ws/|notifications/count/"
    r"|(threads|boards|rooms)/.+/(events|names|news)/$)"
)
HEADERS = {"Cross-Origin-Resource-Policy": "same-origin"}


def only_a_file(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """WhiteNoise asks for each file: opened by itself it may load nothing, and no page may frame it."""
    headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
