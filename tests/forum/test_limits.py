"""R24 and floods: what comes too fast waits for its turn, and is never refused or lost."""

from datetime import timedelta

import pytest

from community.forum.actions import add_reply, publish_held
from community.forum.actions.editing import EarlyLinks, Words, edit_post
from tests.factories import NOON, join, make_user
from tests.forum.factories import make_thread

MINUTE = timedelta(minutes=1)
ADVERT = "The very best magnesium for eyes and hands, come and buy it while it lasts."


@pytest.fixture
def thread(group, ada):
    return make_thread(group=group, author=ada)


@pytest.fixture
def nia(group):
    member = make_user("Nia", date_joined=NOON - timedelta(hours=1))
    join(group, member)
    return member


def write(thread, author, body, minutes=0):
    return add_reply(thread=thread, author=author, body=body, now=NOON + minutes * MINUTE)


def waits(post):
    """Minutes after noon; None when it stands."""
    return None if post.number else (post.held_until - NOON) / MINUTE


def test_r24_first_posts_of_a_new_member_are_paced(thread, nia):
    posts = [write(thread, nia, f"Hello {number}.") for number in range(3)]

    assert [waits(post) for post in posts] == [None, 5, 10]


def test_r24_an_account_that_slept_for_a_year_is_paced_like_a_new_one(group, thread):
    member = make_user("Sleeper", date_joined=NOON - timedelta(days=400))
    join(group, member)

    assert [waits(write(thread, member, f"Hello {number}.")) for number in range(3)] == [None, 5, 10]


def test_pace_is_over_when_five_minutes_have_passed(thread, nia):
    assert [waits(write(thread, nia, f"Hello {minutes}.", minutes)) for minutes in (0, 5, 9)] == [None, None, 10]


def test_members_are_not_paced(thread, bo):
    assert {waits(write(thread, bo, f"Thought {number}.")) for number in range(5)} == {None}


def test_new_member_whose_three_posts_stand_is_not_paced(thread, nia):
    for number in range(3):
        write(thread, nia, f"Hello {number}.", 5 * number)
    nia.refresh_from_db()

    assert waits(write(thread, nia, "And one more.", 11)) is None


def test_a_flood_waits_for_its_turn(thread, bo, settings):
    settings.BURST_POSTS = 4
    posts = [write(thread, bo, f"Thought {number}.", number) for number in range(6)]

    assert [waits(post) for post in posts] == [None, None, None, None, 10, 11]


def test_a_flood_over_several_threads_is_one(group, ada, bo, settings):
    threads = [make_thread(group=group, author=ada, title=f"Thread {number}") for number in range(3)]
    settings.BURST_POSTS = 2

    assert [waits(write(thread, bo, "A calm thought.")) for thread in threads] == [None, None, 10]


def test_the_same_words_of_a_young_account_elsewhere_wait_for_the_team(group, ada, nia):
    one, two = (make_thread(group=group, author=ada, title=f"Thread {number}") for number in range(2))
    write(one, nia, ADVERT)

    assert waits(write(two, nia, f"  {ADVERT}", 6)) == 6 + 24 * 60


@pytest.mark.parametrize(("body", "joined"), [("Thank you!", timedelta(hours=1)), (ADVERT, timedelta(days=30))])
def test_short_thanks_and_members_of_long_standing_may_repeat_themselves(group, ada, body, joined):
    member = make_user("Lou", date_joined=NOON - joined, accepted_posts=3)
    join(group, member)
    one, two = (make_thread(group=group, author=ada, title=f"Thread {number}") for number in range(2))
    write(one, member, body)

    assert waits(write(two, member, body, 6)) is None


def test_moderators_are_not_held_up(thread, mo, settings):
    settings.BURST_POSTS = 1

    assert {waits(write(thread, mo, f"Notice {number}.")) for number in range(3)} == {None}


def test_what_waited_appears_in_its_turn(thread, nia):
    write(thread, nia, "Hello.")
    later = write(thread, nia, "And hello again.")

    assert publish_held(later, now=NOON + 5 * MINUTE)


@pytest.mark.parametrize(
    "link",
    [
        *("https://shop.example", "[here](https:\\/\\/shop.example)", "[here](https&#58;//shop.example)"),
        *("[here](https:/&#47;shop.example)", "[here](https&colon;//shop.example)", "[here](MAILTO:joe@shop.example)"),
    ],
)
def test_r24_link_of_a_new_member_waits_however_it_is_written(thread, nia, link):
    post = write(thread, nia, f"Look {link}")

    assert "<a href=" in post.body_html or link.startswith("https://")
    assert waits(post) == 24 * 60


def test_r24_edit_of_a_new_member_brings_no_link_in_another_spelling(thread, nia):
    post = write(thread, nia, "Hello.")

    with pytest.raises(EarlyLinks):
        edit_post(post, editor=nia, words=Words(r"Hello [you](https:\/\/shop.example)."), version=0, now=NOON)


@pytest.mark.parametrize("again", [ADVERT.upper(), ADVERT.replace("u", "\u200bu"), ADVERT.replace("e", "\u0435")])
def test_the_same_words_elsewhere_wait_in_other_letters_too(group, ada, nia, again):
    one, two = (make_thread(group=group, author=ada, title=f"Thread {number}") for number in range(2))
    write(one, nia, ADVERT)

    assert waits(write(two, nia, again, 6)) == 6 + 24 * 60
