"""Narrow the list of sign-ins down."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.accounts.models import SignInEvent, User
from community.accounts.sign_in_events import SignInEventQuerySet
from community.core.when import CalendarDayField
from community.moderation.forms.filters import ANY

TROUBLE = "trouble"


class SignInFilter(forms.Form):
    """Nonsense in the address narrows nothing: what a field does not know is left out."""

    member = forms.CharField(label=_("Account"), max_length=150, required=False)
    result = forms.ChoiceField(
        label=_("What happened"),
        choices=[ANY, (TROUBLE, _("Everything that went wrong")), *SignInEvent.Result.choices],
        required=False,
    )
    how = forms.ChoiceField(label=_("How"), choices=[ANY, *SignInEvent.How.choices[1:]], required=False)
    since = CalendarDayField(label=_("From"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_valid()

    @property
    def chosen(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value}

    def narrowed(self, events: SignInEventQuerySet) -> SignInEventQuerySet:
        chosen = self.chosen
        if "member" in chosen:
            events = events.filter(member=User.objects.filter(username__iexact=chosen["member"]).values("pk")[:1])
        if "result" in chosen:
            events = events.trouble() if chosen["result"] == TROUBLE else events.filter(result=chosen["result"])
        if "how" in chosen:
            events = events.filter(how=chosen["how"])
        if "since" in chosen:
            events = events.filter(happened_at__gte=timezone.make_aware(datetime.combine(chosen["since"], time.min)))
        return events
