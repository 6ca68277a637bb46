"""The privacy page, and the page for those who run the site."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from community.privacy.models import RetentionRun
from community.privacy.page import groups, length_in_words, shown, told
from community.privacy.parts import GROUPS, PARTS
from community.privacy.retention import Period
from tests.factories import NOON, make_user
from tests.translations import several, write_catalogue

HEAVIEST = 60_000
NOTICE, RUNS = "/privacy/", "/moderation/retention/"
DAY = timedelta(days=1)


@pytest.fixture
def root(db):
    return make_user("Root", is_superuser=True)


def page_of(client, address, member=None):
    if member is not None:
        client.force_login(member)
    return client.get(address).content.decode()


def spoken(page):
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page))


def test_the_privacy_page_asks_no_database(client):
    """There is none in this test."""
    response = client.get(NOTICE)

    assert response.status_code == 200
    assert len(response.content) <= HEAVIEST


def test_the_privacy_page_tells_of_every_group_and_part(client):
    page = page_of(client, NOTICE)

    assert [name for name in GROUPS if f'<h2 id="{name}">{GROUPS[name]}</h2>' not in page] == []
    assert [name for name, part in PARTS.items() if f"<h3>{part.title}</h3>" not in page] == []
    assert page.count('<details class="more">') == len(GROUPS)


def test_every_part_says_why_how_long_and_what_becomes_of_it():
    parts = [one for _name, _title, parts in groups() for one in parts]

    assert [one.name for one in parts] == list(PARTS)
    assert [one.name for one in parts if not (one.why and one.how_long and one.leaving)] == []


def test_the_privacy_page_says_what_stands_in_the_file(client):
    words = spoken(page_of(client, NOTICE))

    assert "What the mail says: until the mail has left or is not needed any more." in words
    assert "The address it went to: 90 days after it was sent." in words
    assert "How long 180 days after it was last saved." in words
    assert "How long 3 years after the case was closed." in words


def test_a_part_in_which_all_ends_alike_says_so_once():
    assert len(shown("posts").how_long) == 1
    assert len(shown("meetings").how_long) == 4
    assert len(shown("posts").leaving) == 1


@pytest.mark.parametrize(
    ("length", "words"),
    [(timedelta(minutes=1), "1 minute"), (10 * DAY, "10 days"), (365 * DAY, "1 year"), (1095 * DAY, "3 years")],
)
def test_a_length_in_words(length, words):
    assert str(length_in_words(length)) == words


def test_the_words_are_chosen_by_whoever_reads(tmp_path, settings):
    german = {several("%(number)s day", "%(number)s days"): several("%(number)s Tag", "%(number)s Tage")}
    write_catalogue(tmp_path, {**german, "after it was answered": "nach der Antwort"})
    settings.LOCALE_PATHS, words = [tmp_path], told(Period(length=90 * DAY, after="answered"))

    with translation.override("de"):
        assert str(words) == "90 Tage nach der Antwort"
    assert str(words) == "90 days after it was answered"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_runs_costs_the_same_queries_for_any_length(client, root, rows, django_assert_num_queries):
    for number in range(rows):
        RetentionRun.objects.create(started_at=timezone.now() - number * DAY, erased={"words.Hit": 7})
    client.force_login(root)

    with django_assert_num_queries(5):  # session, user, runs, unread count, mail freeze
        page = client.get(RUNS).content.decode()

    assert page.count("words.Hit 7") == rows
    assert page.count("7 rows erased") == rows


def test_only_those_who_run_the_site_see_the_runs(client, root, mo):
    run = RetentionRun.objects.create(started_at=NOON)

    assert list(RetentionRun.objects.visible_to(root)) == [run]
    assert list(RetentionRun.objects.visible_to(mo)) == []
    client.force_login(mo)
    assert client.get(RUNS).status_code == 404
    assert RUNS in page_of(client, "/moderation/compliance/", root)


@pytest.mark.parametrize(("hours", "late"), [(47, False), (49, True)])
def test_the_page_warns_when_the_task_does_not_run(client, root, hours, late):
    RetentionRun.objects.create(started_at=timezone.now() - timedelta(hours=hours))

    assert ("has not run for two days" in page_of(client, RUNS, root)) == late


def test_the_page_says_what_went_wrong_and_what_others_erase(client, root):
    RetentionRun.objects.create(started_at=NOON, ended_at=NOON, failed=["words.Hit"])

    page = page_of(client, RUNS, root)

    assert "Could not be erased, see the log: words.Hit" in page
    assert "Failed in part" in page
    assert "community.drafts.tasks.forget_old_drafts" in page
    assert "community.chat.tasks.erase_old_messages" in page


def test_before_the_first_run_the_page_says_so(client, root):
    page = page_of(client, RUNS, root)

    assert "It has not run yet." in page
    assert "has not run for two days" in page
