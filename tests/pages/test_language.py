"""The choice of languages below every page, and what a page says of words that nobody has reviewed."""

import pytest
from django.test import Client
from django.urls import reverse

from community.accounts.models import User
from community.languages import Translation, unreviewed
from community.notifications.letters import dress_up, write_letter
from community.notifications.stop_links import stop_link
from tests.factories import NOON, make_user

pytestmark = pytest.mark.django_db
CHOICE = 'action="/language/"'
NOTE = "Esta traducción se hizo con ayuda de una máquina y nadie la ha revisado todavía."
IN_MAILS = "La traducción de este correo se hizo con ayuda de una máquina"


def choose(client, language, address="/about/"):
    return client.post(reverse("pages:language"), {"language": language, "next": address})


def language_of(client, address="/about/", **headers):
    response = client.get(address, headers=headers)
    assert f'<html lang="{response["Content-Language"]}"' in response.content.decode()
    return response["Content-Language"]


def page_of(client, address="/about/", **headers):
    return client.get(address, headers=headers).content.decode()


def test_a_visitor_chooses_and_it_stays(client):
    assert (
        '<button class="button button--plain" type="submit" name="language" value="es" lang="es">Español</button>'
        in (page_of(client))
    )

    response = choose(client, "es", "/guidelines/?x=1")

    cookie = response.cookies["language"]
    assert (response.url, cookie.value, cookie["httponly"], cookie["samesite"]) == (
        "/guidelines/?x=1",
        "es",
        True,
        "Lax",
    )
    assert language_of(client) == "es"
    assert language_of(client, **{"accept-language": "en-GB"}) == "es"
    assert 'value="en-gb" lang="en-gb">English</button>' in page_of(client)
    choose(client, "en-gb")
    assert language_of(client, **{"accept-language": "es"}) == "en-gb"


def test_a_member_chooses_and_has_it_everywhere(client, ada):
    client.force_login(ada)
    choose(client, "es")

    elsewhere = Client()
    elsewhere.force_login(ada)
    assert (language_of(client), language_of(elsewhere)) == ("es", "es")
    client.cookies.pop("sessionid")
    assert language_of(client) == "es"  # this browser keeps it


@pytest.mark.parametrize("language", ["tlh", "", "es\r\nX: y", "<b>", "ES", "de"])
def test_what_is_no_language_changes_nothing(client, ada, language):
    client.force_login(ada)

    response = choose(client, language)

    ada.refresh_from_db()
    assert (response.status_code, response.url, ada.language, "language" in response.cookies) == (
        302,
        "/about/",
        "",
        False,
    )


def test_a_choice_leads_to_no_other_site(client):
    assert choose(client, "es", "https://elsewhere.example/").url == "/"


def test_nobody_is_asked_where_there_is_one_language(client, settings):
    settings.LANGUAGES = [("en-gb", "English")]

    assert CHOICE not in page_of(client)
    assert language_of(client, **{"accept-language": "es"}) == "en-gb"


@pytest.mark.parametrize(
    ("wanted", "language"),
    [("", "en-gb"), ("en-US", "en-gb"), ("fr", "en-gb"), ("de, fr;q=0.8", "en-gb"), ("es", "es"), ("es-MX", "es")],
)
def test_a_browser_that_asks_for_another_language_gets_english(client, wanted, language):
    assert language_of(client, **{"accept-language": wanted}) == language


@pytest.mark.parametrize("address", ["/", "/urgent-help/", "/accounts/signup/", "/accounts/login/", "/no/such/page/"])
def test_every_page_has_the_choice_and_says_how_spanish_came_about(client, address):
    english, spanish = (page_of(client, address, **{"accept-language": wanted}) for wanted in ("en-GB", "es"))

    assert english.count(CHOICE) == spanish.count(CHOICE) == 1
    assert spanish.count(NOTE) == 1
    assert "machine" not in english
    assert '<a href="/contact/">Avísanos de un error</a>' in spanish


def test_whoever_joins_in_spanish_goes_on_in_spanish(client):
    choose(client, "es")
    form = {"username": "Emilia", "email": "e@members.example", "password1": "three words in a row"}

    client.post(reverse("account_signup"), form)

    assert User.objects.get(username="Emilia").language == "es"


def test_where_a_choice_would_change_nothing_there_is_none(client):
    """Pages that a mail leads to are in its reader's language, whoever opens them."""
    link = stop_link(make_user("Rea", language="es"), "reply", address="rea@members.example")
    page = page_of(client, link.replace("http://testserver", "").replace("http://127.0.0.1:8000", ""))

    assert '<html lang="es"' in page
    assert CHOICE not in page


def test_mails_say_it_too(settings):
    for language, is_said in {"es": True, "en-gb": False}.items():
        letter = write_letter(
            kind="reminder", recipient=make_user(language, language=language), path="/x/", due_at=NOON, now=NOON
        )
        assert (IN_MAILS in letter.html, IN_MAILS in letter.text) == (is_said, is_said)
        assert "machine" not in letter.text
    assert "machine" not in dress_up("a@members.example", "Code", "123").text


def test_what_somebody_has_reviewed_says_nothing(client, settings):
    assert unreviewed({"es": Translation(True), "fr": Translation(True, "Ann"), "de": Translation()}) == ["es"]
    settings.UNREVIEWED_LANGUAGES = []

    assert "máquina" not in page_of(client, **{"accept-language": "es"})


def test_urgent_help_in_spanish_is_small_and_asks_for_no_row(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/urgent-help/?country=ES", headers={"accept-language": "es"})

    assert "Si hay una vida en peligro, llama ahora:" in response.content.decode()
    assert len(response.content) < 50_000


def test_a_browser_keeps_urgent_help_for_each_language_by_itself(client):
    english = client.get("/urgent-help/")
    choose(client, "es", "/urgent-help/")
    spanish = client.get("/urgent-help/")

    for response in (english, spanish):
        assert {"Cookie", "Accept-Language"} <= set(response["Vary"].split(", "))
    assert "max-age=600" in spanish["Cache-Control"]
    assert [response["Content-Language"] for response in (english, spanish)] == ["en-gb", "es"]
