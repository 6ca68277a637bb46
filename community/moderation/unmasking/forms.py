"""Why a name is to be looked up."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.moderation.forms import WordsField


class UnmaskingForm(forms.Form):
    reason = WordsField(
        label=_("Why do you need to know whose name it is?"),
        help_text=_("The second moderator and the member read this."),
        error_messages={"required": _("Write why, so that the second moderator and the member can judge it.")},
    )
