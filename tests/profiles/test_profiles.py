"""What a member says about themselves: stored piece by piece, shown to whom they chose, and to nobody they blocked."""

import re

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from community.accounts.actions import block, sanction
from community.accounts.models import Sanction, User
from community.profiles.actions import Said, hide_details, save_details, show_details
from community.profiles.models import Detail
from community.profiles.querysets import Onlooker
from community.profiles.seen import onlooker_of, seen_by
from tests.factories import NOON, make_user
from tests.words.factories import make_rule

EDIT, SEEN = "/settings/profile/", "/settings/profile/seen/"
MEMBERS = Detail.ShownTo.MEMBERS
FULL = {
    "about": "Zebra about.",
    "conditions": ["hemifacial", "unsure"],
    "since": "Zebra since.",
    "managing": "Zebra managing.",
    "pronouns": "Zebra pronouns.",
    "region": "Zebra region.",
    "languages": "Zebra languages.",
}
SHOWN = {f"{kind}_shown": "on" for kind in FULL}
WORDS = {*(words for words in FULL.values() if isinstance(words, str)), "Hemifacial spasm", "I do not know yet"}


def write(client, member, fields):
    client.force_login(member)
    return client.post(EDIT, fields)


def page_for(client, reader, address):
    client.logout()
    if reader is not None:
        client.force_login(User.objects.get(pk=reader.pk))
    return client.get(address, follow=True).content.decode()


def words_in(page):
    return {words for words in WORDS if words in page}


def profile_in(page):
    return page[page.index('<div class="profile stack">') : page.index("</dl>" if "</dl>" in page else "</h")]


def test_nobody_sees_what_was_written_before_its_owner_says_so(client, ada, bo):
    response = write(client, ada, FULL)

    assert (response.status_code, response.url) == (302, EDIT)
    assert {detail.shown_to for detail in ada.details.all()} == {"nobody"}
    assert words_in(page_for(client, bo, ada.get_absolute_url())) == set()
    assert words_in(page_for(client, ada, ada.get_absolute_url())) == set()
    assert words_in(page_for(client, ada, EDIT)) == WORDS | words_in(page_for(client, bo, EDIT))


@pytest.mark.parametrize("kind", Detail.Kind.values)
def test_each_piece_has_a_visibility_of_its_own(client, ada, bo, kind):
    write(client, ada, FULL | {f"{kind}_shown": "on"})

    told = FULL[kind]
    expected = {"Hemifacial spasm", "I do not know yet"} if kind == "conditions" else {told}
    assert words_in(page_for(client, bo, ada.get_absolute_url())) == expected


def test_visitors_and_closed_accounts_show_nothing(client, ada, bo):
    write(client, ada, FULL | SHOWN)
    assert words_in(page_for(client, None, ada.get_absolute_url())) == set()

    ada.is_active = False
    ada.save()

    assert words_in(page_for(client, bo, ada.get_absolute_url())) == set()


def test_blocked_member_sees_the_page_of_somebody_who_has_written_nothing(client, ada, bo):
    empty = page_for(client, bo, ada.get_absolute_url())
    write(client, ada, FULL | SHOWN)
    assert words_in(page_for(client, bo, ada.get_absolute_url())) == WORDS

    block(bo, blocker=ada, now=NOON)

    page = page_for(client, bo, ada.get_absolute_url())
    without_token = [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", one) for one in (page, empty)]
    assert without_token[0] == without_token[1]


def test_block_of_another_name_takes_nothing_from_the_own_one(client, ada, bo):
    write(client, ada, FULL | SHOWN)

    block(bo, blocker=ada, by_name=False, now=NOON)

    assert words_in(page_for(client, bo, ada.get_absolute_url())) == WORDS


def test_who_blocked_somebody_finds_their_profile_folded(client, ada, bo):
    write(client, bo, FULL | SHOWN)
    block(bo, blocker=ada, now=NOON)

    page = page_for(client, ada, bo.get_absolute_url())

    fold = page.index("Written by somebody you blocked. Open to read")
    assert words_in(page[:fold]) == set()
    assert words_in(page[fold:]) == WORDS


@pytest.mark.parametrize("written", [1, 3])
@pytest.mark.parametrize("is_blocked", [False, True])
def test_page_costs_the_same_queries_for_everybody(client, ada, bo, written, is_blocked, django_assert_num_queries):
    write(client, ada, dict(list(FULL.items())[:written]) | SHOWN)
    if is_blocked:
        block(bo, blocker=ada, now=NOON)
    client.force_login(bo)
    client.get("/settings/")  # the first page after signing in writes the sign-in down

    with django_assert_num_queries(6):  # session, reader, member, block, details, unread count
        client.get(ada.get_absolute_url())


@pytest.mark.parametrize("onlooker", Onlooker)
def test_preview_is_the_page_that_this_onlooker_gets(client, ada, bo, onlooker):
    write(client, ada, FULL | SHOWN)
    preview = page_for(client, ada, f"{SEEN}?as={onlooker}")
    if onlooker == "blocked":
        block(bo, blocker=ada, now=NOON)

    page = page_for(client, None if onlooker == "visitor" else bo, ada.get_absolute_url())

    assert words_in(preview) == words_in(page) == (WORDS if onlooker == "member" else set())
    if onlooker != "visitor":
        assert profile_in(preview).replace("h2", "h1") == profile_in(page).replace("h2", "h1")


def test_preview_of_nonsense_is_that_of_a_member(client, ada):
    assert 'href="?as=member" aria-current="page"' in page_for(client, ada, f"{SEEN}?as=nobody%00x")


def test_preview_leaves_no_trace(client, ada):
    page_for(client, ada, f"{SEEN}?as=blocked")

    assert not ada.blocks.exists()
    assert onlooker_of(make_user("Gus"), ada) == Onlooker.MEMBER


@pytest.mark.parametrize(
    ("kind", "longest"),
    [("about", 600), ("since", 60), ("managing", 400), ("pronouns", 40), ("region", 60), ("languages", 100)],
)
def test_what_is_too_long_comes_back_with_a_sentence(client, ada, kind, longest):
    response = write(client, ada, FULL | {kind: "x" * (longest + 1)})

    page = response.content.decode()
    assert response.status_code == 422
    assert f"Your text has {longest + 1} characters, and {longest} fit." in page
    assert "x" * (longest + 1) in page
    assert "Zebra" in page
    assert not ada.details.exists()


@pytest.mark.parametrize("wrong", [{"conditions": ["plague"]}, {"region": "\u200b\u2800x\u0000"}])
def test_what_no_form_sends_is_refused_and_nothing_is_lost(client, ada, wrong):
    response = write(client, ada, FULL | wrong)

    assert response.status_code in (400, 422)
    assert not ada.details.exists()


def test_words_are_plain_text(client, ada, bo):
    write(client, ada, {"about": "<b>x</b> **y** [z](http://bad.example)\n\nTwo", "about_shown": "on"})

    page = page_for(client, bo, ada.get_absolute_url())

    assert "<p>&lt;b&gt;x&lt;/b&gt; **y** [z](http://bad.example)</p>\n\n<p>Two</p>" in page


def test_emptied_piece_is_gone(client, ada):
    write(client, ada, FULL | SHOWN)
    write(client, ada, SHOWN | {"about": "Only this."})

    assert [(one.kind, one.words) for one in ada.details.all()] == [("about", "Only this.")]


def test_silenced_member_can_hide_and_take_out_and_not_write(client, ada):
    write(client, ada, FULL | SHOWN)
    sanction(ada, kind=Sanction.Kind.SILENCE, until=None, now=NOON)

    refused = write(client, ada, FULL | {"about": "New words."})
    assert refused.status_code == 422
    assert "Writing is paused for you, with no end date." in refused.content.decode()
    with pytest.raises(PermissionDenied):
        save_details(User.objects.get(pk=ada.pk), said={"about": Said("New words.")}, now=NOON)

    assert write(client, ada, FULL | {"about": ""}).status_code == 302
    assert {one.kind: one.shown_to for one in ada.details.all()} == {kind: "nobody" for kind in FULL if kind != "about"}


@pytest.mark.django_db
def test_rules_mask_note_and_comfort(client, ada, bo):
    make_rule("zebracrossing", effect="mask")
    make_rule("stripes", effect="advise", note="Stripes can hurt.")
    fields = {"about": "A zebracrossing with stripes.", "about_shown": "on"}

    asked = write(client, ada, fields).content.decode()
    assert "Stripes can hurt." in asked
    assert not ada.details.exists()
    read = re.search(r'name="read_notes" value="([^"]+)"', asked)[1]

    assert write(client, ada, fields | {"read_notes": read}).status_code == 302
    page = page_for(client, bo, ada.get_absolute_url())
    assert "zebracrossing" not in page
    assert "removed by a rule" in page


def test_what_the_team_hid_stays_hidden_whatever_its_owner_does(ada):
    said = {"about": Said("Zebra.", MEMBERS), "region": Said("Zebra land.")}
    save_details(ada, said=said, now=NOON)
    keys = hide_details(ada, now=NOON)

    save_details(ada, said={"about": Said("")}, now=NOON)
    save_details(ada, said={"about": Said("Zebra again.", MEMBERS)}, now=NOON)
    assert len(keys) == 1
    assert seen_by(Onlooker.MEMBER, ada).details == []

    show_details(ada, keys=keys)
    assert [one.words for one in seen_by(Onlooker.MEMBER, ada).details] == ["Zebra again."]


@pytest.mark.parametrize("wrong", [{"kind": "shoe"}, {"shown_to": "all"}, {"words": ""}])
def test_database_knows_only_pieces_that_there_are(ada, wrong):
    right = {"kind": "about", "words": "Zebra.", "shown_to": "nobody", "changed_at": NOON}
    with pytest.raises(IntegrityError), transaction.atomic():
        ada.details.create(**right | wrong)
    assert str(ada.details.create(**right)).startswith("Detail ")
    with pytest.raises(IntegrityError), transaction.atomic():
        ada.details.create(**right)


def test_profiles_stand_in_no_admin_and_no_search_engine(client, ada, bo):
    assert Detail not in admin.site._registry
    assert '<meta name="robots" content="noindex">' in page_for(client, bo, ada.get_absolute_url())
