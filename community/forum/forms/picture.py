"""Pictures in the composer: one to choose, and those that wait already, each with what is to be seen on it.

A file cannot be kept in a form that comes back, so a picture is stored as soon as it arrives; from then on the form
carries its key.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.core.forms import LineField, has_something_to_see
from community.forum.forms.naming import WriterForm
from community.forum.models import Picture

KEYS, LEAVE_OUT = "picture_keys", "picture_out"
FILE, ALT = "picture", "picture_alt"
LONGEST_ALT = 300
MOST = 4
TAKES = "image/jpeg,image/png,image/webp,image/gif"


@dataclass
class Pictures:
    """What waits for this post, and what was wrong with a new one, by the name of its field."""

    waiting: list[Picture] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
    data: QueryDict | None = None  # what was sent, as if each picture had been there before
    some_are_gone: bool = False
    from_elsewhere: list[Picture] = field(default_factory=list)  # wait for another post, which may have been given up


def alt_name(picture: Picture) -> str:
    return f"{ALT}_{picture.pk.hex}"


class AltField(LineField):
    """No maxlength attribute: browsers would cut a pasted text without a word."""

    def __init__(self, **kwargs: Any) -> None:
        too_long = gettext_lazy("This has %(show_value)d characters, and %(limit_value)d fit. Shorten it a little.")
        super().__init__(validators=[MaxLengthValidator(LONGEST_ALT, too_long), has_something_to_see], **kwargs)


class LineBox(forms.TextInput):
    def use_required_attribute(self, initial: Any) -> bool:
        return False


class NewAltField(AltField):
    """Asked for with a picture and not without one: when a picture has come, its own field asks again."""

    widget = LineBox

    def validate(self, value: Any) -> None:
        pass


class PicturesForm(WriterForm):
    """Without `pictures` the post can have none. They are looked after by the view before the form is made."""

    def __init__(self, *args: Any, pictures: Pictures | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pictures = pictures
        if pictures is None:
            return
        for number, picture in enumerate(pictures.waiting, 1):
            self.fields[alt_name(picture)] = described(picture, number)
        if len(pictures.waiting) < MOST or pictures.problems:
            self._offer_one_more()

    def _offer_one_more(self) -> None:
        chooses = forms.FileInput(attrs={"accept": TAKES})
        size = _("JPEG, PNG, WebP or GIF, up to 8 MB. Where and when it was taken is not kept.")
        steps = _("It is added when you press Preview; then you can choose another one. Four fit into one post.")
        self.fields[FILE] = forms.FileField(
            label=_("Picture"), required=False, widget=chooses, help_text=f"{size} {steps}", allow_empty_file=True
        )
        asks, why = _("What is to be seen on it?"), _("For people who cannot see it.")
        self.fields[ALT] = NewAltField(label=asks, help_text=why)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.pictures is None:
            return cleaned
        for name, problem in self.pictures.problems.items():
            self.add_error(name, problem)
        if self.pictures.some_are_gone:
            self.add_error(None, _("A picture is no longer here. Look at what is left, then send it again."))
        return cleaned

    @property
    def takes_pictures(self) -> bool:
        return self.pictures is not None

    @property
    def first_fields(self) -> list[forms.BoundField]:
        return [field for field in super().first_fields if not field.name.startswith(FILE)]

    @property
    def more_is_open(self) -> bool:
        return super().more_is_open or bool(self.pictures and (self.pictures.waiting or self.pictures.problems))

    @property
    def waiting_pictures(self) -> list[tuple[Picture, forms.BoundField]]:
        waiting: Iterable[Picture] = self.pictures.waiting if self.pictures else []
        return [(picture, self[alt_name(picture)]) for picture in waiting]

    def described_pictures(self) -> list[Picture]:
        """Those that wait, with the words that were typed for each."""
        found = self.pictures.waiting if self.pictures else []
        for picture in found:
            picture.alt = self.cleaned_data.get(alt_name(picture), "")
        return found


def described(picture: Picture, number: int) -> AltField:
    words = {"required": _("Say in a few words what is to be seen on picture %(number)d.") % {"number": number}}
    label = _("What is to be seen on picture %(number)d?") % {"number": number}
    return AltField(label=label, initial=picture.alt, error_messages=words)
