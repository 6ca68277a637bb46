"""Whoever judges what was written under another name judges the words: no answer tells whose name it is."""

import re

import pytest
from django.core.exceptions import PermissionDenied

from community.accounts.models import Sanction
from community.groups.models import Membership
from community.moderation import actions
from community.moderation.forms import DecisionForm
from community.moderation.permissions import why_not_claim, why_not_handle, why_not_undo
from tests.factories import NOON, join, make_moderator, make_user
from tests.moderation.factories import decide, look_up, make_post, report_post
from tests.moderation.posts import post_under_another_name

AUTHORS = {
    "a member": {},
    "an editor": {"is_editor": True},
    "staff": {"is_staff": True},
    "a moderator of the group": {},
    "a moderator of the site": {"is_moderator": True},
    "the operator": {"is_moderator": True, "is_superuser": True},
}
EQUAL = "nobody judges an equal"
NOT_BEFORE = "Nobody is warned or limited before two moderators have looked the name up"


def make_author(group, who):
    author = make_user("Wrenfield", **AUTHORS[who])
    is_moderator = who == "a moderator of the group"
    join(group, author, role=Membership.Role.MODERATOR if is_moderator else Membership.Role.MEMBER)
    return author


def make_case(group, who, reporter):
    return report_post(post_under_another_name(group, make_author(group, who)), reporter).case


def sanctions(case, judge):
    form = DecisionForm(case=case, moderator=judge)
    return [kind for kind, _label in form.fields["sanction"].choices]


@pytest.mark.parametrize("who", AUTHORS)
@pytest.mark.parametrize("judge", ["gil", "mo", "root"])
def test_every_other_name_is_judged_alike_whoever_wrote_it(client, request, group, bo, who, judge):
    case, judge = make_case(group, who, bo), request.getfixturevalue(judge)
    client.force_login(judge)

    before = client.get(case.get_absolute_url()).content.decode()
    claimed = client.post(f"{case.get_absolute_url()}claim/").status_code
    page = client.get(case.get_absolute_url()).content.decode()
    case.refresh_from_db()
    fields = {"version": case.version, "outcome": "hidden", "guideline": "kindness"}
    warned = client.post(case.get_absolute_url(), fields | {"sanction": "100"}).status_code
    decided = client.post(case.get_absolute_url(), fields).status_code
    case.refresh_from_db()

    assert "Somebody else has to decide" not in before
    assert (claimed, warned, decided) == (302, 422, 302)
    assert re.findall(r'name="sanction" value="(\d*)"', page) == [""]
    assert NOT_BEFORE in page
    assert why_not_undo(judge, case.decision, now=NOON) == ""


@pytest.mark.parametrize("kind", Sanction.Kind)
def test_nobody_is_limited_under_another_name_by_who_does_not_know_them(group, bo, mo, kind):
    case = make_case(group, "a moderator of the site", bo)

    with pytest.raises(PermissionDenied, match=NOT_BEFORE):
        decide(case, mo, sanction=kind, days=3)

    assert not Sanction.objects.exists()


def test_one_moderator_alone_or_one_who_did_not_look_is_offered_nothing(group, bo, gil, mo, root):
    case = make_case(group, "a member", bo)
    look_up(case, gil, mo, looked=[gil])

    assert [sanctions(case, judge) for judge in (mo, root)] == [[""], [""]]
    assert sanctions(case, gil) == ["", Sanction.Kind.WARNING]


def test_those_two_limit_a_member_and_no_equal(group, bo, gil, mo):
    case = make_case(group, "a member", bo)
    look_up(case, gil, mo)

    assert sanctions(case, mo) == ["", *Sanction.Kind]
    decision = decide(case, mo, sanction=Sanction.Kind.SILENCE, days=3)

    assert decision.sanction.member == case.author


@pytest.mark.parametrize("who", ["a moderator of the group", "a moderator of the site"])
def test_those_two_do_not_go_on_with_the_case_of_an_equal_and_others_do(group, bo, gil, mo, who):
    case, other = make_case(group, who, bo), make_user("Lou")
    join(group, other, role=Membership.Role.MODERATOR)
    look_up(case, gil, mo)

    assert EQUAL in why_not_handle(gil, case)
    assert why_not_handle(other, case) == ""
    assert sanctions(case, other) == [""]


@pytest.mark.parametrize("who", ["a member", "an editor"])
def test_limit_is_looked_at_again_by_a_moderator_of_the_site_whoever_it_is(group, bo, gil, mo, who):
    """A limit from before somebody became an editor, say. Whoever looks again need not know whose it is."""
    case, third = make_case(group, "a member", bo), make_user("Lou", is_moderator=True)
    ivy = make_moderator(group, "Ivy")
    look_up(case, gil, mo)
    decision = decide(case, mo, sanction=Sanction.Kind.SILENCE, days=3)
    type(case.author).objects.filter(pk=case.author_id).update(**AUTHORS[who])
    actions.appeal(decision, author=case.author, words="Please look again.", now=NOON)
    case.refresh_from_db()

    assert "limits an account" in why_not_claim(ivy, case, now=NOON)
    assert why_not_claim(third, case, now=NOON) == ""


def test_own_name_is_judged_as_before(group, bo, mo):
    case = report_post(make_post(group, make_author(group, "an editor")), bo).case

    assert sanctions(case, mo) == ["", Sanction.Kind.WARNING]
    assert why_not_handle(mo, case) == ""
