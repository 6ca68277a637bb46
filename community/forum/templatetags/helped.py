"""For pages of apps below this one: which of the posts that a helper wrote can still be taken back."""

from collections.abc import Iterable

from django import template

from community.accounts.models import User
from community.carers.models import Act
from community.forum.models import Post

register = template.Library()


@register.simple_tag
def standing_posts(acts: Iterable[Act], member: User) -> set[int]:
    """Keys, in one query."""
    keys = [act.post_pk for act in acts if act.post_pk]
    own = Post.objects.visible_to(member).filter(pk__in=keys, author=member, hidden_at=None, removed_at=None)
    return set(own.values_list("pk", flat=True)) if keys else set()


@register.simple_tag
def wrote_for(post: Post | None) -> User | None:
    """For the team: the helper who wrote this post for its author. Nobody under another name, which it would tell."""
    return post.help.helper if post and post.alias_id is None and post.help else None
