"""Asking for help, and the choice that stands in each form in which one may write for somebody."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.carers.actions import Wishes
from community.carers.helping import Helping, Offers
from community.carers.models import PERIODS, Scope
from community.core.forms import LineField, RowsField
from community.groups.models import SupportGroup

BY_NAME, BY_LINK = "name", "link"
MEANINGS = {
    Scope.DRAFT: _("They write a text and give it to you. You read it, change it, and press Post yourself."),
    Scope.POST: _(
        "What they write stands there under your name at once, with the words “with help from a helper”. They may "
        "change it until you do, and you are told. They cannot see where you wrote under another name, so if you do "
        "that, let them write drafts only."
    ),
    Scope.ALIAS: _(
        "They may also post under the other name that you have in a thread, and so they learn that name. Nobody else "
        "sees that you had help there. It goes with posting."
    ),
    Scope.MESSAGE: _("Only new ones, as drafts for you to send. They never read your messages, old or new."),
    Scope.REMINDER: _("They fill in the form for you. They see none of your reminders."),
}


class InviteForm(forms.Form):
    how = forms.ChoiceField(
        label=_("How do you reach them?"),
        choices=[
            (BY_NAME, _("They have an account here: I know their name")),
            (BY_LINK, _("I give them a link, which works once")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how you reach them.")},
    )
    username = LineField(
        label=_("Their name here"),
        help_text=_("Only if you know it. Leave it empty for a link."),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    days = forms.TypedChoiceField(
        label=_("For how long?"),
        help_text=_("Counted from their yes. Then it ends by itself. Only you can make it longer."),
        choices=list(PERIODS.items()),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose for how long.")},
    )
    shows_name = forms.BooleanField(
        label=_("Show their name on what they post for me"),
        help_text=_("If they agree. Without this tick it says “with help from a helper”. You can change it later."),
        required=False,
    )
    groups = RowsField(
        label=_("Only in these groups"),
        help_text=_("Without a tick: in all your groups that they can read themselves."),
        queryset=SupportGroup.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, member: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = cast(RowsField, self.fields["groups"])
        groups.queryset = SupportGroup.objects.joined_by(member)
        for scope in Scope:
            self.fields[scope.value] = forms.BooleanField(label=scope.label, help_text=MEANINGS[scope], required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("how") == BY_NAME and not cleaned.get("username"):
            self.add_error("username", _("Enter their name, or choose the link."))
        if cleaned.get(Scope.ALIAS) and not cleaned.get(Scope.POST):
            self.add_error(Scope.ALIAS, _("This goes with “Post for me”. Tick both, or take this tick away."))
        if not any(cleaned.get(scope) for scope in Scope):
            self.add_error(Scope.DRAFT, _("Tick at least one thing that they may do."))
        return cleaned

    @property
    def wishes(self) -> Wishes:
        typed = self.cleaned_data
        scopes = [scope for scope in Scope if typed[scope]]
        return Wishes(scopes, typed["days"], shows_name=typed["shows_name"], groups=list(typed["groups"]))

    @property
    def scope_fields(self) -> list[forms.BoundField]:
        return [self[scope.value] for scope in Scope]


class AcceptForm(forms.Form):
    may_be_named = forms.BooleanField(
        label=_("My name may be shown on what I post for them"),
        help_text=_("Without this tick it says “with help from a helper”. You can change it at any time."),
        required=False,
    )


class RenewForm(forms.Form):
    days = forms.TypedChoiceField(
        label=_("How much longer, from now?"),
        choices=list(PERIODS.items()),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose for how long.")},
    )


class HelpingField(forms.ChoiceField):
    """For whom this is written. Oneself, unless somebody chooses otherwise in this very form."""

    def __init__(self, options: Sequence[tuple[str, object]]) -> None:
        super().__init__(
            label=_("For whom do you write this?"),
            help_text=_("What you post for somebody stands under their name. They see all that you do for them."),
            choices=[("", _("For myself")), *options],
            required=False,
            error_messages={
                "invalid_choice": _(
                    "You cannot write for this person now. Your text is safe. Choose again for whom it is."
                )
            },
        )


class HelpingForm(forms.Form):
    """A form in which one may write for somebody, once it was told for whom (`offer`)."""

    offers: Offers | None = None

    def offer(self, offers: Offers | None) -> None:
        """A choice that was sent is looked at even where there is none: or it would become a text of one's own."""
        self.offers = offers
        if offers is not None and (offers.options or self.data.get("helping")):
            self.fields["helping"] = HelpingField(offers.options)

    @property
    def chosen_help(self) -> Helping | None:
        """For whom this is written; None for oneself."""
        return self.offers.chosen(self.cleaned_data.get("helping") or "") if self.offers else None
