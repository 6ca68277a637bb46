from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest

from community.accounts.confirmed_admin import Confirmed
from community.accounts.models import User
from community.core.admin import OnlyChanged
from community.core.realtime import group_of_member, poke
from community.core.security_log import Event, note_event

admin.site.unregister(EmailAddress)  # addresses are shown to nobody
admin.site.unregister(Authenticator)  # nor are secrets of the second step
admin.site.unregister(UserSession)  # nor is where somebody is signed in
admin.site.unregister(Group)  # rights are columns of the member here


@admin.register(User)
class UserAdmin(Confirmed, OnlyChanged):
    """Who may moderate and edit. Passwords and what people wrote are not here, nor what the team put on an account: one
    given for words under another name would tell, by kind and hour, whose name it is, and no second person asked.

    Whoever sits at an open admin must not be able to give themself rights over what members write."""

    list_display = ["username", "is_moderator", "is_editor", "is_active", "date_joined"]
    list_filter = ["is_moderator", "is_editor", "is_active"]
    search_fields = ["username"]
    fields = ["username", "is_moderator", "is_editor", "is_active", "date_joined"]
    readonly_fields = ["username", "date_joined"]

    def has_add_permission(self, request: object) -> bool:
        return False

    def has_delete_permission(self, request: object, obj: User | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        rights = ",".join(f"{name}:{getattr(obj, name)}" for name in form.changed_data)
        note_event(Event.RIGHTS, member=obj.pk, now=rights)
        poke(group_of_member(obj.pk), {})  # what is open for the member asks again what they may
