from django.contrib import admin

from community.groups.models import Membership, SupportGroup


@admin.register(SupportGroup)
class SupportGroupAdmin(admin.ModelAdmin):
    list_display = ["name", "privacy", "created_at"]


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):
    list_display = ["member", "group", "role"]
    list_filter = ["group", "role"]
    raw_id_fields = ["member"]
