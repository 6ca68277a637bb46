"""Nobody but moderators learns who reported: not from a page, a mail, a log, an address or the time of anything."""

import logging
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from community.groups.models import SupportGroup
from community.moderation import actions
from community.moderation.models import Case, Report
from community.moderation.reportable import judged_lately
from community.notifications.models import Delivery, Notification
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import make_thread
from tests.moderation.factories import decide, report_post

WHO = ["Zorro", "Nadia", "nadia@post.example", "Heartless.", "Cruel."]  # the reporters and their words
REPORTED_AT = NOON - timedelta(hours=5, minutes=17)


@pytest.fixture
def group(db):
    return make_group("welcome", privacy=SupportGroup.Privacy.PUBLIC)


@pytest.fixture
def post(group, ada):
    return make_thread(group=group, author=ada).posts.get()


@pytest.fixture
def zorro(group):
    member = make_user("Zorro")
    join(group, member)
    return member


@pytest.fixture
def by_visitor(post):
    visitor = actions.Visitor(name="Nadia", email="nadia@post.example")
    return actions.file_report(
        kind="post", pk=post.pk, visitor=visitor, reason="harassment", words="Cruel.", now=REPORTED_AT
    )


@pytest.fixture
def by_member(post, zorro):
    return report_post(post, zorro, words="Heartless.", now=REPORTED_AT)


@pytest.fixture(params=["no_action", "hidden"])
def decided(request, by_visitor, by_member, mo):
    return decide(by_member.case, mo, outcome=request.param)


def pages_of(client, member, post, decision):
    client.force_login(member)
    addresses = ["/", "/notifications/", post.thread.get_absolute_url(), decision.get_absolute_url()]
    addresses += [reverse("moderation:report", args=["post", post.pk]), f"/posts/{post.pk}/more/", "/settings/"]
    addresses += [f"/members/{name}/" for name in ("Ada", "Mo")] + ["/members/Ada/posts/"]
    return [client.get(address, follow=True).content.decode() for address in addresses]


@pytest.mark.parametrize("name", ["ada", "eve", "bo"])
def test_r10_no_page_of_others_knows_the_reporters_their_words_or_the_moment(client, decided, post, name, request):
    pages = pages_of(client, request.getfixturevalue(name), post, decided)

    assert [secret for secret in [*WHO, "06:43"] for page in pages if secret in page] == []


def test_r10_reporters_do_not_learn_of_each_other(client, decided, by_visitor, by_member, zorro):
    client.force_login(zorro)
    own = client.get(by_member.get_absolute_url()).content.decode()
    client.logout()
    visitors = client.get(by_visitor.get_absolute_url()).content.decode()

    assert "Heartless." in own
    assert not any(secret in own for secret in ("Nadia", "nadia@post.example", "Cruel.", by_visitor.token))
    assert "Cruel." in visitors
    assert not any(secret in visitors for secret in ("Zorro", "Heartless."))


def test_r10_no_notice_or_mail_of_anybody_names_them(decided):
    notices = [f"{notice.text} {notice.url}" for notice in Notification.objects.all()]
    mails = [f"{mail.subject} {mail.text} {mail.html}" for mail in Delivery.objects.all()]

    assert notices
    assert mails
    assert [secret for secret in WHO for text in [*notices, *mails] if secret in text] == []


def test_r10_history_of_the_case_names_nobody_who_reported(decided, by_visitor):
    events = by_visitor.case.events.filter(kind="reported")

    assert list(events.values_list("actor", "actor_name", "words")) == [(None, "", "Harassment, hate or threats")] * 2


def test_r10_no_log_says_who_reported_what(client, post, zorro, caplog):
    caplog.set_level(logging.DEBUG)
    address = reverse("moderation:report", args=["post", post.pk])
    form = {"reason": "harassment", "in_good_faith": "on"}
    client.post(address, {**form, "words": "Cruel.", "visitor_name": "Nadia", "visitor_email": "nadia@post.example"})
    visitors = Report.objects.get()
    client.get(f"/reports/{visitors.token}x/")
    client.force_login(zorro)
    client.post(address, {**form, "words": "Heartless."})
    client.post(address, {"reason": "", "words": "Heartless."})
    statements = "django.db"  # logged in tests only

    said = " ".join(record.getMessage() for record in caplog.records if not record.name.startswith(statements))
    assert [secret for secret in [*WHO, visitors.token] if secret in said] == []


def test_r10_addresses_after_a_report_name_nothing_but_its_number_or_secret(client, post, zorro):
    address = reverse("moderation:report", args=["post", post.pk])
    form = {"reason": "spam", "in_good_faith": "on"}
    visitors = client.post(address, {**form, "visitor_name": "Nadia", "visitor_email": "nadia@post.example"})
    client.force_login(zorro)
    members = client.post(address, form)

    assert re.fullmatch(r"/reports/[\w-]{43}/", visitors.url)
    assert re.fullmatch(r"/reports/\d+/", members.url)


def test_r10_answers_to_the_author_do_not_differ_whether_somebody_reported(client, group, ada, post, by_member):
    """The same pages, headers and cookies, but for the names of the two threads."""
    other = make_thread(group=group, author=ada, title="Another calm one", now=NOON).posts.get()
    client.force_login(ada)

    def answer(of):
        response = client.get(of.thread.get_absolute_url())
        return sorted(response.headers), sorted(response.cookies), len(re.findall("<a ", response.content.decode()))

    answer(other)  # the first answer to anybody carries a cookie more
    assert answer(post) == answer(other)


def test_author_is_not_told_that_somebody_complained_in_vain(client, by_member, post, ada, mo, eve):
    decide(by_member.case, mo, outcome="no_action")
    client.force_login(ada)
    page = client.get(reverse("moderation:report", args=["post", post.pk])).content.decode()

    assert "The team looked at this" not in page
    assert judged_lately(post, kind="post", by=ada, now=NOON) is None
    assert judged_lately(post, kind="post", by=eve, now=NOON) is not None


def test_what_the_clock_closed_was_judged_by_nobody(by_member, post, eve):
    Case.objects.update(decided_at=NOON)

    assert judged_lately(post, kind="post", by=eve, now=NOON) is None
