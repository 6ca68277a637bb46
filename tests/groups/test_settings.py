import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.groups import actions
from community.groups.models import SupportGroup
from tests.factories import EARLIER, NOON

WORDS = {"description": "New words.", "rules": "Be gentle.\r\n\r\nNo advice."}


def settings_address(group):
    return reverse("groups:settings", args=[group.slug])


def change(group, moderator, **fields):
    now_as_before = {"description": group.description, "rules": group.rules, "privacy": group.privacy, "listed": False}
    return actions.change_settings(group=group, moderator=moderator, now=NOON, **{**now_as_before, **fields})


@pytest.mark.parametrize("who", ["gil", "mo"])
def test_moderators_change_words_and_listing(as_member, quiet, request, who):
    client = as_member(request.getfixturevalue(who))

    page = client.post(settings_address(quiet), {**WORDS, "privacy": "private", "listed": "on"}, follow=True)

    quiet.refresh_from_db()
    assert (quiet.description, quiet.rules) == ("New words.", "Be gentle.\n\nNo advice.")
    assert quiet.listed_at == NOON
    assert "<p>Be gentle.</p>" in page.content.decode()


def test_group_moderators_do_not_change_who_reads(as_member, quiet, gil):
    client = as_member(gil)
    assert 'name="privacy"' not in client.get(settings_address(quiet)).content.decode()

    client.post(settings_address(quiet), {**WORDS, "privacy": "public"})

    quiet.refresh_from_db()
    assert quiet.privacy == "private"
    with pytest.raises(PermissionDenied):
        change(quiet, gil, privacy="public")


def test_moderators_of_the_site_change_who_reads(as_member, listed, mo):
    as_member(mo).post(settings_address(listed), {**WORDS, "privacy": "open", "listed": "on"})

    listed.refresh_from_db()
    assert (listed.privacy, listed.listed_at) == ("open", None)


def test_a_listed_group_keeps_its_day(listed, gil):
    assert change(listed, gil, listed=True).listed_at == EARLIER
    assert change(listed, gil, listed=False).listed_at is None


@pytest.mark.parametrize("who", ["hana", "ida", "eve"])
def test_settings_do_not_exist_for_others(as_member, quiet, request, who):
    member = request.getfixturevalue(who)
    client = as_member(member)

    assert client.get(settings_address(quiet)).status_code == 404
    assert client.post(settings_address(quiet), WORDS).status_code == 404
    with pytest.raises(PermissionDenied):
        change(quiet, member)


def test_where_everybody_finds_the_group_listing_is_not_asked(as_member, group, mo, ada):
    group.memberships.filter(member=ada).update(role="moderator")

    page = as_member(ada).get(settings_address(group)).content.decode()

    assert 'name="listed"' not in page
    as_member(ada).post(settings_address(group), {**WORDS, "listed": "on"})
    group.refresh_from_db()
    assert (group.description, group.listed_at) == ("New words.", None)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"description": "", "rules": ""}, "Write a sentence about the group."),
        ({"description": "x" * 301, "rules": ""}, "301 characters, and 300 fit"),
        ({"description": "x", "rules": "y" * 4001}, "4001 characters, and 4000 fit"),
    ],
)
def test_what_does_not_fit_comes_back_whole(as_member, quiet, gil, fields, words):
    response = as_member(gil).post(settings_address(quiet), fields)

    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "<title>Error: " in page
    assert all(text in page for text in fields.values())


def test_unknown_privacy_is_refused(as_member, quiet, mo):
    response = as_member(mo).post(settings_address(quiet), {**WORDS, "privacy": "secret"})

    assert response.status_code == 422


def test_rules_longer_than_the_form_takes_are_refused_by_the_database(quiet):
    with pytest.raises(IntegrityError), transaction.atomic():
        SupportGroup.objects.update(rules="x" * 4001)
