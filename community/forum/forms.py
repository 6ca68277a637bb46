"""What a post and a new thread consist of. Above each box stands who will be able to read it."""

import unicodedata
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.core.forms import BodyField, has_something_to_see
from community.forum.models import LONGEST_BODY
from community.groups.models import SupportGroup

LONGEST_TITLE = 150
JOINERS = "\u200c\u200d"  # part of the spelling of several languages, although invisible

MARKDOWN_HINT = gettext_lazy("For emphasis write **bold** or *italics*; an empty line starts a paragraph.")


class TitleField(forms.CharField):
    """One line without the invisible characters that can turn or hide the words beside it."""

    def to_python(self, value: Any) -> str:
        line = " ".join((super().to_python(value) or "").split())
        return "".join(c for c in line if c in JOINERS or unicodedata.category(c) not in ("Cc", "Cf"))


class PostForm(forms.Form):
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

    def __init__(self, *args: Any, group: SupportGroup, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].help_text = f"{group.who_can_read} {MARKDOWN_HINT}"


class ReplyForm(PostForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].label = _("Your reply")


class ThreadForm(PostForm):
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
    field_order = ["title", "body"]
