import pytest

from community.forum.actions.boards import add_field
from community.forum.answers import html_of, text_of
from community.forum.models import FormField, Post, Thread
from tests.forum.factories import make_board

FORM = [
    ("Treatment", "line", "", True),
    ("Time used", "number", "", True),
    ("Effect", "choice", "Helped\nDid not help", True),
    ("Side effects", "text", "", False),
    ("Since", "date", "", False),
]
WORDS = {"title": "My injections", "Treatment": "Toxin", "Time used": "2,5", "Effect": "Helped"}


def html(response):
    return response.content.decode()


@pytest.fixture
def board(group, mo):
    board = make_board(group)
    for label, kind, choices, required in FORM:
        add_field(board=board, moderator=mo, label=label, help_text="", kind=kind, choices=choices, required=required)
    return board


def named(board, words):
    """Fields by their names in the form instead of what they ask."""
    names = {question.label: f"answer_{question.pk}" for question in board.form_fields.all()}
    return {names.get(label, label): value for label, value in words.items()}


def send(client, board, **fields):
    return client.post(f"/boards/{board.slug}/new/", named(board, WORDS | fields))


def test_answers_are_kept_as_data_and_shown_as_a_card(client, board, ada):
    client.force_login(ada)

    send(
        client,
        board,
        **{"Side effects": "A *droopy* lid\r\nfor a week", "Since": "27.3.2026", "body": "Ask me **anything**."},
    )

    post = Post.objects.get()
    assert post.answers == [
        ["Treatment", "Toxin"],
        ["Time used", "2.5"],
        ["Effect", "Helped"],
        ["Side effects", "A *droopy* lid\nfor a week"],
        ["Since", "2026-03-27"],
        ["", "Ask me **anything**."],
    ]
    page = html(client.get(post.thread.get_absolute_url()))
    assert "<dt>Side effects</dt> <dd>A *droopy* lid<br>for a week</dd>" in page
    assert "<dt>Since</dt> <dd>27 March 2026</dd>" in page
    assert "<strong>anything</strong>" in page


def test_body_is_the_same_in_plain_words_for_search_and_mails(client, board, ada):
    client.force_login(ada)

    send(client, board, **{"Side effects": "A *droopy* lid"})

    lines = ["Treatment: Toxin", "Time used: 2.5", "Effect: Helped", "Side effects: A \\*droopy\\* lid"]
    assert Post.objects.get().body == "\n\n".join(lines)


def test_empty_answers_leave_no_line(client, board, ada):
    client.force_login(ada)

    send(client, board)

    assert [label for label, _value in Post.objects.get().answers] == ["Treatment", "Time used", "Effect"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": ""}, "Write a title."),
        ({"Treatment": " "}, "Fill in “Treatment”."),
        ({"Treatment": "x" * 201}, "201 characters are too many here, 200 fit."),
        ({"Time used": "a while"}, "Write a number for “Time used”, such as 3 or 2.5."),
        ({"Time used": "NaN"}, "Write a number for “Time used”, such as 3 or 2.5."),
        ({"Effect": ""}, "Choose one of the answers for “Effect”."),
        ({"Effect": "Something else"}, "Choose one of the answers for “Effect”."),
        ({"Since": "31.2.2026"}, "Write the day as day, month and year"),
        ({"Side effects": "word " * 4_000}, "Together the answers are too long"),
    ],
)
def test_wrong_answers_come_back_with_everything_typed(client, board, ada, fields, words):
    client.force_login(ada)

    response = send(client, board, **{"body": "Kept words.", **fields})

    assert response.status_code == 422
    assert words in html(response)
    assert "Kept words." in html(response)
    assert Thread.objects.count() == 0


def test_labels_and_answers_are_shown_as_they_were_typed():
    answers = [["<b>Label</b>", "<script>x</script> & **bold** [a](https://b.example)"]]

    assert "<dt>&lt;b&gt;Label&lt;/b&gt;</dt>" in html_of(text_of(answers), answers)
    assert "&lt;script&gt;x&lt;/script&gt; &amp; **bold** [a]" in html_of(text_of(answers), answers)
    rendered = html_of(text_of(answers), None)
    assert "<strong>" not in rendered
    assert "<a " not in rendered.replace('<a href="https://b.example"', "")


def test_preview_is_what_will_stand_there(client, board, ada):
    client.force_login(ada)

    preview = html(send(client, board, body="Ask *me*.", preview="1"))
    send(client, board, body="Ask *me*.")

    assert Post.objects.get().body_html in preview


def test_wrong_preview_does_not_break(client, board, ada):
    client.force_login(ada)

    assert send(client, board, **{"Time used": "x", "preview": "1"}).status_code == 422


def test_form_asks_in_order_and_marks_what_may_stay_empty(client, board, ada):
    client.force_login(ada)

    page = html(client.get(f"/boards/{board.slug}/new/"))

    places = [page.index(label) for label in ("Title", "Treatment", "Time used", "Side effects", "Anything else")]
    assert places == sorted(places)
    assert page.count("(optional)") >= 3


def test_form_that_changes_leaves_older_posts_alone(client, board, ada):
    client.force_login(ada)
    send(client, board)

    FormField.objects.all().delete()

    assert "<dt>Treatment</dt>" in html(client.get(Thread.objects.get().get_absolute_url()))
    send(client, board, title="Another", body="Plain again.")
    assert Post.objects.latest("pk").answers is None


def test_editing_asks_the_same_again_and_keeps_data_card_and_text_together(client, board, ada):
    client.force_login(ada)
    send(client, board, body="Ask *me*.")
    post = Post.objects.get()
    FormField.objects.filter(label="Time used").delete()
    address = f"/posts/{post.pk}/edit/"
    page = html(client.get(address))
    assert 'value="Toxin"' in page
    assert ">\n2.5</textarea>" in page  # asked no longer, and not lost
    assert "\nAsk *me*.</textarea>" in page

    words = named(board, WORDS | {"Treatment": "Something else", "body": "Done."})
    response = client.post(address, words | {"edit_count": 0, "answer_gone_4": "3 rounds"})

    assert response.status_code == 302
    post.refresh_from_db()
    assert ["Treatment", "Something else"] in post.answers
    assert ["Time used", "3 rounds"] in post.answers
    assert post.answers[-1] == ["", "Done."]
    assert post.body_html == html_of(post.body, post.answers)
    assert post.body == text_of(post.answers)
    assert "Treatment: Toxin" in post.revisions.get(number=0).body


def test_wrong_edit_comes_back_and_changes_nothing(client, board, ada):
    client.force_login(ada)
    send(client, board)
    post = Post.objects.get()

    response = client.post(f"/posts/{post.pk}/edit/", named(board, WORDS | {"Treatment": "", "edit_count": 0}))

    assert response.status_code == 422
    assert "Fill in “Treatment”." in html(response)
    assert post.body == Post.objects.get().body


def test_what_a_form_asks_is_only_text(client, group, mo, ada):
    """Its words come from those who look after the board."""
    board = make_board(group)
    attack = {"label": "<b>Which?</b>", "help_text": "<script>ran()</script>", "choices": "<i>One</i>\nTwo"}
    add_field(board=board, moderator=mo, kind="choice", required=True, **attack)
    client.force_login(ada)

    page = html(client.get(f"/boards/{board.slug}/new/"))

    assert "&lt;script&gt;ran()&lt;/script&gt;" in page
    assert not [words for words in ("<b>Which", "<script>ran", "<i>One") if words in page]
