"""Secrets of second steps are sealed like the words of members, and get a new key with them."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.urls import reverse

from community.accounts import sealed_steps
from community.core.sealing import MARK, keys_of, new_key, seal
from tests.accounts.factors import PASSWORD, SECRET, code_now, recovery_codes_of, sign_in, with_address, with_app
from tests.factories import make_user

pytestmark = pytest.mark.django_db
OTHER_KEY = "another-key-of-the-site-which-is-long-enough-0123456789"
SEED = "ab" * 40


@pytest.fixture
def guarded():
    return with_app(with_address(make_user("Kestrel", password=PASSWORD)))


def stored():
    return {name: text for data in Authenticator.objects.values_list("data", flat=True) for name, text in data.items()}


def gets_in(member, code):
    client, _ = sign_in(member)
    client.post(reverse("mfa_authenticate"), {"code": code})
    return client.get("/settings/").status_code == 200


def as_before(member, settings):
    """As secrets were kept up to 2026-12."""
    box = Fernet(sealed_steps._key_of(settings.SECRET_KEY))
    for kind, name, words in [("totp", "secret", SECRET), ("recovery_codes", "seed", SEED)]:
        row = member.authenticator_set.get(type=kind)
        row.data[name] = box.encrypt(words.encode()).decode()
        row.save()


def rotate(*words):
    out = StringIO()
    call_command("rotate_keys", "--quiet", *words, stdout=out)
    return out.getvalue()


def test_secrets_are_sealed(guarded):
    assert stored()["secret"].startswith(f"{MARK}:")
    assert stored()["seed"].startswith(f"{MARK}:")


def test_secrets_outlive_a_change_of_the_sites_key(guarded, settings):
    settings.SECRET_KEY = OTHER_KEY

    assert gets_in(guarded, code_now())


def test_what_was_sealed_for_another_place_does_not_open(guarded):
    row = guarded.authenticator_set.get(type="totp")
    row.data["secret"] = seal(SECRET, place="somewhere else")
    row.save()

    assert not gets_in(guarded, code_now())


def test_a_new_key_closes_them_and_the_old_one_can_go(guarded, settings):
    old, new = settings.FIELD_KEYS[0], new_key()
    settings.FIELD_KEYS = [new, old]
    assert "2 texts are still closed with" in rotate("--check")

    assert f"2 texts are closed with the first key, {next(iter(keys_of((new,))))}." in rotate()

    settings.FIELD_KEYS = [new]
    assert gets_in(guarded, code_now())
    assert len(recovery_codes_of(guarded)) == 10


def test_what_fernet_closed_opens_and_is_closed_anew(guarded, settings):
    as_before(guarded, settings)
    assert not stored()["secret"].startswith(MARK)
    assert gets_in(guarded, code_now())

    rotate()

    assert stored()["secret"].startswith(f"{MARK}:")
    assert stored()["seed"].startswith(f"{MARK}:")
    settings.SECRET_KEY = OTHER_KEY
    assert gets_in(guarded, recovery_codes_of(guarded)[0])


def test_what_does_not_open_stays_and_no_key_may_go(guarded, settings):
    before, settings.FIELD_KEYS = stored(), [new_key()]

    with pytest.raises(CommandError, match="2 rows cannot be opened"):
        rotate()

    assert stored() == before


def test_a_code_that_is_used_meanwhile_stays_used(guarded, settings, monkeypatch):
    code, close = recovery_codes_of(guarded)[0], sealed_steps.close
    settings.FIELD_KEYS = [new_key(), settings.FIELD_KEYS[0]]

    def close_after_use(text):
        guarded.authenticator_set.get(type="recovery_codes").wrap().validate_code(code)
        return close(text)

    monkeypatch.setattr(sealed_steps, "close", close_after_use)
    sealed_steps.SealedSteps().reseal(lambda number: None)
    monkeypatch.undo()
    rotate()

    assert len(recovery_codes_of(guarded)) == 9
