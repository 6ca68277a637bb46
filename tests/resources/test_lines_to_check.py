"""Numbers that a person should look at: in a list, and at every deploy."""

from dataclasses import replace
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from community.resources.checks import helplines_are_checked
from community.resources.helplines import Country, Helpline, countries, lines_to_check

TODAY = date(2026, 11, 29)
LINE = Helpline(name="A", kind="phone", value="1", checked_on=None, recheck_days=90, official_url="https://a.example")


@pytest.fixture
def lines(time_machine, monkeypatch):
    time_machine.move_to("2026-11-29T12:00:00Z")

    def stand(*lines):
        known = {"XX": Country("XX", "Nowhere", ("112",), False, lines)}
        monkeypatch.setattr("community.resources.helplines.read_helplines", lambda: known)
        countries.cache_clear()

    yield stand
    countries.cache_clear()


def checked(name, days_ago):
    return replace(LINE, name=name, checked_on=TODAY - timedelta(days=days_ago))


def listed(**options):
    out = StringIO()
    call_command("helplines_to_check", stdout=out, **options)
    return out.getvalue().splitlines()


def test_those_in_doubt_come_first_then_those_never_checked_then_the_oldest(lines):
    lines(checked("fresh", 3), checked("old", 91), checked("older", 200), LINE, replace(LINE, name="odd", doubt=True))

    assert [line.name for _country, line in lines_to_check(TODAY)] == ["odd", "A", "older", "old"]


def test_the_list_says_why_and_where_to_look(lines):
    lines(checked("old", 91), replace(LINE, doubt=True, official_url=""))

    first, second, last = listed()

    assert first == "Nowhere: A, 1 (never checked, in doubt) (no official page is known: find it first)"
    assert second == "Nowhere: old, 1 (not checked since 2026-08-30) https://a.example"
    assert last.startswith("2 to check.")
    assert listed(country="gb") == listed(country="GB") == ["Nothing to check."]
    assert len(listed(country="xx")) == 3


def test_a_deploy_warns_of_stale_numbers_and_tells_of_those_never_checked(lines):
    lines(checked("old", 91), checked("fresh", 3), LINE, LINE)

    stale, never = helplines_are_checked()

    assert (stale.id, stale.msg) == ("resources.W001", "Helplines not checked for too long: 1.")
    assert (never.id, never.msg) == ("resources.I001", "Helplines that nobody has checked yet: 2.")
    assert stale.level > never.level


def test_a_deploy_says_nothing_when_all_are_fresh(lines):
    lines(checked("fresh", 3))

    assert helplines_are_checked() == []


def test_a_deploy_looks(capsys, settings):
    call_command("check", deploy=True, fail_level="CRITICAL")

    assert "resources.I001" in capsys.readouterr().err
