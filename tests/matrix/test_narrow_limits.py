"""Which routes stand under a limit of their own, far below what is allowed for writing: whatever takes a secret,
reaches people who did not ask for it, or hands out everything. Computed from pages and routes: a new one is noticed."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import resolve

from community.limits import ANSWERS_IN_PRIVATE, EXPORTS, JOINING, SIGNING_IN, WHOLE_FILES, WRITING_TO_STRANGERS
from tests.matrix.forms_in import Forms
from tests.matrix.table import read_table

pytestmark = pytest.mark.django_db
TABLE = read_table()
TAKING = {route.name for route, methods in TABLE.items() if "POST" in methods}
OF_ALLAUTH = {name for name in TAKING if name.startswith(("account_", "mfa_"))}
NO_SECRET = {  # pages of allauth that take none
    "account_logout": "a button",
    "account_signup": "counted under joining",
    "mfa_index": "a list",
    "mfa_list_webauthn": "a list",
    "mfa_view_recovery_codes": "a list",
    "mfa_download_recovery_codes": "a file, once",
    "mfa_activate_totp": "a code of a secret that stands on the same page",
    **dict.fromkeys(
        ("mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_add_webauthn", "mfa_remove_webauthn"),
        "after confirming, which is counted",
    ),
    "mfa_edit_webauthn": "a name for a passkey",
}
REACHES_NOBODY = {  # pages of private messages and invitations that bring nothing to anybody
    *("conversations:leave", "conversations:come_back", "conversations:mute", "conversations:who_may_write"),
    *("conversations:remove", "conversations:put_back", "groups:invitation", "groups:withdraw"),
    *("moderation:invitations", "moderation:end_invitation"),  # addresses that the team hands on itself
}


def test_whatever_of_allauth_takes_a_secret_is_counted_as_signing_in():
    assert NO_SECRET.keys() <= OF_ALLAUTH

    assert OF_ALLAUTH - NO_SECRET.keys() - SIGNING_IN.routes == set()


def asks_for_a_secret(form):
    return any(kind == "password" or "code" in name for name, kind in form.written)


def where_secrets_go(client, address):
    """Names of the routes that forms of this page lead to, where something secret is typed."""
    answer = client.get(address)
    page = "" if answer.streaming else answer.content.decode(errors="replace")
    forms = [form for form in Forms(page).found if form.method == "POST" and asks_for_a_secret(form)]
    return {resolve(urlsplit(urljoin(address, form.action)).path).view_name for form in forms}


def pages_of(role):
    return [route for route, methods in TABLE.items() if methods.get("GET", {}).get(role) == "200"]


@pytest.mark.parametrize("role", ["visitor", "owner", "suspended"])
def test_every_form_with_a_secret_is_counted_by_itself(world, clients, role):
    """Found in the pages, also in those that are not allauth's."""
    pages = [route.address(world) for route in pages_of(role)]

    found = {name for address in pages for name in where_secrets_go(clients[role], address)}

    assert found >= {"visitor": {"account_login"}, "owner": {"account_change_password"}}.get(role, {"privacy:leave_by"})
    assert found - SIGNING_IN.routes - JOINING.routes - EXPORTS.routes - {"mfa_activate_totp"} == set()


def test_whatever_reaches_people_who_did_not_ask_is_counted_by_itself():
    talk = {name for name in TAKING if name.startswith("conversations:")}
    invitations = {route.name for route in TABLE if "invit" in f"{route.name} {route.path}"} & TAKING

    narrow = WRITING_TO_STRANGERS.routes | ANSWERS_IN_PRIVATE.routes
    assert (talk | invitations) - narrow - REACHES_NOBODY == set()
    assert {"conversations:new", "conversations:add", "groups:ask", "groups:invitations"} <= WRITING_TO_STRANGERS.routes
    assert {"conversations:conversation", "conversations:answer"} <= ANSWERS_IN_PRIVATE.routes


def test_whatever_hands_out_everything_is_counted_by_itself():
    files = {route.name for route in TABLE if "export" in f"{route.name} {route.path}" or "download" in route.path}

    assert files - EXPORTS.routes - WHOLE_FILES.routes == {"mfa_download_recovery_codes"}
    assert {"privacy:mine", "privacy:download", "privacy:delete"} <= EXPORTS.routes
    assert {"chat:export_json", "chat:export_page"} <= WHOLE_FILES.routes
