"""Where the site is not open, an invitation lets so many people in, once each, and says nothing about anybody."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from community.accounts.inviting.actions import end_invitation, give_back_use, make_invitation, use_invitation
from community.accounts.inviting.door import USED
from community.accounts.inviting.querysets import hash_of
from community.accounts.models import SiteInvitation, User
from community.accounts.sign_in_views import start_again
from tests.accounts.factors import with_address
from tests.concurrency import at_once
from tests.factories import NOON, make_user

DAY = timedelta(days=1)
NEEDS_ONE = "<h1>You need an invitation</h1>"
SIGNUP = "/accounts/signup/"


@pytest.fixture(autouse=True)
def invited_only(settings):
    settings.SIGN_UP = "invited"


@pytest.fixture
def mo(db):
    return make_user("Mo", is_moderator=True)


def invite(by, *, uses=1, lasts=DAY, now=None):
    return make_invitation(by=by, uses=uses, lasts=lasts, now=now or timezone.now())


def come(token, name="Wren", email="someone@members.example", client=None):
    """Open the invitation and send the form."""
    client = client or Client()
    client.get(reverse("accounts:invited", args=[token]))
    return client.post(SIGNUP, {"username": name, "email": email, "password1": "a quiet horse at noon"})


@pytest.mark.django_db
def test_nobody_joins_without_an_invitation(client):
    assert NEEDS_ONE in client.get(SIGNUP).content.decode()
    assert NEEDS_ONE in come("no-such-token").content.decode()
    assert not User.objects.exists()


def test_an_invitation_opens_the_form_at_an_address_without_the_secret(client, mo):
    token = invite(mo)

    answer = client.get(reverse("accounts:invited", args=[token]))

    assert (answer.status_code, answer.url) == (302, SIGNUP)
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert token not in str(dict(client.session))
    assert 'name="username"' in client.get(SIGNUP).content.decode()


def test_only_a_fingerprint_of_the_secret_is_stored(mo):
    token = invite(mo)

    stored = SiteInvitation.objects.values().get()
    assert stored["token_hash"] == hash_of(token)
    assert token not in str(stored)


def test_opening_it_uses_nothing_and_joining_uses_one(client, mo):
    token = invite(mo, uses=2)
    client.get(reverse("accounts:invited", args=[token]))
    client.head(reverse("accounts:invited", args=[token]))
    assert SiteInvitation.objects.get().uses_left == 2

    assert come(token).url == reverse("account_email_verification_sent")
    assert SiteInvitation.objects.get().uses_left == 1


def test_used_up_over_ended_and_made_up_look_alike(client, mo):
    tokens = [invite(mo), invite(mo, now=timezone.now() - 2 * DAY), invite(mo), "made-up"]
    come(tokens[0])
    end_invitation(SiteInvitation.objects.get(token_hash=hash_of(tokens[2])), by=mo, now=timezone.now())

    pages = [client.get(reverse("accounts:invited", args=[token])) for token in tokens]

    assert {page.status_code for page in pages} == {404}
    lines = [page.content.decode().replace(token, "").splitlines() for page, token in zip(pages, tokens, strict=True)]
    assert len({"".join(line for line in one if "csrfmiddlewaretoken" not in line) for one in lines}) == 1


@pytest.mark.parametrize("lost", [{"is_moderator": False}, {"is_active": False}])
def test_an_invitation_of_whoever_is_on_the_team_no_more_opens_nothing(client, mo, lost):
    token = invite(mo)
    client.get(reverse("accounts:invited", args=[token]))
    User.objects.filter(pk=mo.pk).update(**lost)

    assert Client().get(reverse("accounts:invited", args=[token])).status_code == 404
    assert NEEDS_ONE in client.get(SIGNUP).content.decode()
    assert not use_invitation(SiteInvitation.objects.get().pk, now=timezone.now())


def test_a_known_address_uses_one_like_any_other(mo):
    known = with_address(make_user("Kestrel")).email
    answers = [come(invite(mo), name, email) for name, email in (("Lark", known), ("Wren", "new@members.example"))]

    assert {answer.url for answer in answers} == {reverse("account_email_verification_sent")}
    assert [one.uses_left for one in SiteInvitation.objects.all()] == [0, 0]


@pytest.mark.parametrize("email", ["kestrel@members.example", "mistyped@members.example"])
def test_whoever_mistyped_the_address_uses_one_in_all(client, mo, email):
    with_address(make_user("Kestrel"))
    token = invite(mo)
    come(token, email=email, client=client)
    assert SiteInvitation.objects.get().uses_left == 0

    client.post(reverse("accounts:start_again"))
    assert SiteInvitation.objects.get().uses_left == 1
    client.post(reverse("accounts:start_again"))

    assert SiteInvitation.objects.get().uses_left == 1
    assert come(token, client=client).url == reverse("account_email_verification_sent")


def asking_to_start_again(client):
    """As it stands when the session was read."""
    request = RequestFactory().post(reverse("accounts:start_again"))
    request.session = SessionStore(client.session.session_key)
    assert USED in request.session
    return request


def test_whoever_joined_from_another_browser_leaves_no_use_behind(client, mo, time_machine):
    """One invitation for one person made any number of accounts."""
    come(invite(mo), client=client)
    time_machine.move_to(timezone.now() + timedelta(minutes=5))  # one code in a while
    elsewhere = Client()
    elsewhere.post(reverse("account_login"), {"login": "Wren", "password": "a quiet horse at noon"})
    code = re.search(r"^([A-Z0-9]+-[A-Z0-9]+)$", mail.outbox[-1].body, re.MULTILINE).group(1)
    elsewhere.post(reverse("account_email_verification_sent"), {"code": code})
    assert elsewhere.get("/settings/").status_code == 200

    client.post(reverse("accounts:start_again"))

    assert User.objects.filter(username="Wren").exists()
    assert SiteInvitation.objects.get().uses_left == 0


@pytest.mark.django_db(transaction=True)
def test_two_who_start_again_at_once_in_one_browser_give_back_one_use():
    with_address(make_user("Kestrel"))
    token = invite(make_user("Mo", is_moderator=True), uses=3)
    for email in ("kestrel@members.example", "mistyped@members.example"):
        SiteInvitation.objects.update(uses_left=2)
        come(token, email=email, client=(client := Client()))
        two = [asking_to_start_again(client) for _ in range(2)]

        answers = at_once(*[lambda one=one: start_again(one) for one in two])

        assert [answer.status_code for answer in answers] == [302, 302]
        assert SiteInvitation.objects.get().uses_left == 2, email


def test_a_refused_form_uses_nothing(mo):
    make_user("Kestrel")

    assert "This pseudonym is taken" in come(invite(mo), name="Kestre1").content.decode()
    assert SiteInvitation.objects.get().uses_left == 1


def test_giving_back_never_makes_more_than_there_were(mo):
    invite(mo)
    invitation = SiteInvitation.objects.get()

    give_back_use(invitation.pk, now=timezone.now())

    assert SiteInvitation.objects.get().uses_left == 1


def test_an_open_site_needs_none(client, mo, settings):
    settings.SIGN_UP = "open"

    assert 'name="username"' in client.get(SIGNUP).content.decode()
    assert come(invite(mo)).url == reverse("account_email_verification_sent")
    assert SiteInvitation.objects.get().uses_left == 1


def test_the_brake_holds_for_invited_people_too(client, mo):
    token = invite(mo)
    client.get(reverse("accounts:invited", args=[token]))
    client.force_login(mo)
    client.post("/moderation/brake/", {"close": "1"})

    assert "Joining is closed for now" in come(token).content.decode()


@pytest.mark.parametrize(("uses", "lasts"), [(0, DAY), (51, DAY), (1, 31 * DAY), (1, 0 * DAY)])
def test_no_invitation_is_for_everybody_or_for_ever(mo, uses, lasts):
    with pytest.raises(ValueError, match="no invitation"):
        invite(mo, uses=uses, lasts=lasts)


@pytest.mark.parametrize(
    "fields", [{}, {"is_editor": True}, {"is_moderator": True, "silenced_until": NOON + 999 * DAY}]
)
def test_only_moderators_who_may_write_invite(db, fields):
    with pytest.raises(PermissionDenied):
        invite(make_user("Ada", **fields))


@pytest.mark.django_db(transaction=True)
def test_the_last_use_is_for_one_of_two_who_come_at_once():
    invite(make_user("Mo", is_moderator=True))
    pk = SiteInvitation.objects.get().pk

    results = at_once(*[lambda: use_invitation(pk, now=timezone.now())] * 2)

    assert sorted(results) == [False, True]
    assert SiteInvitation.objects.get().uses_left == 0


@pytest.mark.django_db
def test_whoever_comes_too_late_with_the_form_reads_how_to_ask(client, mo):
    token = invite(mo)
    client.get(reverse("accounts:invited", args=[token]))
    client.get(SIGNUP)
    come(token, name="Lark", email="faster@members.example")

    answer = come(token, client=client)

    assert NEEDS_ONE in answer.content.decode()
    assert not User.objects.filter(username="Wren").exists()
