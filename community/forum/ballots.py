"""A poll as one person may see it: their own choice, and the figures and names that are theirs to know."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, OuterRef, Q, Subquery

from community.accounts.models import User
from community.forum.models import Poll, PollOption, Thread, Vote
from community.forum.permissions import may_vote
from community.forum.reader import Reader

MOST_NAMES = 200


@dataclass(frozen=True)
class Row:
    """One answer. `votes` is None while the figures are nobody's to know."""

    option: PollOption
    is_own: bool
    votes: int | None
    percent: int
    names: list[User]


@dataclass(frozen=True)
class Ballot:
    poll: Poll
    rows: list[Row]
    voters: int
    is_closed: bool
    shows_votes: bool
    may_vote: bool

    @property
    def voted(self) -> bool:
        return any(row.is_own for row in self.rows)

    @property
    def leaders(self) -> list[Row]:
        """Most chosen, alone or together with others; nobody while there is no vote."""
        most = max((row.votes or 0 for row in self.rows), default=0)
        return [row for row in self.rows if most and row.votes == most]


def ballot_of(thread: Thread, reader: Reader, user: User | AnonymousUser, *, now: datetime) -> Ballot | None:
    """None without a poll, and without a query if the thread was read with it (`for_page`). With its opening post
    the poll leaves everybody's sight but the team's."""
    poll: Poll | None = getattr(thread, "poll", None)
    if poll is None or not (reader.moderates or (thread.hidden_at is None and thread.removed_at is None)):
        return None
    poll.thread = thread
    closed = poll.is_closed(now)
    shows_votes = reader.member is not None and (closed or not poll.secret)
    options = list(_counted(poll, reader))
    names = _names(poll) if shows_votes and not poll.secret else {}
    voters = options[0].voters or 0 if options else 0  # type: ignore[attr-defined]
    return Ballot(
        poll=poll,
        rows=[_row(option, shown=shows_votes, voters=voters, names=names.get(option.pk, [])) for option in options],
        voters=voters if shows_votes else 0,
        is_closed=closed,
        shows_votes=shows_votes,
        may_vote=may_vote(user, poll, role=reader.role, now=now),
    )


def _counted(poll: Poll, reader: Reader) -> "list[PollOption]":
    people = Vote.objects.filter(option__poll=OuterRef("poll")).order_by().values("option__poll")
    own = Count("votes", filter=Q(votes__member=reader.pk or 0))
    voters = Subquery(people.annotate(people=Count("member", distinct=True)).values("people"))
    return list(poll.options.annotate(vote_count=Count("votes"), own=own, voters=voters))


def _names(poll: Poll) -> dict[int, list[User]]:
    votes = Vote.objects.filter(option__poll=poll).select_related("member").order_by("pk")[:MOST_NAMES]
    names: dict[int, list[User]] = defaultdict(list)
    for vote in votes:
        names[vote.option_id].append(vote.member)
    return names


def _row(option: PollOption, *, shown: bool, voters: int, names: list[User]) -> Row:
    votes: int = option.vote_count  # type: ignore[attr-defined]
    is_own = bool(option.own)  # type: ignore[attr-defined]
    percent = round(100 * votes / voters) if voters else 0
    return Row(option, is_own, votes if shown else None, percent if shown else 0, names)
