"""What a post and a new thread consist of. Above each box stands who will be able to read it."""

import unicodedata
import uuid
from typing import Any, cast

from django import forms
from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.carers.forms import HelpingForm
from community.carers.helping import Offers
from community.carers.models import Scope
from community.core.forms import BodyField, has_something_to_see
from community.forum.actions.writing import How
from community.forum.forms.naming import ALIAS
from community.forum.forms.picture import PicturesForm
from community.forum.models import LONGEST_BODY, LONGEST_TITLE
from community.groups.models import SupportGroup

JOINERS = "\u200c\u200d"  # part of the spelling of several languages, although invisible

MARKDOWN_HINT = gettext_lazy("For emphasis write **bold** or *italics*; an empty line starts a paragraph.")


class TitleField(forms.CharField):
    """One line without the invisible characters that can turn or hide the words beside it."""

    def to_python(self, value: Any) -> str:
        line = " ".join((super().to_python(value) or "").split())
        return "".join(c for c in line if c in JOINERS or unicodedata.category(c) not in ("Cc", "Cf"))


class PostForm(HelpingForm, PicturesForm):
    submit_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    body = BodyField(
        label=gettext_lazy("Your post"),
        error_messages={"required": gettext_lazy("Write something first.")},
        validators=[
            has_something_to_see,
            MaxLengthValidator(
                LONGEST_BODY,
                gettext_lazy(
                    "Your text has %(show_value)d characters, and %(limit_value)d fit into one post. "
                    "Nothing is lost: shorten it, or continue in a second post."
                ),
            ),
        ],
    )

    def __init__(self, *args: Any, group: SupportGroup, offers: Offers | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(offers)
        self.fields["submit_id"].initial = uuid.uuid4
        self.fields["body"].help_text = f"{group.who_can_read} {MARKDOWN_HINT}"

    def clean(self) -> dict[str, Any]:
        """Whoever writes for somebody chooses the name there: what the form says of their own names does not count."""
        cleaned = super().clean()
        if self.chosen_help is not None:
            for name in ("write_as", "own_name_anyway"):
                self.errors.pop(name, None)
            if self.pictures is not None and self.pictures.waiting:
                self.add_error("helping", _("Pictures cannot go along when you write for somebody. Leave them out."))
        return cleaned

    def how(self) -> How:
        """What the post brings along besides its words."""
        helping = self.chosen_help
        as_alias = self.cleaned_data.get("write_as") == ALIAS if helping is None else helping.scope == Scope.ALIAS
        return How(
            help=helping,
            as_alias=as_alias,
            content_notes=self.cleaned_data.get("content_notes") or 0,
            pictures=self.described_pictures(),
            submit_id=self.cleaned_data.get("submit_id"),
        )


class ReplyForm(PostForm):
    """`in_reply_to`: the number of a post that was quoted; the view looks whether it can be read."""

    in_reply_to = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].label = _("Your reply")

    def answer_nobody(self) -> None:
        """The post that was quoted can no longer be read; sent once more, this is a reply like any other."""
        self.data = data = cast(QueryDict, self.data).copy()
        data["in_reply_to"] = ""


class ThreadForm(PostForm):
    MORE = (*PostForm.MORE, "adds_poll")

    title = TitleField(
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("A few words that say what it is about."),
        error_messages={"required": gettext_lazy("Write a title.")},
        validators=[
            has_something_to_see,
            MaxLengthValidator(
                LONGEST_TITLE,
                gettext_lazy("The title has %(show_value)d characters, and %(limit_value)d fit. Shorten it a little."),
            ),
        ],
    )
    adds_poll = forms.BooleanField(
        label=gettext_lazy("Add a poll"),
        help_text=gettext_lazy("When the thread is posted, the next page asks for the question and its answers."),
        required=False,
    )
    field_order = ["title", "body"]
