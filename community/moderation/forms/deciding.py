"""What a decision consists of: what becomes of the text, what becomes of the account, and why."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.accounts.models import Sanction, User
from community.accounts.note_fields import NotesField
from community.core.forms import LineField
from community.forum.models import Board
from community.forum.reach import boards_for
from community.moderation.actions import Ruling
from community.moderation.forms.words import WordsField
from community.moderation.measures import offered
from community.moderation.models import Case, Guideline, Outcome
from community.moderation.permissions import can_restrict, knows_author, why_not_restrict
from community.resources.models import Article

NO_END = "0"
SANCTIONS = {
    Sanction.Kind.WARNING: gettext_lazy("Warn: a word that stays in the record, nothing else"),
    Sanction.Kind.SILENCE: gettext_lazy("Silence: may read, not write"),
    Sanction.Kind.SUSPENSION: gettext_lazy("Suspend: may not sign in"),
}
LENGTHS = [
    ("1", gettext_lazy("1 day")),
    ("3", gettext_lazy("3 days")),
    ("7", gettext_lazy("7 days")),
    ("30", gettext_lazy("30 days")),
    (NO_END, gettext_lazy("Without an end (a second moderator has to agree)")),
]


class DecisionForm(forms.Form):
    """Fields of a measure that was not chosen are left alone; the page shows them beside their measure."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=gettext_lazy("What becomes of the text?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what becomes of it.")},
    )
    notes = NotesField(label=gettext_lazy("Which content notes"))
    notice = LineField(label=gettext_lazy("The team's word on it, for everybody"), max_length=300, required=False)
    article = forms.ModelChoiceField(
        label=gettext_lazy("Our resources on it"), queryset=Article.objects.none(), required=False
    )
    phrase = LineField(label=gettext_lazy("The phrase, exactly as it stands there"), max_length=300, required=False)
    board = forms.ModelChoiceField(label=gettext_lazy("To which board"), queryset=Board.objects.none(), required=False)
    sanction = forms.TypedChoiceField(
        label=gettext_lazy("And the account?"), coerce=int, empty_value=None, widget=forms.RadioSelect, required=False
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("For how long"), choices=LENGTHS, coerce=int, empty_value=None, required=False
    )
    guideline = forms.ChoiceField(
        label=gettext_lazy("Which guideline"),
        help_text=gettext_lazy("Needed when something is taken away or limited. The author reads this."),
        choices=[("", gettext_lazy("Choose one")), *Guideline.choices],
        required=False,
    )
    words = WordsField(
        label=gettext_lazy("Your words to the author"),
        help_text=gettext_lazy("Sent in the name of the team. Never say who reported it."),
        required=False,
    )

    def __init__(self, *args: Any, case: Case, moderator: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["outcome"].choices = [(outcome.value, outcome.label) for outcome in offered(case)]
        fields["article"].queryset = Article.objects.visible_to(moderator).filter(status=Article.Status.PUBLISHED)
        if case.post is not None:
            boards = boards_for(case.post.thread, moderator)
            fields["board"].queryset = boards.exclude(pk=case.post.thread.board_id)
        kinds = [(kind, label) for kind, label in SANCTIONS.items() if can_restrict(moderator, case, kind)]
        fields["sanction"].choices = [("", gettext_lazy("Nothing else")), *kinds]
        if not knows_author(moderator, case):
            fields["sanction"].help_text = why_not_restrict(moderator, case)

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        outcome = chosen.get("outcome")
        needs = {
            Outcome.NOTED: ("notes", _("Tick at least one content note.")),
            Outcome.ANNOTATED: ("notice", _("Write the word that everybody reads.")),
            Outcome.MASKED: ("phrase", _("Write the phrase that is to be blanked.")),
            Outcome.MOVED: ("board", _("Choose the board.")),
        }
        if outcome in needs and needs[outcome][0] not in self.errors and not chosen.get(needs[outcome][0]):
            self.add_error(needs[outcome][0], ValidationError(needs[outcome][1]))
        if (chosen.get("sanction") or 0) > Sanction.Kind.WARNING and chosen.get("days") is None:
            self.add_error("days", ValidationError(_("Choose for how long.")))
        if outcome and self.ruling.restricts and not chosen.get("guideline"):
            self.add_error("guideline", ValidationError(_("Choose the guideline, so that the author learns why.")))
        return chosen

    @property
    def ruling(self) -> Ruling:
        chosen = self.cleaned_data
        return Ruling(
            outcome=chosen["outcome"],
            guideline=chosen.get("guideline", ""),
            words=chosen.get("words", ""),
            details=self._details(),
            sanction=chosen.get("sanction"),
            days=chosen.get("days") or None,
        )

    def _details(self) -> dict[str, Any]:
        """What the chosen measure is given, as the row keeps it."""
        chosen = self.cleaned_data
        article, board = chosen.get("article"), chosen.get("board")
        link = article.get_absolute_url() if article else ""
        of_measure = {
            Outcome.NOTED: {"notes": chosen.get("notes")},
            Outcome.ANNOTATED: {"notice": chosen.get("notice"), "link": link},
            Outcome.MASKED: {"phrase": chosen.get("phrase")},
            Outcome.MOVED: {"board": board.pk if board else None},
        }
        return of_measure.get(chosen["outcome"], {})


class SecondForm(forms.Form):
    """The answer of a second moderator; anything else answers nothing."""

    proposal = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    answer = forms.ChoiceField(choices=[("agree", "agree"), ("refuse", "refuse")])


class NoteForm(forms.Form):
    note = WordsField(
        label=gettext_lazy("A note for the team"),
        help_text=gettext_lazy("Never shown to members."),
        error_messages={"required": gettext_lazy("Write the note.")},
    )


class UndoForm(forms.Form):
    decision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)
    reason = WordsField(label=gettext_lazy("Why, for the team"), required=False)
