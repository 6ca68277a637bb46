"""Asked once more who it is, before what matters for the whole account; nothing that was sent is lost by it."""

import json
from datetime import timedelta
from urllib.parse import quote

import pytest
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from community.accounts.decorators import confirmed_required, member_required
from community.accounts.models import User
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


def test_sign_in_that_is_older_than_the_step_confirms_with_the_step(mo, long_signed_in):
    """Who has the password alone, on a device from before, could otherwise take the step away with it."""
    with_app(mo)

    assert long_signed_in.get(RULES).url == f"{reverse('mfa_reauthenticate')}?next={quote(RULES, safe='')}"
    assert long_signed_in.post(ASK, {"password": PASSWORD}).url == reverse("mfa_reauthenticate")
    assert long_signed_in.post("/accounts/2fa/totp/deactivate/").url.startswith(reverse("mfa_reauthenticate"))


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


def test_it_does_so_however_young_it_is(mo):
    client = signed_in(mo)
    with_app(mo)

    assert client.post("/accounts/2fa/totp/deactivate/").url.startswith(reverse("mfa_reauthenticate"))
    assert mo.authenticator_set.count() == 2


def test_new_address_is_added_after_the_password_without_typing_it_again(mo, long_signed_in):
    answer = long_signed_in.post(EMAIL, NEW)
    assert answer.url.startswith(ASK)

    long_signed_in.post(ASK, {"password": PASSWORD, "next": EMAIL})

    page = long_signed_in.get(reverse("account_email_verification_sent")).content.decode()
    assert "new@members.example" in page
    assert not EmailAddress.objects.filter(user=mo, email="new@members.example", verified=True).exists()


def test_nothing_of_the_device_is_kept_for_sending_again(long_signed_in):
    """allauth would put the whole request into the row of the session."""
    device = {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "Mozilla/5.0 (build on Tuesday) Firefox/140"}
    long_signed_in.post(EMAIL, NEW, **device)

    kept = json.dumps(dict(long_signed_in.session.items()))
    assert "new@members.example" in kept
    assert [said for said in ("203.0.113.77", "Tuesday", "Mozilla", "COOKIE", "csrf") if said in kept] == []


def test_code_that_was_sent_is_not_kept_and_asked_for_on_the_page_again(long_signed_in):
    address = reverse("mfa_activate_totp")
    long_signed_in.post(address, {"code": "314159"})
    assert "314159" not in json.dumps(dict(long_signed_in.session.items()))

    page = long_signed_in.post(ASK, {"password": PASSWORD, "next": address}).content.decode()

    assert "Enter the code." in page


def test_new_passkey_is_sent_again_with_its_name_and_its_tick(long_signed_in):
    typed = {"name": "My phone", "credential": "{}", "passwordless": "on"}
    long_signed_in.post(reverse("mfa_add_webauthn"), typed)

    assert dict(long_signed_in.session[STATE_SESSION_KEY]["state"]["fields"]) == typed


def test_what_was_sent_elsewhere_is_not_sent_by_confirming_for_another_page(mo, long_signed_in):
    long_signed_in.post(EMAIL, NEW)

    for _twice in range(2):
        assert long_signed_in.post(ASK, {"password": PASSWORD, "next": RULES}).url == RULES

    assert "account_email_verification_code" not in long_signed_in.session
    assert NEW["email"] not in json.dumps(dict(long_signed_in.session.items()))


def test_looking_at_the_page_again_sends_nothing_either(long_signed_in):
    address = reverse("mfa_generate_recovery_codes")
    long_signed_in.post(address)
    long_signed_in.get(address)

    assert long_signed_in.post(ASK, {"password": PASSWORD, "next": address}).url == address


def test_visitor_signs_in_first_and_leaves_nothing_of_the_device(client):
    answer = client.post(reverse("mfa_add_webauthn"), {"name": "Mine"}, REMOTE_ADDR="203.0.113.77")

    assert answer.url == f"{reverse('account_login')}?next={quote('/kept/')}"
    assert "203.0.113.77" not in json.dumps(dict(client.session.items()))


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


def test_giving_somebody_the_rights_of_the_team_asks_once_more(long_signed_in, mo):
    ada = make_user("Ada")
    User.objects.filter(pk=mo.pk).update(is_staff=True, is_superuser=True)
    path, form = reverse("admin:accounts_user_change", args=[ada.pk]), {"is_active": "on", "is_moderator": "on"}

    assert long_signed_in.post(path, form).url.startswith(ASK)
    assert not User.objects.get(pk=ada.pk).is_moderator
    confirm(long_signed_in)
    long_signed_in.post(path, form)
    assert User.objects.get(pk=ada.pk).is_moderator


@pytest.mark.parametrize("path", ["/accounts/sessions/end-others/", "/accounts/sessions/1/end/"])
def test_ending_other_sign_ins_asks_once_more(long_signed_in, mo, path):
    """Whoever took over an open device must not be able to shut its owner out."""
    other = signed_in(mo)

    assert long_signed_in.post(path).url.startswith(ASK)
    assert other.get("/settings/").status_code == 200


def test_confirmed_the_other_sign_ins_end(long_signed_in, mo):
    other = signed_in(mo)
    confirm(long_signed_in)

    assert long_signed_in.post("/accounts/sessions/end-others/").url == "/accounts/sessions/"
    assert other.get("/settings/").status_code == 302
