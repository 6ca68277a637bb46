"""Who looked at a paper, and what came of it."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy

from community.core.forms import LineField
from community.moderation.compliance.models import LONGEST_NAME
from community.moderation.forms import WordsField


class ReviewForm(forms.Form):
    done_by = LineField(
        label=gettext_lazy("Who looked at it"),
        help_text=gettext_lazy("The name of a person, as it stands in the paper."),
        validators=[MaxLengthValidator(LONGEST_NAME)],
        error_messages={"required": gettext_lazy("Write who looked at it.")},
    )
    note = WordsField(
        label=gettext_lazy("What changed"),
        help_text=gettext_lazy("You can leave this out. It cannot be changed or deleted."),
        required=False,
    )
