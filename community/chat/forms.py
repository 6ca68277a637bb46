"""The shape of a message."""

from uuid import UUID, uuid4

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from community.chat.models import LONGEST_MESSAGE
from community.core.forms import BodyField, has_something_to_see


class SendForm(forms.Form):
    body = BodyField(
        label=_("Your message"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write your message first.")},
        validators=[
            has_something_to_see,
            MaxLengthValidator(LONGEST_MESSAGE, _("A message holds up to 4,000 characters. Send it in two parts.")),
        ],
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def clean_client_id(self) -> UUID:
        return self.cleaned_data["client_id"] or uuid4()
