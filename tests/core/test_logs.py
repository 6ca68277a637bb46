import logging

import pytest

from community.core.logs import WithoutWords, shortened


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/threads/19/hemifacial-spasm-again/", "/threads/19/…"),
        ("/members/Kestrel/", "/members/…"),
        ("/search/", "/search"),
        ("/", "/"),
    ],
)
def test_addresses_are_logged_without_words(address, said):
    assert shortened(address) == said


def test_a_page_that_is_not_there_is_logged_without_its_title(client, db, settings, caplog):
    caplog.handler.addFilter(WithoutWords())

    with caplog.at_level(logging.WARNING):
        client.get("/threads/19/hemifacial-spasm-again/")

    assert "/threads/19/" in caplog.text
    assert "spasm" not in caplog.text


def test_the_sites_own_log_has_the_filter(settings):
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["words"]
