"""A profile is reported like a text, and stays; its account can be limited."""

from django.urls import reverse

from community.accounts.actions import block
from community.accounts.models import Sanction
from community.moderation import actions
from community.moderation.measures import offered
from community.moderation.models import Case, Outcome, Report
from community.profiles.actions import Said, save_details
from community.profiles.models import Detail
from tests.factories import NOON
from tests.moderation.factories import decide, file_report


def page_of(client, member, address):
    client.force_login(member)
    return client.get(address).content.decode()


def test_r1_profile_is_reported_from_the_members_page(client, ada, bo):
    address = reverse("moderation:report", args=["profile", ada.pk])
    page = page_of(client, bo, ada.get_absolute_url())
    client.post(address, {"reason": "under_age", "words": "Says so."})

    report = Report.objects.get()
    assert f'href="{address}"' in page
    assert (report.case.profile, report.case.author, report.case.group) == (ada, ada, None)
    assert (report.excerpt, report.path) == ("Ada, member since November 2026", "/members/Ada/")


def test_own_page_has_nothing_to_report(client, ada):
    assert "/report/profile/" not in page_of(client, ada, ada.get_absolute_url())


def test_profile_is_looked_after_by_moderators_of_the_site_only(client, ada, bo, gil, mo):
    case = file_report("profile", ada, bo).case

    seen_by = [member for member in (ada, bo, gil, mo) if Case.objects.visible_to(member).exists()]
    page = page_of(client, mo, case.get_absolute_url())

    assert seen_by == [mo]
    assert "The profile of Ada." in page
    assert f"Case {case.pk}: profile" in page_of(client, mo, "/moderation/")


def test_profile_stays_and_its_account_can_be_limited(client, ada, bo, mo):
    case = file_report("profile", ada, bo).case
    decision = decide(case, mo, outcome="no_action", sanction=Sanction.Kind.SILENCE, days=1)

    ada.refresh_from_db()
    assert offered(Case.objects.for_page().get(pk=case.pk)) == [Outcome.NO_ACTION]
    assert ada.is_silenced
    assert "Your profile:" in page_of(client, ada, decision.get_absolute_url())


def fill(member):
    members = Detail.ShownTo.MEMBERS
    said = {
        "about": Said("Zebra rude.", members),
        "conditions": Said("hemifacial", members),
        "region": Said("Atlantis"),
    }
    save_details(member, said=said, now=NOON)


def test_report_keeps_what_its_writer_could_read(ada, bo, eve):
    fill(ada)
    block(eve, blocker=ada, now=NOON)

    report, other = file_report("profile", ada, bo), file_report("profile", ada, eve)
    save_details(ada, said={"about": Said("Never rude.")}, now=NOON)

    shown = (
        "Ada, member since November 2026\n\nA few words about me:\nZebra rude.\n\nWhat I live with:\nHemifacial spasm"
    )
    assert report.excerpt == shown
    assert other.excerpt == "Ada, member since November 2026"
    assert report.case.text_now == shown.replace("A few words about me:\nZebra rude.\n\n", "")


def test_moderator_hides_what_a_profile_says_and_brings_it_back(client, ada, bo, mo):
    fill(ada)
    case = file_report("profile", ada, bo).case
    assert offered(Case.objects.for_page().get(pk=case.pk)) == [Outcome.NO_ACTION, Outcome.HIDDEN, Outcome.REMOVED]

    decision = decide(case, mo, outcome="hidden")
    assert "Zebra rude." not in page_of(client, bo, ada.get_absolute_url())
    assert "The team has hidden this." in page_of(client, ada, "/settings/profile/")
    assert "Zebra rude." in decision.excerpt

    actions.undo(decision, moderator=mo, now=NOON)
    assert "Zebra rude." in page_of(client, bo, ada.get_absolute_url())


def test_profile_of_a_closed_account_is_not_there_to_report(client, ada, bo):
    ada.is_active = False
    ada.save()

    client.force_login(bo)
    assert client.get(reverse("moderation:report", args=["profile", ada.pk])).status_code == 404
