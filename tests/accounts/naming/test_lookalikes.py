"""Which names could be taken for each other, and which ones for the team's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.accounts.naming.fields import APART
from community.accounts.naming.ideas import ENGLISH, SPANISH
from community.accounts.naming.lookalikes import is_of_one_alphabet, skeleton
from community.accounts.naming.reserved import is_reserved


@pytest.mark.parametrize(
    "other",
    ["kestrel", "KESTREL", "Kes-trel", "k.e_s+trel", "Kestre1", "KestreI", "K3strel", "Késtrel", "Ｋestrel", "Кеstrel"],
)
def test_names_that_look_alike_have_one_skeleton(other):
    assert skeleton(other) == skeleton("Kestrel")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("сосо", "coco"), ("ΑΝΝΑ", "anna"), ("Ørsted", "orsted"), ("Straße", "strasse"), ("l0l", "lol")),
        *(("Arnold", "Amold"), ("vvren", "Wren"), ("օոսց", "onug"), ("Ьу", "by"), ("σο", "oo"), ("Anna१०", "Anna10")),
    ],
)
def test_other_alphabets_and_letters_are_drawn_alike(one, other):
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("Member10", "Member11"), ("Wren2", "Wren"), ("Robin", "Heron")])
def test_different_names_stay_different(one, other):
    assert skeleton(one) != skeleton(other)


@given(st.text())
def test_skeleton_holds_nothing_that_could_tell_names_apart_by_a_sign(name):
    assert skeleton(name) == "".join(sign for sign in skeleton(name) if sign.isalnum())
    assert APART not in skeleton(name)


@pytest.mark.parametrize(
    "name", ["Kestrel", "José", "Ørsted", "Анна", "Ελένη", "דנה", "ليلى", "たけ漢カ", "민준", "Bo.2", "一郎", "ليلى٣"]
)
def test_a_name_may_be_of_any_one_alphabet(name):
    assert is_of_one_alphabet(name)


@pytest.mark.parametrize("name", ["Кestrel", "Aνna", "ɑda", "ꓮda", "ᏚᎪᎷ", "аnna", "Anna໐", "Annaↀ"])
def test_a_name_is_not_of_two_nor_of_letters_made_to_be_mistaken(name):
    assert not is_of_one_alphabet(name)


@pytest.mark.parametrize(
    "name",
    [
        *("Moderator", "m0derat0r", "Moderator2", "TheModeratorAnna", "MOD_Anna", "AnnaMod", "adminanna", "Admin1"),
        *("Team-Anna", "TEAM", "St3adfold", "SteadfoldCare", "Hel.p", "me", "Everyone", "deleted"),
        *("Moderadora", "EquipoAna", "Administración", "todos"),
    ],
)
def test_names_of_the_team_and_of_everybody_are_reserved(name):
    assert is_reserved(name)


@pytest.mark.parametrize(
    "name", ["Kestrel", "Stafford", "Steamboat", "Modesty", "Badminton", "Ghost", "Model", "Melvin", "Ayudante"]
)
def test_words_that_only_contain_such_a_word_are_not(name):
    assert not is_reserved(name)


def test_a_short_name_of_the_site_is_no_part_of_every_other_word(settings):
    settings.SITE_NAME = "Us"

    assert not is_reserved("Justus")


@pytest.mark.parametrize(("first", "second"), [ENGLISH, SPANISH])
def test_every_suggestion_is_a_name_that_the_form_takes(first, second):
    for name in (one + other for one in first.split() for other in second.split()):
        assert is_of_one_alphabet(name), name
        assert not is_reserved(name), name
