"""New rows after a restore never have a number that was given out before."""

import pytest

from community.backups.numbers import _highest, go_on_above
from tests.factories import make_user

pytestmark = pytest.mark.django_db
VOTES = ["forum_vote", "forum_vote_id_seq"]
NAMES = ["accounts_user", "accounts_user_id_seq"]  # SQLite, PostgreSQL


def test_numbers_go_on_above_those_of_the_lost_database(ada):
    lost = 2 * ada.pk + 50_000
    go_on_above(dict.fromkeys(NAMES, lost))

    assert make_user("Later").pk == lost + 1


def test_there_is_a_gap_where_the_lost_database_cannot_be_read(db):
    [before] = [_highest().get(name) for name in VOTES if name in _highest()]
    go_on_above({})

    [after] = [_highest().get(name) for name in VOTES if name in _highest()]
    assert before < 100_000, "otherwise a tenth is more"
    assert after == before + 10_000


def test_the_gap_grows_with_the_site(ada):
    go_on_above(dict.fromkeys(NAMES, 1_000_000))
    make_user("Later")
    go_on_above({})

    assert make_user("Latest").pk > 1_100_000
