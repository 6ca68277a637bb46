"""Operators look after boards here; what members write has its own pages."""

from django.contrib import admin

from community.accounts.confirmed_admin import Confirmed
from community.core.admin_site import ByNumber
from community.forum.models import Board


@admin.register(Board)
class BoardAdmin(Confirmed, ByNumber):
    list_display = ["name", "group", "position"]
    list_filter = ["group"]
    prepopulated_fields = {"slug": ["name"]}
