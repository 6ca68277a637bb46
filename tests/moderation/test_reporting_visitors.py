"""Whoever has no account can report what is public, learns the outcome, and gives away no more than they want to."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse

from community.core.limits.networks import network_of
from community.groups.models import SupportGroup
from community.moderation import actions
from community.moderation.models import Report, Risk
from community.notifications.models import Delivery
from tests.factories import NOON, join, make_group
from tests.forum.factories import make_replies, make_thread
from tests.moderation.factories import decide, make_chat_message, make_picture, make_post, make_private_message

NADIA = {"visitor_name": "Nadia", "visitor_email": "nadia@post.example", "in_good_faith": "on"}
NOBODY = {"visitor_name": "", "visitor_email": ""}


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def group(db):
    """Everybody may read it."""
    return make_group("welcome", privacy=SupportGroup.Privacy.PUBLIC)


def address(kind, subject):
    return reverse("moderation:report", args=[kind, subject.pk])


def send(client, post, **fields):
    return client.post(address("post", post), {"reason": "harassment", "words": "Cruel.", **NADIA, **fields})


@pytest.fixture
def filed(client, post):
    """A visitor's report."""
    send(client, post)
    return Report.objects.get()


def test_r2_visitor_reports_a_public_post_and_gets_a_number_at_once(client, post):
    response = client.post(address("post", post), {"reason": "illegal", **NADIA}, follow=True)

    report = Report.objects.get()
    assert response.redirect_chain == [(f"/reports/{report.token}/", 302)]
    assert f"Your report {report.pk}" in response.content.decode()
    assert (report.reporter, report.visitor_name, report.visitor_email) == (None, "Nadia", "nadia@post.example")
    assert (report.path, report.excerpt, report.byline) == (f"/posts/{post.pk}/", post.body, "Ada")


def test_r2_visitor_reports_a_public_picture(client, group, ada):
    picture = make_picture(group, ada)
    client.post(address("picture", picture), {"reason": "privacy", **NADIA})

    assert Report.objects.get().case.picture == picture


def test_visitor_reports_a_line_of_a_public_room(client, group, ada):
    message = make_chat_message(group, ada)
    page = client.get(message.room.get_absolute_url()).content.decode()
    client.post(address("message", message), {"reason": "spam", **NADIA})

    assert f'href="{address("message", message)}"' in page
    assert Report.objects.get().case.message == message


def test_r1_report_link_stands_on_every_public_post_and_picture(client, group, ada):
    picture = make_picture(group, ada)
    page = client.get(picture.post.thread.get_absolute_url()).content.decode()

    assert page.count("/report/post/") == 2
    assert f'href="{address("picture", picture)}"' in page


@pytest.mark.parametrize("kind", ["post", "picture", "message", "private_message", "profile"])
def test_what_is_not_public_asks_to_sign_in_whether_it_is_there_or_not(client, ada, kind):
    group = make_group("quiet", privacy=SupportGroup.Privacy.PRIVATE)
    join(group, ada)
    makers = {"post": make_post, "picture": make_picture, "message": make_chat_message}
    makers |= {"private_message": make_private_message, "profile": lambda group, member: member}
    there = address(kind, makers[kind](group, ada))
    gone = there.replace(there.split("/")[3], "99999" if kind != "picture" else "0" * 8 + there.split("/")[3][8:])

    for target in (there, gone):
        for response in (client.get(target), client.post(target, {"reason": "spam", **NADIA})):
            assert (response.status_code, response.url.split("?")[0]) == (302, "/accounts/login/")
    assert not Report.objects.exists()


def test_unknown_kind_is_not_there(client):
    assert client.get("/report/case/1/").status_code == 404


@pytest.mark.parametrize("missing", ["visitor_name", "visitor_email", "in_good_faith"])
def test_r2_r4_name_address_and_good_faith_are_asked_for_and_the_words_stay(client, post, missing):
    response = send(client, post, **{missing: ""})

    assert response.status_code == 422
    assert "Cruel." in response.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("said", "risk"),
    [
        ({"reason": "under_age"}, Risk.CHILD),
        ({"reason": "illegal", "shows_child_abuse": "on"}, Risk.CHILD),
        ({"reason": "worried"}, Risk.LIFE),
        ({"reason": "worried", "shows_child_abuse": "on"}, Risk.LIFE),
    ],
)
def test_r2_nobody_has_to_say_who_they_are_to_point_at_a_child_or_a_life_in_danger(client, post, said, risk):
    response = client.post(address("post", post), {**NOBODY, **said})

    assert response.status_code == 302
    assert Report.objects.get().case.risk == risk


def test_receipt_opens_with_its_secret_address_only(client, filed, eve):
    assert len(filed.token) >= 43
    assert client.get(f"/reports/{filed.token[:-1]}/").status_code == 404
    assert client.get(f"/reports/{filed.pk}/").status_code == 302  # a member's would ask to sign in as well
    client.force_login(eve)
    assert client.get(f"/reports/{filed.pk}/").status_code == 404


def test_receipt_is_not_kept_by_browsers_and_does_not_repeat_the_text(client, filed, post):
    response = client.get(filed.get_absolute_url())

    assert "no-store" in response["Cache-Control"]
    assert post.body not in response.content.decode()
    assert "Cruel." in response.content.decode()


def test_r5_outcome_comes_by_a_mail_that_tells_a_passer_by_nothing(client, filed, post, mo, settings):
    decide(filed.case, mo, outcome="no_action")

    mail = Delivery.objects.get(to_address="nadia@post.example")
    assert mail.subject == f"A message from the team · {settings.SITE_NAME}"
    assert f"{settings.BASE_URL}/reports/{filed.token}/" in mail.text
    secrets = ["Nadia", "Ada", "Mo", post.body, post.thread.title, str(post.thread.board.group), "Cruel.", "eport "]
    said = f"{mail.subject} {mail.text}".replace(filed.token, "")
    assert [word for word in secrets if word in said] == []
    assert "The team decided that it may stay" in client.get(filed.get_absolute_url()).content.decode()


def test_without_an_address_no_mail_is_written_and_the_receipt_says_so(client, post, mo):
    page = client.post(address("post", post), {"reason": "worried", **NOBODY}, follow=True).content.decode()
    decide(Report.objects.get().case, mo, outcome="no_action")

    assert "keep the address of this page" in page
    assert not Delivery.objects.exclude(to_address__endswith="members.example").exists()


def test_decision_taken_back_is_news_for_a_visitor_too(filed, mo):
    actions.undo(decide(filed.case, mo), moderator=mo, now=NOON)

    assert Delivery.objects.filter(to_address="nadia@post.example").count() == 2


def test_double_click_is_one_report(client, post):
    first, again = send(client, post), send(client, post)

    assert first.url == again.url
    assert Report.objects.count() == 1


def test_reports_of_visitors_and_members_make_one_case(client, filed, post, bo):
    send(client, post, visitor_email="other@post.example")
    actions.file_report(kind="post", pk=post.pk, reporter=bo, reason="spam", now=NOON)

    assert filed.case.reports.count() == 3


def test_floods_from_one_place_are_paced_and_keep_the_words(client, group, ada):
    posts = make_replies(make_thread(group=group, author=ada), ada, 6)
    answers = [send(client, post, visitor_email=f"{post.pk}@post.example") for post in posts]
    elsewhere = client.post(address("post", posts[5]), {"reason": "spam", **NADIA}, REMOTE_ADDR="198.51.100.7")

    assert [response.status_code for response in answers] == [302] * 5 + [429]
    assert "Send this in ten minutes" in answers[5].content.decode()
    assert "Cruel." in answers[5].content.decode()
    assert elsewhere.status_code == 302


def test_flood_does_not_hold_back_a_danger(client, group, ada):
    *some, last = make_replies(make_thread(group=group, author=ada), ada, 6)
    for post in some:
        send(client, post)

    assert send(client, last, reason="spam").status_code == 429
    assert send(client, last, reason="worried").status_code == 302


def test_no_address_of_the_network_is_stored(client, post, time_machine):
    client.post(address("post", post), {"reason": "spam", **NADIA}, REMOTE_ADDR="198.51.100.7")
    first = Report.objects.get()
    stored = str(Report.objects.values().get())

    assert "198.51.100" not in stored
    assert len(first.visitor_mark) == 64


def test_mark_of_a_visitor_is_another_one_tomorrow(client, group, ada, time_machine):
    for day in range(2):
        time_machine.move_to(NOON + timedelta(days=day))
        client.post(address("post", make_post(group, ada)), {"reason": "spam", **NADIA})

    assert len(set(Report.objects.values_list("visitor_mark", flat=True))) == 2


def test_newer_addresses_of_one_household_are_one_place():
    assert network_of("2001:db8:1:2::1") == network_of("2001:db8:1:2:ffff::9")
    assert network_of("2001:db8:1:2::1") != network_of("2001:db8:1:3::1")


def test_moderators_see_the_name_and_never_the_address(client, filed, mo):
    client.force_login(mo)
    page = client.get(filed.case.get_absolute_url()).content.decode()

    assert "a visitor, Nadia" in page
    assert "nadia@post.example" not in page
    assert filed.token not in page


def test_report_is_a_members_or_a_visitors(filed, eve):
    with pytest.raises(IntegrityError, match="report_is_a_members_or_a_visitors"):
        filed.case.reports.create(reporter=eve, visitor_name="Eve", reason="spam", excerpt="Text.", created_at=NOON)


def test_visitor_is_offered_to_sign_in(client, post):
    page = client.get(address("post", post)).content.decode()

    assert f"/accounts/login/?next={address('post', post)}" in page
