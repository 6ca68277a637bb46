"""Passkeys without a browser: what fits lets in, and whatever does not is one sentence, never an error."""

import json

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from fido2.utils import websafe_encode

from tests.accounts.factors import PASSWORD, confirm, sign_in, signed_in, with_address
from tests.accounts.passkeys import ADD, make_passkey
from tests.factories import make_user

pytestmark = pytest.mark.django_db
CONFIRM, SIGN_IN, STEP = (
    reverse(f"mfa_{name}") for name in ("reauthenticate_webauthn", "login_webauthn", "authenticate")
)
DID_NOT_FIT = "The passkey did not fit."
WANTED = "/settings/helpers/new/"


@pytest.fixture
def mo():
    return with_address(make_user("Mo", password=PASSWORD, is_moderator=True))


@pytest.fixture
def here(mo):
    client = signed_in(mo)
    confirm(client)
    return client


@pytest.fixture
def device(here):
    return make_passkey(here)


def send(client, path, credential, **fields):
    return client.post(path, {"credential": json.dumps(credential), **fields})


def options(client):
    return client.get(SIGN_IN, headers={"accept": "application/json"})


def test_it_confirms_and_leads_on(here, device):
    here.get(f"{CONFIRM}?next={WANTED}")

    assert send(here, CONFIRM, device.shown(here), next=WANTED).url == WANTED


def test_it_signs_in_alone_and_is_the_second_step_for_the_team(settings, mo, device):
    settings.TEAM_SECOND_FACTOR, other = True, Client()
    options(other)
    send(other, SIGN_IN, device.shown(other, mo))

    assert other.get("/moderation/").status_code == 200


def test_it_is_the_second_step_after_the_password(settings, mo, device):
    settings.TEAM_SECOND_FACTOR = True
    other, _answer = sign_in(mo)
    other.get(STEP)
    send(other, STEP, device.shown(other))

    assert other.get("/moderation/").status_code == 200


def test_who_made_it_here_has_shown_it(settings, here, device):
    settings.TEAM_SECOND_FACTOR = True

    assert here.get("/moderation/").status_code == 200


def test_one_that_does_not_fit_is_asked_for_again_and_still_leads_on(here, device):
    answer = send(here, CONFIRM, {}, next=WANTED)

    assert answer.url == f"{CONFIRM}?next={WANTED.replace('/', '%2F')}"
    page = here.get(answer.url).content.decode()
    assert DID_NOT_FIT in page
    assert "Is it still you?" in page
    assert f'value="{WANTED}"' in page


def test_so_it_is_where_somebody_signs_in(client):
    answer = send(client, SIGN_IN, {}, next=WANTED)

    assert answer.url == f"{reverse('account_login')}?next={WANTED.replace('/', '%2F')}"
    page = client.get(answer.url).content.decode()
    assert DID_NOT_FIT in page
    assert f'value="{WANTED}"' in page


def test_nobody_is_led_elsewhere(here, device):
    assert send(here, CONFIRM, {}, next="https://evil.example/").url == CONFIRM


def data(flags, rest=b""):
    return {"authenticatorData": websafe_encode(b"x" * 32 + bytes([flags]) + b"0000" + rest)}


KEY = b"y" * 16 + b"\0\1A"  # how the part about a key begins
SAID = (b"{", b"[]", b"5", b"\xff", b"null", b'{"type": 5, "challenge": 7, "origin": []}')
OWNERS = (b"9" * 40, b"9" * 5000, b"\0", b"\xff", b"-1", b"")
MADE = (b"", b"\0", b"\xa0\0", b"\x81" * 5000, b"\xbf\xff\xff", b"\xa1\x80\0")
EVERYWHERE = [
    *([1], {}, "words", 5, {"response": "words"}, {"response": [1]}, {"response": None}),
    *({"clientExtensionResults": [1]}, {"id": 5}, {"rawId": 5}, {"rawId": "!"}),
    *({"clientDataJSON": one} for one in (5, None, "!", *map(websafe_encode, SAID))),
]
OF_ONE_SHOWN = [
    *({"authenticatorData": one} for one in (5, None, [1], "!", "", "AAA")),
    *(data(0x40, KEY), data(0x40, KEY + b"\xf4"), data(0x40, KEY + b"\xa1\x80\0"), data(0x80), data(0x80, b"\xff")),
    *(data(0x80, b"\x81" * 5000 + b"\0"), data(0), {"signature": 5}, {"signature": ""}, {"signature": "AAAA"}),
]
OF_ONE_MADE = [{"attestationObject": one} for one in (5, None, [1], "!", *map(websafe_encode, MADE))]
OF_AN_OWNER = [{"userHandle": one} for one in (5, [], {}, None, "", "!", *map(websafe_encode, OWNERS))]
OF_ONE_MADE += [{"clientExtensionResults": {"credProps": one}} for one in ([1], "words", 5)]


class Words(str):
    """Sent as they are."""


NO_JSON = [Words(one) for one in ("[" * 100_000, "9" * 5000, "{", "NaN", "")]


@pytest.fixture
def browsers(mo, here, device):
    """Everywhere a passkey is asked for, by whoever may be there."""
    visitor, between = Client(), sign_in(mo)[0]
    options(visitor)
    return {SIGN_IN: visitor, STEP: between, CONFIRM: here, ADD: here}


def spoilt(browsers, device, mo, path, change):
    """What the device says, with some of it changed."""
    client = browsers[path]
    client.get(path, headers={"accept": "application/json"})
    good = device.made(client) if path == ADD else device.shown(client, mo)
    if not isinstance(change, dict) or not change:
        return change
    return good | change if set(change) & set(good) else good | {"response": good["response"] | change}


def accepted(browsers, device, mo, path, changes):
    """Those that the page did not answer with the sentence; an error ends the test by itself."""
    return [one for one in changes if not is_refused(browsers[path], path, spoilt(browsers, device, mo, path, one))]


def is_refused(client, path, credential):
    cache.clear()  # as if some minutes had gone by
    words = credential if isinstance(credential, Words) else json.dumps(credential)
    page = client.post(path, {"credential": words}, follow=True)
    return page.status_code == 200 and DID_NOT_FIT in page.content.decode()


@pytest.mark.parametrize("path", [SIGN_IN, STEP, CONFIRM, ADD])
def test_whatever_no_device_says_is_answered_with_a_sentence(browsers, device, mo, path):
    """To visitors, too: signing in with a passkey begins without a password."""
    assert accepted(browsers, device, mo, path, [*EVERYWHERE, *NO_JSON]) == []


@pytest.mark.parametrize("path", [SIGN_IN, STEP, CONFIRM])
def test_so_is_a_passkey_that_is_broken(browsers, device, mo, path):
    assert accepted(browsers, device, mo, path, OF_ONE_SHOWN) == []


def test_so_is_an_owner_that_nobody_is(browsers, device, mo):
    assert accepted(browsers, device, mo, SIGN_IN, OF_AN_OWNER) == []


def test_so_is_a_new_one_that_is_broken(browsers, device, mo):
    assert accepted(browsers, device, mo, ADD, OF_ONE_MADE) == []
    assert mo.authenticator_set.filter(type="webauthn").count() == 1


def test_page_that_says_so_does_not_repeat_what_was_sent(browsers):
    page = browsers[ADD].post(ADD, {"credential": '{"id": "4711"}'}).content.decode()

    assert DID_NOT_FIT in page
    assert "4711" not in page
