"""The country for urgent help: what somebody chose, else what the clock of their account says."""

import pytest

from community.resources.country import country_of_zone


def country_of(client):
    cookie = client.cookies.get("country")
    return cookie.value if cookie else ""


def test_r13_chosen_country_is_kept_and_shown_again(client, db):
    client.get("/urgent-help/?country=NZ")

    assert country_of(client) == "NZ"
    assert client.cookies["country"]["httponly"]
    assert "New Zealand" in client.get("/urgent-help/").content.decode().partition("<form")[0]


@pytest.mark.parametrize("query", ["", "?country=", "?country=XX", "?country=%00"])
def test_a_visitor_s_country_is_never_guessed(client, db, query):
    client.get(f"/urgent-help/{query}")

    assert country_of(client) == ""


def test_another_country_forgets_the_first(client, db):
    client.get("/urgent-help/?country=NZ")
    client.get("/urgent-help/?country=")

    assert country_of(client) == ""


def test_cookie_that_names_no_country_is_nobody_s(client, db):
    client.cookies["country"] = "XX<b>"

    page = client.get("/urgent-help/")

    assert page.status_code == 200
    assert "We do not know your country" in page.content.decode()


@pytest.mark.parametrize(
    ("zone", "code"),
    [("Europe/Berlin", "DE"), ("Europe/Amsterdam", "NL"), ("Asia/Calcutta", "IN"), ("UTC", ""), ("Mars/Base", "")],
)
def test_a_zone_names_its_country_by_old_and_new_names(zone, code):
    assert country_of_zone(zone) == code


def top_of(client, query=""):
    return client.get(f"/urgent-help/{query}").content.decode().partition('<form class="helplines__picker')[0]


def test_a_member_s_country_is_guessed_from_the_zone_of_the_account_and_said_to_be_a_guess(client, ada):
    client.force_login(ada)  # Europe/Berlin

    assert "Emergency services: Germany." in top_of(client)
    assert "a guess from the time zone of your account" in top_of(client)
    assert country_of(client) == ""


@pytest.mark.parametrize(("query", "words"), [("?country=NZ", "New Zealand"), ("?country=", "We do not know")])
def test_what_a_member_chooses_is_no_guess(client, ada, query, words):
    client.force_login(ada)

    page = top_of(client, query)

    assert words in page
    assert "a guess" not in page


def test_what_a_member_chose_before_goes_before_a_guess(client, ada):
    client.force_login(ada)
    client.get("/urgent-help/?country=NZ")

    assert "Emergency services: New Zealand." in top_of(client)
