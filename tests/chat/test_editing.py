"""Changing what one said: for a quarter of an hour, marked, with what it said before kept for the team."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from community.accounts.actions import sanction
from community.accounts.content_notes import ContentNote
from community.accounts.models import Sanction
from community.chat import actions
from community.chat.models import Message, Room
from community.chat.news import news_after
from community.words.models import Hit
from tests.chat.factories import make_message
from tests.factories import NOON
from tests.words.factories import make_rule

NEEDLES = ContentNote.NEEDLES.value
SOON = NOON + timedelta(minutes=1)


def edit(message, author, body="Good evening.", *, notes=0, now=SOON):
    return actions.edit_message(message, author=author, body=body, content_notes=notes, now=now)


@pytest.fixture
def message(room, ada):
    return make_message(room, ada, "Good *morning*.")


def test_words_are_replaced_marked_and_numbered_and_what_it_said_is_kept(message, room, ada):
    assert edit(message, ada, "Good **evening**.", notes=NEEDLES)
    message.refresh_from_db()

    assert message.body_html.strip() == "<p>Good <strong>evening</strong>.</p>"
    assert (message.edited_at, message.content_notes, message.seq) == (SOON, NEEDLES, 1)
    kept = {"body": "Good *morning*.", "at": NOON.isoformat(), "until": SOON.isoformat()}
    assert message.earlier == [kept]
    assert list(room.events.order_by("seq").values_list("seq", "kind")) == [(1, "sent"), (2, "edited")]


def test_nobody_reads_the_earlier_words_live_or_later(message, room, ada):
    edit(message, ada)

    frames = "".join(news["html"] for news in news_after(room.pk, after=0))

    assert "morning" not in frames
    assert frames.count("edited</span>") == 2


def test_the_same_words_are_no_change(message, room, ada):
    assert not edit(message, ada, "Good *morning*.")

    message.refresh_from_db()
    assert (message.edited_at, message.earlier, Room.objects.get().last_seq) == (None, [], 1)


def test_a_quarter_of_an_hour_and_no_longer(message, ada):
    almost, over = NOON + timedelta(minutes=15, seconds=-1), NOON + timedelta(minutes=15)

    assert edit(message, ada, now=almost)
    with pytest.raises(PermissionDenied):
        edit(message, ada, "Later.", now=over)


def test_only_its_author_while_they_may_speak_and_it_can_be_read(message, room, ada, bo, mo):
    for other in (bo, mo):
        with pytest.raises(PermissionDenied):
            edit(message, other)

    hidden, removed = make_message(room, ada), make_message(room, ada)
    actions.hide_message(hidden, moderator=mo, now=NOON)
    actions.remove_message(removed, author=ada, now=NOON)
    for gone in (hidden, removed):
        with pytest.raises(PermissionDenied):
            edit(gone, ada)

    sanction(ada, kind=Sanction.Kind.SILENCE, until=NOON + timedelta(days=1), now=NOON)
    ada.refresh_from_db()
    with pytest.raises(PermissionDenied):
        edit(message, ada)


def test_not_in_a_room_that_is_closed_or_that_one_has_left(message, room, ada):
    Room.objects.update(is_open=False)
    with pytest.raises(PermissionDenied):
        edit(message, ada)

    Room.objects.update(is_open=True)
    ada.memberships.all().delete()
    with pytest.raises(PermissionDenied):
        edit(message, ada)


def test_rules_about_words_judge_what_an_edit_brings(message, ada):
    make_rule("zebra", effect="hold", reason="We look at this.")
    make_rule("lemon", effect="mask")

    edit(message, ada, "zebra and lemon")
    message.refresh_from_db()

    assert Hit.objects.filter(kind=Hit.Kind.MESSAGE, object_pk=message.pk).count() == 1
    assert "lemon" not in message.body_html


def test_words_go_from_what_the_message_says_now_not_from_what_was_read_before(message, ada, mo):
    read_before = Message.objects.get(pk=message.pk)
    edit(message, ada, "Good *morning*, and good evening.")

    assert actions.blank_phrases(read_before, phrases=["morning"], moderator=mo, now=SOON)

    message.refresh_from_db()
    assert "morning" not in message.body_html
    assert "and good evening" in message.body_html
    assert message.body == "Good *morning*, and good evening."


def test_what_the_team_took_out_stays_out(message, ada, mo):
    actions.blank_phrases(message, phrases=["morning"], moderator=mo, now=NOON)

    edit(message, ada, "A morning again.")
    message.refresh_from_db()

    assert "morning" not in message.body_html
    assert "again" in message.body_html


def test_page_edits_shows_the_mark_and_comes_back_to_the_room(client, room, ada):
    message = make_message(room, ada, "Good morning.", now=timezone.now())
    client.force_login(ada)

    form = client.get(f"{message.page_url}edit/")
    response = client.post(f"{message.page_url}edit/", {"body": "Good night.", "content_notes": [NEEDLES]})

    assert "Good morning.</textarea>" in form.content.decode()
    assert response.url == message.get_absolute_url()
    page = client.get(room.get_absolute_url()).content.decode()
    assert "<p>Good night.</p>" in page
    assert '<span class="message__time">edited</span>' in page


def test_what_was_typed_stays_when_the_time_is_over(client, room, ada):
    message = make_message(room, ada, now=timezone.now() - timedelta(minutes=16))
    client.force_login(ada)

    response = client.post(f"{message.page_url}edit/", {"body": "Too late, but here."})

    assert response.status_code == 403
    assert "Too late, but here.</textarea>" in response.content.decode()
    assert "for 15 minutes" in response.content.decode()
    assert client.get(f"{message.page_url}edit/").status_code == 403


def test_empty_and_endless_words_come_back_with_what_is_wrong(client, room, ada):
    message = make_message(room, ada, now=timezone.now())
    client.force_login(ada)

    for body in ("", "x" * 4001):
        assert client.post(f"{message.page_url}edit/", {"body": body}).status_code == 422
    message.refresh_from_db()
    assert message.body == "Good morning."


def test_advice_is_read_once_and_the_next_try_saves(client, room, ada):
    make_rule("zebra", effect="advise", note="Please think of others.")
    message = make_message(room, ada, now=timezone.now())
    client.force_login(ada)

    page = client.post(f"{message.page_url}edit/", {"body": "zebra"})
    read = page.context["look"].read
    saved = client.post(f"{message.page_url}edit/", {"body": "zebra", "read_notes": read})

    assert "Please think of others." in page.content.decode()
    assert saved.status_code == 302


def test_the_team_alone_reads_on_the_page_what_it_said_before(client, message, ada, bo, mo):
    edit(message, ada)

    def page(member):
        client.force_login(member)
        return client.get(message.page_url).content.decode()

    assert "Good *morning*." in page(mo)
    assert "morning" not in page(bo)
    assert "morning" not in page(ada)
