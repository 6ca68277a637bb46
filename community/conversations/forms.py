"""What a conversation, a message and an invitation consist of."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy

from community.carers.forms import HelpingForm
from community.conversations.models import LONGEST_BODY, LONGEST_SUBJECT, MOST_OTHERS
from community.core.forms import BodyField, LineField, has_something_to_see, storable
from community.core.text import MARKDOWN_HELP


class NamesField(forms.CharField):
    """Names of members with commas or spaces between them, each once."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        typed = storable(super().to_python(value) or "").replace(",", " ").split()
        return list({name.casefold(): name for name in typed}.values())

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > self.most:
            raise ValidationError(self.error_messages["too_many"], params={"count": len(value), "most": self.most})


class MessageForm(forms.Form):
    body = BodyField(
        label=gettext_lazy("Your message"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=MARKDOWN_HELP,
        error_messages={"required": gettext_lazy("Write your message first.")},
        validators=[
            has_something_to_see,
            MaxLengthValidator(
                LONGEST_BODY,
                gettext_lazy(
                    "Your text has %(show_value)d characters, and %(limit_value)d fit into one message. "
                    "Nothing is lost: shorten it, or send it in two parts."
                ),
            ),
        ],
    )
    submit_id = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def clean_submit_id(self) -> UUID:
        return self.cleaned_data["submit_id"] or uuid4()


class ConversationForm(HelpingForm, MessageForm):
    names = NamesField(
        most=MOST_OTHERS,
        label=gettext_lazy("To"),
        help_text=gettext_lazy("The name of a member, or several names with commas or spaces between them."),
        error_messages={
            "required": gettext_lazy("Write at least one name."),
            "too_many": gettext_lazy("These are %(count)d names. You can write to %(most)d members at once."),
        },
    )
    subject = LineField(
        label=gettext_lazy("Subject"),
        help_text=gettext_lazy("Everybody you write to sees it. E-mails never carry it."),
        required=False,
        validators=[
            MaxLengthValidator(
                LONGEST_SUBJECT,
                gettext_lazy("The subject has %(show_value)d characters, and %(limit_value)d fit. Shorten it."),
            )
        ],
    )
    field_order = ["names", "subject", "body", "submit_id"]


class InvitationForm(forms.Form):
    names = NamesField(
        most=1,
        label=gettext_lazy("Name of the member"),
        error_messages={
            "required": gettext_lazy("Write a name."),
            "too_many": gettext_lazy("Add one member at a time."),
        },
    )


class WhoMayWriteForm(forms.Form):
    nobody = forms.BooleanField(
        label=gettext_lazy("Nobody may write to me"),
        help_text=gettext_lazy("Nobody can begin a conversation with you or add you to one. Those you are in go on."),
        required=False,
    )
