"""What a reader meets folded. A filter, so that no page can forget to ask."""

from django import template

from community.accounts.content_notes import labels_of
from community.forum.models import Post
from community.forum.reader import VISITOR, Reader

register = template.Library()


@register.filter
def folds(reader: object, post: Post) -> str:
    """The words for the notes behind which this reader finds the text; empty: it stands open."""
    notes = (reader if isinstance(reader, Reader) else VISITOR).folds(post)
    return ", ".join(map(str, labels_of(notes))) if notes else ""
