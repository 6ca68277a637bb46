"""The page of one's own data, and who gets the file."""

import io
from datetime import timedelta
from zipfile import ZipFile

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from community.accounts.actions import sanction
from community.accounts.models import Sanction
from community.privacy.export.actions import ask_for_export, path_of
from community.privacy.models import ExportRequest
from community.privacy.tasks import make_exports
from tests.factories import make_user

PASSWORD = "a quiet horse at noon"
MINE, DOWNLOAD, DELETE = "/my-data/", "/my-data/download/", "/my-data/delete/"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.CONFIRM_AGAIN = True


@pytest.fixture
def una(db):
    return make_user("Una", password=PASSWORD)


@pytest.fixture
def mine(client, una):
    client.force_login(una)
    return client


def ready(member):
    ask_for_export(member, now=timezone.now())
    make_exports()
    return ExportRequest.objects.get(member=member)


def test_it_can_be_asked_for_and_says_how_far_it_is(mine, una):
    assert mine.post(MINE).url == MINE

    ExportRequest.objects.update(done=7)
    page = mine.get(MINE).content.decode()

    assert f"7 of {ExportRequest.objects.get().total} parts are done." in page
    assert 'href="/my-data/"' in mine.get("/settings/").content.decode()


def test_the_file_is_handed_out_for_the_password(mine, una):
    ready(una)

    response = mine.post(DOWNLOAD, {"password": PASSWORD})

    archive = ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert archive.testzip() is None
    assert response["Content-Disposition"].startswith('attachment; filename="my-data-')
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("typed", "said"), [("", "Write your password."), ("wrong", "This is not your password.")])
def test_without_the_password_there_is_none(mine, una, typed, said):
    ready(una)

    response = mine.post(DOWNLOAD, {"password": typed})

    assert response.status_code == 422
    assert said in response.content.decode()


def test_guessing_is_slowed(mine, una):
    ready(una)

    for _try in range(12):
        response = mine.post(DOWNLOAD, {"password": "wrong"})

    assert "tried too often" in response.content.decode()
    assert mine.post(DOWNLOAD, {"password": PASSWORD}).status_code == 422


def test_it_is_nobody_elses(client, una):
    ready(una)
    client.force_login(make_user("Root", password=PASSWORD, is_superuser=True, is_staff=True))

    assert client.post(DOWNLOAD, {"password": PASSWORD}).status_code == 404
    assert client.post(DELETE).status_code == 302
    assert ExportRequest.objects.get().state == "ready"


def test_the_link_is_dead_after_its_time(mine, una):
    ready(una)
    ExportRequest.objects.update(expires_at=timezone.now())

    assert mine.post(DOWNLOAD, {"password": PASSWORD}).status_code == 404
    assert "Your file is ready" not in mine.get(MINE).content.decode()


def test_a_file_that_was_lost_is_not_there(mine, una):
    """After a restore too: backups hold no such files."""
    path_of(ready(una)).unlink()

    response = mine.post(DOWNLOAD, {"password": PASSWORD})

    assert response.status_code == 404
    assert "There is no file. You can ask for a new one." in response.content.decode()
    assert "Your file is ready" not in mine.get(MINE).content.decode()
    assert mine.post(MINE).url == MINE
    assert ExportRequest.objects.filter(state="waiting").count() == 1


def test_it_can_be_deleted(mine, una):
    ready(una)

    assert mine.post(DELETE, follow=True).status_code == 200
    assert ExportRequest.objects.get().state == "gone"


def test_who_is_suspended_has_the_right_too(mine, una):
    until = timezone.now() + timedelta(days=3)
    sanction(una, kind=Sanction.Kind.SUSPENSION, until=until, now=timezone.now())

    assert mine.post(MINE).url == MINE
    make_exports()

    assert mine.get(MINE).status_code == 200
    response = mine.post(DOWNLOAD, {"password": PASSWORD})
    assert b"".join(response.streaming_content)[:2] == b"PK"


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_any_number(mine, una, number, django_assert_num_queries):
    ExportRequest.objects.bulk_create(
        ExportRequest(member=una, asked_at=timezone.now(), state="gone") for _n in range(number)
    )
    mine.get(MINE)

    with django_assert_num_queries(7):
        mine.get(MINE)


def test_who_has_no_password_is_asked_another_way(client, db):
    una = make_user("Una")
    una.set_unusable_password()
    una.save()
    Authenticator.objects.create(user=una, type=Authenticator.Type.TOTP, data={})
    client.force_login(una)
    ready(una)

    assert client.post(DOWNLOAD).status_code == 302
    assert 'name="password"' not in client.get(MINE).content.decode()
