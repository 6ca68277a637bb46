"""Articles to be found."""

from datetime import date

from community.resources.models import Article, Section


def make_article(title="Living with twitching eyelids", *, summary="What may help.", text="", **fields):
    section, _made = Section.objects.get_or_create(
        slug="everyday", defaults={"letter": "E", "title": "Everyday life", "intro": "Days.", "order": 1}
    )
    defaults = {
        "section": section,
        "slug": title.lower().replace(" ", "-"),
        "title": title,
        "scope": "Adults.",
        "summary": summary,
        "status": Article.Status.PUBLISHED,
        "first_published_date": date(2026, 11, 1),
        "next_review_date": date(2027, 11, 1),
        "reading_minutes": 3,
        "order": 1,
        "fingerprint": "0" * 64,
    }
    article = Article.objects.create(**{**defaults, **fields})
    if text:
        part = article.parts.create(number=1, heading="First part", anchor="first-part")
        part.claims.create(block=1, position=0, kind="paragraph", text=text, html=f"<p>{text}</p>")
    return article
