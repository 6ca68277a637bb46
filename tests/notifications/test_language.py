"""Mails are in the language and the zone of their reader, whoever writes them and whatever was written before."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.template.base import Lexer, TokenType
from django.utils import timezone, translation

from community.notifications import actions
from community.notifications.actions.catching_up import join_late
from community.notifications.address_links import address_link
from community.notifications.letters import write_letter
from community.notifications.models import Delivery
from community.notifications.stop_links import stop_link
from community.notifications.tasks import send_due_deliveries
from tests.factories import NOON, make_user

MOMENT = datetime(2027, 3, 22, 20, tzinfo=UTC)  # a Monday; in India it is Tuesday by then
LOCAL = {
    "Europe/Berlin": ("21:00", 22, "Monday", "Montag"),
    "Asia/Kolkata": ("01:30", 23, "Tuesday", "Dienstag"),
    "America/St_Johns": ("17:30", 22, "Monday", "Montag"),
}
MAILS = Path(__file__).parent / "mails"  # the subject, an empty line, the text
FOLDERS = [Path(settings.BASE_DIR) / "templates" / name for name in ("emails", "account/email")]
MARKUP = re.compile(r"<style>.*?</style>|<[^>]*>", re.DOTALL)


def letter_for(member, kind="reminder", **changes):
    about = {"path": "/x/", "due_at": None if kind == "digest" else MOMENT, "now": MOMENT}
    return write_letter(kind=kind, recipient=member, numbers={"reply": 1, "message": 3}, **{**about, **changes})


def shown(text):
    return re.sub(r"http\S+", "<link>", text)


@pytest.mark.parametrize("zone", LOCAL)
@pytest.mark.parametrize("language", ["en-gb", "de"])
@pytest.mark.parametrize("kind", ["reminder", "meeting", "digest"])
def test_each_mail_in_two_languages_and_three_zones(german, kind, language, zone, db):
    reader = make_user("Rea", language=language, time_zone=zone)
    time, day, *weekdays = LOCAL[zone]

    with translation.override("fr"), timezone.override("Asia/Tokyo"):  # what a worker happens to speak
        letter = letter_for(reader, kind)
        assert (translation.get_language(), timezone.get_current_timezone_name()) == ("fr", "Asia/Tokyo")

    local = {"time": time, "day": day, "weekday": weekdays[language == "de"], "zone": zone}
    expected = (MAILS / f"{kind}.{language}.txt").read_text().format(**local)
    assert f"{letter.subject}\n\n{shown(letter.text)}".rstrip("\n") + "\n" == expected
    assert f'<html lang="{language}"' in letter.html


def test_one_mail_says_nothing_in_the_language_of_the_one_before(dora, ada):
    subjects = [letter_for(member).subject for member in (ada, dora, ada, dora)]

    assert subjects == ["A reminder for you · Steadfold", "Eine Erinnerung für dich · Steadfold"] * 2


def remind(member, **changes):
    about = {"kind": "reminder", "text": "Eye-drops", "url": "/x/", "due_at": NOON, "now": NOON}
    return actions.notify(recipient=member, **{**about, **changes})


def test_what_is_written_anew_is_written_in_the_readers_language_too(dora, time_machine):
    remind(dora)
    time_machine.move_to(NOON + timedelta(minutes=45), tick=False)

    send_due_deliveries()

    assert "Das war am 22. November 2026 um 13:00 Uhr fällig." in mail.outbox[0].body


def test_the_one_mail_for_several_late_reminders_too(dora):
    for key in ("first", "second"):
        remind(dora, key=key)

    assert join_late(now=NOON + timedelta(hours=1)) == 1

    assert Delivery.objects.get(is_catch_up=True).subject == "Erinnerungen für dich · Steadfold"


def test_the_header_names_the_language_in_which_the_mail_was_written(dora, ada, time_machine):
    time_machine.move_to(NOON, tick=False)
    remind(dora)
    remind(ada)
    ada.language = "de"  # from now on
    ada.save()

    send_due_deliveries()

    told = {sent.to[0]: sent.extra_headers["Content-Language"] for sent in mail.outbox}
    assert told == {dora.email: "de", ada.email: "en-gb"}


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_stop_page_speaks_the_readers_language_and_tells_nothing_else(client, dora, method):
    link = stop_link(dora, "reply", address=dora.email).removeprefix(settings.BASE_URL)

    response = getattr(client, method)(link, headers={"accept-language": "en-GB"})

    page = response.content.decode()
    assert (response["Content-Language"], '<html lang="de"' in page) == ("de", True)
    assert ("Es geht um „Antwort“." in page) is (method == "get")
    assert not re.search("Dora|dora|Berlin", page)


def test_so_does_the_page_that_sends_mails_again(client, dora):
    dora.mail_stopped_for, dora.mail_stopped_why, dora.mail_stopped_at = dora.email, "bounced", timezone.now()
    dora.save()

    response = client.get(address_link(dora).removeprefix(settings.BASE_URL))

    assert response["Content-Language"] == "de"
    assert "Wieder Mails bekommen?" in response.content.decode()


def test_a_link_that_is_none_is_answered_in_the_visitors_language(client, dora):
    response = client.get("/mail/stop/forged/", headers={"accept-language": "en-GB"})

    assert (response.status_code, response["Content-Language"]) == (404, "en-gb")


def bare_words(source):
    """What a template says in one language alone."""
    text, translated = "", False
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK and token.contents.split()[0].endswith("blocktranslate"):
            translated = not translated
        if token.token_type == TokenType.TEXT and not translated:
            text += token.contents
    return re.findall(r"[^\W\d_]+", MARKUP.sub(" ", text))


@pytest.mark.parametrize(
    "path", [path for folder in FOLDERS for path in sorted(folder.iterdir())], ids=lambda p: p.name
)
def test_no_template_of_a_mail_has_words_that_cannot_be_translated(path):
    assert bare_words(path.read_text()) == []


@pytest.mark.parametrize("source", ["<p>Hello</p>", "{% translate 'A' %} and {{ b }}", "{% if a %}x{% endif %}"])
def test_bare_words_are_found(source):
    assert bare_words(source)
