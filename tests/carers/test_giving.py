"""What a helper wrote: the log, drafts, and the name on posts."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.accounts.models import User
from community.carers import actions
from community.carers.models import Act, Arrangement, OfferedDraft, Scope
from community.core.erasures import gone_since
from community.drafts.models import Draft
from community.forum.models import Post
from community.notifications.models import Notification
from tests.carers.factories import LATER, draft_for, help_of, helping, reply_for
from tests.drafts.factories import save
from tests.factories import NOON


def test_everything_that_was_done_is_in_the_members_log_and_in_no_other(wren, dee, thread, group):
    found = help_of(dee, wren, scopes=[Scope.POST, Scope.DRAFT])
    post = reply_for(found, thread)
    draft_for(found, group=group)

    log = Act.objects.visible_to(wren).values_list("kind", "url", "post_pk", "done_at")
    assert list(log) == [("drafted", "", None, LATER), ("replied", f"/posts/{post.pk}/", post.pk, LATER)]
    assert not Act.objects.visible_to(dee).exists()


def test_a_draft_becomes_the_members_own_only_when_they_take_it(wren, dee, group):
    given = draft_for(help_of(dee, wren, scopes=[Scope.DRAFT]), group=group)
    assert not Draft.objects.exists()
    assert not OfferedDraft.objects.visible_to(dee).exists()

    assert actions.take_draft(given, member=wren, now=LATER)

    assert Draft.objects.get(owner=wren).fields == {"body": "Half a thought"}
    assert not OfferedDraft.objects.exists()


def test_a_draft_never_replaces_what_the_member_was_writing(wren, dee, group):
    save(wren, "Her own words")
    given = draft_for(help_of(dee, wren, scopes=[Scope.DRAFT]), group=group)

    assert not actions.take_draft(given, member=wren, now=LATER)

    mine = Draft.objects.get(owner=wren)
    assert mine.fields == {"body": "Her own words"}
    assert mine.other_versions.get().fields == {"body": "Half a thought"}


def test_drafts_stay_with_the_member_after_the_end(wren, dee, group):
    found = help_of(dee, wren, scopes=[Scope.DRAFT])
    given = draft_for(found, group=group)
    actions.end(found, by=wren, now=LATER)

    assert actions.take_draft(given, member=wren, now=LATER)


def test_nobody_else_takes_or_throws_away_a_draft(wren, dee, group):
    given = draft_for(help_of(dee, wren, scopes=[Scope.DRAFT]), group=group)

    for act in (
        lambda: actions.take_draft(given, member=dee, now=LATER),
        lambda: actions.throw_away(given, member=dee),
    ):
        with pytest.raises(PermissionDenied):
            act()
    actions.throw_away(given, member=wren)
    assert not OfferedDraft.objects.exists()


def test_a_second_press_gives_no_second_draft_and_there_is_a_most(wren, dee, group):
    found = help_of(dee, wren, scopes=[Scope.DRAFT])
    assert draft_for(found, group=group) == draft_for(found, group=group)
    for number in range(19):
        draft_for(found, f"Thought {number}", group=group, now=LATER + timedelta(hours=number))

    with pytest.raises(actions.TooMuch):
        draft_for(found, "One more", group=group, now=LATER + timedelta(days=2))


def test_posts_stay_and_name_nobody_when_the_helper_is_gone(wren, dee, thread):
    found = help_of(dee, wren, shows_name=True, named=True)
    post = reply_for(found, thread)
    assert post.help.public_name == "Dee"
    Notification.objects.all().delete()
    dee.memberships.all().delete()

    User.objects.filter(pk=dee.pk).delete()

    post = Post.objects.get(pk=post.pk)
    assert (post.help.helper, post.help.public_name) == (None, "")


@pytest.mark.parametrize(("shows", "agrees", "name"), [(1, 1, "Dee"), (1, 0, ""), (0, 1, ""), (0, 0, "")])
def test_the_name_stands_there_only_if_both_want_it(wren, dee, shows, agrees, name):
    found = help_of(dee, wren)

    actions.choose_naming(found, by=wren, named=bool(shows))
    actions.choose_naming(found, by=dee, named=bool(agrees))

    assert Arrangement.objects.select_related("helper").get().public_name == name


def test_nobody_else_decides_about_the_name(wren, dee, eve):
    with pytest.raises(PermissionDenied):
        actions.choose_naming(help_of(dee, wren), by=eve, named=True)


def test_what_is_chosen_is_only_for_drafts_where_a_draft_is_offered(wren, dee):
    found = help_of(dee, wren)

    with pytest.raises(PermissionDenied):
        actions.offer_draft(helping(found, Scope.POST), key="reply:1000000", fields={"body": "x"}, now=LATER)


def test_a_draft_that_was_thrown_away_does_not_come_back_with_an_old_backup(
    wren, dee, group, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.VAR_DIR = tmp_path
    given = draft_for(help_of(dee, wren, scopes=[Scope.DRAFT]), group=group)
    with django_capture_on_commit_callbacks(execute=True):
        actions.throw_away(given, member=wren)
    given.save(force_insert=True)

    noted = gone_since(NOON, [tmp_path / "erasures"])

    assert noted == {"carers.draft": [str(given.pk)]}
    assert actions.throw_away_again(noted["carers.draft"], now=LATER) == 1
