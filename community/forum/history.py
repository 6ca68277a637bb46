"""What a post said before: its revisions as differences, each to the last one that this reader may read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from community.core.diffs import Piece, pieces_of, without_long_same
from community.forum.models import Post, Revision
from community.forum.quotes import readable
from community.forum.reader import Reader
from community.words.masking import masked


@dataclass(frozen=True)
class Entry:
    revision: Revision
    pieces: Sequence[Piece] = ()
    title_pieces: Sequence[Piece] = ()
    is_whole: bool = False  # nothing earlier can be read, so this is the whole text
    by_author: bool = True  # else by the team
    is_readable: bool = True
    is_now: bool = False  # what the post says now


def entries_of(
    post: Post, revisions: Sequence[Revision], *, older: Revision | None, reader: Reader, ends_now: bool
) -> list[Entry]:
    """Newest first, as `revisions`. `older` is the nearest one before them that the reader may read; `ends_now`: the
    first of them is what the post says now."""
    entries: list[Entry] = []
    for revision in reversed(revisions):
        if revision.hidden_at is None or reader.moderates:
            entries.append(_entry(post, revision, older))
            older = revision
        else:
            entries.append(Entry(revision, by_author=revision.editor_id == post.author_id, is_readable=False))
    if ends_now:
        entries[-1] = replace(entries[-1], is_now=True)
    return entries[::-1]


def _entry(post: Post, revision: Revision, older: Revision | None) -> Entry:
    both_titled = older is not None and older.title and revision.title
    said = _said(post, revision)
    return Entry(
        revision,
        pieces=_difference(_said(post, older), said) if older else [("same", masked(said))],
        title_pieces=_difference(older.title, revision.title) if older and both_titled else (),
        is_whole=older is None,
        by_author=revision.editor_id == post.author_id,
    )


def _said(post: Post, revision: Revision) -> str:
    return readable(revision.body, post.taken_back)


def _difference(before: str, after: str) -> list[Piece]:
    before, after = masked(before), masked(after)
    return without_long_same(pieces_of(before, after)) if before != after else []
