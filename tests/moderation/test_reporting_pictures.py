"""Pictures are reported under the name they stand under, and can be hidden without their post."""

import hashlib

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.urls import reverse

from community.forum.actions.hiding import hide_picture
from community.forum.actions.writing import How
from community.moderation import actions
from community.moderation.models import Case, Report
from community.moderation.unmasking import actions as unmasking
from tests.factories import NOON
from tests.moderation.factories import decide, file_report, make_picture

ALT = "A cup &amp; saucer."


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def page_of(client, member, address):
    client.force_login(member)
    return client.get(address).content.decode()


@pytest.fixture
def picture(group, ada):
    return make_picture(group, ada)


@pytest.fixture
def picture_case(picture, bo):
    return file_report("picture", picture, bo).case


def test_r1_picture_is_reported_by_the_link_under_it(client, picture, bo):
    address = reverse("moderation:report", args=["picture", picture.pk])
    page = page_of(client, bo, picture.post.thread.get_absolute_url())
    after_the_picture = page[page.index(picture.get_absolute_url()) :]
    client.post(address, {"reason": "privacy", "in_good_faith": "on"})

    report = Report.objects.get()
    assert f'href="{address}"' in after_the_picture
    assert (report.case.picture, report.case.group) == (picture, picture.board.group)
    assert (report.excerpt, report.revision) == ("A cup & saucer.", str(picture.pk))
    assert report.path == picture.post.get_absolute_url()


def test_report_of_a_picture_keeps_a_fingerprint_of_its_file(picture, picture_case):
    with default_storage.open(picture.file.name) as file:
        expected = hashlib.sha256(file.read()).hexdigest()

    assert picture_case.reports.get().fingerprint == expected


def test_picture_whose_file_is_gone_is_reported_all_the_same(picture, bo):
    default_storage.delete(picture.file.name)

    assert file_report("picture", picture, bo).fingerprint == ""


def test_own_picture_has_no_link(client, picture, ada):
    assert "/report/picture/" not in page_of(client, ada, picture.post.thread.get_absolute_url())


def test_picture_without_a_post_or_of_a_hidden_post_cannot_be_reported(client, picture, bo, mo):
    decide(file_report("post", picture.post, bo).case, mo)

    client.force_login(bo)
    assert client.get(reverse("moderation:report", args=["picture", picture.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        file_report("picture", picture, bo)


def test_case_is_about_the_name_under_which_the_picture_stands(client, group, ada, bo, mo):
    picture = make_picture(group, ada, how=How(as_alias=True))
    case = file_report("picture", picture, bo).case
    alias = picture.post.alias

    assert (case.byline, case.reports.get().byline) == (alias, str(alias))
    assert list(Case.objects.written_by("Ada")) == []
    assert list(Case.objects.written_by(str(alias))) == [case]
    assert "Written under another name" in page_of(client, mo, case.get_absolute_url())
    assert "by Ada" not in page_of(client, mo, case.get_absolute_url())


def test_name_behind_a_picture_is_looked_up_by_two_and_told(client, group, ada, bo, gil, mo):
    picture = make_picture(group, ada, how=How(as_alias=True))
    case = file_report("picture", picture, bo).case
    asked = unmasking.ask_to_unmask(case, moderator=gil, reason="Threats.", now=NOON)
    unmasking.agree_to_unmask(asked, moderator=mo, now=NOON)

    told = ada.notifications.get(url=asked.get_absolute_url())
    assert "Two moderators looked up your name" in page_of(client, ada, told.url)
    assert "Threats." in page_of(client, gil, asked.get_absolute_url())


@pytest.mark.parametrize("outcome", ["hidden", "removed"])
def test_hidden_picture_leaves_its_place_and_its_post(client, picture, picture_case, ada, bo, mo, outcome):
    decide(picture_case, mo, outcome=outcome)

    for member in (ada, bo, mo):
        page = page_of(client, member, picture.post.thread.get_absolute_url())
        assert client.get(picture.get_absolute_url()).status_code == 404
        assert "Picture: Hidden by the team" in page
        assert "Look." in page
        assert ALT not in page


def test_undo_brings_the_picture_back(client, picture, picture_case, bo, mo):
    decision = decide(picture_case, mo)
    actions.undo(decision, moderator=mo, now=NOON)

    page = page_of(client, bo, picture.post.thread.get_absolute_url())
    assert client.get(picture.get_absolute_url()).status_code == 200
    assert ALT in page


def test_picture_hidden_twice_comes_back_with_the_last_decision(picture, picture_case, gil, mo, ada):
    hide_picture(picture, moderator=gil, now=NOON)
    decision = decide(picture_case, mo)
    actions.undo(decision, moderator=mo, now=NOON)

    picture.refresh_from_db()
    assert picture.hidden_at == NOON


def test_only_moderators_hide_pictures(picture, bo):
    with pytest.raises(PermissionDenied):
        hide_picture(picture, moderator=bo, now=NOON)


def test_case_shows_the_picture_folded_and_veiled(client, picture_case, mo):
    page = page_of(client, mo, picture_case.get_absolute_url())
    part = page[page.index('<details class="case-picture">') : page.index("</details>", page.index("case-picture"))]

    assert "<details class" in part
    assert "open" not in part.split(">")[0]
    assert 'loading="lazy"' in part
    assert f'src="/moderation/{picture_case.pk}/picture/"' in part


def test_team_sees_the_picture_on_the_case_also_when_it_is_hidden(client, picture_case, ada, bo, eve, gil, mo):
    address = f"/moderation/{picture_case.pk}/picture/"
    decide(picture_case, mo)

    statuses = {}
    for member in (ada, bo, eve, gil, mo):
        client.force_login(member)
        statuses[member.username] = client.get(address).status_code
    client.logout()

    assert statuses == {"Ada": 404, "Bo": 404, "Eve": 404, "Gil": 200, "Mo": 200}
    assert client.get(address).status_code == 302


def test_case_about_words_has_no_picture(client, case, mo):
    client.force_login(mo)

    assert client.get(f"/moderation/{case.pk}/picture/").status_code == 404
