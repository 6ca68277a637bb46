from datetime import date

from django.urls import path, register_converter

from community.digests import views


class DayConverter:
    """2026-11-29; a day that is none is an address that is none."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayConverter, "day")
app_name = "digests"
urlpatterns = [
    path("digests/<day:day>/", views.digest, name="digest"),
    path("settings/digests/", views.settings, name="settings"),
]
