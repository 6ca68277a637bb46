"""What a report consists of."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy

from community.core.forms import LineField
from community.moderation.forms.words import NO_ADDRESS, WordsField
from community.moderation.models import Report, Risk, risk_of

NOT_NEEDED = gettext_lazy("You can leave this out when somebody may be in danger or a child is concerned.")


class ReportForm(forms.Form):
    """Nobody has to promise anything, or to say who they are, before they can point at a danger."""

    reason = forms.ChoiceField(
        label=gettext_lazy("What is wrong?"),
        choices=Report.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what is wrong.")},
    )
    shows_child_abuse = forms.BooleanField(label=gettext_lazy("This shows abuse of a child"), required=False)
    words = WordsField(
        label=gettext_lazy("Anything we should know"),
        help_text=gettext_lazy("Only the moderators read this."),
        required=False,
    )
    in_good_faith = forms.BooleanField(
        label=gettext_lazy("As far as I know, what I say here is true and complete"),
        error_messages={"required": gettext_lazy("Tick this, so that we know you mean it.")},
    )
    not_for_dangers = ["in_good_faith"]

    def offer(self, reasons: list[tuple[str, str]]) -> None:
        """On the page; what was sent is looked at with all of them."""
        self.fields["reason"].choices = reasons  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if risk_of(said.get("reason", ""), shows_child_abuse=said.get("shows_child_abuse", False)) <= Risk.CHILD:
            for name in self.not_for_dangers:
                if not self.data.get(self.add_prefix(name)):
                    self.errors.pop(name, None)
                    said.setdefault(name, self.fields[name].to_python(""))
        return said


class VisitorReportForm(ReportForm):
    visitor_name = LineField(
        label=gettext_lazy("Your name"),
        help_text=NOT_NEEDED,
        validators=[MaxLengthValidator(100)],
        error_messages={"required": gettext_lazy("Write your name. Only the moderators read it.")},
    )
    visitor_email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=NOT_NEEDED,
        error_messages={
            "required": gettext_lazy("Write your e-mail address, so that we can tell you the outcome."),
            "invalid": NO_ADDRESS,
        },
    )
    field_order = ["reason", "shows_child_abuse", "words", "visitor_name", "visitor_email", "in_good_faith"]
    not_for_dangers = ["in_good_faith", "visitor_name", "visitor_email"]
