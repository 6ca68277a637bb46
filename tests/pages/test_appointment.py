"""The next appointment on one sheet: of one's own reminders and questions, and nobody else's."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from community.accounts.models import User
from community.pages.appointment import TO_READ
from community.reminders import actions
from community.reminders.kinds import Kind
from community.reminders.models import Occurrence, Reminder
from community.reminders.schedule import Unit
from community.reminders.starters import STARTERS
from community.reminders.wording import days_in_words
from community.resources.actions import keep_question
from community.resources.library import read_library
from community.resources.models import DoctorQuestion, KeptQuestion
from tests.factories import NOON
from tests.reminders.factories import NINE, ONE_HOUR, due, fresh, make_reminder
from tests.resources.factories import add_article, load, make_folder

PAGE = "/next-appointment/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def an_hour_later(time_machine):
    """Ten in the morning in Berlin; what makes a reminder rings at nine."""
    time_machine.move_to(NINE + ONE_HOUR, tick=False)


@pytest.fixture
def folder(tmp_path):
    return make_folder(tmp_path)


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


def text_of(client):
    return client.get(PAGE).content.decode()


def visit(owner, *, days, title="Clinic, second floor", **fields):
    day = timezone.localdate(timezone=owner.zone) + timedelta(days=days)
    rule = {"kind": "appointment", "unit": Unit.ONCE, "now": timezone.now(), "starts_on": day, **fields}
    return make_reminder(owner, title=title, **rule)


def load_to_read(folder, number):
    """As many of the articles that the page names, and a question of each."""
    for count in range(number):
        path = add_article(folder, count + 1)
        path.rename(path.with_name(f"{TO_READ[count]}.md"))
    load(folder)
    return list(DoctorQuestion.objects.order_by("article"))


def been(owner, *, days_ago, **fields):
    """One that rang so many days ago and was marked as done."""
    occurrence, moment = due(owner, kind="appointment", **fields), timezone.now() - timedelta(days=days_ago)
    User.objects.filter(pk=owner.pk).update(health_consent_at=moment - timedelta(days=1))
    Occurrence.objects.filter(pk=occurrence.pk).update(due_at=moment)
    actions.answer(occurrence=fresh(occurrence), member=owner, answer=Occurrence.Answer.DONE, now=moment)
    Reminder.objects.filter(pk=occurrence.reminder_id).update(next_due_at=None, ended_at=moment)
    return occurrence


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "Today"),
        (1, "Tomorrow"),
        (2, "In 2 days"),
        (13, "In 13 days"),
        (14, "In 2 weeks"),
        (15, "In 2 weeks and 1 day"),
        (87, "In 12 weeks and 3 days"),
    ],
)
def test_days_are_told_as_somebody_would_say_them(days, words):
    assert days_in_words(days) == words


def test_the_first_of_my_appointments_stands_there_with_its_day_and_note(as_ada, ada):
    visit(ada, days=30, title="Later one")
    visit(ada, days=5, note="Ask for the blue desk.")
    visit(ada, days=2, title="Eye-drops", kind="routine")

    text = text_of(as_ada)

    assert '<p class="appointment__days">In 5 days</p>' in text
    assert text.index("Clinic, second floor") < text.index("Ask for the blue desk.") < text.index("Later one")
    assert "Eye-drops" not in text


def test_days_go_by_the_clock_of_the_reminder(as_ada, ada, time_machine):
    """It is Monday evening in Berlin and Tuesday morning in Auckland: Wednesday night there is tomorrow."""
    time_machine.move_to(datetime(2026, 11, 23, 20, tzinfo=UTC), tick=False)
    visit(ada, days=2, time_zone="Pacific/Auckland", local_time=time(23))

    text = text_of(as_ada)

    assert '<p class="appointment__days">Tomorrow</p>' in text
    assert "(time in Pacific/Auckland)" in text


def test_without_an_appointment_the_ready_made_reminder_is_offered(as_ada, ada):
    visit(ada, days=5, kind="treatment", title="Ask for the next injection appointment")

    text = text_of(as_ada)

    assert "No appointment is set." in text
    assert f'{reverse("reminders:new")}?template=appointment"' in text
    assert text.count('<p class="appointment__write">') == 4  # lines for paper: day, place, two for questions


@pytest.mark.parametrize(("days", "offered"), [(7, False), (8, True)])
def test_a_reminder_to_get_ready_is_offered_while_its_day_is_ahead(as_ada, ada, days, offered):
    reminder = visit(ada, days=days)
    day = reminder.starts_on - timedelta(days=7)

    text = text_of(as_ada)

    link = f"/reminders/new/?title=Get%20ready%20for%20my%20appointment&amp;date={day}&amp;path=%2Fnext-appointment%2F"
    assert (link in text) == offered


def test_the_reminder_to_get_ready_comes_filled_in_and_leads_back(as_ada):
    form = as_ada.get(f"/reminders/new/?title=Get+ready&date=2027-03-27&path={PAGE}").context["form"]

    assert form.initial["title"] == "Get ready"
    assert (form.initial["starts_on"], form.initial["note"]) == (date(2027, 3, 27), f"http://testserver{PAGE}")


def test_only_what_one_goes_to_is_an_appointment_among_the_ready_made():
    from_starters = {slug for slug, starter in STARTERS.items() if starter.kind == Kind.APPOINTMENT}

    assert from_starters == {"appointment", "follow-up"}


def test_my_questions_stand_there_in_my_order_and_move_there(as_ada, ada):
    first, second = (keep_question(owner=ada, now=NOON, text=text) for text in ("May I drive?", "May I swim?"))

    moved = as_ada.post(reverse("resources:arrange_question", args=[second.pk]), {"act": "up", "next": PAGE})
    text = text_of(as_ada)

    assert moved.url == f"{PAGE}#mine-{second.pk}"
    assert text.index("May I swim?") < text.index("May I drive?")
    gone = as_ada.post(reverse("resources:arrange_question", args=[first.pk]), {"act": "remove", "next": PAGE})
    again = as_ada.post(reverse("resources:arrange_question", args=[first.pk]), {"act": "remove", "next": PAGE})
    assert (gone.url, again.url) == (PAGE, PAGE)
    assert KeptQuestion.objects.get().text == "May I swim?"


def test_no_form_leads_off_the_site(as_ada, ada):
    kept, rang = keep_question(owner=ada, now=NOON, text="May I swim?"), due(ada, kind="appointment")
    away = {"next": "https://elsewhere.example/"}

    moved = as_ada.post(reverse("resources:arrange_question", args=[kept.pk]), {"act": "up", **away})
    done = as_ada.post(reverse("reminders:done", args=[rang.pk]), away)

    assert moved.url == f"{reverse('resources:questions')}#mine-{kept.pk}"
    assert done.url == reverse("reminders:list")


def test_what_rang_is_marked_as_done_there_and_the_next_booking_is_offered(as_ada, ada):
    rang = due(ada, kind="appointment", title="Clinic, second floor", unit=Unit.ONCE, starts_on=NINE.date())
    assert "Have you been there?" in text_of(as_ada)

    done = as_ada.post(reverse("reminders:done", args=[rang.pk]), {"next": PAGE})
    text = text_of(as_ada)

    assert done.url == PAGE
    assert fresh(rang).answer == "done"
    assert "Have you been there?" not in text
    assert "Last marked as done: Clinic, second floor," in text
    assert f'{reverse("reminders:new")}?template=booking"' in text


def test_long_after_an_appointment_nothing_is_offered(as_ada, ada):
    been(ada, days_ago=40)

    text = text_of(as_ada)

    assert "Since the last one" in text
    assert "template=booking" not in text


def test_what_was_answered_since_the_last_one_is_counted_and_reasons_are_kept(as_ada, ada):
    been(ada, days_ago=10)
    before, after = due(ada, title="Old drops", kind="routine"), due(ada, title="Evening tablet", kind="medicine")
    plants, moment = due(ada, title="Water plants"), timezone.now() - timedelta(days=3)
    Occurrence.objects.filter(pk__in=[after.pk, plants.pk]).update(due_at=moment)
    Occurrence.objects.filter(pk=before.pk).update(due_at=timezone.now() - timedelta(days=11))
    for occurrence in (before, after, plants):
        rows = {"occurrence": fresh(occurrence), "member": ada, "now": timezone.now()}
        actions.answer(answer=Occurrence.Answer.SKIPPED, reason="I felt dizzy", **rows)

    text = text_of(as_ada)

    assert "Evening tablet" in text
    assert "Skipped: 1." in text
    assert text.count("I felt dizzy") == 1
    assert "Old drops" not in text
    assert "Water plants" not in text


def test_nothing_is_said_of_a_last_one_that_never_was(as_ada, ada):
    tablet = due(ada, title="Evening tablet", kind="medicine")
    actions.answer(occurrence=tablet, member=ada, answer=Occurrence.Answer.DONE, now=timezone.now())

    assert "Since the last one" not in text_of(as_ada)


@pytest.mark.parametrize("reader", ["bo", "mo", "ed"])
def test_nobody_else_sees_any_of_it(client, ada, reader, request):
    visit(ada, days=5, note="Ask for the blue desk.")
    been(ada, days_ago=10, title="Clinic, first floor")
    due(ada, kind="appointment", title="Clinic, third floor")
    keep_question(owner=ada, now=NOON, text="May I swim?")
    tablet = due(ada, kind="medicine", title="Evening tablet")
    rows = {"occurrence": tablet, "member": ada, "now": timezone.now()}
    actions.answer(answer=Occurrence.Answer.SKIPPED, reason="I felt dizzy", **rows)
    other = request.getfixturevalue(reader)
    been(other, days_ago=12, title="Elsewhere")
    client.force_login(other)

    text = text_of(client)

    assert "Last marked as done: Elsewhere," in text
    assert [word for word in ("Clinic", "blue desk", "May I swim?", "Evening", "dizzy") if word in text] == []
    assert "No appointment is set." in text


def test_a_visitor_reads_what_to_take_along_and_may_sign_in(client, folder):
    text = text_of(client)

    assert "a list of all your medicines" in text
    assert f"{reverse('account_login')}?next={PAGE}" in text
    assert "No appointment is set." not in text


def test_titles_in_another_language_than_the_page_say_so(client, folder, settings):
    load_to_read(folder, 1)
    settings.LANGUAGES = [("en-gb", "English"), ("es", "español")]

    assert 'lang="en">Page 1</a>' not in text_of(client)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    assert 'lang="en">Page 1</a>' in text_of(client)


def test_it_is_found_where_one_looks(as_ada, ada):
    keep_question(owner=ada, now=NOON, text="May I swim?")

    for name in ("resources:home", "resources:questions", "reminders:list"):
        assert f'href="{PAGE}"' in as_ada.get(reverse(name)).content.decode(), name


def test_articles_to_read_before_are_published_ones():
    ours = {article.slug: article.top["status"] for article in read_library().articles}

    assert [ours.get(slug) for slug in TO_READ] == ["published"] * len(TO_READ)


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_the_same_queries_for_any_length(as_ada, ada, folder, number, django_assert_num_queries):
    picked = load_to_read(folder, number)
    been(ada, days_ago=40)
    for count in range(number):
        visit(ada, days=5 + count)
        due(ada, kind="appointment", title=f"Clinic {count}", now=NOON)
        keep_question(owner=ada, now=NOON, text=f"Question {count}?", picked=picked[count])
        tablet = due(ada, kind="medicine", title=f"Tablet {count}")
        rows = {"occurrence": tablet, "member": ada, "now": timezone.now()}
        actions.answer(answer=Occurrence.Answer.SKIPPED, reason="Dizzy", **rows)
        Occurrence.objects.filter(pk=tablet.pk).update(due_at=timezone.now())

    # session, user, unread, due, last, coming, questions, answers, reasons, articles
    with django_assert_num_queries(10):
        response = as_ada.get(PAGE)

    assert response.content.decode().count("my-questions__item") == number
    assert response.content.decode().count(">Page ") == number
    assert response.content.decode().count("Dizzy") == number


def test_a_visitor_costs_one_query(client, folder, django_assert_num_queries):
    load_to_read(folder, 2)

    with django_assert_num_queries(1):  # articles
        response = client.get(PAGE)

    assert response.content.decode().count(">Page ") == 2
