"""Guessing is held off, and nobody can keep a member out of their account by guessing at it."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.accounts.factors import PASSWORD, signed_in, with_address
from tests.accounts.test_code import code_in
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LOGIN = reverse("account_login")
LOCKED = "That was one try too many."


@pytest.fixture
def kestrel():
    return with_address(make_user("Kestrel", password=PASSWORD))


def tries(client, password, *, times=1, login="Kestrel"):
    answers = [client.post(LOGIN, {"login": login, "password": password}) for _ in range(times)]
    return answers[-1]


def guess(times=6):
    """From an address for each try, as a herd of machines does."""
    for number in range(times):
        last = tries(Client(REMOTE_ADDR=f"203.0.113.{number}"), "not this one")
    assert LOCKED in last.content.decode()


def test_a_herd_of_guesses_ends_even_the_right_password_of_a_stranger(kestrel):
    guess()

    assert LOCKED in tries(Client(REMOTE_ADDR="203.0.113.200"), PASSWORD).content.decode()


def test_other_letters_that_the_database_takes_for_the_same_bring_no_new_tries(kestrel):
    """PostgreSQL finds Kestrel by the long s and by the sign of Kelvin, too."""
    for number, login in enumerate(("kestrel", "KESTREL", "ke\u017ftrel", "KE\u017fTREL", "\u212aestrel")):
        tries(Client(REMOTE_ADDR=f"203.0.113.{number}"), "not this one", login=login)

    for login in ("Kestrel", "\u212ae\u017ftrel"):
        assert LOCKED in tries(Client(REMOTE_ADDR="203.0.113.99"), "not this one", login=login).content.decode()


def test_guesses_at_an_address_do_not_tell_whose_it_is(kestrel):
    """If they closed the name as well, anybody could try out which name belongs to an address."""
    for number in range(6):
        last = tries(Client(REMOTE_ADDR=f"203.0.113.{number}"), "not this one", login=kestrel.email)
    assert LOCKED in last.content.decode()

    assert LOCKED not in tries(Client(REMOTE_ADDR="203.0.113.99"), "not this one").content.decode()


def test_device_where_the_member_was_signed_in_before_is_let_in_all_the_same(kestrel):
    mine = signed_in(kestrel)
    mine.post(reverse("account_logout"))
    guess()

    assert tries(mine, PASSWORD).status_code == 302
    assert mine.get("/settings/").status_code == 200


def test_such_a_device_has_no_more_tries_than_others(kestrel):
    mine = signed_in(kestrel)
    mine.post(reverse("account_logout"))

    assert LOCKED in tries(mine, "not this one", times=6).content.decode()
    assert LOCKED in tries(mine, PASSWORD).content.decode()


def test_device_of_one_member_has_no_tries_of_its_own_at_another(kestrel):
    other = signed_in(with_address(make_user("Bo", password=PASSWORD)))
    other.post(reverse("account_logout"))
    guess()

    assert LOCKED in tries(other, PASSWORD).content.decode()


def test_sign_in_that_is_open_goes_on_and_a_code_by_mail_lets_in(kestrel):
    mine, new = signed_in(kestrel), Client(REMOTE_ADDR="198.51.100.7")
    guess()
    mail.outbox.clear()

    new.post(reverse("account_request_login_code"), {"email": kestrel.email})
    new.post(reverse("account_confirm_login_code"), {"code": code_in(mail.outbox[0])})

    assert mine.get("/settings/").status_code == 200
    assert new.get("/settings/").status_code == 200
