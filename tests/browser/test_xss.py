"""Everything that people write is an attack, on every page, and nothing of it runs."""

import re

import pytest

from community.privacy.levels import PUBLIC, SHARED, level_of
from community.privacy.retention import retention
from tests.browser.xss.columns import given_columns
from tests.browser.xss.gathering import HTML, ROLES, Answer, gather, shown_to_a_member, shown_to_visitors
from tests.browser.xss.opening import Opened
from tests.browser.xss.payloads import FAMILIES, FORMAT, ROOM
from tests.browser.xss.planting import plant
from tests.matrix.standing import signed_in, standing_world

pytestmark = [
    *(pytest.mark.browser, pytest.mark.once, pytest.mark.django_db),
    pytest.mark.asyncio(loop_scope="session"),
]
# Planted, and shown on no page of the site: the text and path of a mail that was sent, what the search reads of a
# translation, the `basis` of claims, where mails go or no longer go, what is kept of a report.
ON_NO_PAGE = {
    *("notifications.Delivery.path", "notifications.Delivery.text", "resources.ArticleTranslation.body"),
    *("resources.CareBox.basis", "resources.Claim.basis", "resources.GlossaryTerm.basis", "words.Rule.starter"),
    *("accounts.User.mail_stopped_for", "moderation.Complaint.visitor_email", "moderation.Report.visitor_email"),
    *("moderation.Report.visitor_name", "moderation.Report.byline", "moderation.Decision.details"),
}
HARMLESS_IN_HTML = {"templates"}


@pytest.fixture(scope="module")
def gathered(django_db_setup, django_db_blocker, tmp_path_factory):
    """What the site answers, and the names of the columns by the numbers in their attacks."""
    with standing_world(django_db_blocker, tmp_path_factory.mktemp("articles")) as world:
        clients = signed_in(world, ROLES)
        columns = plant(world, tmp_path_factory.mktemp("in-spanish"))
        found = gather(world, clients)
        found.for_visitors, found.for_a_member = shown_to_visitors(world), shown_to_a_member(world)
        return columns, found


async def test_nothing_that_people_write_runs_on_any_page_nor_in_any_mail(browser, gathered):
    _columns, found = gathered

    assert await Opened.look_at_all(browser, found.answers) == {}


async def test_every_column_is_on_some_page(gathered):
    """Otherwise the test above looks past it."""
    columns, found = gathered
    shown = set().union(*(answer.marks for answer in found.answers))

    assert {name for mark, name in columns.items() if mark not in shown} <= ON_NO_PAGE


async def test_no_word_that_people_write_is_filled_in(gathered):
    """What would be (`FORMAT`) stands behind each mark as it was written. Filled in, the page would have been
    an error, or it would stand there otherwise."""
    columns, found = gathered
    pages = [answer.body.decode(errors="replace") for answer in found.answers]
    whole = {int(mark) for page in pages for mark in re.findall(rf"xq(\d+)q{re.escape(FORMAT)}", page)}
    shown = set().union(*(answer.marks for answer in found.answers))

    has_room = {name for name, (_mark, field) in given_columns().items() if (field.max_length or 1_000) > ROOM}
    assert sorted(name for mark, name in columns.items() if mark in shown - whole and name in has_room) == []


async def test_visitors_read_only_what_is_public_or_shared(gathered):
    """By columns, on every page that is there for them: nothing of a level that is for some people alone."""
    columns, found = gathered
    levels = {f"{line.table}.{line.column}": level_of(line) for line in retention()}
    shown = {name for mark, name in columns.items() if mark in found.for_visitors}

    assert "forum.Post.body" in shown or "resources.Article.title" in shown
    assert {name for name in shown if levels[name] not in (PUBLIC, SHARED)} == set()


async def test_members_read_of_each_other_only_what_is_public_or_shared(gathered):
    columns, found = gathered
    levels = {f"{line.table}.{line.column}": level_of(line) for line in retention()}
    shown = {name for mark, name in columns.items() if mark in found.for_a_member}

    assert {"forum.Post.body", "chat.Message.body", "accounts.User.username"} <= shown
    assert {name: levels[name] for name in shown if levels[name] not in (PUBLIC, SHARED)} == {}


@pytest.mark.parametrize("family", FAMILIES)
async def test_each_family_is_noticed_where_nothing_is_escaped(browser, family):
    """Red, so that the green of the others means something."""
    bodies = [f"<!DOCTYPE html><title>x</title><main><h1>x</h1><p>{one}</p></main>" for one in FAMILIES[family]]
    bodies += [
        f'<title>x</title><main><h1>x</h1><a href="{one}" title="{one}">x</a></main>' for one in FAMILIES[family]
    ]
    bare = [Answer(str(place), "/", 200, HTML, body.encode()) for place, body in enumerate(bodies)]

    wrong = await Opened.look_at_all(browser, bare)

    assert bool(wrong) == (family not in HARMLESS_IN_HTML)
