"""What a kept reply, the choice of one and a message consist of."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from community.accounts.models import User
from community.core.forms import LineField
from community.moderation.forms import WordsField
from community.moderation.models import CannedReply, Guideline
from community.moderation.team.models import LONGEST_TITLE
from community.resources.helplines import ELSEWHERE, countries
from community.words.models import LANGUAGES


class CannedReplyForm(forms.ModelForm):
    title = LineField(
        label=gettext_lazy("Title, for the team"),
        max_length=LONGEST_TITLE,
        error_messages={"unique": gettext_lazy("There is a reply with this title.")},
    )
    text = WordsField(
        label=gettext_lazy("Text"),
        help_text=gettext_lazy(
            "Write {helplines} where the numbers of help lines belong: three at most, for the country that is chosen."
        ),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=list(LANGUAGES.items()), required=False)

    class Meta:
        model = CannedReply
        fields = ["title", "text", "guideline", "language", "is_active"]
        labels = {
            "guideline": gettext_lazy("Goes with which guideline"),
            "is_active": gettext_lazy("Offer it to moderators"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", gettext_lazy("None")), *Guideline.choices]
        self.fields["guideline"].choices = choices  # type: ignore[attr-defined]


class PickReplyForm(forms.Form):
    """Sent by GET, so that it works without scripts and changes nothing."""

    reply = forms.ChoiceField(label=gettext_lazy("Which one"))
    country = forms.ChoiceField(label=gettext_lazy("Country, for help lines"), required=False)

    def __init__(self, *args: Any, moderator: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        offered = CannedReply.objects.visible_to(moderator).offered()
        fields["reply"].choices = list(offered.values_list("pk", "title"))
        known = [(code, country.name) for code, country in countries().items() if code != ELSEWHERE]
        fields["country"].choices = [(ELSEWHERE, gettext_lazy("Not known")), *known]


class TeamMessageForm(forms.Form):
    words = WordsField(
        label=gettext_lazy("Your message"), error_messages={"required": gettext_lazy("Write a few words.")}
    )
