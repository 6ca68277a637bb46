"""What a complaint consists of, and its answer."""

from django import forms
from django.utils.translation import gettext_lazy

from community.moderation.complaints.models import Complaint
from community.moderation.forms import NO_ADDRESS, WordsField


class ComplaintForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        choices=Complaint.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what it is about.")},
    )
    words = WordsField(
        label=gettext_lazy("What happened, and what should we do?"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("If it has a number, write it down here: the report, the statement or the case."),
        error_messages={"required": gettext_lazy("Write what happened.")},
    )


class MemberComplaintForm(ComplaintForm):
    shows_name = forms.BooleanField(
        label=gettext_lazy("Show my name to those who answer"),
        help_text=gettext_lazy(
            "Not needed for an answer. Leave it empty when it is about something you wrote under another name."
        ),
        required=False,
    )


class VisitorComplaintForm(ComplaintForm):
    visitor_email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy(
            "We send you a mail when there is an answer. Without it, keep the address of the next page: "
            "the answer will stand there."
        ),
        error_messages={"invalid": NO_ADDRESS},
        required=False,
    )


class ComplaintAnswerForm(forms.Form):
    words = WordsField(
        label=gettext_lazy("Your answer"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Sent in the name of the team. Never say who reported something."),
        error_messages={"required": gettext_lazy("Write the answer.")},
    )
