"""Signs and bookmarks as the page of one post offers them."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.core.day_field import DayField
from community.forum.models import REACTIONS, Bookmark

ICONS = {1: "heart", 2: "hand-raised", 4: "gift", 8: "sun"}


@dataclass(frozen=True)
class Sign:
    """A button. Pressing it makes the member's signs `kinds`, so that a double click does what one click does."""

    label: str | Promise
    icon: str
    pressed: bool
    kinds: int


def signs_of(own: int | None) -> list[Sign]:
    own = own or 0
    return [Sign(label, ICONS[bit], bool(own & bit), own ^ bit) for bit, label in REACTIONS.items()]


def labels_of(kinds: int) -> list[str | Promise]:
    return [label for bit, label in REACTIONS.items() if kinds & bit]


class ReactionForm(forms.Form):
    kinds = forms.IntegerField(min_value=0, max_value=sum(REACTIONS))


class BookmarkForm(forms.Form):
    note = forms.CharField(
        label=_("A note for yourself"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("The note has %(show_value)d characters, and %(limit_value)d fit.")},
    )
    remind_on = DayField(label=_("Look at it again on"), help_text=_("A day, for example 27.3.2027."), required=False)

    @classmethod
    def of(cls, bookmark: Bookmark | None, data: Any = None) -> "BookmarkForm":
        initial = {"note": bookmark.note, "remind_on": bookmark.remind_on} if bookmark else None
        form = cls(data, initial=initial)
        del form.fields["note"].widget.attrs["maxlength"]  # browsers would cut a pasted text without a word
        return form
