"""The frame is kept once rendered: nothing of one reader may stand on the page of another."""

import re

from django.template import Context
from django.test import Client, RequestFactory

from community.core.display import Display
from community.core.templatetags.frame import site_header
from tests.factories import NOON, make_user

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def page_of(member, path="/groups/"):
    client = Client()
    if member is not None:
        client.force_login(member)
    return client.get(path).content.decode()


def test_each_request_gets_its_own_token_and_address(ada, bo):
    first, second = page_of(ada), page_of(bo, "/groups/?a=%22%3E%3Cb%3E&c=1")

    assert set(TOKEN.findall(first)).isdisjoint(TOKEN.findall(second))
    assert len(set(TOKEN.findall(first))) == 1
    assert 'name="next" value="/groups/"' in first
    assert 'name="next" value="/groups/?a=%22%3E%3Cb%3E&amp;c=1"' in second
    assert "@token@" not in first + second
    assert "@path@" not in first + second


def test_menu_of_a_moderator_and_counts_stay_their_own(ada, mo):
    ada.notifications.create(kind="reply", text="Bo replied", url="/", created_at=NOON)

    assert "/moderation/" in page_of(mo)
    assert "(1 not read)" in page_of(ada)
    other = page_of(make_user("Other"))
    assert "/moderation/" not in other
    assert "not read)" not in other
    assert "Sign out" not in page_of(None)


def test_section_of_an_unknown_page_is_no_new_entry(db):
    page = page_of(None, "/nowhere/<b>/")

    assert "<b>" not in page
    assert 'aria-current="true"' not in page.partition("<main")[0]


def test_display_of_one_reader_is_not_that_of_another(ada, bo):
    ada.theme, ada.text_size = "dim", 125
    ada.save(update_fields=["theme", "text_size"])

    assert 'value="dim" checked' in page_of(ada)
    assert 'value="dim" checked' not in page_of(bo)


def test_page_without_request_user_and_token_still_has_its_head():
    assert "Urgent help" in site_header(Context({}))
    request = RequestFactory().get("/")
    assert "display-settings" in site_header(
        Context({"request": request, "csrf_token": "abc", "display": Display("auto", 100)})
    )
