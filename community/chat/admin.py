"""Operators look after rooms here; what members say in them has its own pages."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from community.accounts.confirmed_admin import Confirmed
from community.chat.models import Room
from community.core.admin import OnlyChanged


@admin.register(Room)
class RoomAdmin(Confirmed, OnlyChanged):
    list_display = ["name", "group", "topic"]
    list_filter = ["group"]
    prepopulated_fields = {"slug": ["name"]}

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """As `add_room`: that nobody of the team may be there is chosen, not forgotten."""
        return {"opening": Room.Opening.HOSTED, **super().get_changeform_initial_data(request)}

    def has_delete_permission(self, request: HttpRequest, obj: Room | None = None) -> bool:
        return False  # what was said in it would go with it
