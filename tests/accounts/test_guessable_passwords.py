"""Passwords that somebody would try first: refused with a clear sentence, and nothing else that was typed is lost."""

import hashlib

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from community.accounts.checks import list_of_leaks_is_there
from community.accounts.models import User
from community.accounts.passwords import is_listed

KESTREL = User(username="GreyKestrel", email="winter.morning@members.example")
OURS, STOLEN = "made of words of this site", "a list of stolen ones"


def refusal(password, user=KESTREL):
    try:
        validate_password(password, user)
    except ValidationError as problem:
        return " ".join(problem.messages)
    return ""


@pytest.mark.parametrize(
    "password",
    [
        *("steadfold2026", "St34df0ld!!", "  SPASMS spasms", "hemifacial-spasm", "espasmo_comunidad", "distonia2026"),
        *("greykestrel1", "Gr3y K3strel", "winter.morning.9", "my-dystonia", "supportgroup99", "123steadfold456"),
    ],
)
def test_words_of_this_site_and_of_the_member_are_no_password(password):
    assert OURS in refusal(password)


@pytest.mark.parametrize("password", ["spasm kettle noon", "a quiet horse at noon", "48291734061", "tremor-of-an-owl"])
def test_other_words_beside_them_are_enough(password):
    assert refusal(password) == ""


def test_the_name_of_the_site_is_one_of_its_words(settings):
    assert refusal("quiethouse-quiethouse") == ""

    settings.SITE_NAME, settings.BASE_URL = "Quiet House", "https://www.quiethouse.example"

    assert OURS in refusal("quiethouse-quiethouse")


@pytest.mark.django_db
def test_whoever_joins_is_told_and_types_nothing_but_the_password_again(client):
    typed = {"username": "NewMoth", "email": "someone@members.example", "password1": "newmoth-steadfold"}
    page = client.post(reverse("account_signup"), typed).content.decode()

    assert OURS in page
    assert 'value="NewMoth"' in page
    assert not User.objects.exists()


def sha1(password):
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


@pytest.fixture
def leaks(tmp_path, settings):
    """Long enough that it is searched by halves."""
    found = sorted(sha1(f"password number {number}") for number in range(2000))
    path = tmp_path / "leaked.txt"
    path.write_text("".join(f"{one}:{number}\r\n" for number, one in enumerate(found)))
    settings.LEAKED_PASSWORDS = str(path)
    return path


def test_every_password_of_the_list_is_found_and_no_other(leaks):
    assert [number for number in range(2000) if not is_listed(f"password number {number}", leaks)] == []
    assert [number for number in range(2000, 4000) if is_listed(f"password number {number}", leaks)] == []


def test_a_stolen_password_is_refused(leaks):
    assert STOLEN in refusal("password number 7")
    assert refusal("a quiet horse at noon") == ""


def test_without_a_list_the_most_frequent_of_the_stolen_ones_are_refused_all_the_same(settings):
    assert settings.LEAKED_PASSWORDS == ""
    assert "too common" in refusal("iloveyou123")


def test_a_list_that_is_not_there_is_said_at_the_start(settings, tmp_path):
    assert list_of_leaks_is_there() == []

    settings.LEAKED_PASSWORDS = str(tmp_path / "gone.txt")

    assert [problem.id for problem in list_of_leaks_is_there()] == ["steadfold.E015"]
