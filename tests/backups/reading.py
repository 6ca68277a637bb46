"""What search finds in a restored site."""

from community.forum.models import Post
from community.search.asking import read
from community.search.indexes import POSTS
from community.search.matching import Has


def found_by(words):
    return list(Post.objects.filter(Has("pk", index=POSTS, asked=read(words))).values_list("body", flat=True))
