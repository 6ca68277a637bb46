"""A picture that was sent is not lost, whatever else is wrong with the form, and comes with words for it."""

import re
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from community.core.bodies import LARGEST_UPLOAD
from community.core.pictures import MOST_BYTES
from community.forum.actions.pictures import add_picture
from community.forum.models import Picture, Post, Thread
from tests.factories import NOON
from tests.forum.factories import make_board, make_thread, picture_file

WORDS = {"title": "Mornings", "body": "Look."}


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def board(group):
    return make_board(group, takes_pictures=True)


@pytest.fixture
def address(board):
    return reverse("forum:new_thread", args=[board.slug])


@pytest.fixture
def client(client, ada):
    client.force_login(ada)
    return client


def make(board, owner, alt="A cup."):
    return add_picture(board=board, owner=owner, upload=picture_file(), alt=alt, now=NOON)


def html(response):
    return response.content.decode()


def errors(response):
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def test_picture_with_its_words_is_posted_in_one_go(client, address):
    response = client.post(address, {**WORDS, "picture": picture_file(), "picture_alt": " A  cup of tea. "})

    picture = Picture.objects.get()
    assert response.status_code == 302
    assert (picture.post, picture.alt) == (Post.objects.get(), "A cup of tea.")


def test_picture_without_words_comes_back_and_is_not_lost(client, address):
    response = client.post(address, {**WORDS, "picture": picture_file()})

    picture = Picture.objects.get()
    name = f"picture_alt_{picture.pk.hex}"
    assert (response.status_code, picture.post) == (422, None)
    assert errors(response) == {name: ["Say in a few words what is to be seen on picture 1."]}
    page = html(response)
    assert f'href="#id_{name}"' in page
    assert f'<input type="hidden" name="picture_keys" value="{picture.pk}">' in page
    assert picture.get_absolute_url() in page
    assert 'value="Mornings"' in page

    again = client.post(address, {**WORDS, "picture_keys": str(picture.pk), name: "A cup."})
    picture.refresh_from_db()
    assert (again.status_code, picture.alt, picture.post) == (302, "A cup.", Post.objects.get())


def test_picture_is_kept_when_something_else_is_wrong(client, address):
    response = client.post(address, {"title": "", "body": "Look.", "picture": picture_file(), "picture_alt": "A cup."})

    picture = Picture.objects.get()
    assert errors(response) == {"title": ["Write a title."]}
    assert f'name="picture_alt_{picture.pk.hex}" value="A cup."' in html(response)
    assert '<details class="composer__more" open>' in html(response)


def test_preview_adds_one_and_asks_for_another(client, address):
    sent = {**WORDS, "preview": "1", "picture": picture_file(), "picture_alt": "One."}
    first = client.post(address, sent)
    picture = Picture.objects.get()
    known = {"picture_keys": str(picture.pk), f"picture_alt_{picture.pk.hex}": "One."}
    second = client.post(address, {**sent, **known, "picture": picture_file(), "picture_alt": "Other."})

    assert (first.status_code, second.status_code) == (200, 200)
    assert (html(second).count('name="picture_keys"'), Thread.objects.count()) == (2, 0)
    assert re.search(r'name="picture_alt"(?! value="[^"]+")', html(second))


def test_four_are_enough(client, address, board, ada):
    keys = [str(make(board, ada).pk) for _count in range(4)]

    page = html(client.post(address, {"preview": "1", "picture_keys": keys}))

    assert (page.count('name="picture_keys"'), 'type="file"' in page) == (4, False)


def test_those_that_wait_elsewhere_are_shown_when_no_more_fit(client, address, board, ada):
    waiting = [make(board, ada) for _count in range(4)]

    response = client.post(address, {**WORDS, "picture": picture_file(), "picture_alt": "Fifth."})

    page = html(response)
    assert errors(response)["picture"] == [
        "Four of your pictures wait to be posted, no more can. Leave one out, then send this one."
    ]
    assert page.count('name="picture_keys"') == page.count('name="picture_out"') == 4
    assert page.count(" checked>") >= 4
    assert 'value="Fifth."' in page

    keys = [str(one.pk) for one in waiting]
    client.post(
        address, {**WORDS, "picture_keys": keys, "picture_out": keys, "picture": picture_file(), "picture_alt": "A"}
    )
    assert [picture.alt for picture in Post.objects.get().pictures.all()] == ["A"]


@pytest.mark.django_db(transaction=True)
def test_left_out_is_gone_at_once(client, address, board, ada):
    one, other = make(board, ada), make(board, ada)
    sent = {"picture_keys": [str(one.pk), str(other.pk)], f"picture_alt_{other.pk.hex}": "Other."}

    response = client.post(address, {"title": "", "body": "", "picture_out": str(one.pk), **sent})

    assert html(response).count('name="picture_keys"') == 1
    assert [default_storage.exists(picture.file.name) for picture in (one, other)] == [False, True]


def a_few_bytes(*size):
    """They unpack to many."""
    file = BytesIO()
    Image.new("1", size).save(file, "PNG")
    return file.getvalue()


REFUSED = {
    "script.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "not a picture"),
    "page.png": (b"<!DOCTYPE html><script>alert(1)</script>", "not a picture"),
    "empty.png": (b"", "not a picture"),
    "cut.png": (picture_file((300, 300)).read()[:200], "damaged"),
    "bomb.png": (a_few_bytes(8_000, 8_000), "million points"),
    "large.png": (b"\x89PNG" + b"\0" * (MOST_BYTES + 1), "larger than 8 MB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_by_name_of_reason_with_everything_typed_kept(client, address, name):
    data, reason = REFUSED[name]
    file = SimpleUploadedFile(name, data, content_type="image/png")

    response = client.post(address, {**WORDS, "picture": file, "picture_alt": "A cup."})

    assert response.status_code == 422
    assert reason in errors(response)["picture"][0]
    assert all(typed in html(response) for typed in ('value="Mornings"', "Look.", 'value="A cup."'))
    assert (Picture.objects.count(), Thread.objects.count()) == (0, 0)


def test_picture_of_eight_megabytes_fits_through_the_shell(client, address):
    """The shell's own limit is tests/core/test_bodies.py; Django counts no files."""
    padded = picture_file().read() + b"\0" * 7_900_000

    response = client.post(address, {**WORDS, "picture": SimpleUploadedFile("a.png", padded), "picture_alt": "A cup."})

    assert response.status_code == 302
    assert MOST_BYTES + 1_000_000 < LARGEST_UPLOAD


def test_words_without_a_picture_ask_for_it(client, address):
    response = client.post(address, {**WORDS, "picture_alt": "A cup."})

    assert errors(response) == {"picture": ["Choose the picture too: only the words about it have arrived."]}


@pytest.mark.parametrize("alt", ["x" * 301, "\u200b", "\u3164"])
def test_words_that_say_nothing_or_too_much_come_back(client, address, alt):
    response = client.post(address, {**WORDS, "picture": picture_file(), "picture_alt": alt})

    assert (response.status_code, Picture.objects.get().post) == (422, None)
    assert list(errors(response)) == [f"picture_alt_{Picture.objects.get().pk.hex}"]


@pytest.mark.parametrize("whose", ["bo", "elsewhere", "nobody", "nonsense", "left out"])
def test_key_of_somebody_elses_picture_is_not_found_and_the_text_stays(client, address, group, board, ada, bo, whose):
    elsewhere = make_board(group, "other", takes_pictures=True)
    keys = {
        "bo": lambda: make(board, bo).pk,
        "elsewhere": lambda: make(elsewhere, ada).pk,
        "nobody": uuid4,
        "nonsense": lambda: "' OR 1=1",
        "left out": lambda: make(board, ada).pk,
    }
    key = keys[whose]()
    if whose == "left out":
        Picture.objects.update(left_out_at=NOON)

    for extra in ({}, {"preview": "1"}, {"picture_out": str(key)}):
        response = client.post(address, {**WORDS, "picture_keys": str(key), **extra})
        assert response.status_code == 404
        assert 'value="Mornings"' in html(response)
        assert str(key) not in html(response)
    assert (Thread.objects.count(), Picture.objects.filter(post__isnull=False).count()) == (0, 0)
    assert Picture.objects.filter(left_out_at=None).count() == (whose in ("bo", "elsewhere"))


def test_same_form_twice_is_one_post(client, address, board, ada):
    sent = {**WORDS, "submit_id": str(uuid4()), "picture_keys": str((one := make(board, ada)).pk)}
    sent[f"picture_alt_{one.pk.hex}"] = "A cup."

    answers = [client.post(address, sent) for _twice in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]


def test_picture_of_a_post_goes_into_no_other(client, address, board, ada):
    one = make(board, ada)
    known = {"picture_keys": str(one.pk), f"picture_alt_{one.pk.hex}": "A cup."}
    client.post(address, {**WORDS, **known})

    response = client.post(address, {**known, "title": "Evenings", "body": "Other words."})

    assert (response.status_code, Thread.objects.count()) == (404, 1)
    assert 'value="Evenings"' in html(response)
    assert 'name="picture_keys"' not in html(response)


def test_reply_takes_a_picture_too(client, board, ada):
    thread = make_thread(board=board, author=ada)

    client.post(
        reverse("forum:reply", args=[thread.pk]), {"body": "Look.", "picture": picture_file(), "picture_alt": "A cup."}
    )

    assert Picture.objects.get().post == thread.posts.get(number=2)


def test_full_page_for_a_reply_offers_the_field(client, board, ada):
    thread = make_thread(board=board, author=ada)

    page = html(client.get(reverse("forum:write_reply", args=[thread.pk])))

    assert 'enctype="multipart/form-data"' in page
    assert 'type="file" name="picture" accept="image/jpeg,image/png,image/webp,image/gif"' in page
    assert '<details class="composer__more">' in page


def test_board_without_pictures_offers_and_takes_none(client, group):
    address = reverse("forum:new_thread", args=[make_board(group, "plain").slug])

    assert "multipart" not in html(client.get(address))
    assert client.post(address, {**WORDS, "picture": picture_file(), "picture_alt": "A cup."}).status_code == 302
    assert Picture.objects.count() == 0


def test_saved_draft_brings_the_picture_back(client, address):
    client.post(address, {**WORDS, "save_draft": "1", "picture": picture_file(), "picture_alt": "A cup."})

    page = html(client.get(address))

    picture = Picture.objects.get()
    assert f'name="picture_keys" value="{picture.pk}"' in page
    assert f'name="picture_alt_{picture.pk.hex}" value="A cup."' in page


def test_edit_leaves_the_pictures_alone(client, address, ada):
    client.post(address, {**WORDS, "picture": picture_file(), "picture_alt": "A cup."})
    post = Post.objects.get()

    client.post(reverse("forum:edit", args=[post.pk]), {"title": "Mornings", "body": "Looked.", "edit_count": "0"})

    post.refresh_from_db()
    assert (post.body, post.pictures.count(), post.picture_count) == ("Looked.", 1, 1)
