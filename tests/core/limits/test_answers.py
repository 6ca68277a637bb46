"""Whoever is too fast is told how long to wait, in the form that they can read, and loses nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from community.core.limits.amounts import Amount, Kind
from community.forum.models import Post
from tests.forum.factories import make_board, make_thread

pytestmark = pytest.mark.django_db
FROM_HERE = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def browser(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def full(settings):
    settings.WRITES_LIMIT = Kind("writes", member=(Amount(0, 100 * 60),), visitor=(Amount(0, 60),))


@pytest.fixture
def thread(group, ada):
    return make_thread(board=make_board(group), author=ada)


def test_page_says_how_long_and_gives_back_what_was_typed(browser, thread, full):
    answer = browser.post(
        reverse("forum:reply", args=[thread.pk]), {"body": "Two hours <b>of typing"}, headers=FROM_HERE
    )

    page = answer.content.decode()
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 6000
    assert "Two hours &lt;b&gt;of typing" in page
    assert "You can go on in" in page
    assert f'action="{reverse("forum:reply", args=[thread.pk])}"' in page
    assert Post.objects.filter(thread=thread, number__gt=1).count() == 0


def test_what_another_site_sent_is_not_given_back(browser, thread, full):
    answer = browser.post(
        reverse("forum:reply", args=[thread.pk]), {"body": "Not mine"}, headers={"sec-fetch-site": "cross-site"}
    )

    assert answer.status_code == 429
    assert "Not mine" not in answer.content.decode()


def test_script_gets_its_own_form(browser, thread, full):
    answer = browser.post(
        reverse("forum:reply", args=[thread.pk]), {"body": "x"}, headers={"accept": "application/json"}
    )

    told = answer.json()
    assert (answer.status_code, told["wait"]) == (429, int(answer["Retry-After"]))
    assert told["errors"] == [told["problem"]]
    assert "You can go on in" in told["problem"]


def test_part_of_a_page_is_no_page(browser, thread, full):
    answer = browser.post(reverse("forum:reply", args=[thread.pk]), {"body": "x"}, headers={"HX-Request": "true"})

    assert answer.status_code == 429
    assert "<html" not in answer.content.decode()
    assert "You can go on in" in answer.content.decode()


def test_refusal_asks_no_database_beyond_who_it_is(browser, thread, full, django_assert_num_queries):
    with django_assert_num_queries(2):  # session, user
        browser.post(reverse("forum:reply", args=[thread.pk]), {"body": "x"}, headers=FROM_HERE)


def test_words_are_in_the_members_language(browser, ada, thread, full):
    ada.language = "es"
    ada.save()

    page = browser.post(reverse("forum:reply", args=[thread.pk]), {"body": "x"}).content.decode()

    assert "Puedes seguir en" in page


def test_drafts_and_what_browsers_report_leave_room_for_writing(browser, thread, full):
    saved = browser.post(reverse("drafts:save", args=[f"reply:{thread.pk}"]), {"body": "x"})
    reported = browser.post(reverse("pages:reports"), {}, content_type="application/csp-report")

    assert 429 not in (saved.status_code, reported.status_code)


def test_visitors_are_counted_by_where_they_come_from(full):
    here, there = Client(REMOTE_ADDR="198.51.100.1"), Client(REMOTE_ADDR="127.0.0.1")
    address = reverse("pages:display")

    assert here.post(address, {"theme": "dark"}).status_code == 429
    assert there.post(address, {"theme": "dark"}).status_code == 302


def test_uploads_have_a_limit_of_their_own(browser, thread, settings):
    settings.UPLOADS_LIMIT = Kind("uploads", member=(Amount(0, 60),))
    address = reverse("forum:reply", args=[thread.pk])

    with_picture = browser.post(address, {"body": "x", "picture": SimpleUploadedFile("a.png", b"x", "image/png")})
    without = browser.post(address, {"body": "x"})

    assert (with_picture.status_code, without.status_code) == (429, 302)


def test_reading_is_not_counted(browser, thread, full):
    assert browser.get(thread.get_absolute_url()).status_code == 200
