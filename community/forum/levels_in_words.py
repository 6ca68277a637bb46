"""What a level means, in words: what will be sent, and why."""

from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.accounts.models import User
from community.forum.models import Board, Level, PlaceLevel, Thread
from community.groups.models import SupportGroup

SENT: dict[int, str | Promise] = {
    Level.WATCH: gettext_lazy("You are told of each new post, here and by mail."),
    Level.FOLLOW: gettext_lazy("You are told of each new post here. No mail is sent."),
    Level.NORMAL: gettext_lazy("You are told when somebody mentions or answers you, here and by mail."),
    Level.MUTE: gettext_lazy("You are told nothing, and it is not in your list of what is new."),
}


@dataclass(frozen=True)
class Told:
    level: int
    why: str
    own: bool = True  # said of this very place, not of a wider one

    @property
    def label(self) -> str:
        return str(Level(self.level).label)

    @property
    def sent(self) -> str:
        return str(SENT[self.level])


def told_of_thread(thread: Thread) -> Told:
    """The thread's own level (read by `thread_as_seen_by`), else that of its board, else of its group."""
    own = getattr(thread, "own_level", None)
    if own is None:
        around = (getattr(thread, f"own_{place}_level", None) for place in ("board", "group"))
        return replace(_told_of_place(*around), own=False)
    reasons = {
        "chosen": _("because you chose so for this thread"),
        "started": _("because you started this thread"),
        "wrote": _("because you wrote in this thread"),
    }
    return Told(own, reasons[getattr(thread, "own_reason", None) or "chosen"])


def told_of_board(member: User, board: Board) -> Told:
    rows = PlaceLevel.objects.filter(Q(board=board) | Q(group=board.group), member=member)
    levels = {bool(board_id): level for board_id, level in rows.values_list("board", "level")}
    return _told_of_place(levels.get(True), levels.get(False))


def _told_of_place(board: int | None, group: int | None) -> Told:
    if board is not None:
        return Told(board, _("because you chose so for this board"))
    return replace(_told_of_group(group), own=False)


def told_of_group(member: User, group: SupportGroup) -> Told:
    return _told_of_group(PlaceLevel.objects.filter(member=member, group=group).values_list("level", flat=True).first())


def _told_of_group(level: int | None) -> Told:
    if level is None:
        return Told(Level.NORMAL, _("because you chose nothing else"), own=False)
    return Told(level, _("because you chose so for this group"))
