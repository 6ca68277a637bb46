"""The shape of a message, of what is done with it, and of what members choose about rooms."""

from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from community.accounts.note_fields import NotesField, ticked
from community.chat.models import LONGEST_MESSAGE, SIGNS, ChatSettings, Message, Place
from community.chat.models.people import BATCHES, LONGEST_PHRASE, MOST_PHRASES
from community.core.forms import BodyField, clean_line, has_something_to_see
from community.core.phrases import filled
from community.core.when import DayField


class WordsForm(forms.Form):
    body = BodyField(
        label=_("Your message"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write your message first.")},
        validators=[
            has_something_to_see,
            MaxLengthValidator(LONGEST_MESSAGE, _("A message holds up to 4,000 characters. Send it in two parts.")),
        ],
    )
    content_notes = NotesField(
        label=_("It touches on"), help_text=_("Others see this first and choose whether they open your message.")
    )


class SendForm(WordsForm):
    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    in_reply_to = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_client_id(self) -> UUID:
        return self.cleaned_data["client_id"] or uuid4()

    def answer_nobody(self) -> None:
        """What the form shows when it comes back."""
        data = cast(QueryDict, self.data).copy()
        data["in_reply_to"] = ""
        self.data = data


class EditForm(WordsForm):
    @classmethod
    def of(cls, message: Message, data: Any = None) -> "EditForm":
        return cls(data, initial={"body": message.left, "content_notes": ticked(message.content_notes)})


class SignsForm(forms.Form):
    kinds = forms.IntegerField(min_value=0, max_value=sum(SIGNS))


class PlaceForm(forms.Form):
    seq = forms.IntegerField(min_value=0, max_value=10**18)


class DayForm(forms.Form):
    day = DayField(
        label=_("Go to a day"),
        help_text=_("For example 27.3.2027."),
        error_messages={"required": _("Write a day, for example 27.3.2027.")},
    )


class PhrasesField(BodyField):
    """One in each line."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        lines = map(clean_line, super().clean(value).split("\n"))
        phrases = list(dict.fromkeys(line for line in lines if line))
        if len(phrases) > MOST_PHRASES:
            raise ValidationError(_("These are more than 8 phrases. Take some out."))
        for number, phrase in enumerate(phrases, start=1):
            if len(phrase) > LONGEST_PHRASE:
                words = _("Phrase %(number)s is longer than 80 characters. Make it shorter.")
                raise ValidationError(words, params={"number": number})
            has_something_to_see(phrase)
        return phrases


class ReadingForm(forms.ModelForm):
    """How somebody reads and writes in every room."""

    batch_seconds = forms.TypedChoiceField(
        label=_("When new messages appear"),
        help_text=_("A message that is hidden or taken back goes at once, whatever you choose."),
        coerce=int,
        choices=[
            (seconds, filled(_("Together, every %(number)s seconds"), number=seconds) if seconds else _("As they come"))
            for seconds in BATCHES
        ],
        widget=forms.RadioSelect,
    )
    phrases = PhrasesField(
        label=_("Your own phrases"),
        required=False,
        help_text=_(
            "One in each line, up to 8 of 80 characters. In a room each is a button that puts it into your message."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    class Meta:
        model = ChatSettings
        fields = [
            "layout",
            "batch_seconds",
            "reading_pace",
            "guards_sending",
            "phrases",
            "shows_presence",
            "shows_typing",
        ]
        labels = {
            "layout": _("How a room looks"),
            "reading_pace": _("How fast messages are read aloud"),
            "guards_sending": _("Wait 10 seconds before a message of mine is sent"),
            "shows_presence": _("Show my name among those who are in a room"),
            "shows_typing": _("Show that I am writing, and see when others are"),
        }
        help_texts = {
            "reading_pace": _("A room has a button “Read new messages aloud”. Your device speaks; nothing leaves it."),
            "guards_sending": _("Until then nobody sees it, and you can take it back."),
            "shows_presence": _("Otherwise you are counted without a name."),
            "shows_typing": _("Only between those who both chose this. Nothing of it is kept."),
        }
        widgets = {"layout": forms.RadioSelect, "reading_pace": forms.RadioSelect}


class ToldForm(forms.Form):
    """How much somebody wants to hear of one room."""

    level = forms.ChoiceField(label=_("What do you want to be told?"), choices=Place.Level, widget=forms.RadioSelect)
