import pytest
from django.urls import reverse

from community.drafts.places import address_of, place_of


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("thread:new-here", "New thread"),
        ("reply:12", "Reply"),
        ("conversation:new", "New conversation"),
        ("conversation:7", "Draft"),
        ("riddle:1", "Draft"),
    ],
)
def test_a_key_says_what_kind_of_text_it_is(key, label):
    assert place_of(key).label == label


@pytest.mark.parametrize(
    ("key", "url_name", "arguments"),
    [
        ("thread:new-here", "forum:new_thread", ["new-here"]),
        ("reply:12", "forum:write_reply", [12]),
        ("edit:345", "forum:edit", [345]),
        ("conversation:new", "conversations:new", []),
        ("message:7", "conversations:conversation", [7]),
        ("room:7", "chat:by_number", [7]),
    ],
)
def test_a_key_leads_to_the_page_where_the_text_goes_on(key, url_name, arguments):
    assert address_of(key) == reverse(url_name, args=arguments)


@pytest.mark.parametrize("key", ["riddle:1", "thread:a:b", "thread:new-here:12", "room:lobby"])
def test_what_leads_nowhere_has_no_address(key):
    assert address_of(key) == ""
