"""Numbers to call in a language that is written from right to left."""

import pytest

PAGE = "/urgent-help/?country=GB"


@pytest.fixture
def hebrew(settings):
    settings.LANGUAGES = [("en-gb", "English"), ("he", "עברית")]


@pytest.mark.django_db
def test_a_number_keeps_its_order_where_words_run_the_other_way(client, hebrew):
    page = client.get(PAGE, headers={"accept-language": "he"}).content.decode()

    assert 'lang="he" dir="rtl"' in page
    assert 'href="tel:116123">Call <bdi dir="ltr">116 123</bdi></a>' in page


@pytest.mark.django_db
def test_where_all_runs_one_way_a_number_needs_nothing(client, hebrew):
    page = client.get(PAGE, headers={"accept-language": "en-GB"}).content.decode()

    assert 'lang="en-gb" dir="ltr"' in page
    assert 'href="tel:116123">Call 116 123</a>' in page
