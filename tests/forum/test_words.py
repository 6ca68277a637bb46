"""Rules about words, where posts are written."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.forum import actions
from community.forum.actions.editing import Words, WordsWait
from community.forum.models import Post
from community.words.actions import load_starters
from community.words.known import KNOWN
from community.words.matching import MEDICINE
from community.words.models import Hit
from tests.factories import NOON
from tests.forum.factories import make_thread
from tests.words.factories import make_rule

MASK = "▇▇▇ (removed by a rule)"
CALM = "You are not alone"
NOTES = "Before this goes out"


@pytest.fixture
def thread(group, ada):
    return make_thread(group=group, author=ada)


def answer(client, thread, body, **more):
    return client.post(f"/threads/{thread.pk}/", {"body": body, **more}, follow=True)


def queries_of(act):
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def test_reply_that_meets_no_rule_costs_no_query_and_one_that_does_costs_one(thread, bo):
    def reply(words):
        return queries_of(lambda: actions.add_reply(thread=thread, author=bo, body=words, now=NOON))

    reply("The first one also begins to follow the thread.")
    before = reply("One.")
    make_rule("tulip", "advise")
    make_rule("very dark", "urgent")

    assert reply("Two.") == before
    assert reply("A tulip.") == before
    assert reply("Very dark.") == before  # one for the team, and none for its turn: it waits for nothing


def text(response):
    return response.content.decode()


def read_more(response):
    """Where the notes above the composer lead."""
    notes = text(response).partition('id="notes"')[2].partition("</section>")[0]
    return re.findall(r'<a class="tap" href="([^"]+)"', notes)


def carried(response):
    """What the page's hidden field says of the notes that were read."""
    return re.search(r'name="read_notes" value="([^"]*)"', text(response))[1]


def test_r27_post_with_a_held_word_waits_and_its_author_reads_until_when(client, thread, bo):
    make_rule("tulip", reason="Somebody sold bulbs here.")
    client.force_login(bo)

    page = text(answer(client, thread, "A tulip a day."))

    post = Post.objects.get(author=bo)
    assert (post.body, post.number) == ("A tulip a day.", None)
    assert "A tulip a day." in page
    assert "It appears at" in page
    assert "Your text waits until the team has looked at it. Somebody sold bulbs here." in page
    assert Hit.objects.waiting().get().object_pk == post.pk


def test_r27_held_post_of_a_whole_thread_waits_too(group, bo):
    make_rule("tulip")

    thread = make_thread(group=group, author=bo, title="A tulip", body="Words.")

    assert (thread.post_count, thread.title) == (0, "A tulip")
    assert Hit.objects.count() == 1


def test_r26_post_with_a_known_bad_link_waits(client, thread, bo):
    make_rule("bad.example", kind="host")
    client.force_login(bo)

    answer(client, thread, "See [this](https://www.bad.example/x).")

    assert Post.objects.get(author=bo).held_until is not None


def test_r27_moderators_words_do_not_wait(thread, mo):
    make_rule("tulip")

    assert actions.add_reply(thread=thread, author=mo, body="No tulip sales, please.", now=NOON).number == 2


def test_r27_edit_cannot_bring_words_past_the_team(client, thread, bo):
    post = actions.add_reply(thread=thread, author=bo, body="Calm.", now=NOON)
    make_rule("tulip", reason="Somebody sold bulbs here.")
    client.force_login(bo)

    page = client.post(f"/posts/{post.pk}/edit/", {"body": "Tulip!", "edit_count": 0})

    assert page.status_code == 422
    assert "Somebody sold bulbs here." in text(page)
    assert "Tulip!" in text(page)
    post.refresh_from_db()
    assert post.body == "Calm."
    assert not Hit.objects.exists()


def test_r27_edit_of_words_that_stood_before_the_rule_goes_through(thread, bo):
    post = actions.add_reply(thread=thread, author=bo, body="A tulip.", now=NOON)
    make_rule("tulip")

    assert actions.edit_post(post, editor=bo, words=Words("A red tulip."), version=0, now=NOON)
    make_rule("rose")
    with pytest.raises(WordsWait):
        actions.edit_post(post, editor=bo, words=Words("A red rose."), version=1, now=NOON)


def test_r27_edit_of_a_post_that_waits_lets_it_wait(thread, bo):
    make_rule("tulip")
    make_rule("rose")
    post = actions.add_reply(thread=thread, author=bo, body="A tulip.", now=NOON)

    actions.edit_post(post, editor=bo, words=Words("A rose."), version=0, now=NOON)

    assert Hit.objects.count() == 2


def test_r19_masked_words_are_gone_for_every_reader(client, thread, ada, bo):
    make_rule("0700 900 100", "mask")
    client.force_login(bo)
    answer(client, thread, "Call me: **0700 900 100**.")
    post = Post.objects.get(author=bo)

    assert post.body == "Call me: **0700 900 100**."
    assert post.body_html == f"<p>Call me: <strong>{MASK}</strong>.</p>\n"
    assert "0700 900 100" in text(client.get(f"/posts/{post.pk}/edit/"))
    actions.edit_post(post, editor=bo, words=Words("Call: 0700 900 100!"), version=0, now=NOON)
    client.force_login(ada)
    addresses = [
        thread.get_absolute_url(),
        f"/posts/{post.pk}/history/",
        f"{thread.get_absolute_url()}?quote={post.pk}",
        "/search/?q=call",
        f"/posts/{post.pk}/more/",
    ]
    for address in addresses:
        assert "900 100" not in text(client.get(address, follow=True)), address
    assert "900 100" not in text(client.post(f"/posts/{post.pk}/quote/"))
    assert MASK in text(client.get(addresses[1]))


def test_r19_masked_words_of_a_title_are_not_stored(group, ada):
    make_rule("0700 900 100", "mask")

    thread = make_thread(group=group, author=ada, title="Ring 0700 900 100")

    assert thread.title == f"Ring {MASK}"
    words = Words("The first hour was calm.", "Again: 0700 900 100")
    actions.edit_post(thread.posts.get(), editor=ada, words=words, version=0, now=NOON)
    thread.refresh_from_db()
    assert thread.title == f"Again: {MASK}"


@pytest.mark.parametrize("where", ["reply", "thread", "edit"])
def test_note_is_read_once_before_posting(client, thread, bo, where):
    make_rule("tulip", "advise", note="Please do not sell bulbs.")
    client.force_login(bo)
    post = actions.add_reply(thread=thread, author=bo, body="Calm.", now=NOON)
    address, fields = {
        "reply": (f"/threads/{thread.pk}/", {"body": "A tulip."}),
        "thread": (f"/boards/{thread.board.slug}/new/", {"title": "Spring", "body": "A tulip."}),
        "edit": (f"/posts/{post.pk}/edit/", {"body": "A tulip.", "edit_count": 0}),
    }[where]

    page = client.post(address, fields)

    assert page.status_code == 200
    assert NOTES in text(page)
    assert "Please do not sell bulbs." in text(page)
    assert "A tulip." in text(page)
    assert "Post it as it is" in text(page)
    assert not Post.objects.filter(body="A tulip.").exists()
    assert client.post(address, {**fields, "read_notes": carried(page)}).status_code == 302
    assert Post.objects.filter(body="A tulip.").count() == 1
    assert not Hit.objects.exists()


def test_r48_dose_gets_a_gentle_note_with_the_resources(client, thread, bo):
    load_starters()
    KNOWN.forget()
    client.force_login(bo)

    page = answer(client, thread, "I take 25 mg of baclofen.")

    assert "Your text names an amount." in text(page)
    assert "Your text names a medicine." not in text(page)
    assert read_more(page) == ["/resources/treatments/tablets/"]
    answer(client, thread, "I take 25 mg of baclofen. Twice.", read_notes=carried(page))
    assert Post.objects.get(author=bo).body == "I take 25 mg of baclofen. Twice."


def test_note_leads_to_the_article_on_each_medicine_and_else_to_the_resources(client, thread, bo):
    load_starters()
    make_rule("Tulipin", "advise", kind="medicine", note="")
    KNOWN.forget()
    client.force_login(bo)

    both = answer(client, thread, "Xeomin, BOTOX and Gabapentin.")
    amount = answer(client, thread, "I take 25 mg.")
    unknown = answer(client, thread, "Tulipin again.")

    assert read_more(both) == ["/resources/treatments/botulinum-toxin-side-effects/", "/resources/treatments/tablets/"]
    assert read_more(amount) == read_more(unknown) == ["/resources/"]


def test_note_on_medicines_is_read_once_in_a_sign_in(client, thread, bo):
    load_starters()
    KNOWN.forget()
    client.force_login(bo)

    page = answer(client, thread, "Botox again.")
    assert "Your text names a medicine." in text(page)
    answer(client, thread, "Botox again.", read_notes=carried(page))
    answer(client, thread, "Botox helped.")

    assert Post.objects.filter(author=bo).count() == 2


def test_r46_post_that_names_a_medicine_says_that_it_is_no_advice(client, thread, ada, bo):
    load_starters()
    KNOWN.forget()
    post = actions.add_reply(thread=thread, author=bo, body="Botox helped.", now=NOON)
    client.force_login(ada)

    shown = text(client.get(thread.get_absolute_url()))
    assert shown.count("experience, not advice") == 1
    assert 'href="/resources/treatments/botulinum-toxin-side-effects/">What our resources say' in shown
    actions.edit_post(post, editor=bo, words=Words("It helped."), version=0, now=NOON)
    assert "experience, not advice" not in text(client.get(thread.get_absolute_url()))


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ("I take Carbamazepine, then botox.", "tablets/"),
        ("B\u00f3tox, then c\u0430rbamazepine.", "botulinum-toxin-side-effects/"),
        ("Tulipine helped.", ""),  # of a rule that moderators made
    ],
)
def test_post_leads_to_the_article_on_what_it_names_first(client, thread, ada, bo, body, where):
    load_starters()
    make_rule("tulipine", "advise", kind=MEDICINE)
    KNOWN.forget()
    actions.add_reply(thread=thread, author=bo, body=body, now=NOON)
    client.force_login(ada)

    assert f'href="/resources/treatments/{where}">What our resources say' in text(client.get(thread.get_absolute_url()))


def test_preview_shows_notes_and_card_and_posts_nothing(client, thread, bo):
    make_rule("tulip", "advise")
    make_rule("very dark", "urgent")
    client.force_login(bo)

    assert NOTES in text(answer(client, thread, "A tulip.", preview="1"))
    assert CALM in text(answer(client, thread, "It is very dark.", preview="1"))
    assert not Post.objects.filter(author=bo).exists()
    assert not Hit.objects.exists()


def test_title_that_a_rule_masks_still_fits(group, ada):
    make_rule("tulip", "mask")
    title = "A tulip, " * 16

    thread = make_thread(group=group, author=ada, title=title.strip())
    assert "tulip" not in thread.title
    assert len(thread.title) == 150  # more than PostgreSQL takes would be an error, and the text lost
    assert actions.edit_post(
        thread.posts.get(), editor=ada, words=Words("Words.", title=title + "yes"), version=0, now=NOON
    )
    thread.refresh_from_db()
    assert len(thread.title) == 150
