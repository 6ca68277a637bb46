from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.core.admin import OnlyChanged
from community.notifications.models import Delivery, MailFreeze

COLUMNS = ("pk", "created_at", "due_at", "sent_at", "dropped_at", "attempts", "why", "problem")


@admin.register(Delivery)
class DeliveryAdmin(OnlyChanged):
    """Does mail flow? Times and problems, neither words nor addresses."""

    list_display = COLUMNS
    list_filter = ["sent_at", "dropped_at", "why"]
    fields = COLUMNS
    readonly_fields = COLUMNS

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The same figure as on /health/ready/, for those who look here."""
        waited = Delivery.objects.oldest_due_seconds(timezone.now())
        told = _("The oldest mail that should be out has waited %(seconds)d seconds.") % {"seconds": waited}
        if MailFreeze.objects.in_force().exists():
            told = _("No mail goes out since the restore, until “manage.py release_mail” is called.")
        return super().changelist_view(request, {**(extra_context or {}), "subtitle": told})

    def has_add_permission(self, request: object) -> bool:
        return False

    def has_delete_permission(self, request: object, obj: Delivery | None = None) -> bool:
        return False
