import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from community.accounts.decorators import mark_of
from community.core.kept import LONGEST
from community.drafts import actions
from community.drafts.models import Draft, OtherVersion
from tests.drafts.factories import save, save_elsewhere
from tests.factories import NOON

ADDRESS = "/drafts/reply:1000000/"
LIST = "/drafts/"


@pytest.fixture
def page(client, ada, time_machine):
    """Ada's browser; she is in Berlin, where it is 13:00."""
    time_machine.move_to(NOON, tick=False)
    client.force_login(ada)
    return client


def put(client, body="Half a thought", *, version=0, address=ADDRESS, **fields):
    return client.post(address, {"body": body, "draft_version": version, **fields})


def test_a_save_answers_with_version_and_the_readers_time(page, ada):
    first = put(page)
    draft = Draft.objects.get()
    second = put(page, "Half a thought more", version=draft.version)

    assert (first.status_code, first.json()) == (200, {"version": draft.version, "saved_at": "13:00"})
    assert (second.status_code, second.json()["version"]) == (200, draft.version + 1)
    draft.refresh_from_db()
    assert (draft.owner, draft.key, draft.fields) == (ada, "reply:1000000", {"body": "Half a thought more"})


def test_a_stale_save_gets_the_text_that_stands_and_both_are_kept(page, ada):
    standing = save(ada, "From the desk", title="Hello", now=NOON - timedelta(days=2))

    answer = put(page, "From the phone")

    assert answer.status_code == 409
    other = OtherVersion.objects.get()
    assert answer.json() == {
        "version": standing.version,
        "fields": {"body": "From the desk", "title": "Hello"},
        "saved_at": "20 November, 13:00",
        "other": other.pk,
    }
    assert other.fields == {"body": "From the phone"}


def test_the_answer_to_a_conflict_is_taken(page, ada):
    save(ada, "From the desk")
    refused = put(page, "From the phone").json()

    answer = put(page, "From the phone", version=refused["version"], draft_other=refused["other"])

    assert answer.status_code == 200
    assert Draft.objects.get().fields == {"body": "From the phone"}
    assert OtherVersion.objects.get().fields == {"body": "From the desk"}


@pytest.mark.parametrize(
    ("before", "version", "queries"),
    [
        ([], 0, 9),  # session, user, savepoint, user held, draft, savepoint, new draft, release, release
        (["Half"], None, 7),  # session, user, savepoint, user held, draft, save, release
        (["Half a thought"], 0, 6),  # session, user, savepoint, user held, draft, release: nothing has changed
        (["Half"], 0, 7),  # session, user, savepoint, user held, draft, other version, release
    ],
)
def test_a_save_costs_three_queries_beside_session_and_user(
    page, ada, before, version, queries, django_assert_num_queries
):
    drafts = [save(ada, text) for text in before]

    with django_assert_num_queries(queries) as asked:
        put(page, version=drafts[0].version if version is None else version)

    of_a_test = [query for query in asked.captured_queries if "SAVEPOINT" in query["sql"]]
    assert queries - len(of_a_test) <= 5


def test_the_signed_out_get_an_answer_a_script_can_read(client, ada):
    answer = put(client)

    assert (answer.status_code, answer["Content-Type"]) == (403, "application/json")
    assert not Draft.objects.exists()
    assert "kept" not in client.session


def test_a_page_of_one_member_saves_nothing_for_the_next_on_this_device(page, ada, bo):
    assert put(page, draft_of=mark_of(bo)).status_code == 403
    assert put(page, draft_of=mark_of(ada)).status_code == 200
    assert Draft.objects.get().owner == ada


def test_the_token_comes_in_the_header(ada):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada)
    token = browser.get(LIST).cookies["csrftoken"].value

    assert put(browser).status_code == 403
    assert browser.post(ADDRESS, {"body": "x"}, headers={"X-CSRFToken": token}).status_code == 200


@pytest.mark.parametrize(
    "key", ["reply", "reply:", "Reply:1", "reply:a b", "reply:1:", "1:reply", "reply:" + "1" * 75, "reply:%0a"]
)
def test_what_is_no_key_is_not_there(page, key):
    assert put(page, address=f"/drafts/{key}/").status_code == 404


def test_a_key_may_be_as_long_as_a_row_takes(page):
    assert put(page, address="/drafts/reply:" + "1" * 74 + "/").status_code == 200


def test_a_draft_is_not_read_by_its_key(page, ada):
    save(ada, "Canary")

    assert page.get(ADDRESS).status_code == 405


def test_no_secrets_and_nothing_of_the_page_itself_is_stored(page):
    passing = "csrfmiddlewaretoken password password1 code preview submit_id client_id draft_of draft_other save_draft"

    put(page, title="Hello", **dict.fromkeys(passing.split(), ""), notes=["2", "4"])

    assert Draft.objects.get().fields == {"body": "Half a thought", "title": "Hello", "notes": ["2", "4"]}


def test_odd_bytes_are_taken_as_well_as_they_can_be(page):
    answer = page.post(
        ADDRESS, "body=a%00b%ff%ED%A0%80%0D%0Ac&draft_version=%D9%A3x", "application/x-www-form-urlencoded"
    )

    assert answer.status_code == 200
    assert Draft.objects.get().fields["body"].startswith("ab\ufffd")
    assert Draft.objects.get().fields["body"].endswith("\nc")


@pytest.mark.parametrize("number", ["", "-1", "1.5", "9" * 5000, "²"])
def test_a_version_that_is_no_number_is_none(page, number):
    assert put(page, version=number, draft_other=number).status_code == 200


def test_too_long_a_text_is_refused_in_words_and_the_one_before_stays(page):
    put(page, "Before")

    answer = put(page, "x" * LONGEST, version=Draft.objects.get().version)

    assert (answer.status_code, "still on the page" in answer.json()["problem"]) == (413, True)
    assert Draft.objects.get().fields == {"body": "Before"}


def test_ten_megabytes_are_refused_unread(page):
    assert put(page, "x" * 10_000_000).status_code == 413
    assert not Draft.objects.exists()


def test_markup_stays_text(page, ada):
    attack = "</textarea><script>alert(1)</script>"
    save(ada, attack, title=attack, **{attack: attack})
    save_elsewhere(ada, attack, title="Other")

    content = page.get(LIST).content.decode()

    assert attack not in content
    assert content.count("&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;") > 3
    assert json.loads(put(page, version=7).content)["fields"]["body"] == attack


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_queries_for_any_length(page, ada, rows, django_assert_num_queries):
    for number in range(rows):
        save(ada, key=f"reply:{number}"), save_elsewhere(ada, key=f"reply:{number}")

    with django_assert_num_queries(7):  # session, user, deleted, count, drafts, other versions, notices
        content = page.get(LIST).content.decode()

    assert content.count('class="list-rows__item draft"') == rows
    assert content.count("Another version, kept from") == rows


def test_the_list_has_the_newest_first_and_where_to_go_on(page, ada):
    save(ada, "Older words", key="thread:new-here", title="A title", now=NOON - timedelta(days=3))
    save(ada, "Newer words", key="riddle:1")

    content = page.get(LIST).content.decode()

    assert content.index("Newer words") < content.index("A title")
    assert "New thread · saved <time" in content.replace("\n", " ")
    assert "19 November 2026, 13:00" in content
    assert content.count("Go on writing") == 1
    assert 'href="/boards/new-here/new/"' in content
    assert "180 days are erased" in content


def test_twenty_on_a_page(page, ada):
    for number in range(21):
        save(ada, f"Words {number}.", key=f"reply:{number}", now=NOON - timedelta(hours=number))

    assert page.get(LIST).content.count(b'class="list-rows__item draft"') == 20
    assert b"Words 20." in page.get(f"{LIST}?page=2").content


def test_delete_and_put_back(page, ada, time_machine):
    draft = save(ada, "Words worth keeping")

    deleted = page.post(f"/drafts/{draft.pk}/delete/", follow=True)
    assert deleted.redirect_chain == [(LIST, 302)]
    assert b"put it back for 10 minutes" in deleted.content
    assert b'class="list-rows__item draft"' not in deleted.content

    assert b"The draft is back." in page.post(f"/drafts/{draft.pk}/put-back/", follow=True).content
    assert b'class="list-rows__item draft"' in page.get(LIST).content


def test_too_late_to_put_back_says_so(page, ada, time_machine):
    draft = save(ada)
    page.post(f"/drafts/{draft.pk}/delete/")
    time_machine.move_to(NOON + timedelta(minutes=10), tick=False)

    assert b"Put it back" not in page.get(LIST).content
    assert b"The 10 minutes are over." in page.post(f"/drafts/{draft.pk}/put-back/", follow=True).content


@pytest.mark.parametrize("stranger", ["bo", "mo", "eve"])
def test_drafts_of_others_do_not_exist(client, ada, stranger, request):
    draft = save(ada, "Canary")
    other = save_elsewhere(ada, "Canary at the phone").other
    client.force_login(request.getfixturevalue(stranger))

    assert b"Canary" not in client.get(LIST).content
    for name in ("delete", "put_back"):
        assert client.post(reverse(f"drafts:{name}", args=[draft.pk])).status_code == 404
    own = put(client, "Mine", version=draft.version, draft_other=other)
    again = put(client, "Mine again", version=7, draft_other=other)

    assert (own.status_code, again.status_code) == (200, 409)
    assert b"Canary" not in own.content + again.content
    assert Draft.objects.visible_to(ada).get().fields == {"body": "Canary"}
    assert OtherVersion.objects.visible_to(ada).get().fields == {"body": "Canary at the phone"}


def test_nothing_changes_by_looking(page, ada):
    draft = save(ada)

    for name in ("delete", "put_back"):
        assert page.get(reverse(f"drafts:{name}", args=[draft.pk])).status_code == 405
    assert Draft.objects.live().exists()


def test_a_visitor_is_asked_to_sign_in(client, ada):
    draft = save(ada, "Canary")

    assert client.get(LIST).status_code == 302
    assert client.post(f"/drafts/{draft.pk}/delete/").status_code == 302
    assert Draft.objects.live().exists()


def test_a_draft_waits_however_the_member_stands(page, ada):
    actions.delete_draft(save(ada, "Deleted"), member=ada, now=NOON)

    assert put(page, "Anew").status_code == 200
    assert [draft.fields["body"] for draft in Draft.objects.live()] == ["Anew"]


def test_settings_lead_to_the_drafts(page):
    assert b'href="/drafts/"' in page.get("/settings/").content
