"""The pages on which moderators of the site keep the word lists."""

from datetime import timedelta

import pytest

from community.chat.actions import hide_message
from community.chat.models import Message
from community.forum import actions
from community.forum.models import Post
from community.moderation.words import trial
from community.words.models import Rule
from tests.chat.factories import make_message, make_room
from tests.factories import NOON, make_moderator
from tests.forum.factories import make_replies, make_thread
from tests.moderation.factories import make_chat_message, make_private_message
from tests.words.factories import make_rule

LIST, ADD = "/moderation/words/", "/moderation/words/add/"
FIELDS = {"kind": "phrase", "phrase": "tulip", "language": "", "effect": "mask", "note": "", "reason": ""}


def html(response):
    return response.content.decode()


@pytest.fixture
def as_mo(client, mo, time_machine):
    time_machine.move_to(NOON + timedelta(minutes=5))
    client.force_login(mo)
    return client


def test_word_lists_are_for_moderators_of_the_site_alone(client, group, ada):
    rule = make_rule("tulip")
    of_group = make_moderator(group, "Gro")
    addresses = [LIST, ADD, f"{LIST}{rule.pk}/"]

    assert {client.get(address).status_code for address in addresses} == {302}
    for member in (ada, of_group):
        client.force_login(member)
        assert {client.get(address).status_code for address in addresses} == {404}
        assert {client.post(address, FIELDS).status_code for address in addresses[1:]} == {404}
        assert client.post(f"{LIST}{rule.pk}/switch/").status_code == 404
    assert Rule.objects.get().is_active


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_queries_for_any_length(as_mo, rows, django_assert_num_queries):
    for number in range(rows):
        make_rule(f"tulip {number}")

    with django_assert_num_queries(5):  # session, user, how many, rules, notices
        page = html(as_mo.get(LIST))

    assert page.count("list-rows__item") == rows


def test_rules_stand_by_effect_the_gravest_first(as_mo):
    make_rule("daisy", "mask")
    make_rule("rose", "urgent", language="de")
    make_rule("tulip", is_active=False)

    page = html(as_mo.get(LIST))

    assert page.index("rose") < page.index("tulip") < page.index("daisy")
    assert "German" in page
    assert page.count("Switched off") == 1


def test_rule_is_added_changed_and_switched(as_mo, mo):
    assert as_mo.post(ADD, FIELDS).status_code == 302
    rule = Rule.objects.get()
    assert (rule.phrase, rule.effect, rule.created_by) == ("tulip", "mask", mo)

    assert as_mo.post(f"{LIST}{rule.pk}/", {**FIELDS, "phrase": " red  tulip "}).status_code == 302
    assert Rule.objects.get().phrase == "red tulip"
    as_mo.post(f"{LIST}{rule.pk}/switch/", {"off": "1"})
    assert not Rule.objects.get().is_active
    as_mo.post(f"{LIST}{rule.pk}/switch/", {"on": "1"})
    assert Rule.objects.get().is_active


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"phrase": ""}, "Write the words to look for."),
        ({"phrase": "…!"}, "Write at least one letter or digit."),
        ({"effect": ""}, "Choose what happens."),
        ({"effect": "hold"}, "Say why a text is held"),
        ({"effect": "advise"}, "Write the note that the author reads."),
        ({"kind": "dose"}, "Only words and phrases can be urgent or masked."),
        ({"phrase": "rose"}, "There is a rule for these words in this language."),
        ({"language": "xx"}, "xx"),
    ],
)
def test_rule_that_says_nothing_comes_back_with_what_is_missing(as_mo, fields, sentence):
    make_rule("rose")

    page = as_mo.post(ADD, {**FIELDS, **fields})

    assert page.status_code == 422
    assert sentence in html(page)
    assert Rule.objects.count() == 1


def test_r26_host_is_kept_by_its_plain_name(as_mo):
    held = {**FIELDS, "kind": "host", "effect": "hold", "reason": "They sell."}

    as_mo.post(ADD, {**held, "phrase": "https://Bad.Example/buy?now"})
    as_mo.post(ADD, {**held, "phrase": "Worse.example"})

    assert set(Rule.objects.values_list("phrase", flat=True)) == {"bad.example", "worse.example"}


def test_simulator_shows_what_a_rule_would_have_caught_and_saves_nothing(as_mo, group, ada):
    thread = make_thread(group=group, author=ada, title="In the garden", body="Nothing yet.")
    actions.add_reply(thread=thread, author=ada, body="Look: a T\u200bul\u0456p, <b>red</b>.", now=NOON)
    old = actions.add_reply(thread=thread, author=ada, body="A tulip, long ago.", now=NOON)
    Post.objects.filter(pk=old.pk).update(published_at=NOON - timedelta(days=31))

    page = html(as_mo.post(ADD, {**FIELDS, "try": "1"}))

    assert "It would have caught 1 text." in page
    assert "We looked at 2 posts and chat lines." in page
    assert "<mark>T\u200bul\u0456p</mark>, &lt;b&gt;red" in page
    assert "In the garden" in page
    assert thread.posts.get(number=2).get_absolute_url() in page
    assert "Ada" not in page.partition("<main")[2]
    assert not Rule.objects.exists()


def test_simulator_finds_titles_and_asks_a_kept_rule_too(as_mo, group, ada):
    rule = make_rule("tulip", "urgent")
    make_thread(group=group, author=ada, title="Tulip", body="Nothing.")

    page = html(as_mo.post(f"{LIST}{rule.pk}/", {**FIELDS, "effect": "urgent", "try": "1"}))

    assert "It would have caught 1 text." in page
    assert "<details>" in page.partition("<main")[2]


def test_simulator_leaves_out_what_is_hidden(as_mo, group, ada, mo):
    thread = make_thread(group=group, author=ada, body="A tulip.")
    actions.hide_post(thread.posts.get(), moderator=mo, reason="x", now=NOON)

    assert "We looked at 0 posts and chat lines." in html(as_mo.post(ADD, {**FIELDS, "try": "1"}))


def test_simulator_says_when_it_looked_at_the_newest_only(as_mo, group, ada, monkeypatch):
    thread = make_thread(group=group, author=ada, body="A tulip.")
    make_replies(thread, ada, 3)
    monkeypatch.setattr(trial, "MOST_TEXTS", 3)

    page = html(as_mo.post(ADD, {**FIELDS, "try": "1"}))

    assert "We looked at 3 posts and chat lines." in page
    assert "these are the newest" in page
    assert "It would have caught 0 texts." in page


def test_simulator_shows_fifty_and_counts_the_rest(as_mo, group, ada, monkeypatch):
    thread = make_thread(group=group, author=ada)
    make_replies(thread, ada, 5)
    monkeypatch.setattr(trial, "MOST_SHOWN", 2)

    page = html(as_mo.post(ADD, {**FIELDS, "phrase": "reply", "try": "1"}))

    assert "It would have caught 5 texts." in page
    assert "The newest 2 of them:" in page
    assert page.count("<mark>") == 2


def test_simulator_finds_chat_lines_and_no_private_messages(as_mo, group, ada):
    line = make_chat_message(group, ada)
    make_private_message(group, ada)
    found = {**FIELDS, "phrase": line.body.split()[0].strip(",.")}

    page = html(as_mo.post(ADD, {**found, "try": "1"}))

    assert "It would have caught 1 text." in page
    assert "We looked at 1 post or chat line." in page
    assert line.get_absolute_url() in page


def test_simulator_leaves_out_lines_that_are_hidden_or_old(as_mo, group, ada, mo):
    room = make_room(group)
    hidden, old = (make_message(room, ada, body=f"A tulip in {place}.") for place in ("May", "April"))
    hide_message(hidden, moderator=mo, now=NOON)
    Message.objects.filter(pk=old.pk).update(created_at=NOON - timedelta(days=31))

    assert "We looked at 0 posts and chat lines." in html(as_mo.post(ADD, {**FIELDS, "try": "1"}))
