"""Words of distress in a profile: the team learns that they were written, and by whom."""

import pytest

from community.moderation.actions import sweep
from community.moderation.models import Case, CaseEvent, Risk
from community.profiles.actions import Said, save_details
from community.profiles.models import Detail
from community.words.models import Hit
from tests.factories import NOON
from tests.words.factories import make_rule

pytestmark = pytest.mark.django_db
MEMBERS, NOBODY = Detail.ShownTo.MEMBERS, Detail.ShownTo.NOBODY


@pytest.mark.parametrize("shown_to", [MEMBERS, NOBODY])
def test_r16_words_of_distress_in_a_profile_open_one_case_about_their_writer(ada, shown_to):
    make_rule("zebra night", effect="urgent")

    save_details(ada, said={"about": Said("A zebra night.", shown_to)}, now=NOON)
    assert sweep(now=NOON) == 1
    save_details(ada, said={"about": Said("A zebra night, and more.", shown_to)}, now=NOON)  # brings no new ones
    assert sweep(now=NOON) == 0

    case = Case.objects.get()
    assert (case.profile, case.is_call_for_help, case.risk) == (ada, True, Risk.LIFE)
    assert "zebra" not in str([*Case.objects.values(), *CaseEvent.objects.values(), *Hit.objects.values()])


def test_profiles_wait_for_nobody(ada):
    make_rule("zebra night", effect="hold")

    save_details(ada, said={"about": Said("A zebra night.", MEMBERS)}, now=NOON)

    assert not Hit.objects.exists()
