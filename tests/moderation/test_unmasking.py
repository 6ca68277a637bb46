"""The account behind another name: a case, a reason, two moderators, a log, and the member is told."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from community.forum.actions import add_reply, start_thread
from community.forum.actions.writing import How
from community.groups.models import Membership
from community.moderation.models import Case, Unmasking, UnmaskingView
from community.moderation.unmasking import actions
from community.notifications.models import Delivery, Notification
from tests.concurrency import at_once
from tests.factories import NOON, join, make_group, make_moderator, make_user
from tests.forum.factories import make_board, make_thread
from tests.moderation.factories import make_post, report_post

LATER = NOON + timedelta(hours=1)
REASON = "The same threats come under other names."


@pytest.fixture
def wrenfield(group):
    member = make_user("Wrenfield")
    join(group, member)
    return member


@pytest.fixture
def post(group, ada, wrenfield):
    """Wrenfield answers Ada under another name."""
    thread = make_thread(group=group, author=ada)
    return add_reply(thread=thread, author=wrenfield, body="Something unkind.", now=NOON, how=How(as_alias=True))


@pytest.fixture
def asked(case, gil):
    return actions.ask_to_unmask(case, moderator=gil, reason=REASON, now=NOON)


@pytest.fixture
def agreed(asked, mo):
    actions.agree_to_unmask(asked, moderator=mo, now=LATER)
    asked.refresh_from_db()
    return asked


def page(client, member, case):
    client.force_login(member)
    return client.get(case.get_absolute_url()).content.decode()


def test_one_moderator_alone_learns_nothing(client, asked, case, gil, mo, wrenfield):
    with pytest.raises(PermissionDenied):
        actions.agree_to_unmask(asked, moderator=gil, now=LATER)
    with pytest.raises(PermissionDenied):
        actions.look_at_name(asked, moderator=gil, now=LATER)

    assert "Wrenfield" not in page(client, gil, case) + page(client, mo, case)
    assert not Notification.objects.filter(recipient=wrenfield).exists()


def test_second_moderator_agrees_and_the_member_is_told(agreed, mo, wrenfield, post):
    assert (agreed.agreed_by, agreed.agreed_at, agreed.told_at) == (mo, LATER, LATER)
    notice = Notification.objects.get(recipient=wrenfield)
    assert (notice.kind, notice.url) == ("moderation", f"/moderation/unmaskings/{agreed.pk}/")
    mail = Delivery.objects.get(notification=notice)
    assert REASON not in notice.text + mail.subject + mail.text + mail.html
    assert str(post.alias) not in notice.text + mail.text


def test_agreeing_again_tells_nobody_twice(agreed, mo, wrenfield):
    assert actions.agree_to_unmask(agreed, moderator=mo, now=LATER) is False
    assert actions.refuse_to_unmask(agreed, moderator=mo, now=LATER) is False
    assert Notification.objects.filter(recipient=wrenfield).count() == 1


def test_name_is_shown_to_those_two_on_the_case_and_each_look_is_written_down(client, agreed, case, gil, mo, wrenfield):
    lou = make_moderator(case.group, "Lou")
    assert "Wrenfield" not in page(client, gil, case)
    for member, status in ((gil, 200), (mo, 200), (lou, 403)):
        client.force_login(member)
        response = client.post(f"/moderation/unmaskings/{agreed.pk}/look/")
        assert response.status_code == status
        assert ("is the account Wrenfield" in response.content.decode()) is (status == 200)
    assert [look.viewer for look in UnmaskingView.objects.all()] == [gil, mo]
    assert "Wrenfield" not in page(client, gil, case)


def test_name_stands_in_no_list_and_not_in_the_log(client, agreed, case, gil, mo, wrenfield):
    actions.look_at_name(agreed, moderator=gil, now=LATER)
    for member in (gil, mo):
        client.force_login(member)
        for address in ("/moderation/", agreed.get_absolute_url(), case.get_absolute_url(), "/notifications/"):
            assert "Wrenfield" not in client.get(address).content.decode()


def test_moderator_who_is_none_any_more_looks_no_more(agreed, gil):
    Membership.objects.filter(member=gil).update(role=Membership.Role.MEMBER)

    with pytest.raises(PermissionDenied):
        actions.look_at_name(agreed, moderator=gil, now=LATER)


def test_member_reads_why_and_when_and_learns_no_moderators_name(client, agreed, gil, mo, wrenfield, post):
    actions.look_at_name(agreed, moderator=mo, now=LATER)
    client.force_login(wrenfield)

    words = client.get(agreed.get_absolute_url()).content.decode()

    assert REASON in words
    assert str(post.alias) in words
    assert "Looked at" in words
    assert "Gil" not in words
    assert ">Mo" not in words


@pytest.mark.parametrize("state", ["asked", "refused"])
def test_member_hears_nothing_of_what_was_not_agreed(client, asked, mo, wrenfield, state):
    if state == "refused":
        assert actions.refuse_to_unmask(asked, moderator=mo, now=LATER) is True
    client.force_login(wrenfield)

    assert client.get(asked.get_absolute_url()).status_code == 404
    assert not Notification.objects.filter(recipient=wrenfield).exists()


def test_after_a_refusal_it_can_be_asked_again(client, asked, case, gil, mo):
    actions.refuse_to_unmask(asked, moderator=mo, now=LATER)

    with pytest.raises(PermissionDenied):
        actions.look_at_name(asked, moderator=gil, now=LATER)
    assert "Another moderator refused this before." in page(client, gil, case)
    again = actions.ask_to_unmask(case, moderator=mo, reason="Again.", now=LATER)
    assert again != asked


def test_asking_twice_is_one_request(case, asked, gil, mo):
    assert actions.ask_to_unmask(case, moderator=gil, reason="Twice.", now=LATER) == asked
    with pytest.raises(PermissionDenied):
        actions.ask_to_unmask(case, moderator=mo, reason="Me too.", now=LATER)


@pytest.mark.parametrize("name", ["ada", "bo", "eve", "wrenfield"])
def test_everybody_else_finds_nothing(client, asked, case, name, request):
    client.force_login(request.getfixturevalue(name))

    assert client.post(f"/moderation/{case.pk}/unmask/", {"reason": "Curious."}).status_code == 404
    for verb in ("answer", "look"):
        assert client.post(f"/moderation/unmaskings/{asked.pk}/{verb}/", {"agree": ""}).status_code == 404
    assert client.get(asked.get_absolute_url()).status_code == 404
    asked.refresh_from_db()
    assert asked.is_open


def test_moderator_of_another_group_finds_nothing(client, asked, case):
    elsewhere = make_moderator(make_group("elsewhere"), "Elsewhere")
    client.force_login(elsewhere)

    assert client.get(asked.get_absolute_url()).status_code == 404
    assert client.post(f"/moderation/unmaskings/{asked.pk}/answer/", {"agree": ""}).status_code == 404


def test_moderator_who_wrote_it_sees_neither_case_nor_request(client, group, bo, gil, mo, ada):
    board = make_board(group)
    thread = start_thread(board=board, author=gil, title="T", body="Rude.", now=NOON, how=How(as_alias=True))
    case = report_post(thread.posts.get(), bo).case
    asked = actions.ask_to_unmask(case, moderator=mo, reason=REASON, now=NOON)
    client.force_login(gil)

    assert not Case.objects.visible_to(gil).exists()
    assert not Unmasking.objects.visible_to(gil).exists()
    assert client.get(case.get_absolute_url()).status_code == 404
    assert client.get(asked.get_absolute_url()).status_code == 404
    assert "look up a name" not in client.get("/moderation/").content.decode()
    with pytest.raises(PermissionDenied):
        actions.agree_to_unmask(asked, moderator=gil, now=LATER)


def test_own_name_cannot_be_looked_up(client, group, ada, bo, gil):
    case = report_post(make_post(group, ada), bo).case

    with pytest.raises(PermissionDenied):
        actions.ask_to_unmask(case, moderator=gil, reason=REASON, now=NOON)
    assert "another name" not in page(client, gil, case)


def test_reason_is_needed_and_what_was_typed_stays(client, case, gil):
    client.force_login(gil)

    response = client.post(f"/moderation/{case.pk}/unmask/", {"reason": "  "})

    assert response.status_code == 422
    assert "Write why, so that the second moderator" in response.content.decode()
    assert not Unmasking.objects.exists()


def test_asking_and_agreeing_by_the_pages(client, case, gil, mo, wrenfield):
    client.force_login(gil)
    assert client.post(f"/moderation/{case.pk}/unmask/", {"reason": REASON}).url == case.get_absolute_url()
    assert "You have asked." in page(client, gil, case)
    assert "look up a name" not in client.get("/moderation/").content.decode()
    client.force_login(mo)
    assert f"Case {case.pk}: look up a name" in client.get("/moderation/").content.decode()
    assert REASON in page(client, mo, case)

    client.post(f"/moderation/unmaskings/{Unmasking.objects.get().pk}/answer/", {"agree": ""})

    assert Unmasking.objects.get().agreed_by == mo
    assert "Show the account" in page(client, gil, case)


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": ""},
        {"agreed_by": "gil", "agreed_at": NOON, "told_at": NOON},
        {"refused_by": "gil", "refused_at": NOON},
        {"agreed_by": "mo"},
        {"agreed_by": "mo", "agreed_at": NOON},
        {"agreed_at": NOON, "told_at": NOON},
        {"agreed_by": "mo", "agreed_at": NOON, "told_at": NOON, "refused_by": "mo", "refused_at": NOON},
    ],
)
def test_row_that_breaks_a_rule_is_refused(case, gil, mo, wrong):
    people = {"gil": gil, "mo": mo}
    fields = {name: people.get(value, value) if isinstance(value, str) else value for name, value in wrong.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Unmasking.objects.create(**{"case": case, "asked_by": gil, "reason": REASON, "asked_at": NOON, **fields})


@pytest.mark.django_db(transaction=True)
def test_two_moderators_who_agree_at_once_are_one_agreement():
    group = make_group()
    ada, wrenfield, gil, mo, lou = (make_user(name) for name in ("Ada", "Wrenfield", "Gil", "Mo", "Lou"))
    join(group, ada, wrenfield)
    join(group, gil, mo, lou, role=Membership.Role.MODERATOR)
    thread = make_thread(group=group, author=ada)
    rude = add_reply(thread=thread, author=wrenfield, body="Rude.", now=NOON, how=How(as_alias=True))
    case = report_post(rude, ada).case
    asked = actions.ask_to_unmask(case, moderator=gil, reason=REASON, now=NOON)

    def agree(moderator):
        return lambda: actions.agree_to_unmask(
            Unmasking.objects.for_page().get(pk=asked.pk), moderator=moderator, now=LATER
        )

    assert sorted(at_once(agree(mo), agree(lou))) == [False, True]
    assert Notification.objects.filter(recipient=wrenfield).count() == 1
