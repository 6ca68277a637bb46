"""What the team fills in to look after a thread or a post."""

import re
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.core.forms import BodyField, RowsField, has_something_to_see
from community.forum.forms.posts import ThreadForm
from community.forum.models import Board, Post, Thread
from community.forum.pace import PACES
from community.forum.permissions import may_mark_helpful
from community.forum.reach import boards_for, reaches_fewer, writers_left_out
from community.forum.reader import Reader

ADDRESS = re.compile(r"(?:/threads/|^\D{0,2})(\d{1,12})(?:/\S*)?$")


def names_a_foreign_thing(form: forms.Form) -> bool:
    """Does it carry the key of something that is not there for whoever sent it?"""
    errors = (error for found in form.errors.as_data().values() for error in found)
    return any(error.code == "invalid_choice" for error in errors)


class PinForm(forms.Form):
    """For how long, in days; 0: until somebody unpins it."""

    days = forms.TypedChoiceField(
        label=gettext_lazy("Pin it at the top of its board"),
        choices=[
            ("1", gettext_lazy("For a day")),
            ("7", gettext_lazy("For a week")),
            ("30", gettext_lazy("For a month")),
            ("0", gettext_lazy("Until the team unpins it")),
        ],
        coerce=int,
        initial="7",
        error_messages={"required": gettext_lazy("Choose for how long.")},
        widget=forms.RadioSelect,
    )

    def until(self, now: datetime) -> datetime | None:
        days = self.cleaned_data["days"]
        return now + timedelta(days=days) if days else None


class PaceForm(forms.Form):
    slow_seconds = forms.TypedChoiceField(
        label=gettext_lazy("How often one person can post here"),
        help_text=gettext_lazy("What somebody writes sooner is not refused: it waits, and they are told until when."),
        choices=list(PACES.items()),
        coerce=int,
    )


class RetitleForm(forms.Form):
    title = ThreadForm.base_fields["title"]


class BoardField(forms.ModelChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Board.objects.none(),
            empty_label=gettext_lazy("Choose a board"),
            error_messages={"required": gettext_lazy("Choose a board.")},
            **kwargs,
        )

    def label_from_instance(self, board: Board) -> str:
        return f"{board.group}: {board}"


class ToBoardForm(forms.Form):
    """A board to which this thread's words may go. Fewer readers there need a tick."""

    board = BoardField(label=gettext_lazy("Board"))
    fewer = forms.BooleanField(label=gettext_lazy("Also if fewer people can read it there"), required=False)

    def __init__(self, *args: Any, thread: Thread, boards: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.thread = thread
        self.fields["board"].queryset = boards  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        board = cleaned.get("board")
        if board and not cleaned.get("fewer") and reaches_fewer(self.thread.board.group, there=board.group):
            self.add_error("fewer", ValidationError(self._who_no_longer_reads(board)))
        return cleaned

    def _who_no_longer_reads(self, board: Board) -> str:
        number = writers_left_out(self.thread, there=board.group)
        if not number:
            return _("Fewer people can read it there: %(who)s Tick the box if that is right.") % {
                "who": board.group.who_can_read
            }
        return ngettext(
            "%(number)d person who wrote here could no longer read it there. Tick the box if that is right.",
            "%(number)d people who wrote here could no longer read it there. Tick the box if that is right.",
            number,
        ) % {"number": number}


class MoveForm(ToBoardForm):
    def __init__(self, *args: Any, thread: Thread, boards: Any, **kwargs: Any) -> None:
        super().__init__(*args, thread=thread, boards=boards.exclude(pk=thread.board_id), **kwargs)


class SplitForm(ToBoardForm):
    """Posts of one page, and with `rest` all behind the page's last one, `beyond`."""

    title = ThreadForm.base_fields["title"]
    posts = RowsField(queryset=Post.objects.none(), required=False)
    beyond = forms.ModelChoiceField(queryset=Post.objects.none(), required=False, widget=forms.HiddenInput)
    rest = forms.BooleanField(label=gettext_lazy("Also every post after this page"), required=False)
    sure = forms.BooleanField(
        label=gettext_lazy("Move these posts out of this thread"),
        error_messages={"required": gettext_lazy("Tick the box to confirm.")},
    )
    field_order = ["title", "board", "fewer", "sure"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("Title of the new thread")
        for name in ("posts", "beyond"):
            self.fields[name].queryset = self.thread.posts.filter(number__isnull=False)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        chosen = {post.pk for post in cleaned.get("posts", [])}
        if cleaned.get("rest") and cleaned.get("beyond"):
            behind = self.thread.posts.filter(number__gt=cleaned["beyond"].number)
            chosen |= set(behind.values_list("pk", flat=True))
        if not self.errors and not 0 < len(chosen) < self.thread.post_count:
            self.add_error(None, ValidationError(_("Tick the posts that go. At least one has to stay.")))
        return {**cleaned, "chosen": chosen}


class IntoForm(forms.Form):
    """The other thread, as one copies its address."""

    into = forms.CharField(
        label=gettext_lazy("Address or number of the thread that stays"),
        help_text=gettext_lazy("You see both before anything happens."),
        max_length=300,
        error_messages={"required": gettext_lazy("Say which thread it goes into.")},
    )

    def clean_into(self) -> int:
        found = ADDRESS.search(self.cleaned_data["into"].strip())
        if found is None:
            raise ValidationError(_("That is no address of a thread. Copy it from the top of your browser."))
        return int(found[1])


class MergeForm(IntoForm):
    sure = forms.BooleanField(
        label=gettext_lazy("Put both together. This cannot be undone."),
        error_messages={"required": gettext_lazy("Tick the box to confirm.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].widget = forms.HiddenInput()


class NoticeForm(forms.Form):
    notice = forms.CharField(
        label=gettext_lazy("The team's note on this post"),
        help_text=gettext_lazy("Everybody who can read the post reads it. Empty it to take it away."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WithholdForm(forms.Form):
    reason = BodyField(
        label=gettext_lazy("Why it does not appear"),
        help_text=gettext_lazy("Its author reads this."),
        error_messages={"required": gettext_lazy("Write why, so that its author knows.")},
        validators=[has_something_to_see],
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


def tool_forms(thread: Thread, moderator: Any) -> dict[str, forms.Form]:
    """All forms of the tools page, as they come up."""
    return {
        "pin_form": PinForm(),
        "pace_form": PaceForm(initial={"slow_seconds": thread.slow_seconds}),
        "title_form": RetitleForm(initial={"title": thread.title}),
        "move_form": MoveForm(thread=thread, boards=boards_for(thread, moderator)),
        "into_form": IntoForm(),
    }


def team_parts(post: Post, reader: Reader, *, now: datetime) -> dict[str, Any]:
    """What the page about a post shows to the team, and to the one who asked the question."""
    if reader.member is None or post.number is None:
        return {}
    asked = post.number > 1 and (post.is_shown or post.thread.helpful_post_id == post.pk)
    may_mark = asked and may_mark_helpful(reader.member, post.thread, now=now)
    notice = {"notice_form": NoticeForm(initial={"notice": post.notice})} if reader.moderates else {}
    return {"may_mark_helpful": may_mark, **notice}
