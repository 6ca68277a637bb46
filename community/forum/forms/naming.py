"""Under which name one writes, and what the text touches on: the choices beside the words of a post."""

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.accounts.note_fields import NotesField
from community.forum.models import Thread

SELF, ALIAS = "self", "alias"


@dataclass(frozen=True)
class OwnName:
    """What the writer is called in the thread already."""

    alias: str = ""  # empty: none yet
    alias_is_latest: bool = False  # the writer's last post here stands under another name

    @classmethod
    def in_thread(cls, thread: Thread) -> "OwnName":
        """From what `thread_as_seen_by` has read with the thread."""
        latest = getattr(thread, "latest_alias", None) is not None
        return cls(getattr(thread, "own_alias", None) or "", latest)


class NameField(forms.ChoiceField):
    """What is not answered is as it was: nobody unmasks themselves by leaving a question out."""

    widget = forms.RadioSelect

    def clean(self, value: Any) -> str:
        return str(super().clean(value or self.initial))


class WriterForm(forms.Form):
    """Without `own_name` there is nothing to choose: a post that is changed keeps its name and its notes."""

    # in the closed part of the composer, in this order
    MORE: tuple[str, ...] = ("write_as", "own_name_anyway", "content_notes")

    write_as = NameField(
        label=gettext_lazy("Your name on this post"),
        help_text=gettext_lazy(
            "Other members and the moderators see only that name. Two moderators together can look it up in a case, "
            "with a reason, and you are told."
        ),
        initial=SELF,
    )
    own_name_anyway = forms.BooleanField(
        label=gettext_lazy("I want to write under my own name all the same"), required=False
    )
    content_notes = NotesField(
        label=gettext_lazy("What it touches on"),
        help_text=gettext_lazy("Members who do not want to meet it can fold it away or leave it out."),
    )

    def __init__(self, *args: Any, own_name: OwnName | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own_name = own_name or OwnName()
        if own_name is None:
            for name in WriterForm.MORE:
                del self.fields[name]
        else:
            self._offer_names(own_name)

    def _offer_names(self, own_name: OwnName) -> None:
        write_as = cast(NameField, self.fields["write_as"])
        other = _("Write as %(name)s, your name in this thread") % {"name": own_name.alias}
        new = _("Write under another name, drawn by lot, for this thread only")
        write_as.choices = [(SELF, _("Write as yourself")), (ALIAS, other if own_name.alias else new)]
        if own_name.alias_is_latest:
            write_as.initial = ALIAS
            self.fields["own_name_anyway"].help_text = self.warning
        else:
            del self.fields["own_name_anyway"]

    @property
    def warning(self) -> str:
        return _("You have written here as %(name)s. Under your own name others may guess.") % {
            "name": self.own_name.alias
        }

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        steps_out = self.own_name.alias_is_latest and chosen.get("write_as") == SELF
        if steps_out and not chosen.get("own_name_anyway"):
            self.add_error("own_name_anyway", f"{self.warning} " + _("Tick this box if you want that."))
        return chosen

    @property
    def first_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in self.MORE]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE if name in self.fields]

    @property
    def more_is_open(self) -> bool:
        """Whoever chose something there before sees it again."""
        chosen = set(self.changed_data) | set(self.errors)
        return self.is_bound and not chosen.isdisjoint(self.MORE)
