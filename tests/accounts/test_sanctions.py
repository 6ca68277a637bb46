"""What the team puts on an account: rows, and the two dates that every check reads."""

import re
from datetime import datetime, timedelta, timezone

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.accounts.actions import lift_sanction, sanction
from community.accounts.models import NO_END, Sanction, User
from community.accounts.permissions import can_be_sanctioned_by, can_write
from tests.concurrency import at_once
from tests.factories import NOON, make_user

pytestmark = pytest.mark.django_db
WARNING, SILENCE, SUSPENSION = Sanction.Kind.WARNING, Sanction.Kind.SILENCE, Sanction.Kind.SUSPENSION
DAY = timedelta(days=1)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


def put_on(member, kind=SILENCE, *, days=None, now=NOON):
    return sanction(member, kind=kind, until=None if days is None else now + days * DAY, now=now)


def ends(member):
    member.refresh_from_db()
    return member.silenced_until, member.suspended_until


def test_a_warning_restricts_nothing(ada):
    put_on(ada, WARNING)

    assert ends(ada) == (None, None)
    assert can_write(ada, now=NOON)
    assert not Sanction.objects.in_force(NOON).exists()


@pytest.mark.parametrize(("kind", "place"), [(SILENCE, 0), (SUSPENSION, 1)])
@pytest.mark.parametrize(("days", "end"), [(3, NOON + 3 * DAY), (None, NO_END)])
def test_the_account_knows_until_when(ada, kind, place, days, end):
    put_on(ada, kind, days=days)

    assert ends(ada)[place] == end
    assert ends(ada)[1 - place] is None
    assert not can_write(ada, now=NOON)


def test_a_sanction_is_over_by_itself_at_its_moment(ada):
    put_on(ada, days=3)

    assert not can_write(ada, now=NOON + 3 * DAY - timedelta(microseconds=1))
    assert can_write(ada, now=NOON + 3 * DAY)
    assert not Sanction.objects.in_force(NOON + 3 * DAY).exists()


def test_of_several_the_last_end_counts_and_lifting_counts_again(ada):
    short, endless, longer = put_on(ada, days=1), put_on(ada), put_on(ada, days=7)
    assert ends(ada) == (NO_END, None)

    assert lift_sanction(endless, now=NOON)
    assert ends(ada) == (longer.until, None)
    assert lift_sanction(longer, now=NOON + 2 * DAY)
    assert ends(ada) == (None, None)
    assert not short.lifted_at


def test_lifting_one_kind_leaves_the_other(ada):
    put_on(ada, days=1)
    suspension = put_on(ada, SUSPENSION, days=1)

    lift_sanction(suspension, now=NOON)

    assert ends(ada) == (NOON + DAY, None)


def test_lifting_twice_is_lifting_once(ada):
    silence = put_on(ada)

    assert lift_sanction(silence, now=NOON)
    assert not lift_sanction(silence, now=NOON + DAY)

    silence.refresh_from_db()
    assert silence.lifted_at == NOON


def test_what_is_lifted_is_no_longer_in_force(ada):
    silence = put_on(ada)
    assert silence.is_in_force_at(NOON)
    assert list(Sanction.objects.in_force(NOON)) == [silence]

    lift_sanction(silence, now=NOON)

    assert not silence.is_in_force_at(NOON)
    assert not Sanction.objects.in_force(NOON).exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": 500, "until": NOON},
        {"kind": 500, "until": NOON - DAY},
        {"kind": 100, "until": NOON + DAY},
        {"kind": 200},
        {"kind": 500, "lifted_at": NOON - DAY},
    ],
    ids=["at its start", "before its start", "a warning with an end", "no such kind", "lifted before its start"],
)
def test_the_database_takes_no_nonsense(ada, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Sanction.objects.create(member=ada, starts_at=NOON, **fields)


def test_nobody_sees_the_sanctions_of_another(ada, bo):
    put_on(ada)

    assert Sanction.objects.visible_to(ada).count() == 1
    assert not Sanction.objects.visible_to(bo).exists()
    assert not Sanction.objects.visible_to(AnonymousUser()).exists()


def test_members_who_may_act_are_found(ada, bo, eve):
    put_on(ada, days=1)
    put_on(bo, SUSPENSION)

    assert set(User.objects.unrestricted(NOON)) == {eve}
    assert set(User.objects.unrestricted(NOON + DAY)) == {ada, eve}


@pytest.mark.parametrize("hours", [-12, 0, 14])
def test_no_end_can_be_shown_in_every_time_zone(hours):
    assert NO_END.astimezone(timezone(timedelta(hours=hours))).year == 9999
    assert isinstance(NO_END, datetime)


def test_words_are_in_the_members_own_time_zone(ada, time_machine):
    time_machine.move_to(NOON)
    assert ada.silence_in_words == ""

    put_on(ada, days=1)
    assert "until 23 November 2026, 13:00." in ada.silence_in_words
    assert ada.silence_ends == NOON + DAY

    put_on(ada)
    assert "no end date" in ada.silence_in_words
    assert ada.silence_ends is None


def rank(name, **flags):
    return make_user(name, **flags)


@pytest.fixture
def ranks(db):
    return {
        "root": rank("Root", is_superuser=True, is_staff=True),
        "root2": rank("Roota", is_superuser=True, is_staff=True),
        "moderator": rank("Mod", is_moderator=True),
        "moderator2": rank("Moda", is_moderator=True),
        "editor": rank("Edit", is_editor=True),
        "member": rank("Plain"),
        "member2": rank("Plaina"),
    }


def test_nobody_sanctions_themselves_or_their_equals(ranks):
    may = {
        (by, on)
        for by, moderator in ranks.items()
        for on, member in ranks.items()
        if can_be_sanctioned_by(moderator, member)
    }

    below_root = {"moderator", "moderator2", "editor", "member", "member2"}
    of_roots = {(by, on) for by in ("root", "root2") for on in below_root}
    of_moderators = {(by, on) for by in ("moderator", "moderator2") for on in ("member", "member2")}
    assert may == of_roots | of_moderators


def test_visitors_and_whoever_is_under_a_sanction_sanction_nobody(ranks):
    moderator, member = ranks["moderator"], ranks["member"]
    assert not can_be_sanctioned_by(AnonymousUser(), member)

    for kind in (SILENCE, SUSPENSION):
        given = put_on(moderator, kind)
        assert not can_be_sanctioned_by(moderator, member)
        lift_sanction(given, now=NOON)

    moderator.is_active = False
    assert not can_be_sanctioned_by(moderator, member)


def test_the_admin_looks_the_same_for_whoever_is_under_a_sanction_and_changes_none(client, ada):
    """It may have been given for something under another name: kind and hour would tell one operator alone whose."""
    client.force_login(User.objects.create_superuser("Root", email="root@members.example"))
    pages = [reverse("admin:accounts_user_change", args=[ada.pk]), reverse("admin:accounts_user_changelist")]
    before = [TOKEN.sub("", client.get(page).content.decode()) for page in pages]

    put_on(ada)

    assert [TOKEN.sub("", client.get(page).content.decode()) for page in pages] == before
    sent = {"is_active": "on", "sanctions-TOTAL_FORMS": "1", "sanctions-INITIAL_FORMS": "0", "sanctions-0-kind": "900"}
    assert client.post(pages[0], sent).status_code == 302
    assert Sanction.objects.get().kind == SILENCE


@pytest.mark.django_db(transaction=True)
def test_two_moderators_in_the_same_moment_lose_neither(db):
    ada = make_user("Ada")

    def again():
        return User.objects.get(pk=ada.pk)

    given = at_once(
        lambda: put_on(again(), SILENCE, days=1),
        lambda: put_on(again(), SUSPENSION, days=2),
        lambda: put_on(again(), SILENCE, days=3),
    )

    assert [type(one) for one in given] == [Sanction] * 3
    assert ends(ada) == (NOON + 3 * DAY, NOON + 2 * DAY)


@pytest.mark.django_db(transaction=True)
def test_lifted_by_two_in_the_same_moment_it_is_lifted_once(db):
    ada = make_user("Ada")
    silence = put_on(ada)

    lifted = at_once(*[lambda: lift_sanction(Sanction.objects.get(pk=silence.pk), now=NOON)] * 3)

    assert sorted(lifted) == [False, False, True]
    assert ends(ada) == (None, None)
