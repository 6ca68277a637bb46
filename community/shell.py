"""What browsers are told about us, and forbid on our behalf: nothing inline, nothing from elsewhere, no text that turns
into elements by itself. What they refuse they report to `REPORTS` (`core/reports.py`)."""

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
HEADERS = {"Cross-Origin-Resource-Policy": "same-origin"}


def cookie_names(*, https: bool) -> tuple[str, str]:
    """Of the session and of the token of forms. With `__Host-` no sub-domain and no plain connection can set them."""
    return ("__Host-sessionid", "__Host-csrftoken") if https else ("sessionid", "csrftoken")
