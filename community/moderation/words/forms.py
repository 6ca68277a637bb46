"""What a rule about words consists of."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.core.forms import storable
from community.words.folding import folded
from community.words.matching import plain_host
from community.words.models import LANGUAGES, Rule
from community.words.reading import WORD

FOR_PHRASES = (Rule.Effect.URGENT, Rule.Effect.MASK)


class RuleForm(forms.ModelForm):
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=list(LANGUAGES.items()), required=False)

    class Meta:
        model = Rule
        fields = ["kind", "phrase", "anywhere", "language", "effect", "note", "reason"]
        labels = {
            "kind": gettext_lazy("What to look for"),
            "phrase": gettext_lazy("The words"),
            "anywhere": gettext_lazy("Also inside of longer words"),
            "effect": gettext_lazy("What happens then"),
            "note": gettext_lazy("What the author reads before posting"),
            "reason": gettext_lazy("What the author of a held text reads"),
        }
        help_texts = {
            "phrase": gettext_lazy(
                "Large and small letters, accents and look-alikes are the same. For links the name of the site "
                "(example.org); for amounts the unit (mg)."
            ),
            "note": gettext_lazy("For a note. Amounts and medicines have one of their own."),
            "reason": gettext_lazy("For holding: why we look at it first. Kind and short."),
        }
        widgets = {"kind": forms.RadioSelect, "effect": forms.RadioSelect}
        error_messages = {
            "phrase": {"required": gettext_lazy("Write the words to look for.")},
            "effect": {"required": gettext_lazy("Choose what happens.")},
            NON_FIELD_ERRORS: {"unique_together": gettext_lazy("There is a rule for these words in this language.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in (("kind", Rule.Kind), ("effect", Rule.Effect)):
            self.fields[name].choices = model.choices  # type: ignore[attr-defined]  # without the empty one

    def clean_phrase(self) -> str:
        return " ".join(storable(self.cleaned_data["phrase"]).split())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind, effect, phrase = (cleaned.get(name) for name in ("kind", "effect", "phrase"))
        if kind == Rule.Kind.HOST and phrase:
            cleaned["phrase"] = phrase = plain_host(phrase.partition("://")[2].partition("/")[0] or phrase)
        if phrase and not WORD.search(folded(phrase).text):
            self.add_error("phrase", _("Write at least one letter or digit."))
        if kind != Rule.Kind.PHRASE and effect in FOR_PHRASES:
            self.add_error("effect", _("Only words and phrases can be urgent or masked."))
        if effect == Rule.Effect.HOLD and not cleaned.get("reason"):
            self.add_error("reason", _("Say why a text is held: its author reads it."))
        if effect == Rule.Effect.ADVISE and kind in (Rule.Kind.PHRASE, Rule.Kind.HOST) and not cleaned.get("note"):
            self.add_error("note", _("Write the note that the author reads."))
        return cleaned
