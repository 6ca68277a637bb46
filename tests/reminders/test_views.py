import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from community.reminders import actions
from community.reminders.models import Occurrence, Reminder
from community.reminders.schedule import Unit
from community.reminders.starters import STARTERS
from tests.factories import NOON
from tests.reminders.factories import NINE, make_reminder
from tests.reminders.test_forms import TYPED

LIST = "/reminders/"
CHOSEN = re.compile(r'<input type="radio" name="unit"[^>]*checked')


@pytest.fixture
def page(client, ada, time_machine):
    """Ada's browser, on the 22nd of November 2026 at noon UTC."""
    time_machine.move_to(NOON, tick=False)
    client.force_login(ada)
    return client


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def due(owner, **kw):
    return actions.fire(make_reminder(owner, now=NOON - timedelta(days=1), **kw), now=NOON)


def test_a_reminder_is_set_and_read_back_with_its_next_five_dates(page, ada):
    response = page.post("/reminders/new/", TYPED, follow=True)

    reminder = Reminder.objects.get()
    assert response.redirect_chain == [(f"/reminders/{reminder.pk}/", 302)]
    assert reminder.owner == ada
    assert "Every 12 weeks at 09:00, starting 3 December 2026" in text(response)
    assert response.content.count(b"<time ") == 5
    assert b'<time datetime="2027-02-25T09:00:00+01:00">Thursday 25 February 2027, 09:00</time>' in response.content
    assert "<title>Your reminder · Steadfold</title>" in response.content.decode()


def test_the_members_zone_is_chosen_beforehand_and_no_frequency_is(page):
    response = page.get("/reminders/new/")

    assert b'<option value="Europe/Berlin" selected>' in response.content
    assert not CHOSEN.search(response.content.decode())
    assert b"Only you see this. E-mails do not show it, unless you ask for that below." in response.content


def test_only_the_note_and_what_is_folded_away_is_called_optional(page):
    content = page.get("/reminders/new/").content.decode()
    before, fold, after = re.split(r"<details class=\"more\">|</details>", content[content.index("<main") :])

    assert re.findall(r"([\w ]+\??) <span[^>]*>\(optional\)", before + after) == ["What kind is it?", "Note"]
    assert fold.count("(optional)") == 7


def test_a_refused_form_keeps_everything(page):
    response = page.post("/reminders/new/", TYPED | {"interval": "", "title": "Kept <b>title</b>"})

    content = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: Set a reminder" in content
    assert not Reminder.objects.exists()
    kept = ["Kept &lt;b&gt;title&lt;/b&gt;", "Bring the letter.", 'value="3"', 'value="12"', 'value="2026"', "09:00"]
    assert [words for words in kept if words not in content] == []
    assert 'value="weeks"' in CHOSEN.search(content)[0]


def test_links_of_the_error_summary_lead_to_fields(page):
    content = page.post("/reminders/new/", {}).content.decode()

    targets = re.findall(r'href="#(id_\w+)"', content)
    assert len(targets) == 5
    assert [target for target in targets if f'id="{target}"' not in content] == []


@pytest.mark.parametrize(
    ("slug", "title", "day"),
    [
        ("booking", "Ask for the next injection appointment", ["31", "1", "2027"]),
        ("check-in", "Check-in: how is it working, any side effects?", ["6", "12", "2026"]),
        ("appointment", "Appointment", []),
    ],
)
def test_a_ready_made_beginning_fills_title_and_date_but_chooses_no_frequency(page, slug, title, day):
    assert f"/reminders/new/?template={slug}" in page.get(LIST).content.decode()

    content = page.get(f"/reminders/new/?template={slug}").content.decode()

    assert f'value="{title}"' in content
    assert re.findall(r'name="starts_on_\w+" value="(\d+)"', content) == day
    assert not CHOSEN.search(content)


@pytest.mark.parametrize("slug", STARTERS)
def test_every_beginning_fills_in_the_kind_and_chooses_no_frequency(page, slug):
    content = page.get(f"/reminders/new/?template={slug}").content.decode()

    assert f'<option value="{STARTERS[slug].kind}" selected>' in content
    assert not CHOSEN.search(content)
    assert slug in "booking check-in appointment summary follow-up intake review routine meeting notes".split()


def test_an_unknown_beginning_is_an_empty_form(page):
    assert page.get("/reminders/new/?template=<b>").status_code == 200


def test_a_change_is_saved_and_a_refused_one_keeps_what_was_typed(page, ada):
    reminder = make_reminder(ada)

    refused = page.post(f"/reminders/{reminder.pk}/change/", TYPED | {"local_time": "noonish"})
    saved = page.post(f"/reminders/{reminder.pk}/change/", TYPED)

    reminder.refresh_from_db()
    assert (refused.status_code, saved.status_code) == (422, 302)
    assert b"noonish" in refused.content
    assert (reminder.title, reminder.unit, reminder.interval) == ("Botulinum toxin appointment", "weeks", 12)


def test_the_change_page_shows_what_is_set(page, ada):
    reminder = make_reminder(ada, unit=Unit.WEEKS, interval=3)

    content = page.get(f"/reminders/{reminder.pk}/change/").content.decode()

    assert 'value="weeks"' in CHOSEN.search(content)[0]
    assert re.search(r'name="interval" value="3"', content)


def test_the_list_has_its_four_parts(page, ada):
    due(ada, title="Drops at dawn", unit=Unit.ONCE, starts_on=date(2026, 11, 22))
    make_reminder(ada, title="Coming")
    actions.pause_reminder(reminder=make_reminder(ada, title="Resting"), member=ada, now=NOON)
    actions.end_reminder(reminder=make_reminder(ada, title="Over"), member=ada, now=NOON)

    words = text(page.get(LIST))

    order = ["Due now", "Drops at dawn", "Coming up", "Coming", "Paused", "Resting", "Ended", "Over"]
    places = [words.index(f" {part} ") for part in order]
    assert places == sorted(places)
    assert words.count("Every day at 09:00, starting 1 November 2026") == 3
    assert "What a reminder can and cannot do" in words


def test_a_foreign_zone_is_named_beside_the_rule(page, ada):
    make_reminder(ada, title="Here")
    make_reminder(ada, title="There", time_zone="America/Vancouver")

    words = text(page.get(LIST))

    assert words.count("(time in America/Vancouver)") == 1
    assert "Next: Sunday 22 November 2026, 09:00" in words


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_queries_for_any_length(page, ada, number, django_assert_num_queries):
    for _ in range(number):
        due(ada)

    with django_assert_num_queries(6):  # session, member, reminders, wishes, due, unread notices
        response = page.get(LIST)

    assert response.content.count(b'class="card reminder-due"') == number
    assert response.content.count(b'class="list-rows__item reminder"') == number


@pytest.mark.parametrize(("act", "answer"), [("done", "done"), ("skip", "skipped")])
def test_an_answer_takes_it_off_the_list_and_twice_is_once(page, ada, act, answer):
    occurrence = due(ada)
    assert "Due now" in text(page.get(LIST))

    for _ in range(2):
        assert page.post(f"/reminders/due/{occurrence.pk}/{act}/").status_code == 302

    occurrence.refresh_from_db()
    assert occurrence.answer == answer
    assert "Due now" not in text(page.get(LIST))


def test_pause_resume_end_and_start_again(page, ada):
    reminder = make_reminder(ada)
    address = f"/reminders/{reminder.pk}/"

    assert "Paused. Nothing comes" in text(page.post(f"{address}pause/", follow=True))
    assert "It is on again." in text(page.post(f"{address}resume/", follow=True))
    asked = page.get(f"{address}end/")
    assert (asked.status_code, "End this reminder?" in text(asked)) == (200, True)
    assert Reminder.objects.get().next_due_at is not None
    assert "Start again" in text(page.post(f"{address}end/", follow=True))
    assert "It is on again." in text(page.post(f"{address}resume/", follow=True))


def test_resuming_what_has_passed_asks_for_a_new_date(page, ada, time_machine):
    reminder = make_reminder(ada, unit=Unit.ONCE, starts_on=date(2026, 11, 23))
    actions.pause_reminder(reminder=reminder, member=ada, now=NOON)
    time_machine.move_to(NINE, tick=False)

    response = page.post(f"/reminders/{reminder.pk}/resume/", follow=True)

    assert response.redirect_chain == [(f"/reminders/{reminder.pk}/change/", 302)]
    assert "Its date has passed." in text(response)


def test_nothing_changes_by_looking(page, ada):
    occurrence = due(ada)
    pk = occurrence.reminder_id

    for name in ("pause", "resume", "done", "skip"):
        assert page.get(reverse(f"reminders:{name}", args=[pk])).status_code == 405
    assert page.get(f"/reminders/{pk}/end/").status_code == 200

    assert list(Occurrence.objects.open()) == [occurrence]
    assert Reminder.objects.get().next_due_at is not None


@pytest.mark.parametrize("stranger", ["bo", "mo", "eve"])
def test_reminders_of_others_do_not_exist(client, ada, stranger, request):
    occurrence = due(ada, title="Canary", note="Canary")
    client.force_login(request.getfixturevalue(stranger))
    pk = occurrence.reminder_id

    assert b"Canary" not in client.get(LIST).content
    for name in ("reminder", "change", "end"):
        assert client.get(reverse(f"reminders:{name}", args=[pk])).status_code == 404
    for name in ("change", "pause", "resume", "end"):
        assert client.post(reverse(f"reminders:{name}", args=[pk]), TYPED).status_code == 404
    for name in ("done", "skip"):
        assert client.post(reverse(f"reminders:{name}", args=[occurrence.pk])).status_code == 404

    assert list(Occurrence.objects.open()) == [occurrence]


def test_a_visitor_is_asked_to_sign_in(client, ada):
    occurrence = due(ada, title="Canary")

    response = client.get(LIST, follow=True)

    assert response.redirect_chain[0][0].startswith("/accounts/login/")
    assert b"Canary" not in response.content
    assert client.post(f"/reminders/due/{occurrence.pk}/done/").status_code == 302
    assert Occurrence.objects.open().exists()


def test_markup_in_title_and_note_stays_text(page, ada):
    attack = "<script>alert(1)</script>"
    occurrence = due(ada, title=attack, note=f"{attack}{{{{ 7|add:1 }}}}")
    pk = occurrence.reminder_id

    for address in (LIST, f"/reminders/{pk}/", f"/reminders/{pk}/change/", f"/reminders/{pk}/end/"):
        content = page.get(address).content.decode()
        assert attack not in content
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in content


def test_no_address_carries_the_title(page, ada):
    due(ada, title="Canary")

    content = page.get(LIST).content.decode()

    assert not [address for address in re.findall(r'(?:href|action)="([^"]*)"', content) if "anary" in address]


def test_link_may_fill_in_title_day_and_place(client, ada):
    client.force_login(ada)

    response = client.get("/reminders/new/?title=Look+at+a+bookmark&date=2027-12-03&path=/posts/12/")

    initial = response.context["form"].initial
    assert (initial["title"], initial["starts_on"].isoformat()) == ("Look at a bookmark", "2027-12-03")
    assert initial["note"] == "http://testserver/posts/12/"
    assert initial["unit"] == "once"


def test_nonsense_in_a_link_fills_in_nothing(client, ada):
    client.force_login(ada)

    response = client.get(f"/reminders/new/?title={'x' * 121}&date=soon&path=//evil.example/")

    assert response.status_code == 200
    assert set(response.context["form"].initial) == {"time_zone"}
