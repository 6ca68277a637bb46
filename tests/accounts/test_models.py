import pytest
from django.db import IntegrityError, transaction

from community.accounts.drawings import drawing_for
from community.core.display import Display
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_names_are_unique_whatever_their_case():
    make_user("Kestrel")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_user("kestrel", email="other@members.example")


def test_addresses_are_unique_whatever_their_case():
    make_user("Kestrel", email="one@members.example")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_user("Heron", email="ONE@members.example")


@pytest.mark.parametrize("wrong", [{"theme": "neon"}, {"text_size": 17}])
def test_only_existing_themes_and_sizes_are_stored(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_user("Kestrel", **wrong)


def test_display_is_none_until_chosen():
    assert make_user("Kestrel").display is None
    assert make_user("Heron", theme="dim", text_size=150).display == Display("dim", 150)


def test_letter_stands_in_a_colour_of_the_name():
    member = make_user("kestrel", drawing=None)

    assert (member.avatar, member.initial) == (None, "K")
    assert member.avatar_colour == make_user("Kestrel2", drawing=drawing_for("kestrel").number).avatar_colour
