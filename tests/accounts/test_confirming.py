"""Asked once more who it is, before what matters for the whole account; nothing that was sent is lost by it."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from community.accounts.decorators import confirmed_required, member_required
from community.words.models import Rule
from tests.accounts.factors import PASSWORD, code_now, confirm, signed_in, with_address, with_app
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ASK, RULES, EMAIL = reverse("account_reauthenticate"), "/moderation/words/add/", reverse("account_email")
NEW = {"email": "new@members.example", "action_add": ""}


@pytest.fixture(autouse=True)
def in_earnest(settings):
    settings.CONFIRM_AGAIN = True


@pytest.fixture
def mo():
    return with_address(make_user("Mo", password=PASSWORD, is_moderator=True))


@pytest.fixture
def long_signed_in(mo, time_machine):
    client = signed_in(mo)
    time_machine.move_to(timezone.now() + timedelta(minutes=16))
    return client


def test_whoever_just_signed_in_is_not_asked(mo):
    assert signed_in(mo).get(RULES).status_code == 200


def test_later_the_password_is_asked_for_and_leads_back(long_signed_in):
    answer = long_signed_in.get(RULES)
    assert answer.url == f"{ASK}?next={quote(RULES, safe='')}"
    assert "Is it still you?" in long_signed_in.get(answer.url).content.decode()

    answer = long_signed_in.post(ASK, {"password": PASSWORD, "next": RULES})

    assert answer.url == RULES
    assert long_signed_in.get(RULES).status_code == 200


def test_it_is_asked_for_again_after_a_quarter_of_an_hour(long_signed_in, time_machine):
    confirm(long_signed_in)
    time_machine.move_to(timezone.now() + timedelta(minutes=16))

    assert long_signed_in.get(RULES).url.startswith(ASK)


def test_wrong_password_confirms_nothing(long_signed_in):
    page = long_signed_in.post(ASK, {"password": "not this one"}).content.decode()

    assert "Error:" in page
    assert long_signed_in.get(RULES).url.startswith(ASK)


def test_code_of_the_second_step_does_it_too(mo, long_signed_in):
    with_app(mo)
    long_signed_in.post(reverse("mfa_reauthenticate"), {"code": code_now()})

    assert long_signed_in.get(RULES).status_code == 200


def test_rule_that_was_sent_waits_and_can_be_sent_then(long_signed_in):
    answer = long_signed_in.post(RULES, {"phrase": "kettle shop", "reason": "Sellers of kettles"})

    assert answer.url == f"{ASK}?next={quote('/kept/', safe='')}"
    assert not Rule.objects.filter(phrase="kettle shop").exists()
    confirm(long_signed_in)
    page = long_signed_in.get("/kept/").content.decode()
    assert "Sellers of kettles" in page
    assert f'action="{RULES}"' in page


def test_page_that_is_not_for_everybody_is_not_told_of(client, long_signed_in):
    client.force_login(make_user("Ada"))

    assert client.get(RULES).status_code == 404


def test_new_address_is_added_after_the_password_without_typing_it_again(mo, long_signed_in):
    answer = long_signed_in.post(EMAIL, NEW)
    assert answer.url.startswith(ASK)

    long_signed_in.post(ASK, {"password": PASSWORD, "next": EMAIL})

    page = long_signed_in.get(reverse("account_email_verification_sent")).content.decode()
    assert "new@members.example" in page
    assert not EmailAddress.objects.filter(user=mo, email="new@members.example", verified=True).exists()


@member_required
@confirmed_required
def leave(request):
    return HttpResponse("Good-bye")


def test_views_of_every_member_ask_by_a_decorator(long_signed_in):
    request = long_signed_in.get("/settings/").wsgi_request
    with request_context(request), pytest.raises(ImmediateHttpResponse) as asked:
        leave(request)
    assert asked.value.response.url == f"{ASK}?next={quote('/settings/', safe='')}"

    confirm(long_signed_in)
    request = long_signed_in.get("/settings/").wsgi_request
    with request_context(request):
        assert leave(request).content == b"Good-bye"
