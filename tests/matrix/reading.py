"""What stands in the addresses of the resources: an article, what the owner proposed to its editors, a question of
theirs for the doctor, and a draft of the editor."""

from django.contrib.auth.models import AnonymousUser

from community.resources.actions import keep_question, save_draft, suggest
from community.resources.models import Article
from tests.factories import NOON


def resources(world):
    article = Article.objects.visible_to(AnonymousUser()).first()
    words = {"kind": "error", "words": "A date is wrong.", "address": ""}
    mine = suggest(article=article, member=world.ada, now=NOON, **words)
    question = keep_question(owner=world.ada, now=NOON, text="May I drive?")
    released, editor = article.versions.get(), world.cast["editor"]
    text = f"{released.text}\n"
    draft = save_draft(article=article, editor=editor, text=text, what_changed="More room.", seen=1, now=NOON)
    version = {"pk": draft.pk}
    page = {"section": article.section.slug, "slug": article.slug}
    return {
        "resources:section": {"slug": article.section.slug},
        "resources:article": page,
        "resources:useful": page,
        "resources:suggest": page,
        "resources:arrange_question": {"pk": question.pk},
        "resources:suggestion": {"pk": mine.pk},
        "resources:edit": {"pk": article.pk},
        "resources:history": {"pk": article.pk},
        "resources:version": version,
        "resources:preview": version,
        "resources:publish": version,
        "resources:restore": version,
        "resources:release": {"pk": released.pk},
    }
