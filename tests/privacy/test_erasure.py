"""Whoever has left is nowhere: not in a row, an index, a file, a cache or Redis."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db.models import ForeignKey

from community.accounts.models import NAMELESS, User
from community.core.turns import Turn
from community.forum.models import Picture, Post
from community.moderation.actions.forgetting import KEPT, forget_old
from community.moderation.models import Case, Complaint
from community.notifications.models import Delivery
from community.privacy.actions import keep_periods
from community.privacy.leaving.actions import GRACE, erase_due, forget_sealed, leave, settle_decided
from community.privacy.leaving.actions.leaving import forget_farewells
from community.privacy.models import Leaving
from community.privacy.retention import lines_of, models
from tests.factories import NOON
from tests.matrix.world import World
from tests.privacy.leavers import BY_HAND, Leaver, columns_that_hold_words
from tests.privacy.twenty import FEWER, TIMES
from tests.resources.factories import load_articles, make_folder

LATER = NOON + timedelta(days=10)
GONE = LATER + GRACE
WAITS = {  # the post, its thread and its picture that the team has not decided about yet: out of sight
    *(f"forum.Post.{name}" for name in ("body", "body_html", "answers", "hidden_reason", "masks", "notice")),
    "forum.Post.taken_back",
    *(f"forum.Revision.{name}" for name in ("title", "body", "reason")),
    *("forum.Thread.title", "forum.Poll.question", "forum.PollOption.text", "forum.Picture.alt", "forum.Alias.name"),
    *("search_post.text", "search_post_content.c1", "search_post_data.block", "search_post.words"),
}
SEALED = {  # what the team has to be able to show, until its end
    *(f"moderation.Report.{name}" for name in ("byline", "excerpt", "fingerprint", "revision", "words")),
    *(f"moderation.Decision.{name}" for name in ("before", "details", "excerpt", "words")),
    *("moderation.Appeal.words", "moderation.Answer.words", "moderation.TeamMessage.words"),
    *("moderation.Complaint.token", "moderation.Complaint.words", "chat.Pause.reason"),
}


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path / "var", tmp_path / "var" / "media"
    settings.MEDIA_ROOT.mkdir(parents=True)


@pytest.fixture
def leaver(db, tmp_path):
    load_articles(make_folder(tmp_path), 1)
    return Leaver(World())


def gone(leaver, way):
    """To the last mail."""
    leave(leaver.member, way=way, now=LATER)
    assert erase_due(now=GONE, turn=Turn(300)) == 1
    farewell = Delivery.objects.filter(pk=Leaving.objects.get().farewell_id)
    assert farewell.get().to_address == leaver.member.email
    farewell.update(sent_at=GONE)
    forget_farewells()


def pass_the_end(now):
    """Of everything that is sealed."""
    Case.objects.filter(decided_at=None).update(decided_at=GONE)
    Complaint.objects.update(answered_at=GONE, answered_by=User.objects.get(username="Sam"), answer="Yes.")
    forget_old(now=now, turn=Turn(300))
    keep_periods(now=now, turn=Turn(300))
    forget_sealed(now=now)


def leads_to(member):
    """Tables and columns in which a row leads to this account."""
    found = set()
    for model in models():
        for field in model._meta.local_concrete_fields:
            is_account = isinstance(field, ForeignKey) and field.related_model is User
            if is_account and model._base_manager.filter(**{field.name: member}).exists():
                found.add((model._meta.label, field.name))
    return found


def test_whoever_leaves_has_twenty_of_everything_and_all_of_it_is_found(leaver):
    """Or nothing below could fail. What is sealed is found as it opens."""
    assert set(columns_that_hold_words()) - set(leaver.said) - BY_HAND == set()
    few = {place: len(set(texts)) for place, texts in leaver.said.items() if len(set(texts)) < TIMES}
    assert few == {"by hand": 6} | {place: number for place, (number, _why) in FEWER.items()}
    assert leaver.not_stored() == set()


def test_who_takes_everything_along_is_nowhere(leaver):
    member = leaver.member

    gone(leaver, "take")

    assert leaver.hits() - WAITS - SEALED == set()
    assert {
        lines_of(model)[column].leaving
        for label, column in leads_to(member)
        for model in models()
        if model._meta.label == label
    } == {"sealed"}
    shell = User.objects.get(pk=member.pk)
    assert (shell.email, shell.is_active, " " in shell.username) == ("", False, True)

    Case.objects.filter(decided_at=None).update(decided_at=GONE)
    settle_decided(now=GONE)
    assert leaver.hits() - SEALED == set()

    pass_the_end(GONE + KEPT + GRACE)
    assert leaver.hits() == set()
    assert leads_to(member) == set()
    assert not User.objects.filter(pk=member.pk).exists()


def test_who_leaves_words_behind_has_no_name_there(leaver):
    read_by_others = {place for model in models() for place in columns_of(model, {"chosen", "parent"})}
    theirs = {text for place, texts in leaver.said.items() if place not in read_by_others for text in texts}
    number = Post.objects.filter(author=leaver.member).count()
    waiting = [Path(one.file.path) for one in Picture.objects.filter(owner=leaver.member, post=None) if one.file]
    assert {path.exists() for path in waiting} == {True}

    gone(leaver, "leave")

    assert leaver.hits(theirs) - SEALED == set()
    assert "forum.Post.body" in leaver.hits()
    assert {path.exists() for path in waiting} == {False}, "nobody ever saw them"
    assert Post.objects.filter(author__username=NAMELESS).count() == number
    pass_the_end(GONE + KEPT + GRACE)
    assert leaver.hits(theirs) == set()
    assert not User.objects.filter(pk=leaver.member.pk).exists()


def columns_of(model, rules):
    return {f"{model._meta.label}.{name}" for name, line in lines_of(model).items() if line.leaving in rules}
