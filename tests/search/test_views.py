import pytest

from community.forum import actions
from community.groups.models import SupportGroup
from tests.factories import NOON, join, make_group
from tests.forum.factories import make_thread
from tests.search.factories import make_article


def test_empty_query_is_a_friendly_form(client, db):
    for address in ("/search/", "/search/?q=", "/search/?q=%20%00"):
        page = client.get(address).content.decode()
        assert "One or two words are enough" in page
        assert "Nothing you may see" not in page


def test_nothing_found_says_what_to_try(client, db):
    assert "Try fewer words" in client.get("/search/?q=needle").content.decode()


@pytest.mark.parametrize("hits", [1, 3])
def test_search_costs_the_same_queries_for_any_length(client, ada, hits, django_assert_num_queries):
    for number in range(hits):
        group = make_group(f"needle-{number}")
        make_thread(group=group_of_member(group, ada), author=ada, title=f"Needle {number}")
        make_article(f"Needle {number}", text="More.", order=number)
    client.force_login(ada)

    # session, user, group names, articles, terms, reminders, posts (their keys, and them), rooms, messages (their keys,
    # and them), groups, members, unread notices
    with django_assert_num_queries(14):
        response = client.get("/search/?q=needle")

    assert response.content.decode().count("list-rows__item") == hits * 3


def group_of_member(group, member):
    join(group, member)
    return group


def test_visitor_finds_public_things_only(client, ada):
    for privacy in SupportGroup.Privacy:
        group = make_group(f"needle-{privacy}", privacy=privacy)
        make_thread(group=group_of_member(group, ada), author=ada, title=f"Needle, {privacy}", body="Text of it.")

    page = client.get("/search/?q=needle").content.decode()

    assert "<mark>Needle</mark>, public" in page
    assert "open" not in page.split("<main")[1].split("</main>")[0]
    assert "private" not in page.split("<main")[1].split("</main>")[0]


def test_stranger_and_hidden_text_do_not_meet(client, group, ada, eve, mo):
    thread = make_thread(group=group, author=ada, title="Haystack", body="Kind words.")
    reply = actions.add_reply(thread=thread, author=ada, body="A secret needle.", now=NOON)
    actions.hide_post(reply, moderator=mo, reason="Be kind", now=NOON)
    client.force_login(eve)

    page = client.get("/search/?q=needle").content.decode()

    assert "secret" not in page
    assert "Haystack" not in page


def test_what_people_typed_stays_text(client, group, ada):
    make_thread(group=group, author=ada, title="<script>needle</script>", body='<img src=x onerror="needle">')
    client.force_login(ada)

    page = client.get("/search/", {"q": '<script> "needle"'}).content.decode()
    found = client.get("/search/", {"q": "needle"}).content.decode()

    assert 'value="&lt;script&gt; &quot;needle&quot;"' in page
    assert "&lt;script&gt;<mark>needle</mark>&lt;/script&gt;" in found
    assert "onerror=" not in found.replace("onerror=&quot;", "")


def test_query_is_not_in_the_title_of_the_tab(client, db):
    page = client.get("/search/?q=needle").content.decode()

    assert "<title>Search · Steadfold</title>" in page


def test_search_is_no_place_to_post(client, db):
    assert client.post("/search/", {"q": "needle"}).status_code == 405


def test_searching_logs_no_words(client, group, ada, caplog):
    make_thread(group=group, author=ada, title="Needle")
    client.force_login(ada)

    with caplog.at_level("INFO"):
        client.get("/search/?q=needle")

    assert "needle" not in caplog.text.lower()
