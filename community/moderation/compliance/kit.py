"""The forms that come with the site (docs/compliance/). The operator keeps what is filled in outside of the site."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from community.resources.parsing import read_yaml, split_front_matter

KIT = settings.BASE_DIR / "docs" / "compliance"
NOT_A_FORM = "README"


@dataclass(frozen=True)
class Paper:
    slug: str
    title: str
    review_every_days: int

    @property
    def file(self) -> str:
        return f"docs/compliance/{self.slug}.md"


def papers(folder: Path = KIT) -> list[Paper]:
    """By title; none where the site was installed without its docs."""
    files = (file for file in folder.glob("*.md") if file.stem != NOT_A_FORM)
    return sorted((paper_in(file) for file in files), key=lambda paper: paper.title)


def paper_in(file: Path) -> Paper:
    top, _body, _line = split_front_matter(file.read_text(encoding="utf-8"))
    data, _lines = read_yaml(top)
    known: dict[str, Any] = data if isinstance(data, dict) else {}
    return Paper(file.stem, str(known["title"]), int(known["review_every_days"]))
