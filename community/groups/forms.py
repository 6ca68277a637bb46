"""What a request, an invitation, a role, a group's own words and an article to read first consist of."""

from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.core.forms import LineField, WordsField, has_something_to_see
from community.groups.models import LONGEST_DESCRIPTION, LONGEST_RULES, LONGEST_WORDS, Membership, SupportGroup


class AskForm(forms.Form):
    words = WordsField(
        longest=LONGEST_WORDS,
        label=_("A few words about why you would like to join"),
        help_text=_("Only the moderators read this. Say no more than you want to."),
        required=False,
    )


class InviteForm(forms.Form):
    username = forms.CharField(
        label=_("Name of the member"),
        help_text=_("They get a notice, and from then on may read the name and the description of this group."),
        max_length=150,
        error_messages={"required": _("Enter the name of the member.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role.choices)


class SettingsForm(forms.Form):
    description = WordsField(
        longest=LONGEST_DESCRIPTION,
        label=_("Description"),
        help_text=_("A sentence or two for people who do not know the group yet."),
        error_messages={"required": _("Write a sentence about the group.")},
    )
    rules = WordsField(
        longest=LONGEST_RULES,
        label=_("Rules"),
        help_text=_("What holds here besides the guidelines of the site. An empty line starts a paragraph."),
        required=False,
    )
    privacy = forms.ChoiceField(
        label=_("Who can read what is written here"),
        help_text=_("This holds at once, and for everything that has been written here before."),
        choices=SupportGroup.Privacy.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who can read what is written here.")},
    )
    listed = forms.BooleanField(
        label=_("Show this private group to members who are not in it"),
        help_text=_(
            "They see its name and its description and can ask to join, nothing else. "
            "Otherwise only people you invite know that it exists."
        ),
        required=False,
    )

    def __init__(self, data: QueryDict | None = None, *, group: SupportGroup, may_change_privacy: bool) -> None:
        """`privacy` is asked of moderators of the site only; `listed` where it can mean something."""
        asked = ("description", "rules", "privacy")
        initial = {name: getattr(group, name) for name in asked} | {"listed": group.listed_at is not None}
        super().__init__(data, initial=initial)
        if not may_change_privacy:
            del self.fields["privacy"]
            if group.privacy != SupportGroup.Privacy.PRIVATE:
                del self.fields["listed"]


class ReadingForm(forms.Form):
    """An article for the reading list of a board or a room."""

    title = LineField(
        label=_("Title of the article"),
        max_length=120,
        validators=[has_something_to_see],
        error_messages={"required": _("Write the title of the article.")},
    )
    path = forms.CharField(
        label=_("Its address"),
        help_text=_("Copy it from the article. It begins with /resources/."),
        max_length=300,
        error_messages={"required": _("Write the address of the article.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_path(self) -> str:
        """Whole addresses are taken, too; only the path is kept, so it can lead nowhere else."""
        try:
            path = urlsplit(self.cleaned_data["path"]).path
            resolve(path)
        except (Resolver404, ValueError):
            path = ""
        if not path.startswith("/resources/") or len(path) > 200:
            raise ValidationError(gettext("There is no article at this address. It begins with /resources/."))
        return path
