"""The team's pages ask for a second factor; the pages of every member do not, and the demo's team needs none."""

import environ
import pytest
from django.urls import reverse

from community import signing_in
from tests.accounts.factors import PASSWORD, with_address, with_app
from tests.factories import make_user
from tests.matrix.table import read_table

pytestmark = pytest.mark.django_db
ORDINARY = ("visitor", "stranger", "member", "owner", "newcomer", "silenced", "suspended")
TEAM_PAGES = (
    *("/moderation/", "/moderation/retention/", "/admin/", "/admin/accounts/user/"),
    *("/resources/suggestions/1/", "/resources/editing/"),
)
INDEX = reverse("mfa_index")
TEAM = {"is_moderator": True}, {"is_editor": True}, {"is_staff": True, "is_superuser": True}


@pytest.fixture(autouse=True)
def in_earnest(settings):
    settings.TEAM_SECOND_FACTOR = True


@pytest.fixture
def mo():
    return with_address(make_user("Mo", password=PASSWORD, is_moderator=True))


@pytest.mark.parametrize("rights", TEAM)
@pytest.mark.parametrize(
    "address",
    [
        "/moderation/",
        "/admin/",
        "/admin/accounts/user/",
        "/resources/suggestions/1/",
        "/resources/editing/",
        "/moderation/retention/",
    ],
)
def test_team_page_leads_to_setting_one_up(client, rights, address):
    client.force_login(make_user("Mo", **rights))

    assert client.get(address).url == INDEX
    assert "a second step when you sign in" in client.get(INDEX).content.decode()


def test_once_it_is_set_up_the_page_is_there(client, mo):
    client.force_login(with_app(mo))

    assert client.get("/moderation/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client, mo):
    with_app(mo).authenticator_set.filter(type="totp").delete()
    client.force_login(mo)

    assert client.get("/moderation/").url == INDEX


@pytest.mark.parametrize("address", ["/", "/settings/", "/moderation/record/", "/moderation/figures/", "/contact/"])
def test_pages_of_every_member_go_on_working(client, mo, address):
    client.force_login(mo)

    assert client.get(address).status_code == 200


def test_ordinary_member_learns_nothing_of_the_teams_pages(client):
    client.force_login(make_user("Ada"))

    assert client.get("/moderation/").status_code == 404


def test_what_was_typed_is_kept(client, mo):
    client.force_login(mo)

    assert client.post("/moderation/replies/add/", {"words": "Please rest."}).url == INDEX
    assert "Please rest." in client.get("/kept/").content.decode()
    assert "/kept/" in client.get(INDEX).content.decode()


def test_without_the_setting_nobody_is_asked(client, mo, settings):
    settings.TEAM_SECOND_FACTOR = False
    client.force_login(mo)

    assert client.get("/moderation/").status_code == 200


@pytest.mark.parametrize(
    ("debug", "said", "asks"), [(False, {}, True), (True, {}, False), (True, {"on": "true"}, True)]
)
def test_server_asks_unless_told_otherwise_and_a_laptop_does_not(debug, said, asks, monkeypatch):
    monkeypatch.delenv("TEAM_SECOND_FACTOR", raising=False)
    if said:
        monkeypatch.setenv("TEAM_SECOND_FACTOR", said["on"])

    assert signing_in.team_needs_factor(environ.Env(), debug=debug) is asks


def is_for_everybody(methods):
    return any(cells[role] in {"200", "302", "422"} for cells in methods.values() for role in ORDINARY)


def test_list_of_everybodys_pages_is_that_of_the_matrix(settings):
    """A new page of moderation is the team's until a row says that others may open it."""
    rows = {route.name: methods for route, methods in read_table().items() if route.name.startswith("moderation:")}
    open_ones = {name for name, methods in rows.items() if is_for_everybody(methods)}

    assert open_ones == {name for name in settings.EVERYBODYS_PAGES if name.startswith("moderation:")}


def test_what_editors_alone_may_open_is_the_teams_too(settings):
    rows = {route.name: methods for route, methods in read_table().items() if route.name.startswith("resources:")}
    theirs = {name for name, methods in rows.items() if not is_for_everybody(methods) and is_for_editors(methods)}

    assert theirs
    assert theirs <= settings.TEAM_PAGES


def is_for_editors(methods):
    return any(cells["editor"] in {"200", "302", "422"} for cells in methods.values())
