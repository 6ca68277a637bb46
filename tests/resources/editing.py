"""What tests of the editor's pages have in common."""

import re

from community.resources.models import ArticleVersion

LIST = "/resources/editing/"
WHY = "A better title."


def text_now():
    return ArticleVersion.objects.get(state="live").text


def send(client, page, text, *, seen=1, why=WHY, **more):
    return client.post(page, {"text": text, "what_changed": why, "seen": seen} | more)


def publishing(version):
    return f"{LIST}versions/{version.pk}/publish/"


def said(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
