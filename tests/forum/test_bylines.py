"""What templates and views write of an author is the byline; the account is there to be compared and to be told."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FOLDERS = [
    *(f"templates/{app}" for app in ("forum", "search", "moderation", "pages", "emails", "drafts", "groups")),
    *(f"community/{app}" for app in ("forum/views", "forum/cards.py", "search", "pages", "moderation")),
]
ACCOUNT = re.compile(r"\b(?:post|thread|subject|found|opening|revision|answered|in_reply_to)\.(?:author|editor)\b")
COMPARED = re.compile(r"\.author\s*(==|!=|in)\s|(==|!=)\s*[\w.]+\.author\b")
TOLD = ("_tell(decision.case.subject.author, ", "recipient=unmasking.case.subject.author,")
LOOKED_UP = "author: User = unmasking.case.subject.author"  # the one place that hands it out, behind two moderators
BYLINE = 'getattr(subject, "alias", None) or subject.author'


def sources():
    files = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file())
    ours = (path.relative_to(ROOT) for path in files if path.suffix in {".py", ".html", ".txt", ".xml"})
    return sorted(path for path in ours if not {"migrations", "demo"} & set(path.parts))


def outputs_of_accounts(text):
    lines = (line.strip() for line in re.sub(r"{#.*?#}", "", text, flags=re.DOTALL).splitlines())
    return [line for line in lines if ACCOUNT.search(line) and not is_harmless(line)]


def is_harmless(line):
    return bool(COMPARED.search(line)) or line.startswith(TOLD) or LOOKED_UP in line or BYLINE in line


@pytest.mark.parametrize("path", sources(), ids=str)
def test_no_source_prints_the_account_of_something_written(path):
    assert outputs_of_accounts((ROOT / path).read_text()) == []


def test_an_output_is_found():
    assert outputs_of_accounts("<p>{{ post.author }}</p>\n{{ post.byline }}") == ["<p>{{ post.author }}</p>"]
    assert outputs_of_accounts("{% if post.author_id == user.pk %}\nif post.author == member:") == []
    assert Path("templates/forum/_posts.html") in sources()
    assert Path("templates/moderation/case.html") in sources()
