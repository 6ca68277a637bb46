"""The least that Django can do for a thread: one query, twenty posts, one template."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from community.forum.models import Post

TEMPLATE = engines["django"].from_string(
    """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Thread</title></head>
<body>
<main>
{% for post in posts %}<article id="post-{{ post.pk }}">
<h2>{{ post.author.username }}</h2>
<time datetime="{{ post.created_at|date:'c' }}">{{ post.created_at|date:"j F Y, H:i" }}</time>
<div>{{ post.body_html|safe }}</div>
</article>{% endfor %}
</main>
</body>
</html>"""
)


def thread(request: HttpRequest, pk: int) -> HttpResponse:
    posts = Post.objects.filter(thread=pk).select_related("author").order_by("number")[:20]
    return HttpResponse(TEMPLATE.render({"posts": posts}))


urlpatterns = [path("bare/<int:pk>/", thread)]
