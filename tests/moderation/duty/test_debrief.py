"""After a risk to life: a private log, and somebody who asks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.moderation.duty.actions import check_in_done, write_debrief
from community.moderation.duty.models import CheckIn, Debrief
from community.moderation.duty.watch import WATCH
from community.notifications.models import Notification
from tests.factories import NOON, make_user
from tests.forum.factories import make_thread
from tests.moderation.duty.factories import after, make_shift, worry
from tests.moderation.factories import decide

DEBRIEF, QUEUE = "/moderation/debrief/", "/moderation/"
ASKED = "That was a hard case. How are you?"


def text(response):
    return response.content.decode()


@pytest.fixture
def decided(life, mo, lou):
    decide(life, mo, outcome="no_action")
    return CheckIn.objects.get()


def test_r53_second_person_is_asked_to_check_in(decided, mo, lou, page):
    assert (decided.member, decided.asked_of) == (mo, lou)
    notice = Notification.objects.get(recipient=lou, key=f"check-in-{decided.pk}")
    assert notice.url == QUEUE

    assert "I have asked Mo" in text(page(lou, QUEUE))
    assert "I have asked Mo" not in text(page(mo, QUEUE))


def test_r53_whoever_decided_is_asked_how_they_are(decided, page, mo, lou):
    html = text(page(mo, QUEUE))

    assert ASKED in html
    assert "Lou has been asked to get in touch with you" in html
    assert DEBRIEF in html
    assert ASKED not in text(page(lou, QUEUE))


def test_other_decisions_ask_nobody(case, mo, lou):
    decide(case, mo)

    assert not CheckIn.objects.exists()


def test_whoever_is_on_duty_is_asked_first(life, mo, lou, una):
    make_shift(una)
    decide(life, mo, outcome="no_action")

    assert CheckIn.objects.get().asked_of == una


def test_two_hard_decisions_ask_for_one_talk(decided, group, ada, bo, mo, page):
    write_debrief(mo, words="Tired.", now=NOON)
    decide(worry(make_thread(group=group, author=ada, title="Another").posts.get(), bo), mo, outcome="no_action")

    assert CheckIn.objects.count() == 1
    assert ASKED in text(page(mo, QUEUE))


def test_alone_on_the_team_one_is_told_so(life, mo, page):
    decide(life, mo, outcome="no_action")

    assert "Nobody else is on the team yet" in text(page(mo, QUEUE))


def test_check_in_is_done_once_and_by_another(decided, as_member, page, mo, lou, ada):
    address = f"/moderation/check-ins/{decided.pk}/done/"

    assert as_member(ada).post(address).status_code == 404
    assert as_member(mo).post(address).status_code == 404
    assert as_member(lou).post(address).status_code == 302
    decided.refresh_from_db()
    assert decided.done_by == lou
    assert not Notification.objects.unread().filter(key=f"check-in-{decided.pk}").exists()
    assert not check_in_done(decided, by=lou, now=after(1))
    assert "I have asked Mo" not in text(page(lou, QUEUE))


def test_r53_after_a_day_everybody_is_asked_and_leads_see_it(decided, page, una, root, time_machine):
    assert "I have asked Mo" not in text(page(una, QUEUE))

    time_machine.move_to(after(25))

    assert "I have asked Mo" in text(page(una, QUEUE))
    assert "Nobody has asked how they are" in text(page(root, "/moderation/rota/"))


def test_prompt_goes_with_a_word_or_with_a_click(decided, as_member, page, mo):
    assert as_member(mo).post(f"{DEBRIEF}not-now/").status_code == 302
    assert ASKED not in text(page(mo, QUEUE))
    assert CheckIn.objects.open().exists()


@pytest.mark.parametrize("reader", ["lou", "root"])
def test_r53_debrief_is_read_by_its_writer_alone(as_member, mo, reader, request):
    assert as_member(mo).post(DEBRIEF, {"words": "It stays with me."}).status_code == 302
    entry = Debrief.objects.get()
    other = as_member(request.getfixturevalue(reader))

    assert "It stays with me." not in text(other.get(DEBRIEF))
    assert other.post(f"{DEBRIEF}{entry.pk}/remove/").status_code == 404
    client = as_member(mo)
    assert "It stays with me." in text(client.get(DEBRIEF))
    assert client.post(f"{DEBRIEF}{entry.pk}/remove/").status_code == 302
    assert not Debrief.objects.exists()


def test_r53_debrief_leads_to_help_for_helpers_and_says_what_is_not_encrypted(as_member, mo):
    html = text(as_member(mo).get(DEBRIEF))

    assert "/urgent-help/" in html
    assert "It is not encrypted yet" in html


def test_nothing_is_kept_of_an_empty_debrief_and_one_of_a_double_click(as_member, mo):
    client = as_member(mo)

    assert client.post(DEBRIEF, {"words": " "}).status_code == 422
    for _time in range(2):
        client.post(DEBRIEF, {"words": "Twice."})
    assert Debrief.objects.count() == 1


@pytest.mark.parametrize("address", [DEBRIEF, f"{DEBRIEF}not-now/", "/moderation/training/", "/moderation/playbook/"])
def test_pages_of_the_team_are_for_moderators(client, ada, address):
    assert client.post(address).status_code in (302, 405)
    client.force_login(ada)
    assert client.get(address).status_code in (404, 405)
    assert client.post(address).status_code in (404, 405)


@pytest.mark.parametrize("rows", [1, 3])
def test_queue_asks_for_check_ins_once(as_member, mo, lou, rows, django_assert_num_queries):
    client = as_member(lou)
    WATCH.look(NOON)
    with CaptureQueriesContext(connection) as before:
        client.get(QUEUE)
    for number in range(rows):
        member = make_user(f"Member{number}", is_moderator=True)
        CheckIn.objects.create(member=member, asked_of=lou, created_at=NOON)
    WATCH.forget()
    with django_assert_num_queries(len(before) + 3):  # the rota, whether somebody is asked for, and who
        response = client.get(QUEUE)

    assert text(response).count("I have asked") == rows
