import pytest

from community.forum.actions import hide_post
from community.groups.models import SupportGroup
from community.moderation import actions
from community.moderation.models import Case
from community.moderation.subjects import SUBJECTS
from tests.factories import NOON, make_group
from tests.forum.factories import make_thread
from tests.moderation.factories import decide, make_chat_message, make_picture, make_post, make_private_message

MAKERS = {
    "post": make_post,
    "message": make_chat_message,
    "private_message": make_private_message,
    "profile": lambda group, member: member,
    "picture": make_picture,
}
TEXTS = {"profile": "Ada, member since November 2026", "picture": "A cup & saucer."}
IN_GROUPS = [kind for kind, about in SUBJECTS.items() if about.in_group]
HIDEABLE = [kind for kind in SUBJECTS if kind != "profile"]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize("kind", IN_GROUPS)
def test_subject_is_seen_by_who_sees_its_group(kind, ada, eve, mo):
    private = make_group("quiet", privacy=SupportGroup.Privacy.PRIVATE)
    private.memberships.create(member=ada, joined_at=NOON)
    subject = MAKERS[kind](private, ada)

    seen_by = [member for member in (ada, eve, mo) if subject in SUBJECTS[kind].visible_to(member)]

    assert seen_by == [ada, mo]


@pytest.mark.parametrize("kind", HIDEABLE)
def test_subject_taken_down_is_out_of_sight_and_comes_back(kind, group, ada, mo):
    about, subject = SUBJECTS[kind], MAKERS[kind](group, ada)
    case = Case.objects.create(author=ada, group=about.group_of(subject), opened_at=NOON, **{kind: subject})

    decision = decide(case, mo)
    assert subject not in about.visible_to(ada)

    actions.undo(decision, moderator=mo, now=NOON)
    assert subject in about.visible_to(ada)


@pytest.mark.parametrize("kind", SUBJECTS)
def test_subject_knows_its_group_and_text(kind, group, ada):
    about, subject = SUBJECTS[kind], MAKERS[kind](group, ada)

    assert about.group_of(subject) == (group if kind in IN_GROUPS else None)
    assert about.text_of(subject) == TEXTS.get(kind, getattr(subject, "body", ""))


@pytest.mark.parametrize("kind", SUBJECTS)
def test_subject_knows_whose_it_is_and_where_it_stands(kind, group, ada):
    about, subject = SUBJECTS[kind], MAKERS[kind](group, ada)

    assert (about.author_of(subject), about.byline_of(subject)) == (ada.pk, ada)
    assert about.address_of(subject).startswith("/")


@pytest.mark.parametrize("kind", SUBJECTS)
def test_case_about_a_subject_reads_it_at_once(kind, group, ada, django_assert_num_queries):
    about, subject = SUBJECTS[kind], MAKERS[kind](group, ada)
    case = Case.objects.create(author=ada, group=about.group_of(subject), opened_at=NOON, **{kind: subject})

    with django_assert_num_queries(1):
        case = Case.objects.for_page().get(pk=case.pk)
        assert (case.subject, case.byline, case.place) == (subject, ada, about.group_of(subject))


def test_opening_post_carries_the_title_even_when_hidden(group, ada, mo):
    post = make_thread(group=group, author=ada, title="Rude title", body="Text.").posts.get()
    hide_post(post, moderator=mo, reason="Be kind", now=NOON)
    post.refresh_from_db()

    assert SUBJECTS["post"].text_of(post) == "Rude title\n\nText."
