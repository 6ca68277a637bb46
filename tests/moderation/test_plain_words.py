"""R60: whoever is limited reads what, for how long and how to ask again, in plain words that blame nobody."""

import ast
import re
from pathlib import Path

import pytest

from community.accounts.models import Sanction
from community.chat.actions.pausing import LONGEST as LONGEST_PAUSE
from community.chat.actions.pausing import pause_member
from community.moderation.models.decisions import RESTRICTING
from tests.chat.factories import make_host, make_room
from tests.factories import NOON
from tests.moderation.factories import decide

ROOT = Path(__file__).parents[2]
TO_THE_AUTHOR = [  # what whoever is limited reads, each sentence of these files
    "templates/moderation/statement.html",
    "templates/moderation/_scope.html",
    "templates/moderation/records/own.html",
    "templates/moderation/records/_own_row.html",
    "templates/accounts/_silenced.html",
    "templates/accounts/_why_paused.html",
    "templates/accounts/paused.html",
    "templates/chat/_how_to_take_part.html",
    "community/moderation/actions/telling.py",
    "community/moderation/models/decisions.py",
    "community/moderation/removals/actions.py",
    "community/accounts/models.py",
    "community/chat/actions/pausing.py",
    "community/chat/models/people.py",
]
BLAMING = re.compile(
    r"\b(abus(e|ed|er|ive)|accus\w*|bad|bann?(ed)?|blame\w*|broke|caught|convict\w*|culprit|disgrac\w*|disobe\w*|fault"
    r"|fail(ed|ure)|guilt\w*|inappropriate|infraction|misbehav\w*|misconduct|misuse\w*|offen[cds]\w*|penal\w*"
    r"|punish\w*|rude|shame\w*|strike|toxic|troll\w*|unacceptable|violat\w*|wrongdo\w*)\b",
    re.IGNORECASE,
)
OFFICIAL = re.compile(r"\b(adjudicat\w*|here(by|in)|infring\w*|pursuant|sanction\w*|terminat\w*)\b", re.IGNORECASE)
TRANSLATED = {"_", "gettext", "gettext_lazy", "ngettext"}
IN_TEMPLATE = re.compile(
    r'\{% translate "([^"]+)"|_\("([^"]+)"\)|\{% blocktranslate[^%]*%\}(.*?)\{% endblocktranslate %\}', re.DOTALL
)
LONGEST = 25  # words in a sentence


def texts_of(name):
    source = (ROOT / name).read_text()
    if name.endswith(".html"):
        return [next(filter(None, found)) for found in IN_TEMPLATE.findall(source)]
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    calls = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in TRANSLATED]
    return [part.value for call in calls for part in call.args if isinstance(part, ast.Constant)]


TEXTS = {name: texts_of(name) for name in TO_THE_AUTHOR}


@pytest.mark.parametrize("name", TO_THE_AUTHOR)
def test_r60_no_sentence_about_a_limit_blames_or_sounds_official(name):
    assert TEXTS[name] or name == "templates/accounts/_silenced.html"
    for text in TEXTS[name]:
        assert not BLAMING.search(text), text
        assert not OFFICIAL.search(text), text


@pytest.mark.parametrize("name", TO_THE_AUTHOR)
def test_r60_sentences_about_a_limit_are_short(name):
    for text in TEXTS[name]:
        for sentence in re.split(r"(?<=[.:?])\s|\{% plural %\}", text):
            assert len(sentence.split()) <= LONGEST, sentence


def test_these_checks_find_what_they_look_for():
    everything = [text for texts in TEXTS.values() for text in texts]

    assert "Something you wrote was hidden" in everything
    assert "Writing is paused for you until %(when)s." in " ".join(everything)
    assert "This is a warning. It stands in your record and limits nothing." in everything
    assert "A host gave you a pause from writing" in " ".join(everything)
    for unkind in ("You were banned for abusive posts.", "This violation is your fault.", "You broke the rules."):
        assert BLAMING.search(unkind)
    assert OFFICIAL.search("Your account is hereby terminated.")


WHAT = {
    "masked": "One phrase in it was blanked.",
    "locked": "The conversation was locked",
    "hidden": "Other members see a line that says it was hidden",
    "removed": "Other members see a line that says it was hidden",
}
LIMITS = {
    (Sanction.Kind.WARNING, None): ("This is a warning.", "It stands in your record and limits nothing."),
    (Sanction.Kind.SILENCE, 7): ("you can read, but not write", "Until 29 November 2026"),
    (Sanction.Kind.SUSPENSION, 3): ("you cannot sign in", "Until 25 November 2026"),
}


def main_of(response):
    """The words of the page without its head and foot."""
    inside = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", inside))


def says_how_to_ask_again(page):
    return "You can ask once, until " in page and "that another moderator looks again" in page


def test_every_kind_of_restriction_is_asked_for_below():
    assert set(WHAT) == set(RESTRICTING)
    assert {kind for kind, _ in LIMITS} == set(Sanction.Kind)


@pytest.mark.parametrize("outcome", WHAT)
def test_r60_statement_of_a_restriction_says_what_how_long_and_how_to_ask_again(as_member, case, ada, mo, outcome):
    details = {"phrase": case.subject.body.split()[0]} if outcome == "masked" else {}
    decision = decide(case, mo, outcome=outcome, details=details)

    page = main_of(as_member(ada).get(decision.get_absolute_url()))

    assert WHAT[outcome] in page
    assert "It stays so unless a moderator decides otherwise." in page
    assert says_how_to_ask_again(page)
    assert not BLAMING.search(page)


@pytest.mark.parametrize(("kind", "days"), LIMITS)
def test_r60_statement_of_a_sanction_says_what_how_long_and_how_to_ask_again(as_member, case, ada, mo, kind, days):
    decision = decide(case, mo, outcome="no_action", sanction=kind, days=days)

    page = main_of(as_member(ada).get(decision.get_absolute_url()))

    for words in LIMITS[kind, days]:
        assert words.lower() in page.lower()
    assert says_how_to_ask_again(page)
    assert not BLAMING.search(page)


def test_r60_pause_in_a_room_says_what_how_long_why_and_whom_to_ask(as_member, group, ada):
    room = make_room(group)
    host = make_host(group)
    pause_member(room=room, host=host, member=ada, length=LONGEST_PAUSE, reason="Let us slow down.", now=NOON)

    page = main_of(as_member(ada).get(room.get_absolute_url()))

    assert "A host gave you a pause from writing in this room until 20 December 2026" in page
    assert "Let us slow down." in page
    assert "If you see it differently, write to the team." in page
    assert not BLAMING.search(page)
