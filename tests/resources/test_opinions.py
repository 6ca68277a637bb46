"""Was it useful, what should be different, and what the editors say."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.notifications.models import Delivery, Notification
from community.resources import actions
from community.resources.models import Article, Opinion, Suggestion
from tests.factories import make_user
from tests.resources.factories import load_articles

PAGE = "/resources/understanding/page-1/"
NOW = timezone.now()

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(folder):
    load_articles(folder, 1)
    return Article.objects.get()


def proposal(article, member, words="A date is wrong.", **fields):
    given = {"kind": "error", "address": "", "now": NOW}
    return actions.suggest(article=article, member=member, words=words, **given | fields)


def press(client, said="yes"):
    return client.post(f"{PAGE}useful/", {"useful": said})


def said_on(client, page):
    return client.get(page.get_absolute_url()).context["said"]


def test_a_visitor_is_asked_once_and_only_the_answer_is_kept(client, article):
    assert press(client).url == f"{PAGE}#useful"
    press(client, "no")

    assert list(Opinion.objects.values_list("member", "is_useful")) == [(None, True)]
    assert "We count the answers, not who gave them." in client.get(PAGE).content.decode()


def test_each_page_asks_for_itself_and_a_made_up_answer_is_none(client, article, folder):
    load_articles(folder, 2)
    press(client)

    assert said_on(client, article) == "yes"
    assert said_on(client, Article.objects.latest("pk")) == ""
    client.cookies["useful"] = "y..x9.<b>n.9z"
    assert said_on(client, article) == ""


def test_a_machine_cannot_fill_the_table_with_opinions(article, ada):
    for minutes in (0, 0, 59, 61):
        for _ in range(40):
            at = NOW + timedelta(minutes=minutes)
            actions.say_if_useful(article=article, reader=AnonymousUser(), is_useful=False, now=at)
    actions.say_if_useful(article=article, reader=ada, is_useful=True, now=NOW)

    assert Opinion.objects.filter(member=None).count() == 60 + 40
    assert Opinion.objects.filter(member=ada).exists()


def test_what_an_ended_sign_in_was_about_to_suggest_is_not_lost(client, article, ada):
    asked = send(client, words="Typed for half an hour.")
    assert asked.redirect_chain[0][0].startswith("/accounts/login/")
    client.force_login(ada)

    assert "Typed for half an hour." in client.get("/kept/", follow=True).content.decode()


def test_a_member_may_think_again(client, article, ada):
    client.force_login(ada)
    press(client)
    press(client, "no")

    assert list(Opinion.objects.values_list("member", "is_useful")) == [(ada.pk, False)]


def test_editors_alone_see_how_many_said_what(client, article, ada, ed):
    press(client)
    client.force_login(ada)
    press(client, "no")
    pages = [client.get(PAGE).content.decode()]
    client.force_login(ed)

    assert "For editors: 1 said yes, 1 said no." in client.get(PAGE).content.decode()
    assert "For editors" not in pages[0]


@pytest.mark.parametrize("said", ["", "perhaps", "\0"])
def test_nonsense_is_no_opinion(client, article, said):
    assert press(client, said).status_code == 400
    assert not Opinion.objects.exists()


def test_a_draft_takes_no_opinion(client, article):
    Article.objects.update(status="draft")

    assert press(client).status_code == 404


def send(client, **fields):
    given = {"kind": "unclear", "words": "What is a nerve?", "address": ""}
    return client.post(f"{PAGE}suggest/", given | fields, follow=True)


def test_a_member_proposes_a_change_and_finds_it_again(client, article, ada):
    client.force_login(ada)

    page = send(client).content.decode()

    assert "The editors read it and answer you here." in page
    assert "What is a nerve?" in page
    assert "What is a nerve?" in client.get("/resources/suggestions/").content.decode()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": ""}, "Choose what it is about."),
        ({"words": " "}, "Write what should be different."),
        ({"words": "a" * 2001}, "Your text has 2001 characters, and 2000 fit."),
        ({"kind": "link"}, "Enter the address of the page that should be named."),
        ({"address": "javascript:alert(1)"}, "This is not the address of a page."),
        ({"address": "ftp://example.org/"}, "This is not the address of a page."),
        ({"address": "https://www.iythealth.com/page"}, "We take nothing from this site"),
        ({"address": "https://" + "a" * 300 + ".example"}, "at most 300 characters"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, article, ada, fields, said):
    client.force_login(ada)

    response = send(client, **fields)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert fields.get("words", "What is a nerve?") in response.content.decode()
    assert not Suggestion.objects.exists()


def test_a_double_click_is_one_proposal(article, ada):
    assert proposal(article, ada) == proposal(article, ada, now=NOW + timedelta(seconds=2))


def test_ten_wait_and_the_eleventh_is_kept_on_the_page(client, article, ada):
    for number in range(10):
        proposal(article, ada, words=f"Number {number}")
    client.force_login(ada)

    response = send(client)

    assert response.status_code == 409
    assert "The editors still have ten proposals of yours to answer." in response.content.decode()
    assert "What is a nerve?" in response.content.decode()
    assert Suggestion.objects.count() == 10


def test_the_list_is_found_from_the_resources_by_members_alone(client, ada):
    link = 'href="/resources/suggestions/"'
    assert link not in client.get("/resources/").content.decode()
    client.force_login(ada)

    assert link in client.get("/resources/").content.decode()


def test_an_answer_is_told_here_and_not_by_mail(client, article, ada, ed):
    mine = proposal(article, ada)
    client.force_login(ed)

    client.post(mine.get_absolute_url(), {"outcome": "accepted", "answer": "You are right, thank you."})

    client.force_login(ada)
    assert "You are right, thank you." in client.get(mine.get_absolute_url()).content.decode()
    notice = Notification.objects.get()
    assert (notice.recipient, notice.url) == (ada, mine.get_absolute_url())
    assert not Delivery.objects.exists()


def test_of_two_editors_one_answers(client, article, ada, ed):
    mine = proposal(article, ada)
    other = make_user("Edna", is_editor=True)
    words = {"suggestion": mine, "outcome": "accepted", "answer": "Yes.", "now": NOW}

    assert actions.answer_suggestion(editor=ed, **words)
    assert not actions.answer_suggestion(editor=other, **words | {"outcome": "declined"})

    assert Suggestion.objects.get().outcome == "accepted"
    assert Notification.objects.count() == 1


def test_an_answer_without_words_comes_back(client, article, ada, ed):
    mine = proposal(article, ada)
    client.force_login(ed)

    response = client.post(mine.get_absolute_url(), {"outcome": "declined", "answer": ""})

    assert response.status_code == 422
    assert "Write an answer: nobody likes to hear nothing." in response.content.decode()


def test_only_editors_answer(article, ada, mo):
    mine = proposal(article, ada)

    for member in (ada, mo):
        with pytest.raises(PermissionDenied):
            actions.answer_suggestion(suggestion=mine, editor=member, outcome="accepted", answer="Yes.", now=NOW)


def test_the_list_of_an_editor_is_what_waits_and_on_request_all(client, article, ada, ed):
    waits, done = proposal(article, ada, words="Waits"), proposal(article, ada, words="Is done")
    actions.answer_suggestion(suggestion=done, editor=ed, outcome="declined", answer="No.", now=NOW)
    client.force_login(ed)

    waiting, everything = (client.get(f"/resources/suggestions/{query}") for query in ("", "?answered"))

    assert list(waiting.context["page"]) == [waits]
    assert list(everything.context["page"]) == [done, waits]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_queries_for_any_length(client, article, ada, number, django_assert_num_queries):
    for count in range(number):
        proposal(article, ada, words=f"Number {count}")
    client.force_login(ada)

    with django_assert_num_queries(5):  # session, user, unread, count, rows
        assert len(client.get("/resources/suggestions/").context["page"]) == number


@pytest.mark.parametrize(
    "changes",
    [{"kind": "rant"}, {"words": ""}, {"kind": "link"}, {"outcome": "accepted"}, {"answered_at": NOW}],
)
def test_the_database_refuses_what_is_half(article, ada, changes):
    whole = {"article": article, "member": ada, "kind": "error", "words": "x", "created_at": NOW}

    with pytest.raises(IntegrityError), transaction.atomic():
        Suggestion.objects.create(**whole | changes)
