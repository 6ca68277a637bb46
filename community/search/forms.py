"""What can be asked besides words. What cannot be understood is said and left out; the search goes on without it."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.core.when import DayField
from community.groups.models import SupportGroup
from community.search.narrowing import Narrowed

KINDS = [
    ("", _("Everything")),
    ("resources", _("Resources")),
    ("conversations", _("Conversations")),
    ("rooms", _("Rooms and what was said there")),
    ("groups", _("Groups")),
]
FOR_MEMBERS = [("members", _("Members")), ("reminders", _("My own reminders"))]


def kind_field(choices: list[Any]) -> forms.ChoiceField:
    words = {"invalid_choice": _("This kind is not known here. Everything is looked at.")}
    return forms.ChoiceField(label=_("Look in"), choices=choices, required=False, error_messages=words)


class NarrowForm(forms.Form):
    kind = kind_field(KINDS)
    group = forms.CharField(label=_("Group"), required=False, widget=forms.Select, max_length=80)
    author = forms.CharField(
        label=_("Written by"),
        help_text=_("The whole name, as it stands above the words."),
        required=False,
        max_length=99,
    )
    since = DayField(label=_("Not older than"), help_text=_("For example 27.3.2026."), required=False)
    unread = forms.BooleanField(label=_("Only what I have not read yet, in conversations"), required=False)
    mine = forms.BooleanField(label=_("Only what I wrote myself"), required=False)

    def __init__(self, data: Any, *, user: User | AnonymousUser) -> None:
        super().__init__(data)
        self.groups = {group.slug: group for group in SupportGroup.objects.visible_to(user).order_by("name")}
        choices = [("", _("All groups")), *((slug, group.name) for slug, group in self.groups.items())]
        self.fields["group"].widget.choices = choices
        if user.is_authenticated:
            self.fields["kind"] = kind_field([*KINDS, *FOR_MEMBERS])
        else:
            del self.fields["unread"], self.fields["mine"]

    def clean_author(self) -> str:
        return str(self.cleaned_data["author"]).replace("\x00", "").removeprefix("@")

    def clean_group(self) -> SupportGroup | None:
        slug = self.cleaned_data["group"]
        if slug and slug not in self.groups:
            raise ValidationError(_("There is no such group that you may see. All groups are looked at."))
        return self.groups.get(slug)

    def narrowed(self) -> Narrowed:
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        if day := chosen.get("since"):
            chosen["since"] = timezone.make_aware(datetime.combine(day, time.min))
        return Narrowed(**chosen)
