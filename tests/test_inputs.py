"""docs/security/input.md says what comes in, and it is true."""

import re
from datetime import timedelta

import pytest

from community.accounts.forms import SignupForm
from community.chat.meeting_forms import PlanForm
from community.forum.forms.board import FieldForm
from community.notifications.forms import QuietForm
from tests.factories import NOON, make_user
from tests.inputs import DOCUMENT, ROOT, fields_of_ours, forms_of_ours, written_anew

TEXT = DOCUMENT.read_text()
RULES = re.compile(r"^\| `(community\.[\w.]+)` \| (\w+) \| .+ \| (`tests/.+`) \|$", re.MULTILINE)


@pytest.mark.once
def test_every_field_says_what_it_takes():
    assert [f"{form}.{name} in {module}" for module, form, name, words in fields_of_ours() if not words] == []


@pytest.mark.once
def test_tables_are_those_of_the_code():
    """`python -m tests.inputs` writes them anew."""
    assert written_anew(TEXT) == TEXT


@pytest.mark.once
def test_every_form_with_a_rule_of_its_own_stands_there():
    own = {(form.__module__, form.__name__) for form in forms_of_ours() if "clean" in vars(form)}

    assert {(module, form) for module, form, _shown in RULES.findall(TEXT)} == own
    named = [name for *_, shown in RULES.findall(TEXT) for name in re.findall(r"`([^`]+)`", shown)]
    assert [name for name in named if not is_there(name)] == []


def is_there(named):
    path, _, name = named.partition("::")
    return (ROOT / path).exists() and (not name or f"def {name}(" in (ROOT / path).read_text())


def test_name_and_address_have_nothing_in_common(db):
    typed = {"username": "Wrenfield", "email": "wrenfield@members.example", "password1": "a quiet horse at noon"}

    assert "username" in SignupForm(typed).errors
    assert "username" not in SignupForm(typed | {"username": "Kestrel"}).errors


def test_a_night_has_two_ends(db):
    def errors(begins, ends):
        return [*QuietForm({"begins_0": begins, "ends_0": ends}, member=make_user(f"Ada{begins}{ends}"[:20])).errors]

    assert (errors("22", ""), errors("", "7"), errors("22", "22")) == (["ends_0"], ["begins_0"], ["ends_0"])
    assert errors("22", "7") == []


def test_a_choice_has_two_answers():
    typed = {"label": "Treatment", "kind": "choice", "choices": "Splint\nSplint\n"}

    assert [*FieldForm(typed).errors] == ["choices"]
    assert [*FieldForm(typed | {"choices": "Splint\nCast"}).errors] == []


def test_meetings_end_within_sight():
    def wrong(**changes):
        typed = {"starts_on": f"{NOON:%d.%m.%Y}", "every_weeks": "1", **changes}
        return PlanForm(typed, now=NOON, hosts=[]).errors.get("until", [])

    assert wrong(until=f"{NOON + timedelta(days=366 * 21):%d.%m.%Y}") == [
        "Choose an earlier last day, or leave it empty."
    ]
    assert wrong(until=f"{NOON + timedelta(days=366):%d.%m.%Y}") == []
