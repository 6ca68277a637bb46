"""What every page of the admin begins with."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.forms import ModelForm
from django.http import HttpRequest


class OnlyChanged(ModelAdmin):
    """Writes what was changed in the form and no other column: counts go on, and the team decides, while it is open."""

    def save_model(self, request: HttpRequest, obj: Any, form: "ModelForm[Any]", change: bool) -> None:
        obj.save(update_fields=form.changed_data if change else None)
