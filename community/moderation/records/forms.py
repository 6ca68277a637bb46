"""What a note about a member consists of."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from community.accounts.models import User
from community.groups.models import SupportGroup
from community.groups.querysets import moderated_by
from community.moderation.forms import WordsField


class MemberNoteForm(forms.Form):
    words = WordsField(
        label=gettext_lazy("A note about this member, for the team"),
        help_text=gettext_lazy("Never shown to members. It cannot be changed or deleted."),
        error_messages={"required": gettext_lazy("Write the note.")},
    )
    group = forms.ModelChoiceField(
        label=gettext_lazy("For the team of"),
        queryset=SupportGroup.objects.none(),
        required=False,
        empty_label=gettext_lazy("The whole site"),
    )

    def __init__(self, *args: Any, moderator: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["group"]
        field.queryset = SupportGroup.objects.visible_to(moderator).filter(moderated_by(moderator)).order_by("name")
        if not moderator.is_moderator:
            field.required, field.empty_label = True, None
