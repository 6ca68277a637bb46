"""The country that somebody chose for urgent help."""

import pytest


def country_of(client):
    cookie = client.cookies.get("country")
    return cookie.value if cookie else ""


def test_r13_chosen_country_is_kept_and_shown_again(client, db):
    client.get("/urgent-help/?country=NZ")

    assert country_of(client) == "NZ"
    assert client.cookies["country"]["httponly"]
    assert "New Zealand" in client.get("/urgent-help/").content.decode().partition("<form")[0]


@pytest.mark.parametrize("query", ["", "?country=", "?country=XX", "?country=%00"])
def test_country_is_never_guessed(client, db, query):
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
