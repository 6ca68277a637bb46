"""The list of questions for the doctor: picked or written, in an own order, seen by nobody else."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.resources import actions
from community.resources.models import DoctorQuestion, KeptQuestion
from tests.factories import NOON, make_user
from tests.resources.factories import add_article, load, load_articles

LIST = "/resources/questions/"
PAGE = "/resources/understanding/page-1/"
MANY = {"  - What is it?\n": "  - What is it?\n  - Is it rare?\n  - May I drive?\n"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(folder):
    load_articles(folder, 1)
    return DoctorQuestion.objects.get()


def keep(owner, *texts):
    return [actions.keep_question(owner=owner, now=NOON, text=text) for text in texts]


def texts_of(owner):
    return [kept.text for kept in KeptQuestion.objects.visible_to(owner)]


def pick(client, question, **more):
    return client.post(f"{LIST}pick/", {"question": question.pk, **more})


def press(client, kept, act):
    return client.post(f"{LIST}{kept.pk}/", {"act": act})


def test_a_question_is_picked_on_the_page_of_its_article(client, question, ada):
    client.force_login(ada)
    assert "Add to my questions" in client.get(PAGE).content.decode()

    response = pick(client, question, **{"from": "article"})

    assert response.url == f"{PAGE}#question-{question.pk}"
    page = client.get(PAGE).content.decode()
    assert "In my questions" in page
    assert "Add to my questions" not in page
    assert texts_of(ada) == ["What is it?"]


def test_a_question_is_picked_from_the_list_of_all(client, question, ada):
    client.force_login(ada)

    response = pick(client, question)

    assert response.url == f"{LIST}#question-{question.pk}"
    page = client.get(LIST).content.decode()
    assert "In my questions" in page
    assert f'href="{PAGE}">From: Page 1</a>' in page


def test_a_visitor_sees_the_questions_of_an_article_without_a_button(client, question):
    page = client.get(PAGE).content.decode()

    assert "<li data-aloud>What is it?</li>" in page
    assert "Add to my questions" not in page


def test_a_member_writes_a_question(client, ada):
    client.force_login(ada)

    response = client.post(LIST, {"text": " May I <b>drive</b>?\r\nAnd swim? "})

    assert texts_of(ada) == ["May I <b>drive</b>? And swim?"]
    assert response.url == f"{LIST}#mine-{ada.kept_questions.get().pk}"
    assert "May I &lt;b&gt;drive&lt;/b&gt;? And swim?" in client.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" ", "Write your question first."),
        ("a" * 201, "Your text has 201 characters, and 200 fit."),
        ("\u2800", "Write your question first."),
        ("why\0?", "Your text holds signs that cannot be stored."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, ada, text, said):
    client.force_login(ada)

    response = client.post(LIST, {"text": text})

    assert response.status_code == 422
    assert said in response.content.decode()
    assert text.strip("\0 \u2800")[:3] in response.content.decode()
    assert texts_of(ada) == []


def test_a_question_stands_in_a_list_once(client, question, ada, bo):
    client.force_login(ada)
    client.post(LIST, {"text": "What is it?"})
    pick(client, question)
    pick(client, question)
    keep(bo, "What is it?")

    assert texts_of(ada) == ["What is it?"]
    with pytest.raises(IntegrityError), transaction.atomic():
        KeptQuestion.objects.create(owner=ada, text="What is it?", position=9)


def test_fifty_questions_fit(client, question, ada):
    keep(ada, *map(str, range(50)))
    client.force_login(ada)

    written = client.post(LIST, {"text": "One more?"})
    picked = client.post(f"{LIST}pick/", {"question": question.pk}, follow=True)

    assert written.status_code == 409
    assert "One more?" in written.content.decode()
    for response in (written, picked):
        assert "Your list is full: 50 questions fit. Take one out first." in response.content.decode()
    assert len(texts_of(ada)) == 50


@pytest.mark.parametrize(
    ("which", "act", "order"),
    [
        (1, "up", "bacd"),
        (1, "down", "acbd"),
        (0, "up", "abcd"),
        (3, "down", "abcd"),
        (3, "up", "abdc"),
        (2, "remove", "abd"),
    ],
)
def test_each_press_moves_a_question_by_one_place(client, ada, bo, which, act, order):
    keep(bo, *"xyz")
    mine = keep(ada, *"abcd")
    client.force_login(ada)

    press(client, mine[which], act)

    assert texts_of(ada) == list(order)
    assert texts_of(bo) == list("xyz")


def test_order_holds_over_the_gap_that_a_question_leaves(client, ada):
    _a, b, c = keep(ada, *"abc")
    client.force_login(ada)

    assert (
        "Taken out of your list: “b”" in client.post(f"{LIST}{b.pk}/", {"act": "remove"}, follow=True).content.decode()
    )
    assert press(client, c, "up").url == f"{LIST}#mine-{c.pk}"
    keep(ada, "d")

    assert texts_of(ada) == list("cad")


def test_buttons_say_which_question_and_none_leads_nowhere(client, ada):
    keep(ada, "First?", "Last?")
    client.force_login(ada)

    page = client.get(LIST).content.decode()

    buttons = re.findall(r'name="act" value="(\w+)">\w+<span class="visually-hidden">: ([^<]+)</span>', page)
    assert buttons == [("down", "First?"), ("remove", "First?"), ("up", "Last?"), ("remove", "Last?")]


def test_a_list_is_nobody_elses(client, ada, bo, ed):
    (kept,) = keep(ada, "Am I losing my mind?")

    for other in (bo, ed, make_user("Root", is_superuser=True, is_staff=True, is_moderator=True)):
        client.force_login(other)
        assert "losing my mind" not in client.get(LIST).content.decode()
        for act in ("up", "down", "remove"):
            answer = client.post(f"{LIST}{kept.pk}/", {"act": act}, follow=True).content.decode()
            assert "That question is not in your list any more." in answer
    assert texts_of(ada) == ["Am I losing my mind?"]


def test_a_question_that_is_gone_is_told_so(client, ada):
    (kept,) = keep(ada, "a")
    client.force_login(ada)
    press(client, kept, "remove")

    for act in ("up", "down", "remove"):
        page = client.post(f"{LIST}{kept.pk}/", {"act": act}, follow=True).content.decode()
        assert "That question is not in your list any more." in page
    actions.move_question(kept=kept, up=True)


@pytest.mark.parametrize("act", ["", "left", "\0"])
def test_an_unknown_act_is_refused(client, ada, act):
    (kept,) = keep(ada, "a")
    client.force_login(ada)

    assert press(client, kept, act).status_code == 400


@pytest.mark.parametrize("pk", ["", "0", "-1", "x", "1.5", "²", "9" * 18, "9" * 5000, "\0"])
def test_a_question_that_never_was_cannot_be_picked(client, question, ada, pk):
    client.force_login(ada)

    assert client.post(f"{LIST}pick/", {"question": pk}).status_code == 404
    assert texts_of(ada) == []


def test_questions_of_a_draft_are_neither_shown_nor_picked(client, question, ada, ed):
    question.article.status = "draft"
    question.article.save()
    client.force_login(ada)

    assert "What is it?" not in client.get(LIST).content.decode()
    assert pick(client, question).status_code == 404
    client.force_login(ed)
    assert "What is it?" not in client.get(LIST).content.decode()


def test_a_copy_outlives_the_words_of_the_article(client, folder, question, ada):
    client.force_login(ada)
    pick(client, question)

    add_article(folder, 1, replace={"What is it?": "What do you call it?"})
    load(folder)

    kept = KeptQuestion.objects.get()
    assert (kept.text, kept.picked) == ("What is it?", None)
    page = client.get(PAGE).content.decode()
    assert "What do you call it?" in page
    assert "In my questions" not in page


def test_a_copy_outlives_its_article_and_names_it_no_more(client, folder, question, ada):
    client.force_login(ada)
    pick(client, question)

    (folder / "articles/understanding/page-1.md").unlink()
    load(folder)

    page = client.get(LIST).content.decode()
    assert "What is it?" in page
    assert "Page 1" not in page


def test_the_list_goes_with_its_owner(ada):
    keep(ada, "a")

    ada.delete()

    assert not KeptQuestion.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_queries_for_any_length(client, folder, ada, number, django_assert_num_queries):
    load_articles(folder, number, replace=MANY)
    for question in DoctorQuestion.objects.order_by("article", "number")[:number]:
        actions.keep_question(owner=ada, now=NOON, text=question.text, picked=question)
    client.force_login(ada)

    with django_assert_num_queries(5):  # session, user, unread, mine, questions
        response = client.get(LIST)

    assert response.content.count(b'class="my-questions__item"') == number
    assert response.content.count(b'class="doctor-question"') == number * 3


def test_questions_stand_below_their_section_and_article(client, folder, ada):
    load_articles(folder, 2)
    client.force_login(ada)

    page = re.sub(r"<[^>]+>|\s+", " ", client.get(LIST).content.decode())

    places = [page.index(words) for words in ("Pick from", "Page 1", "What is it?", "Page 2")]
    assert places == sorted(places)
    assert page.count("Understanding") == 1


def test_the_pages_of_the_resources_lead_to_the_list(client, question, ada):
    client.force_login(ada)

    for path in (reverse("resources:home"), PAGE):
        assert f'href="{LIST}"' in client.get(path).content.decode()
