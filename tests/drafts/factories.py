"""A draft as a composer saves it."""

from community.drafts.actions import StaleDraft, save_draft
from tests.factories import NOON


def save(owner, body="Half a thought", *, key="reply:1000000", version=0, now=NOON, other=None, **fields):
    return save_draft(owner=owner, key=key, fields={"body": body, **fields}, version=version, other=other, now=now)


def save_elsewhere(owner, body="From the phone", **more):
    """A save that does not know of the one before."""
    try:
        save(owner, body, **more)
    except StaleDraft as stale:
        return stale
    raise AssertionError("It was taken.")
