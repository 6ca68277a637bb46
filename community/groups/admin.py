"""Operators begin groups here. Who is in one, and with which role, stands on its own pages and nowhere in the admin: it
tells what somebody lives with."""

from django.contrib import admin

from community.accounts.confirmed_admin import Confirmed
from community.core.admin_site import ByNumber
from community.groups.models import SupportGroup


@admin.register(SupportGroup)
class SupportGroupAdmin(Confirmed, ByNumber):
    list_display = ["name", "privacy", "listed_at", "member_count", "created_at"]
