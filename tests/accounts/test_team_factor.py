"""The team's pages ask for a second factor; the pages of every member do not, and the demo's team needs none."""

from urllib.parse import quote

import environ
import pytest
from django.urls import reverse

from community import signing_in
from community.forum.models import Thread
from community.groups.models import Membership
from tests.accounts.factors import (
    PASSWORD,
    code_now,
    confirm,
    recovery_codes_of,
    sign_in,
    signed_in,
    with_address,
    with_app,
)
from tests.factories import join, make_group, make_user
from tests.forum.factories import make_thread
from tests.matrix.table import read_table

pytestmark = pytest.mark.django_db
ORDINARY = ("visitor", "stranger", "member", "owner", "newcomer", "silenced", "suspended")
TEAM_PAGES = (
    *("/moderation/", "/moderation/retention/", "/admin/", "/admin/accounts/user/"),
    *("/resources/suggestions/1/", "/resources/editing/"),
)
INDEX, SHOW, SET_UP = (reverse(name) for name in ("mfa_index", "mfa_reauthenticate", "mfa_activate_totp"))
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


def test_once_it_is_set_up_and_shown_the_page_is_there(mo):
    client, _answer = sign_in(with_app(mo))
    client.post(reverse("mfa_authenticate"), {"code": code_now()})

    assert client.get("/moderation/").status_code == 200


@pytest.fixture
def from_before(mo):
    """Signed in by the password alone, before the step was set up on another device."""
    client = signed_in(mo)
    with_app(mo)
    return client


@pytest.mark.parametrize("address", ["/moderation/?page=2", "/admin/", "/resources/editing/", "/moderation/retention/"])
def test_sign_in_that_never_showed_the_step_is_asked_for_it(mo, from_before, address):
    type(mo).objects.filter(pk=mo.pk).update(is_editor=True, is_staff=True, is_superuser=True)

    answer = from_before.get(address)
    assert answer.url == f"{SHOW}?next={quote(address, safe='')}"
    page = from_before.get(answer.url).content.decode()
    assert "have not shown your second step yet" in page
    assert "Use your password" not in page

    assert from_before.post(SHOW, {"code": code_now(), "next": address}).url == address
    assert from_before.get(address).status_code == 200


def test_recovery_code_shows_it_too(mo, from_before):
    from_before.post(SHOW, {"code": recovery_codes_of(mo)[0], "next": "/moderation/"})

    assert from_before.get("/moderation/").status_code == 200


def test_password_shows_no_second_step(from_before):
    assert confirm(from_before).url == SHOW
    assert from_before.get("/moderation/").url.startswith(SHOW)


@pytest.mark.parametrize("name", ["mfa_add_webauthn", "mfa_deactivate_totp", "mfa_generate_recovery_codes"])
def test_password_alone_makes_and_takes_away_no_step_either(mo, from_before, name):
    """Whoever holds such a sign-in would otherwise make a passkey of their own, and show that."""
    address = reverse(name)

    assert from_before.get(address).url == f"{SHOW}?next={quote(address, safe='')}"
    assert from_before.post(address).url.startswith(SHOW)
    assert mo.authenticator_set.count() == 2


def test_what_was_typed_is_kept_while_it_is_shown(from_before):
    answer = from_before.post("/moderation/replies/add/", {"words": "Please rest."})

    assert answer.url == f"{SHOW}?next={quote('/kept/', safe='')}"
    assert "Please rest." in from_before.get("/kept/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_whoever_sets_it_up_here_has_shown_it(mo):
    client = signed_in(mo)
    confirm(client)
    client.get(SET_UP)

    client.post(SET_UP, {"code": code_now(client.session["mfa.totp.secret"])})

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


ALSO_ONES_OWN = {  # open to whoever wrote it; for others' words see test_step_for_others_words.py
    "groups:request": "leads a moderator on to `groups:requests`, which asks",
    "groups:return": "whoever has just left comes back",
    "forum:edit": "one's own post",
    "forum:hide_revision": "an earlier wording of one's own post; `forum:show_revision` is the team's",
    "forum:notes": "notes on one's own post",
    "forum:helpful": "an answer to one's own question",
    **dict.fromkeys(("forum:poll", "forum:close_poll", "forum:remove_poll"), "one's own poll"),
}


def test_every_tool_of_a_site_moderator_is_the_teams(settings):
    """A new one is noticed here: whatever a moderator of the site may open and a member may not asks for the step."""
    tools = {
        route.name
        for route, methods in read_table().items()
        if any(is_open(cells, "moderator") and not opens_to_members(cells) for cells in methods.values())
    }
    asked = settings.TEAM_PAGES | {name for name in tools if name.partition(":")[0] in settings.TEAM_AREAS}

    assert "forum:merge" in tools
    assert {name for name in tools - asked if name not in settings.EVERYBODYS_PAGES} == set(ALSO_ONES_OWN)


def is_open(cells, role):
    return cells[role] not in {"403", "404", "405", "login", "paused"}


def opens_to_members(cells):
    """What is Ada's she opens herself; that says nothing of others."""
    return any(is_open(cells, role) for role in ORDINARY if role != "owner")


def test_what_lies_below_a_tool_is_one(settings):
    """The table sends forms without a word in them: to move a row up a list is a 404 there for everybody."""
    paths = [route.path for route in read_table() if route.name in signing_in.TOOLS]

    below = {route.name for route in read_table() if any(route.path.startswith(path) for path in paths)}

    assert below - settings.TEAM_PAGES - {"moderation:remove_recent"} == set()  # which is one by its area
    assert "forum:move_board" in settings.TEAM_PAGES  # beside the settings of a board, not below


def test_what_is_named_as_a_tool_is_a_route():
    assert signing_in.TOOLS - {route.name for route in read_table()} == set()


@pytest.fixture
def quiet():
    return make_group("quiet", privacy="private")


def tools_of(group, ada):
    """Addresses that change what somebody else wrote or may do."""
    thread = make_thread(group=group, author=ada)
    post = thread.posts.get()
    member = Membership.objects.get(group=group, member=ada)
    return (
        *(reverse(f"forum:{name}", args=[thread.pk]) for name in ("lock", "merge", "move_thread")),
        reverse("forum:notice", args=[post.pk]),
        *(reverse(f"groups:{name}", args=[group.slug, member.pk]) for name in ("remove", "role")),
        reverse("forum:held", args=[group.slug]),
    )


def test_site_moderator_without_a_step_moves_nobody_and_nothing_in_a_group(client, mo, quiet):
    """The password of a moderator alone would otherwise remove people from groups that are not theirs."""
    ada = make_user("Ada")
    join(quiet, ada)
    client.force_login(mo)

    assert {client.post(address, {"role": "host"}).url for address in tools_of(quiet, ada)} == {INDEX}
    assert not Thread.objects.exclude(locked_at=None).exists()
    assert Membership.objects.get(member=ada).role == Membership.Role.MEMBER


def test_tool_on_a_sign_in_that_never_showed_the_step_leads_to_showing_it(from_before, quiet):
    ada = make_user("Ada")
    join(quiet, ada)

    answers = {from_before.post(address).url for address in tools_of(quiet, ada)}

    assert answers == {f"{SHOW}?next={quote('/kept/', safe='')}"}


@pytest.mark.parametrize("role", [Membership.Role.MODERATOR, Membership.Role.HOST])
def test_group_moderators_and_hosts_are_asked_for_no_step(client, quiet, role):
    """They are members like others: the team's second step is for the team."""
    gil = make_user("Gil")
    join(quiet, gil, role=role)
    client.force_login(gil)

    assert client.get(reverse("groups:invitations", args=[quiet.slug])).status_code == 200


def is_for_editors(methods):
    return any(cells["editor"] in {"200", "302", "422"} for cells in methods.values())
