from django.contrib import admin

from community.groups.models import Membership, SupportGroup


@admin.register(SupportGroup)
class SupportGroupAdmin(admin.ModelAdmin):
    list_display = ["name", "privacy", "listed_at", "member_count", "created_at"]


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):
    """Roles. Who is in a group is changed on its pages, where it is counted."""

    list_display = ["member", "group", "role"]
    list_filter = ["group", "role"]
    readonly_fields = ["member", "group", "joined_at"]

    def has_add_permission(self, request: object) -> bool:
        return False

    def has_delete_permission(self, request: object, obj: Membership | None = None) -> bool:
        return False
