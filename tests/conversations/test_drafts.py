"""What is typed waits on the server until it is sent."""

import pytest

from community.drafts.models import Draft
from tests.conversations.factories import make_conversation

FORM = {"names": "Bo", "subject": "Saturday", "body": "Half a thou", "save_draft": "1"}


def html(response):
    return response.content.decode()


@pytest.fixture
def pages(ada, bo):
    return ["/messages/new/", make_conversation(ada, bo).get_absolute_url()]


def test_text_is_saved_by_a_button_and_there_again(as_member, ada, bo, pages):
    client = as_member(ada)

    saved = [html(client.post(page, FORM)) for page in pages]
    later = [html(client.get(page)) for page in pages]

    assert all("Draft saved" in page and "Half a thou" in page for page in saved)
    assert all("Half a thou" in page for page in later)
    assert 'value="Saturday"' in later[0]
    assert not any("Half a thou" in html(as_member(bo).get(page)) for page in pages)


def test_draft_leads_back_to_where_it_was_written(as_member, ada, pages):
    client = as_member(ada)
    for page in pages:
        client.post(page, FORM)

    assert sorted(draft.get_absolute_url() for draft in Draft.objects.all()) == sorted(pages)


def test_sending_erases_the_draft(as_member, ada, bo, eve, pages):
    client = as_member(ada)
    for page in pages:
        client.post(page, FORM)
        client.post(page, {"names": "Eve", "body": "A whole thought."})

    assert not Draft.objects.exists()


def test_name_in_the_address_comes_before_the_saved_one(as_member, ada, bo, eve):
    client = as_member(ada)
    client.post("/messages/new/", FORM)

    page = html(client.get("/messages/new/?to=Eve"))

    assert 'value="Eve"' in page
    assert "Half a thou" in page
