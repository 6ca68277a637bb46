"""A few words beside a decision, counted as posts are."""

from typing import Any

from django.utils.translation import gettext_lazy

from community.core import forms

LONGEST_WORDS = 4000
NO_ADDRESS = gettext_lazy("That is not a whole e-mail address. It looks like name@example.org.")


class WordsField(forms.WordsField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(longest=LONGEST_WORDS, **kwargs)
