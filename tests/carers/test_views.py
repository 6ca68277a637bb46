"""The pages about helpers."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from community.carers import actions
from community.carers.models import Arrangement, OfferedDraft, Scope
from community.drafts.models import Draft
from community.notifications.models import Notification
from tests.accounts.factors import PASSWORD, signed_in, with_address
from tests.carers.factories import EVERYTHING, apart, ask, draft_for, help_of, reply_for, silence
from tests.factories import join, make_user

LIST, NEW, SAFETY = "/settings/helpers/", "/settings/helpers/new/", "/settings/helpers/safety/"


def words_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def wrens(client, wren):
    client.force_login(wren)
    return client


def today(helper, member, **wishes):
    return help_of(helper, member, now=timezone.now(), **wishes)


def test_every_tick_is_off_at_first_and_says_what_it_means(wrens):
    page = wrens.get(NEW).content.decode()

    boxes = re.findall(r'<input type="checkbox"[^>]*>', page)
    assert len(boxes) == len(Scope) + 2  # the name, one group
    assert not [box for box in boxes if "checked" in box]
    assert page.count('id="id_may_') == 2 * len(Scope)  # each with its sentence


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({}, "Choose how you reach them."),
        ({"how": "name", "days": 7, "may_post": "on"}, "Enter their name, or choose the link."),
        ({"how": "name", "username": "Nobody", "days": 7, "may_post": "on"}, "There is no member with this name."),
        ({"how": "name", "username": "Wren", "days": 7, "may_post": "on"}, "This is you."),
        ({"how": "name", "username": "Dee", "days": 7}, "Tick at least one thing that they may do."),
        ({"how": "name", "username": "Dee", "days": 7, "may_use_alias": "on"}, "This goes with “Post for me”."),
        ({"how": "name", "username": "Dee", "days": 400, "may_post": "on"}, "Select a valid choice."),
        ({"how": "name", "username": "Dee", "days": 7, "may_post": "on", "groups": "x"}, "“x” is not a valid value."),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_typed_is_lost(wrens, dee, fields, problem):
    answer = wrens.post(NEW, fields)

    assert answer.status_code == 422
    assert problem in words_of(answer)
    assert not Arrangement.objects.exists()
    if "username" in fields:
        assert f'value="{fields["username"]}"' in answer.content.decode()


def test_somebody_is_asked_by_name_and_says_yes(client, wren, dee, group):
    client.force_login(wren)
    fields = {"how": "name", "username": "dee", "days": 30, "may_post": "on", "shows_name": "on", "groups": group.pk}
    asked = client.post(NEW, fields)
    found = Arrangement.objects.get()
    assert asked.url == found.get_absolute_url()
    assert list(found.groups.all()) == [group]

    client.force_login(dee)
    assert "Wren asks for your help" in words_of(client.get(LIST))
    assert "Post for them" in words_of(client.get(found.get_absolute_url()))
    client.post(reverse("carers:answer", args=[found.pk]), {"answer": "yes", "may_be_named": "on"})

    found.refresh_from_db()
    assert (found.helper, found.public_name, found.days) == (dee, "Dee", 30)


def test_a_link_is_shown_once_and_makes_a_helper_of_whoever_has_it(client, wren, eve):
    client.force_login(wren)
    page = client.post(NEW, {"how": "link", "days": 1, "may_draft": "on"})
    path = re.search(r'value="https?://[^/]+(/settings/helpers/link/[^"]+)"', page.content.decode()).group(1)
    found = Arrangement.objects.get()
    assert page["Cache-Control"] == "no-store"
    assert path not in client.get(LIST).content.decode()
    assert path not in client.get(found.get_absolute_url()).content.decode()
    assert "It is your own link." in words_of(client.get(path))

    client.force_login(eve)
    assert "Wren asks for your help" in words_of(client.get(path))
    client.post(path, {"answer": "yes"})

    assert Arrangement.objects.get().helper == eve
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("answer", ["", "maybe"])
def test_an_answer_that_is_none_begins_nothing(client, wren, dee, answer):
    found = ask(wren, dee, now=timezone.now())
    client.force_login(dee)

    assert client.post(reverse("carers:answer", args=[found.pk]), {"answer": answer}).status_code == 400
    assert Arrangement.objects.get().accepted_at is None


def test_whoever_sits_at_an_open_page_cannot_make_themselves_the_helper(settings, time_machine, group):
    settings.CONFIRM_AGAIN = True
    client = signed_in(with_address(make_user("Long", password=PASSWORD)))
    time_machine.move_to(timezone.now() + timedelta(minutes=16))

    answer = client.post(NEW, {"how": "link", "days": 7, "may_post": "on"})

    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert not Arrangement.objects.exists()


def test_the_end_is_one_press_and_asks_nothing(settings, time_machine, dee, group):
    settings.CONFIRM_AGAIN = True
    member = with_address(make_user("Long", password=PASSWORD))
    join(group, member)
    found, client = today(dee, member), signed_in(member)
    time_machine.move_to(timezone.now() + timedelta(minutes=16))
    address = reverse("carers:end", args=[found.pk])
    assert f'action="{address}"' in client.get(LIST).content.decode()

    answer = client.post(address, follow=True)

    assert "From now on nothing more is written this way." in words_of(answer)
    assert Arrangement.objects.get().ended_by == "member"


def test_who_is_silenced_ends_it_all_the_same(wrens, wren, dee):
    found = today(dee, wren)
    silence(wren)

    wrens.post(reverse("carers:end", args=[found.pk]))

    assert Arrangement.objects.get().ended_by == "member"


def test_no_notice_of_the_end_reaches_the_helper(wrens, wren, dee):
    found = today(dee, wren)
    before = Notification.objects.filter(recipient=dee).count()

    wrens.post(reverse("carers:end", args=[found.pk]))

    assert Notification.objects.filter(recipient=dee).count() == before


def test_helper_reads_that_it_is_over_when_they_look_and_no_reason(client, wren, dee):
    found = today(dee, wren)
    actions.end(found, by=wren, now=timezone.now())
    client.force_login(dee)

    assert "Wren" not in words_of(client.get(LIST)).replace("Whom you help", "")
    assert "You cannot write for Wren now" in words_of(client.get(found.get_absolute_url()))


def test_helper_sees_nothing_of_the_log_and_of_drafts_that_were_given(client, wren, dee, group, thread):
    found = today(dee, wren, scopes=EVERYTHING)
    reply_for(found, thread, now=timezone.now())
    draft_for(found, "A thought of hers", group=group, now=timezone.now())
    client.force_login(dee)

    page = words_of(client.get(found.get_absolute_url()))

    assert "You help Wren" in page
    assert "A thought of hers" not in page
    assert "Posted a reply for you" not in page


def test_helper_ends_it_too_and_cannot_make_it_longer(client, wren, dee):
    found = today(dee, wren)
    client.force_login(dee)

    assert client.post(reverse("carers:renew", args=[found.pk]), {"days": 90}).status_code == 403
    client.post(reverse("carers:end", args=[found.pk]))

    assert Arrangement.objects.get().ended_by == "helper"


def test_member_makes_it_longer(wrens, wren, dee):
    found = today(dee, wren, days=1)

    wrens.post(reverse("carers:renew", args=[found.pk]), {"days": 90})

    found.refresh_from_db()
    assert found.ends_at > timezone.now() + timedelta(days=89)


def test_drafts_are_read_taken_and_thrown_away(wrens, wren, dee, group, thread):
    found = today(dee, wren, scopes=[Scope.DRAFT])
    for words in ("Take this", "Not this"):
        draft_for(found, words, key=f"reply:{thread.pk}", group=group, now=timezone.now())
    page = words_of(wrens.get(found.get_absolute_url()))
    assert "Take this" in page
    assert "Not this" in page
    unwanted, wanted = OfferedDraft.objects.all()

    answer = wrens.post(reverse("carers:take", args=[wanted.pk]))
    wrens.post(reverse("carers:throw_away", args=[unwanted.pk]))

    assert answer.url == reverse("forum:write_reply", args=[thread.pk])
    assert "Take this" in wrens.get(answer.url).content.decode()
    assert Draft.objects.get().fields == {"body": "Take this"}
    assert not OfferedDraft.objects.exists()


def test_looking_at_the_log_reads_its_notices(wrens, wren, dee, thread):
    found = today(dee, wren)
    reply_for(found, thread, now=timezone.now())
    mine = Notification.objects.filter(recipient=wren, kind="helper", read_at=None)
    assert mine.exists()

    wrens.get(found.get_absolute_url())

    assert not mine.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_queries_for_any_length(client, wren, group, rows, django_assert_num_queries):
    now = timezone.now()
    for number in range(rows):
        other, third, fourth = (make_user(f"{name}{number}") for name in ("Helper", "Helped", "Past"))
        today(other, wren, groups=[group])
        today(wren, third)
        actions.end(today(fourth, wren), by=wren, now=now)
    client.force_login(wren)

    with django_assert_num_queries(
        10
    ):  # session, user, notices; those who help, helped, are helped: each with groups; asked
        page = client.get(LIST).content.decode()

    assert page.count("End it now") == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_log_costs_the_same_queries_for_any_length(client, wren, dee, thread, rows, django_assert_num_queries):
    found = today(dee, wren)
    for number in range(rows):
        reply_for(found, thread, f"Number {number}.", now=timezone.now())
    client.force_login(wren)
    client.get(found.get_absolute_url())

    with django_assert_num_queries(10):  # session, user, help, groups, read, drafts, count, acts, posts, notices
        page = client.get(found.get_absolute_url()).content.decode()

    assert page.count("Take it back") == rows


def test_page_for_the_worried_leads_to_help(wrens):
    page = wrens.get(SAFETY).content.decode()

    for name in ("resources:urgent_help", "carers:list", "accounts:sign_ins", "account_change_password"):
        assert f'href="{reverse(name)}"' in page


def test_whoever_helps_cannot_tell_a_block_from_an_end(client, wren, dee):
    client.force_login(dee)
    seen = {}
    for ending in (lambda found: actions.end(found, by=wren, now=timezone.now()), lambda _found: apart(wren, dee)):
        found = today(dee, wren)
        assert "Whom you help" in words_of(client.get(LIST))
        ending(found)
        pages = words_of(client.get(LIST)), words_of(client.get(found.get_absolute_url()))
        seen[ending] = [page.replace(found.get_absolute_url(), "") for page in pages]

    ended, blocked = seen.values()
    assert blocked == ended
