"""The pages of leaving: two ways apart, asked again, and the two ways back."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.utils import timezone

from community.accounts.actions import sanction
from community.accounts.models import Sanction, User
from community.core.turns import Turn
from community.notifications.tasks import send_due_deliveries
from community.privacy.leaving.actions import GRACE, erase_due, leave, stay
from community.privacy.leaving.letters import link_to_undo
from community.privacy.leaving.views import stayed_or_page
from community.privacy.models import Leaving
from tests.factories import make_user

PASSWORD = "a quiet horse at noon"
TAKE, KEEP, LEAVING = "/leave/take/", "/leave/leave/", "/leaving/"
SIGN_IN = {"login": "Una", "password": PASSWORD}


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR, settings.CONFIRM_AGAIN = tmp_path, True


@pytest.fixture
def una(db):
    member = make_user("Una", password=PASSWORD, language="en-gb")
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    return member


@pytest.fixture
def page(client, una):
    client.force_login(una)
    return client


def text_of(response):
    return response.content.decode()


def has_left(una):
    return not User.objects.get(pk=una.pk).is_active


def test_both_ways_stand_apart_and_the_file_comes_first(page, django_assert_num_queries):
    page.get("/leave/")
    with django_assert_num_queries(7):  # session, member, what is unread, and four looks at duties
        said = text_of(page.get("/leave/"))

    assert said.index('href="/my-data/"') < said.index(f'href="{TAKE}"') < said.index(f'href="{KEEP}"')
    assert 'href="/leave/"' in text_of(page.get("/settings/"))
    assert 'href="/leave/"' in text_of(page.get("/my-data/"))


@pytest.mark.parametrize("way", [TAKE, KEEP])
def test_it_is_asked_again_and_then_done(page, una, way):
    asked = text_of(page.get(way))
    assert "Do you really want to leave?" in asked
    assert 'name="password"' in asked

    response = page.post(way, {"password": PASSWORD}, follow=True)

    assert response.redirect_chain == [(LEAVING, 302)]
    assert "On " in text_of(response)
    assert "Stay after all" in text_of(response)
    assert has_left(una)
    assert Leaving.objects.get().way == way.split("/")[2]
    assert page.get("/settings/").status_code == 302


@pytest.mark.parametrize(("typed", "said"), [("", "Write your password."), ("wrong", "This is not your password.")])
def test_without_the_password_nobody_leaves(page, una, typed, said):
    response = page.post(TAKE, {"password": typed})

    assert response.status_code == 422
    assert said in text_of(response)
    assert not has_left(una)


def test_there_is_no_third_way(page):
    assert page.get("/leave/both/").status_code == 404


def test_who_has_a_duty_reads_which(page, una):
    User.objects.filter(pk=una.pk).update(is_superuser=True)

    assert "You are the only one who runs this site." in text_of(page.get("/leave/"))
    assert '<button class="button button--warning' not in text_of(page.get(TAKE))
    assert page.post(TAKE, {"password": PASSWORD}).url == "/leave/"
    assert not has_left(una)


def test_pressed_twice_the_second_is_a_visitors(page, una):
    page.post(TAKE, {"password": PASSWORD})

    assert page.post(TAKE, {"password": PASSWORD}).status_code == 302
    assert Leaving.objects.count() == 1


def test_signing_in_leads_to_the_way_back(client, una):
    leave(una, way="take", now=timezone.now())

    response = client.post("/accounts/login/", SIGN_IN, follow=True)
    assert response.redirect_chain == [(LEAVING, 302)]
    assert "Your account is being closed" in text_of(response)
    assert has_left(una), "looking changes nothing"

    assert "You stay" in text_of(client.post(LEAVING))
    assert not has_left(una)
    assert client.post("/accounts/login/", SIGN_IN).status_code == 302
    assert client.get("/settings/").status_code == 200


def test_a_wrong_password_leads_nowhere(client, una):
    leave(una, way="take", now=timezone.now())

    response = client.post("/accounts/login/", {**SIGN_IN, "password": "wrong"})

    assert "is wrong" in text_of(response)
    assert client.post(LEAVING).status_code == 410
    assert has_left(una)


def test_the_link_of_the_mail_leads_back_too(client, una):
    leave(una, way="leave", now=timezone.now())
    send_due_deliveries()
    [sent] = mail.outbox
    link = link_to_undo(Leaving.objects.get())
    assert link in sent.body
    assert "spasm" not in (sent.subject + sent.body).lower()

    assert "Stay after all" in text_of(client.get(link))
    assert has_left(una), "mail programs open links"
    assert client.post(link).status_code == 200

    assert not has_left(una)
    assert client.get(link).status_code == 410


@pytest.mark.parametrize(("between", "status"), [("undone", 200), ("over", 410)])
def test_what_happens_while_one_presses_is_told_as_it_is(client, rf, una, between, status):
    """The page was found when the days were not over yet, and this press not the second."""
    found = leave(una, way="leave", now=timezone.now())
    request = rf.post(LEAVING)
    request.session, request.user = client.session, AnonymousUser()
    if between == "undone":
        stay(found, now=timezone.now())
    else:
        Leaving.objects.update(due_at=timezone.now())

    assert stayed_or_page(request, found).status_code == status
    assert has_left(una) == (between == "over")


def test_whoever_opens_the_link_again_is_not_told_that_the_account_is_closed(client, una):
    link = link_to_undo(leave(una, way="leave", now=timezone.now()))
    client.post(link)

    response = client.get(link)

    assert response.status_code == 410
    assert "account is closed" not in text_of(response)
    assert "If you undid it, you can sign in." in text_of(response)


def test_an_old_link_undoes_no_later_leaving(client, una):
    first = link_to_undo(leave(una, way="leave", now=timezone.now()))
    client.post(first)
    leave(una, way="leave", now=timezone.now())

    assert client.post(first).status_code == 410
    assert has_left(una)


def test_after_the_days_nothing_leads_back(client, una):
    leaving = leave(una, way="leave", now=timezone.now() - GRACE)
    erase_due(now=timezone.now(), turn=Turn())

    assert client.post(link_to_undo(leaving)).status_code == 410
    assert "is wrong" in text_of(client.post("/accounts/login/", SIGN_IN))


def test_an_account_that_the_team_switched_off_is_no_leaving(client, una):
    User.objects.filter(pk=una.pk).update(is_active=False)

    response = client.post("/accounts/login/", SIGN_IN, follow=True)

    assert "Stay after all" not in text_of(response)
    assert client.post(LEAVING).status_code == 410
    assert has_left(una)


def test_who_is_suspended_can_leave_too_and_stays_suspended(client, una):
    sanction(una, kind=Sanction.Kind.SUSPENSION, until=timezone.now() + timedelta(days=30), now=timezone.now())
    client.post("/accounts/login/", SIGN_IN)

    client.post(KEEP, {"password": PASSWORD})
    assert has_left(una)

    client.post(LEAVING)
    una.refresh_from_db()
    assert (una.is_active, una.is_suspended) == (True, True)


def test_nobody_else_can_undo_it(client, una):
    leave(una, way="leave", now=timezone.now())
    client.force_login(make_user("Eve"))

    assert client.post(LEAVING).status_code == 410
    assert has_left(una)
