"""A few words beside a decision, counted as posts are."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy

from community.core.forms import BodyField

LONGEST_WORDS = 4000
NO_ADDRESS = gettext_lazy("That is not a whole e-mail address. It looks like name@example.org.")


class WordsField(BodyField):
    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, **kwargs: Any) -> None:
        too_long = gettext_lazy(
            "Your text has %(show_value)d characters, and %(limit_value)d fit. Shorten it a little."
        )
        super().__init__(validators=[MaxLengthValidator(LONGEST_WORDS, too_long)], **kwargs)
