import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from community.accounts.middleware import Reader
from community.core.decorators import works_without_database
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_members_are_invisible_to_visitors(client, ada):
    response = client.get(ada.get_absolute_url())

    assert response.status_code == 302
    assert "Member since" not in response.content.decode()


def test_member_page_never_shows_the_address(client, ada, bo):
    client.force_login(bo)

    page = client.get(ada.get_absolute_url()).content.decode()

    assert "Ada" in page
    assert ada.email not in page


def test_suspended_members_have_no_page(client, ada, bo):
    ada.is_active = False
    ada.save()
    client.force_login(bo)

    assert client.get(ada.get_absolute_url()).status_code == 404


def test_settings_keep_the_zone(client, ada):
    client.force_login(ada)

    response = client.post(reverse("accounts:settings"), {"time_zone": "America/Vancouver", "language": "en-gb"})

    ada.refresh_from_db()
    assert response.status_code == 302
    assert ada.time_zone == "America/Vancouver"


def test_settings_say_what_is_wrong(client, ada):
    client.force_login(ada)

    response = client.post(reverse("accounts:settings"), {"time_zone": "Ocean/Atlantis"})

    assert response.status_code == 422
    assert "Error:" in response.content.decode()


def test_text_of_an_ended_sign_in_waits_and_is_sent_after_it(client, ada):
    """Posted while signed out: nothing lost, and the same text can be sent once signed in again."""
    first = client.post(reverse("accounts:settings"), {"time_zone": "Asia/Tokyo", "password": "secret"})
    assert first.url == f"{reverse('account_login')}?next={reverse('accounts:kept')}"

    client.force_login(ada)
    page = client.get(reverse("accounts:kept")).content.decode()
    assert "Asia/Tokyo" in page
    assert f'action="{reverse("accounts:settings")}"' in page
    assert "secret" not in page

    client.post(reverse("accounts:discard_kept"))
    assert client.get(reverse("accounts:kept")).status_code == 302


def test_forms_from_before_a_sign_in_keep_their_text(ada):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)

    form = {"time_zone": "Asia/Tokyo", "csrfmiddlewaretoken": "stale"}
    response = client.post(reverse("accounts:settings"), form, headers={"sec-fetch-site": "same-origin"})

    assert response.status_code == 403
    assert "Asia/Tokyo" in response.content.decode()


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://evil.example"}, {}],
)
def test_a_hostile_form_is_never_shown_with_a_valid_token(ada, headers):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)

    response = client.post(reverse("accounts:settings"), {"time_zone": "Asia/Tokyo"}, headers=headers)

    page = response.content.decode()
    assert response.status_code == 403
    assert "Asia/Tokyo" not in page
    assert 'name="csrfmiddlewaretoken"' not in page


def test_kept_text_is_gone_once_it_was_sent(client, ada):
    form = {"time_zone": "Asia/Tokyo", "language": "en-gb"}
    client.post(reverse("accounts:settings"), form)
    client.force_login(ada)

    client.post(reverse("accounts:settings"), form)

    assert "kept" not in client.session


def test_kept_text_of_one_member_is_not_shown_to_the_next(client, ada, bo):
    client.force_login(ada)
    client.get(reverse("accounts:settings"))
    del client.cookies["sessionid"]  # her sign-in ends, and she goes on typing
    client.post(reverse("accounts:settings"), {"time_zone": "Asia/Tokyo"})

    client.force_login(bo)

    response = client.get(reverse("accounts:kept"))
    assert response.status_code == 302
    assert "kept" not in client.session


def test_every_value_of_a_field_is_kept(client, ada):
    client.post(reverse("groups:join", args=["x"]), {"groups": ["1", "2"], "password": "secret"})

    assert client.session["kept"]["fields"] == [["groups", "1"], ["groups", "2"]]


@pytest.mark.parametrize(("site", "shown"), [("same-origin", True), ("cross-site", False)])
def test_what_was_posted_to_something_gone_is_given_back_to_our_own_pages_only(client, ada, site, shown):
    client.force_login(ada)
    gone = reverse("moderation:report", args=["post", 404])

    response = client.post(gone, {"words": "Typed with care"}, headers={"sec-fetch-site": site})

    assert response.status_code == 404
    assert ("Typed with care" in response.content.decode()) is shown


class Away:
    """A user whose rows cannot be read."""

    def __getattr__(self, name):
        raise OperationalError("connection refused")


@pytest.mark.parametrize(("marked", "status"), [(False, 503), (True, 200)])
def test_without_a_database_only_marked_pages_are_served(rf, marked, status):
    def page(request):
        return HttpResponse(f"visitor: {isinstance(request.user, AnonymousUser)}")

    view = works_without_database(page) if marked else page
    request = rf.post("/x/", {"body": "Two hours of typing", "password": "secret"})
    request.user = Away()
    reader = Reader(lambda request: reader.process_view(request, view, (), {}) or view(request))

    response = reader(request)

    assert response.status_code == status
    if status == 503:
        assert "Two hours of typing" in response.content.decode()
        assert "secret" not in response.content.decode()


def test_a_lost_database_signs_nobody_out(client, ada):
    client.force_login(ada)
    signed_in_as = client.cookies["sessionid"].value

    with connection.execute_wrapper(refuse):
        assert client.get(reverse("resources:urgent_help")).status_code == 200
        assert client.get(reverse("groups:list")).status_code == 503

    assert client.cookies["sessionid"].value == signed_in_as
    assert client.get(reverse("groups:list")).status_code == 200


def refuse(execute, sql, params, many, context):
    raise OperationalError("connection refused")


def test_the_cookie_follows_the_account(client):
    client.force_login(make_user("Kestrel", theme="dark", text_size=150))

    response = client.get(reverse("pages:guidelines"))

    assert response.cookies["display"].value == "dark-150"
    assert 'data-theme="dark"' in response.content.decode()
