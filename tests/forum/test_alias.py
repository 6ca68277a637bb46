"""Another name for one thread: chosen in the composer, the same each time, and the account stays who it is."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.accounts.models import User
from community.forum import actions
from community.forum.actions.merging import merge_threads
from community.forum.actions.naming import free_name
from community.forum.actions.writing import How
from community.forum.alias_names import ADJECTIVES, NOUNS
from community.forum.models import Alias, Post, Thread
from tests.factories import NOON, join, make_moderator, make_user
from tests.forum.factories import make_board, make_thread

AS_ALIAS = How(as_alias=True)
MINUTE = timedelta(minutes=1)


def html(response):
    return response.content.decode()


def reply(thread, author, body="Under another name.", how=AS_ALIAS, now=NOON):
    return actions.add_reply(thread=thread, author=author, body=body, now=now, how=how)


@pytest.fixture
def thread(group, ada):
    return make_thread(group=group, author=ada)


@pytest.fixture
def as_bo(client, bo):
    client.force_login(bo)
    return client


def send(client, thread, **typed):
    return client.post(reverse("forum:reply", args=[thread.pk]), {"body": "Typed.", **typed})


def test_name_is_the_same_within_a_thread_and_another_elsewhere(thread, group, ada, bo):
    elsewhere = make_thread(group=group, author=ada, title="Elsewhere")

    names = [reply(thread, bo, body=body).alias for body in ("One.", "Two.")]

    assert names[0] == names[1]
    assert reply(elsewhere, bo).alias != names[0]
    assert Alias.objects.count() == 2


def test_two_members_never_share_a_name_in_a_thread(thread, bo, ada):
    assert str(reply(thread, bo).alias) != str(reply(thread, ada).alias)


def test_names_do_not_run_out(thread, ada, monkeypatch):
    monkeypatch.setattr("community.forum.actions.naming.ADJECTIVES", ["Quiet"])
    monkeypatch.setattr("community.forum.actions.naming.NOUNS", ["Heron"])
    thread.aliases.create(member=ada, name="Quiet Heron", created_at=NOON)

    name = free_name(thread)

    assert name.startswith("Quiet Heron ")
    assert name != "Quiet Heron"


def test_words_of_names_are_plain_and_fit():
    assert len(set(ADJECTIVES)) == len(ADJECTIVES)
    assert len(set(NOUNS)) == len(NOUNS)
    assert all(word.isalpha() for word in (*ADJECTIVES, *NOUNS))
    assert len(max(ADJECTIVES, key=len)) + len(max(NOUNS, key=len)) + 6 <= 60


def test_thread_started_under_another_name_has_it_too(client, group, ada):
    client.force_login(ada)
    typed = {"title": "Asking", "body": "For a friend.", "write_as": "alias"}

    client.post(reverse("forum:new_thread", args=[make_board(group).slug]), typed)

    thread = Thread.objects.get()
    assert thread.alias is not None
    assert thread.posts.get().alias == thread.alias
    assert thread.byline == thread.alias


def test_composer_offers_it_in_its_closed_part_and_says_what_it_hides(as_bo, thread):
    page = html(as_bo.get(reverse("forum:write_reply", args=[thread.pk])))

    closed = page.split('<details class="composer__more">')[1].split("</details>")[0]
    assert "Write as yourself" in closed
    assert "Write under another name, drawn by lot, for this thread only" in closed
    assert "Two moderators together can look it up in a case, with a reason, and you are told." in closed


def test_whoever_wrote_last_under_another_name_does_so_again_without_choosing(as_bo, thread, bo):
    alias = reply(thread, bo).alias

    page = html(as_bo.get(thread.get_absolute_url()))
    assert f"You write here as <strong>{alias}</strong>." in page
    assert f"You, as {alias}" in page
    assert send(as_bo, thread).status_code == 302
    assert Post.objects.latest("pk").alias == alias


@pytest.mark.parametrize("tick", [True, False])
def test_own_name_after_another_one_takes_one_more_tick(as_bo, thread, bo, tick):
    alias = reply(thread, bo).alias

    response = send(as_bo, thread, write_as="self", **({"own_name_anyway": "on"} if tick else {}))

    assert response.status_code == (302 if tick else 422)
    assert Post.objects.filter(body="Typed.", alias=None).exists() is tick
    if not tick:
        page = html(response)
        assert f"You have written here as {alias}. Under your own name others may guess." in page
        assert '<details class="composer__more" open>' in page
        assert "Typed.</textarea>" in page


def test_whoever_went_back_to_the_own_name_stays_with_it_and_is_reminded(as_bo, thread, bo):
    alias = reply(thread, bo).alias
    reply(thread, bo, body="It was me.", how=How())

    assert f"You have written here as {alias}." in html(as_bo.get(thread.get_absolute_url()))
    assert send(as_bo, thread).status_code == 302
    assert Post.objects.latest("pk").alias is None
    send(as_bo, thread, body="Hidden again.", write_as="alias")
    assert Post.objects.latest("pk").alias == alias


def test_name_that_was_retired_by_a_merge_still_counts_as_another_name(as_bo, thread, bo):
    reply(thread, bo)
    Alias.objects.update(retired_at=NOON)

    assert send(as_bo, thread).status_code == 302
    assert Post.objects.latest("pk").alias is not None


@pytest.mark.parametrize("typed", [{"preview": "1"}, {"body": ""}])
def test_choice_stays_through_preview_and_mistakes(as_bo, thread, typed):
    response = send(as_bo, thread, write_as="alias", **typed)

    form = response.context["form"]
    assert form["write_as"].value() == "alias"
    assert 'value="alias" id="id_write_as_1" checked' in html(response).replace(" required aria-", " aria-") or (
        'value="alias"' in html(response)
    )
    assert '<details class="composer__more" open>' in html(response)
    assert not Alias.objects.exists()


def test_choice_stays_when_the_sign_in_had_ended(client, thread, bo):
    send(client, thread, write_as="alias", content_notes=["2", "4"])
    client.force_login(bo)

    page = html(client.get("/kept/"))

    assert [pair for pair in client.session["kept"]["fields"] if pair[0] != "body"] == [
        ["write_as", "alias"],
        ["content_notes", "2"],
        ["content_notes", "4"],
    ]
    assert page.count('name="content_notes"') == 2
    assert page.count('name="write_as"') == 1


def test_refused_text_says_that_another_name_was_chosen(client, thread, eve):
    client.force_login(eve)

    response = send(client, thread, write_as="alias")

    assert response.status_code == 403
    assert "You chose to write under another name." in html(response)


@pytest.mark.parametrize("state", [{"guidelines_accepted_at": None}, {"is_active": False}])
def test_what_an_account_may_not_write_it_may_not_write_under_another_name(thread, group, state):
    member = make_user("Quill", **state)
    join(group, member)

    with pytest.raises(PermissionDenied):
        reply(thread, member)
    with pytest.raises(PermissionDenied):
        actions.start_thread(board=thread.board, author=member, title="T", body="B", now=NOON, how=AS_ALIAS)
    assert not Alias.objects.exists()


@pytest.mark.parametrize("names", [(AS_ALIAS, How()), (How(), AS_ALIAS)], ids=["own name after", "own name before"])
def test_slow_thread_does_not_tell_that_two_names_are_one_person(thread, bo, names):
    """Whoever watches sees when each name's next post appears: it must say nothing of the other name. Each waits for
    itself alone."""
    Thread.objects.update(slow_seconds=600)
    thread.refresh_from_db()
    one, other = names
    first, second = reply(thread, bo, how=one), reply(thread, bo, how=other, body="Other.", now=NOON + MINUTE)

    third = reply(thread, bo, body="Another.", how=one, now=NOON + 2 * MINUTE)
    fourth = reply(thread, bo, body="One more.", how=other, now=NOON + 3 * MINUTE)

    assert None not in (first.number, second.number)
    assert [post.held_until for post in (third, fourth)] == [NOON + 10 * MINUTE, NOON + 11 * MINUTE]


@pytest.mark.parametrize("name", ["bo", "mo", "gil"])
@pytest.mark.parametrize("brings", ["words", "a link"])
def test_another_name_waits_alike_be_it_of_the_team_or_not(thread, group, bo, mo, name, brings):
    """What never waits would tell everybody who watches that the team is behind it."""
    make_moderator(group)
    author = User.objects.get(username__iexact=name)
    User.objects.filter(pk=author.pk).update(accepted_posts=0 if brings == "a link" else 3)
    Thread.objects.update(slow_seconds=600)
    thread.refresh_from_db()
    body = "See https://example.org/" if brings == "a link" else "More words."
    if brings == "words":
        reply(thread, author)

    second = reply(thread, User.objects.get(pk=author.pk), body=body, now=NOON + MINUTE)

    waits = timedelta(hours=24) + MINUTE if brings == "a link" else 10 * MINUTE
    assert (second.number, second.held_until) == (None, NOON + waits)


@pytest.mark.parametrize(("how", "says"), [(AS_ALIAS, True), (How(), True), (None, False)])
def test_page_of_a_slow_thread_says_when_the_name_it_offers_may_write_again(client, thread, bo, how, says):
    Thread.objects.update(slow_seconds=86_400)
    if how is not None:
        reply(thread, bo, how=how)
    client.force_login(bo)

    assert ("What you write now is kept" in html(client.get(thread.get_absolute_url()))) is says


def test_name_that_a_merge_retired_does_not_slow_the_one_that_is_used_now(thread, group, bo, mo):
    source = make_thread(group=group, author=mo, title="The same again")
    reply(thread, bo)
    reply(source, bo, body="Elsewhere.")
    merge_threads(Thread.objects.get(pk=source.pk), target=Thread.objects.get(pk=thread.pk), moderator=mo, now=NOON)
    assert set(thread.aliases.values_list("retired_at", flat=True)) == {None, NOON}
    Post.objects.filter(alias__retired_at=None).update(published_at=NOON - 20 * MINUTE)
    Thread.objects.filter(pk=thread.pk).update(slow_seconds=600)

    assert reply(thread, bo, body="And now.", now=NOON + MINUTE).number is not None


def test_gentle_limit_of_newcomers_holds_under_another_name(thread, group):
    newcomer = make_user("Newcomer", date_joined=NOON)
    join(group, newcomer)

    assert reply(thread, newcomer, body="See https://example.org/").held_until == NOON + timedelta(hours=24)
    for count in range(3):
        reply(thread, newcomer, body=f"Reply {count}", now=NOON + count * timedelta(minutes=5))
    newcomer.refresh_from_db()
    assert newcomer.accepted_posts == 3
    assert reply(thread, newcomer, body="Now https://example.org/", now=NOON + timedelta(minutes=15)).number


def test_same_words_twice_are_one_post_whatever_the_name(thread, bo):
    assert reply(thread, bo) == reply(thread, bo, how=How())


def test_who_never_wrote_under_another_name_pays_one_query_and_a_visitor_none(as_bo, thread, bo):
    reply(thread, bo, how=How())

    with CaptureQueriesContext(connection) as queries:
        as_bo.get(thread.get_absolute_url())

    assert len([query for query in queries if 'FROM "forum_alias"' in query["sql"]]) == 1
    with CaptureQueriesContext(connection) as queries:
        Client().get(thread.get_absolute_url())
    assert [query for query in queries if 'FROM "forum_alias"' in query["sql"]] == []
