"""A calendar that goes with a mail: as a mail server gets it, when it is taken back, and that nothing of it stays."""

from datetime import timedelta

import pytest

from community.core.ical import CANCEL, REQUEST, Event, calendar_text, method_of
from community.notifications import actions
from community.notifications.models import Delivery
from community.notifications.tasks import send_due_deliveries
from tests.calendar_reader import read, unfolded
from tests.factories import NOON
from tests.notifications.smtp import Moody

SUMMARY = "Größe; a, b \\ 😀 " * 9
KEY = "meeting-7-news"


@pytest.fixture
def server(settings):
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    with Moody().open() as running:
        settings.EMAIL_HOST, settings.EMAIL_PORT = running.server_address
        yield running


def text_of(member, method=REQUEST):
    event = Event(
        uid="meeting-7",
        stamped_at=NOON,
        starts_at=NOON,
        ends_at=NOON + timedelta(hours=1),
        summary=SUMMARY,
        path="/meetings/7/",
        invited=member.email,
        is_cancelled=method == CANCEL,
    )
    return calendar_text([event], method=method)


def tell(member, method=REQUEST, key=KEY):
    about = {"kind": "meeting", "text": "It moved.", "url": "/meetings/7/", "key": key}
    return actions.notify(recipient=member, calendar=text_of(member, method), now=NOON, **about)


@pytest.mark.parametrize("method", [REQUEST, CANCEL])
def test_it_arrives_whole_with_its_method_and_its_line_ends(ada, server, method):
    tell(ada, method)

    assert send_due_deliveries() == 1

    [letter] = server.letters
    [part] = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
    [file] = [part for part in letter.walk() if part.get_filename() == "invite.ics"]
    sent = text_of(ada, method).encode()
    assert part.get_payload(decode=True).rstrip(b"\r\n") == sent.rstrip(b"\r\n")
    assert file.get_payload(decode=True) == sent
    assert part.get_param("method") == method == method_of(sent.decode())
    assert read(sent)[1][0]["SUMMARY"] == SUMMARY


def test_a_mail_without_one_has_no_such_part(ada, server):
    actions.notify(recipient=ada, kind="meeting", text="It moved.", url="/meetings/7/", key=KEY, now=NOON)

    send_due_deliveries()

    types = [part.get_content_type() for part in server.letters[0].walk()]
    assert types == ["multipart/alternative", "text/plain", "text/html"]


def test_once_sent_nothing_of_it_stays(ada, server):
    tell(ada)
    assert ada.email in unfolded(Delivery.objects.get().calendar)

    send_due_deliveries()

    assert Delivery.objects.get().calendar == ""


def test_it_goes_though_its_notice_was_read_and_is_taken_back_by_name(ada, bo):
    for member in (ada, bo):
        tell(member)
        actions.mark_all_read(member, now=NOON)
    plain = actions.notify(recipient=ada, kind="meeting", text="Soon.", url="/meetings/7/", key="meeting-7-1", now=NOON)
    actions.mark_read(plain, now=NOON)

    assert actions.cancel_mail(key=KEY, to=type(ada).objects.filter(pk=ada.pk), now=NOON) == 1

    assert actions.drop_unwanted(now=NOON) == 1  # the one without a calendar
    [waiting] = actions.claim_due(now=NOON)
    assert waiting.to_address == bo.email
    assert set(Delivery.objects.exclude(dropped_at=None).values_list("why", "calendar")) == {
        *(("cancelled", ""), ("read", ""))
    }


def test_whoever_wants_no_such_mails_gets_none_for_a_calendar_either(ada):
    tell(ada)
    actions.choose_ways(ada, ways={"meeting": "app"})

    assert actions.drop_unwanted(now=NOON) == 1
    assert Delivery.objects.get().why == "stopped"
