"""Whatever two moderators, an author and two reporters do in whatever order: never two decisions in force, everything
taken back leaves the text as it was, every step is in the log, and what is refused changes nothing."""

from collections import Counter
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from community.groups.models import Membership
from community.moderation import actions
from community.moderation.models import Appeal, Case, CaseEvent, Challenge, Decision, Report
from community.notifications.models import Notification
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import make_thread
from tests.moderation.test_measures import state

RULINGS = {
    "no_action": {},
    "noted": {"details": {"notes": 4}},
    "annotated": {"details": {"notice": "Our resources say more.", "link": "/resources/"}},
    "masked": {"details": {"phrase": "0123"}},
    "locked": {},
    "hidden": {},
    "removed": {},
}
RUNS = 25
WHO = st.integers(0, 1)
REACHED: Counter[str] = Counter()  # by all runs together: a proof about decisions needs some
has_case = precondition(lambda machine: Case.objects.exists())
has_decision = precondition(lambda machine: Decision.objects.exists())
has_appeal = precondition(lambda machine: Case.objects.appealed().exists())


def ready(case):
    """As a page has it. Neither in an order nor with a limit: for so many joins PostgreSQL then plans for 0.1 s."""
    return Case.objects.for_page().in_bulk([case.pk])[case.pk]


class TwoModerators(RuleBasedStateMachine):
    def __init__(self):
        """Somebody has reported it, so that there is something to decide from the first step on."""
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        group, self.now = make_group(), NOON
        self.ada, *self.reporters = (make_user(name) for name in ("Ada", "Bo", "Cy"))
        self.moderators = [make_user(name) for name in ("Gil", "Lou")]
        join(group, self.ada, *self.reporters)
        join(group, *self.moderators, role=Membership.Role.MODERATOR)
        self.post = make_thread(group=group, author=self.ada, title="Ring 0123", body="On 0123, or not.").posts.get()
        self.at_first = state(self.post)
        self.report(0, "spam")

    def teardown(self):
        REACHED.update(CaseEvent.objects.values_list("kind", flat=True))
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    def attempt(self, act, *args, **kwargs):
        """What is refused says why, and changes nothing."""
        before = everything(self.post)
        try:
            return act(*args, now=self.now, **kwargs)
        except (PermissionDenied, actions.CaseMoved) as refused:
            said = str(refused)
        assert said
        assert everything(self.post) == before
        return None

    def case(self):
        return ready(Case.objects.latest("pk"))

    @rule(who=WHO, reason=st.sampled_from(["spam", "worried"]))
    def report(self, who, reason):
        self.attempt(actions.file_report, kind="post", pk=self.post.pk, reporter=self.reporters[who], reason=reason)

    @rule(who=WHO)
    def look(self, who):
        self.attempt(actions.open_own_look, self.post, kind="post", moderator=self.moderators[who])

    @has_case
    @rule(who=WHO)
    def claim(self, who):
        self.attempt(actions.claim, self.case(), moderator=self.moderators[who])

    @has_case
    @rule(who=WHO)
    def release(self, who):
        self.attempt(actions.release, self.case(), moderator=self.moderators[who])

    @has_case
    @rule(who=WHO)
    def note(self, who):
        words = f"Seen at {self.now}."
        self.attempt(actions.note, self.case(), moderator=self.moderators[who], words=words)

    @has_case
    @rule(who=WHO, outcome=st.sampled_from(sorted(RULINGS)), behind=st.sampled_from([0, 0, 0, 1]))
    def decide(self, who, outcome, behind):
        case = self.case()
        ruling = actions.Ruling(outcome=outcome, guideline="kindness", **RULINGS[outcome])
        version = case.version - behind
        self.attempt(actions.decide, case, moderator=self.moderators[who], version=version, ruling=ruling)

    @has_case
    @rule(who=WHO, outcome=st.sampled_from(sorted(RULINGS)))
    def take_on_and_decide(self, who, outcome):
        self.claim(who)
        self.decide(who, outcome, 0)

    @has_decision
    @rule(who=WHO, which=st.integers(0, 5))
    def undo(self, who, which):
        self.attempt(actions.undo, self.decision(which), moderator=self.moderators[who])

    @has_case
    @rule(who=WHO, outcome=st.sampled_from(["hidden", "removed", "masked"]), upheld=st.booleans())
    def go_the_whole_way(self, who, outcome, upheld):
        self.take_on_and_decide(who, outcome)
        if Decision.objects.exists():
            self.appeal(0)
            self.answer(1 - who, upheld)

    @has_case
    @rule(who=WHO, outcome=st.sampled_from(sorted(RULINGS)))
    def decide_and_think_better_of_it(self, who, outcome):
        self.take_on_and_decide(who, outcome)
        if Decision.objects.exists():
            self.undo(who, 0)

    @has_decision
    @rule(which=st.integers(0, 5))
    def appeal(self, which):
        words = f"Please look again, {self.now}."
        self.attempt(actions.appeal, self.decision(which), author=self.ada, words=words)

    def decision(self, which):
        """The newest ones are asked for the most often."""
        decisions = list(Decision.objects.for_page().order_by("-pk"))
        return decisions[which % len(decisions)]

    @rule(which=st.integers(0, 5))
    def challenge(self, which):
        reports = list(Report.objects.for_receipt().order_by("-pk"))
        if reports:
            words = f"Please look again, {self.now}."
            self.attempt(actions.challenge, reports[which % len(reports)], words=words)

    @has_appeal
    @rule(who=WHO, upheld=st.booleans())
    def answer(self, who, upheld):
        for case in map(ready, Case.objects.appealed()):
            moderator = self.moderators[who]
            self.attempt(actions.claim, case, moderator=moderator)
            case.refresh_from_db()
            self.attempt(
                actions.answer_appeal, case, moderator=moderator, version=case.version, upheld=upheld, words=""
            )

    @rule(minutes=st.sampled_from([1, 20, 40, 60 * 25]))
    def time_passes(self, minutes):
        self.now += timedelta(minutes=minutes)
        actions.release_idle(now=self.now)

    @invariant()
    def each_decision_is_in_force_or_was_taken_back(self):
        for decision in Decision.objects.for_page():
            in_force = decision.case.decision_id == decision.pk
            assert [in_force, decision.is_undone, decision.is_overturned].count(True) == 1

    @invariant()
    def what_is_taken_back_leaves_no_trace(self):
        in_force = Decision.objects.filter(pk__in=Case.objects.values("decision")).exclude(outcome="no_action")
        if not in_force.exists():
            assert state(self.post) == self.at_first

    @invariant()
    def hiding_holds_as_long_as_a_decision_does(self):
        in_force = Decision.objects.filter(pk__in=Case.objects.values("decision"))
        self.post.refresh_from_db()
        assert (self.post.hidden_at is not None) == in_force.filter(outcome__in=["hidden", "removed"]).exists()

    @invariant()
    def log_is_complete(self):
        for case in Case.objects.all():
            numbers = list(case.events.values_list("number", flat=True))
            assert numbers == list(range(1, case.version + 1))
        for kind, model in {"decided": Decision, "appealed": Appeal, "challenged": Challenge}.items():
            assert CaseEvent.objects.filter(kind=kind).count() == model.objects.count()

    @invariant()
    def nobody_answers_their_own_decision(self):
        for appeal in Appeal.objects.filter(answer__isnull=False).select_related("answer", "decision"):
            assert appeal.answer.moderator_id != appeal.decision.moderator_id


def everything(post):
    cases = list(Case.objects.order_by("pk").values_list("pk", "version", "decision", "decided_at", "assignee"))
    return state(post), cases, CaseEvent.objects.count(), Decision.objects.count(), Notification.objects.count()


@pytest.mark.django_db(transaction=True)  # each run is one of its own: in one for all, PostgreSQL keeps every dead row
def test_two_moderators_never_disagree_with_the_log():
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    run_state_machine_as_test(
        TwoModerators,
        settings=settings(max_examples=RUNS, stateful_step_count=25, deadline=None, suppress_health_check=checks),
    )
    assert {"decided", "undone", "appealed", "answered"} <= set(REACHED)
