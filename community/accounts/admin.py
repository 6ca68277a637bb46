from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest

from community.accounts.models import Sanction, User
from community.core.realtime import group_of_member, poke

admin.site.unregister(EmailAddress)  # addresses are shown to nobody
admin.site.unregister(Authenticator)  # nor are secrets of the second step
admin.site.unregister(UserSession)  # nor is where somebody is signed in
admin.site.unregister(Group)  # rights are columns of the member here


class Sanctions(admin.TabularInline):
    """To look at. They are given and lifted by a decision of the team, which says why."""

    model = Sanction
    fields = ["kind", "starts_at", "until", "lifted_at"]
    readonly_fields = ["kind", "starts_at", "until", "lifted_at"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request: object, obj: User | None = None) -> bool:
        return False

    def has_change_permission(self, request: object, obj: User | None = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Who may moderate and edit. Passwords and what people wrote are not here."""

    list_display = ["username", "is_moderator", "is_editor", "is_active", "date_joined"]
    list_filter = ["is_moderator", "is_editor", "is_active"]
    search_fields = ["username"]
    fields = ["username", "is_moderator", "is_editor", "is_active", "date_joined"]
    readonly_fields = ["username", "date_joined"]
    inlines = [Sanctions]

    def has_add_permission(self, request: object) -> bool:
        return False

    def has_delete_permission(self, request: object, obj: User | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: User, form: object, change: bool) -> None:
        super().save_model(request, obj, form, change)
        poke(group_of_member(obj.pk), {})  # what is open for the member asks again what they may
