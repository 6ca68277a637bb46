"""What a reader meets folded. A filter, so that no page can forget to ask."""

from django import template

from community.forum.models import Post
from community.forum.reader import VISITOR, Reader

register = template.Library()


@register.filter
def folds(reader: object, post: Post) -> str:
    """The line behind which this reader finds the text; empty: it stands open."""
    return (reader if isinstance(reader, Reader) else VISITOR).fold_words(post)
