"""An account that never was open is erased like any other: at once, or when the mail that says so has left."""

import pytest
from allauth.account.models import EmailAddress

from community.accounts.models import SignUpRequest, User
from community.core.turns import Turn
from community.moderation.approving.actions import turn_down
from community.notifications.models import Delivery
from community.privacy.leaving.actions import erase_due
from community.privacy.leaving.actions.leaving import GRACE
from community.privacy.models import Leaving
from tests.accounts.approving.factories import GIVE_UP, SIGNUP, WAITING, make_request, send_form, sign_in
from tests.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    settings.SIGN_UP = "approval"


def is_gone(name="Wren"):
    return not (
        User.objects.filter(username=name).exists()
        or EmailAddress.objects.exists()
        or SignUpRequest.objects.exists()
        or Delivery.objects.exists()
    )


def test_whoever_was_turned_down_is_erased_once_the_mail_has_left(mo):
    turn_down(make_request(now=NOON), moderator=mo, now=NOON)

    erase_due(now=NOON, turn=Turn())
    assert User.objects.filter(username="Wren").exists()

    Delivery.objects.update(sent_at=NOON)
    assert erase_due(now=NOON, turn=Turn()) == 1
    assert is_gone()


def test_whoever_takes_the_request_back_is_erased_without_a_mail(client):
    make_request(now=NOON)
    client, _answer = sign_in(client=client)
    assert "Take your request back?" in client.get(GIVE_UP).content.decode()
    assert SignUpRequest.objects.waiting().exists()

    page = client.post(GIVE_UP, follow=True).content.decode()

    assert "Your request is taken back" in page
    assert not SignUpRequest.objects.waiting().exists()
    assert client.get(WAITING).status_code == 302
    leaving = Leaving.objects.get()
    assert erase_due(now=leaving.due_at, turn=Turn()) == 1
    assert is_gone()


def test_a_name_that_was_never_seen_is_free_again(mo):
    turn_down(make_request(now=NOON), moderator=mo, now=NOON)
    Delivery.objects.update(sent_at=NOON)
    erase_due(now=NOON, turn=Turn())

    _client, answer = send_form()

    assert answer.status_code == 302, answer.content.decode()
    assert SIGNUP not in answer.url


def test_those_who_wait_are_left_alone():
    make_request(now=NOON)

    assert erase_due(now=NOON + GRACE, turn=Turn()) == 0
    assert SignUpRequest.objects.waiting().count() == 1
