"""R16: what happens when somebody writes that they cannot go on."""

import re

import pytest
from django.core import mail

from community.forum import actions
from community.forum.actions.editing import Words
from community.forum.models import Post
from community.notifications.models import Notification
from community.words.models import Hit
from tests.factories import NOON, join, make_user
from tests.forum.factories import announce, make_thread
from tests.words.factories import make_rule

CALM = "You are not alone"
TYPED = "It is very dark. I take 5 mg, and see https://bad.example for a tulip."


@pytest.fixture
def thread(group, ada):
    make_rule("very dark", "urgent")
    make_rule("mg", "advise", kind="dose", note="")
    make_rule("bad.example", kind="host")
    make_rule("tulip")
    return make_thread(group=group, author=ada)


def answer_to(client, thread, body, **options):
    return client.post(f"/threads/{thread.pk}/", {"body": body}, **options)


def reply(client, thread, body=TYPED):
    return answer_to(client, thread, body, follow=True).content.decode()


def card_in(page):
    return re.search(r"<section[^>]*calm-heading.*?</section>", page, re.DOTALL)[0]


def test_r16_text_stands_at_once_and_its_author_sees_the_card_once(client, thread, bo):
    client.force_login(bo)

    page = reply(client, thread)

    assert Post.objects.get(author=bo).number == 2
    assert page.count(CALM) == 1
    assert answer_to(client, thread, "Still very dark.").url.endswith("#calm")
    client.get(thread.get_absolute_url())
    assert CALM not in client.get(thread.get_absolute_url()).content.decode()


def test_r16_team_gets_a_hit_before_all_others(client, thread, ada, bo):
    actions.add_reply(thread=thread, author=ada, body="A tulip.", now=NOON)
    client.force_login(bo)
    reply(client, thread)

    assert Hit.objects.waiting()[0].rule.phrase == "very dark"


@pytest.mark.parametrize("country", ["", *"AU DE GB US IT BE".split()])
def test_r16_card_shows_three_numbers_at_most_and_those_of_the_chosen_country(client, thread, bo, country):
    client.force_login(bo)
    if country:
        client.get(f"/urgent-help/?country={country}")

    card = card_in(reply(client, thread))

    assert 2 <= card.count("<li") <= 3
    assert ("Choose your country" in card) == (not country)
    assert ("Find A Helpline" in card) == (not country)
    assert 'href="/urgent-help/"' in card


def test_r16_card_never_says_what_brought_it(client, thread, bo):
    client.force_login(bo)

    card = card_in(reply(client, thread))

    assert not {"very dark", "tulip", "rule", "5 mg"} & {
        word for word in ("very dark", "tulip", "rule", "5 mg") if word in card
    }


def test_r16_nobody_else_is_told_by_notice_or_mail(client, thread, ada, bo):
    client.force_login(bo)
    reply(client, thread)
    announce()

    told = [*Notification.objects.values_list("text", flat=True), *(message.body for message in mail.outbox)]
    assert told
    assert not any("dark" in words or "crisis" in words.lower() for words in told)
    client.force_login(ada)
    assert CALM not in client.get(thread.get_absolute_url()).content.decode()


def test_r16_new_thread_and_edit_show_the_card(client, thread, bo):
    client.force_login(bo)
    address = f"/boards/{thread.board.slug}/new/"
    page = client.post(address, {"title": "Very dark", "body": "Tonight."}, follow=True).content.decode()
    assert CALM in page
    post = actions.add_reply(thread=thread, author=bo, body="Calm.", now=NOON)

    page = client.post(f"/posts/{post.pk}/edit/", {"body": "Very dark.", "edit_count": 0}, follow=True).content.decode()

    assert CALM in page
    assert Hit.objects.filter(object_pk=post.pk).count() == 1
    actions.edit_post(post, editor=bo, words=Words("Very dark, still."), version=1, now=NOON)
    assert Hit.objects.filter(object_pk=post.pk).count() == 1


def test_r16_nothing_is_kept_of_what_was_not_posted(client, thread, bo):
    client.force_login(bo)

    client.post(f"/threads/{thread.pk}/", {"body": TYPED, "preview": "1"})

    assert not Hit.objects.exists()


def test_r16_chosen_country_is_forgotten_with_another_country(client, thread, bo):
    client.force_login(bo)
    client.get("/urgent-help/?country=DE")
    client.get("/urgent-help/?country=")

    assert "Choose your country" in card_in(reply(client, thread))


def test_r16_rule_that_masks_a_title_hides_no_call_for_help(client, group, bo):
    make_rule("very dark", "urgent")
    make_rule("dark", "mask")

    thread = make_thread(group=group, author=bo, title="It is very dark", body="Words.")

    assert Hit.objects.waiting().get().object_pk == thread.posts.get().pk
    assert "dark" not in thread.title


def test_r16_edit_that_masks_its_title_hides_no_call_for_help(group, bo):
    make_rule("very dark", "urgent")
    make_rule("dark", "mask")
    post = make_thread(group=group, author=bo, title="Evening", body="Words.").posts.get()

    actions.edit_post(post, editor=bo, words=Words("Words.", title="It is very dark"), version=0, now=NOON)

    assert Hit.objects.waiting().get().object_pk == post.pk


def newcomer_in(group):
    member = make_user("Nia", date_joined=NOON)
    join(group, member)
    return member


def test_r16_call_for_help_that_an_edit_brings_ends_the_waiting(group, thread):
    nia = newcomer_in(group)
    post = actions.add_reply(thread=thread, author=nia, body="See https://shop.example", now=NOON)
    assert post.number is None

    actions.edit_post(post, editor=nia, words=Words("See https://shop.example. Very dark."), version=0, now=NOON)

    assert Post.objects.due_to_appear(NOON).get() == post


def test_r16_call_for_help_is_not_kept_back_for_its_link(group, thread):
    nia = newcomer_in(group)
    post = actions.add_reply(thread=thread, author=nia, body="Hello.", now=NOON)

    assert actions.edit_post(post, editor=nia, words=Words("Very dark. https://shop.example"), version=0, now=NOON)
    assert Hit.objects.waiting().get().object_pk == post.pk
