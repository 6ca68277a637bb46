"""What can be done about a text: each measure says where it fits, does it through the app that owns the text, and
gives what is needed to take it back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from community.accounts.models import User
from community.moderation.measures import notes, phrases, posts, sight
from community.moderation.models import Case, Outcome

State = dict[str, Any]


def _nothing(case: Case, *, moderator: User, details: State, now: datetime) -> State:
    return {}


def _undo_nothing(case: Case, *, moderator: User, before: State, now: datetime) -> None:
    return None


@dataclass(frozen=True)
class Measure:
    fits: Callable[[Case], bool]
    carry_out: Callable[..., State]  # (case, *, moderator, details, now): what `undo` needs as `before`
    undo: Callable[..., None]


MEASURES: dict[str, Measure] = {
    Outcome.NO_ACTION: Measure(lambda case: not posts.waits(case), _nothing, _undo_nothing),
    Outcome.APPROVED: Measure(posts.waits, posts.approve, posts.withdraw),
    Outcome.NOTED: Measure(notes.can_carry_words, notes.add_notes, notes.take_notes_back),
    Outcome.ANNOTATED: Measure(notes.can_carry_words, notes.annotate, notes.take_annotation_back),
    Outcome.MASKED: Measure(phrases.can_be_blanked, phrases.mask, phrases.unmask),
    Outcome.MOVED: Measure(posts.is_readable, posts.move, posts.move_back),
    Outcome.LOCKED: Measure(posts.is_readable, posts.lock, posts.unlock),
    Outcome.HIDDEN: Measure(sight.can_be_hidden, sight.hide, sight.show),
    Outcome.REMOVED: Measure(sight.can_be_hidden, sight.hide, sight.show),
}


def offered(case: Case) -> list[Outcome]:
    """The outcomes that can be chosen for this case as it stands, mildest first."""
    return [Outcome(key) for key, measure in MEASURES.items() if measure.fits(case)]
