from django.contrib import admin

from community.notifications.models import Delivery

COLUMNS = ("pk", "created_at", "due_at", "sent_at", "dropped_at", "attempts", "problem")


@admin.register(Delivery)
class DeliveryAdmin(admin.ModelAdmin):
    """Does mail flow? Times and problems, neither words nor addresses."""

    list_display = COLUMNS
    list_filter = ["sent_at", "dropped_at"]
    fields = COLUMNS
    readonly_fields = COLUMNS

    def has_add_permission(self, request: object) -> bool:
        return False

    def has_delete_permission(self, request: object, obj: Delivery | None = None) -> bool:
        return False
