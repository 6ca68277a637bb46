"""What a report of an error may say on a real site: where in the code it was, and what kind of error.

Django's own would add what was sent, the cookies, the reader's name, the settings, and every variable on the way.
"""

from typing import Any

from django.conf import settings
from django.views.debug import ExceptionReporter

LEFT_OUT = "(words are left out)"
ABOUT_CODE = ("filename", "function", "lineno", "context_line", "pre_context", "pre_context_lineno", "post_context")
ABOUT_FRAME = (*ABOUT_CODE, "exc_cause", "exc_cause_explicit", "type", "id", "tb")
KEPT = ("is_email", "exception_type", "lastframe", "django_version_info", "sys_version_info", "server_time")


class Report(ExceptionReporter):
    """While DEBUG is on, on a developer's own machine, it is Django's."""

    def get_traceback_data(self) -> dict[str, Any]:
        data = super().get_traceback_data()
        if settings.DEBUG:
            return data
        frames = [_bare(frame) for frame in data["frames"]]
        kept = {name: data[name] for name in KEPT if name in data and name != "lastframe"}
        return {**kept, "frames": frames, "lastframe": frames[-1] if frames else None, "exception_value": LEFT_OUT}


def _bare(frame: dict[str, Any]) -> dict[str, Any]:
    """An error that led to this one is told by its kind."""
    bare = {name: value for name, value in frame.items() if name in ABOUT_FRAME}
    if (cause := frame.get("exc_cause")) is not None:
        bare["exc_cause"] = f"{type(cause).__name__} {LEFT_OUT}"
    return {**bare, "vars": []}
