"""One member, two screens or a trembling finger: presses on the list of questions in the same moment."""

from functools import partial

import pytest

from community.resources import actions
from community.resources.actions.questions import ASIDE
from tests.concurrency import at_once
from tests.factories import NOON, make_user


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_are_one_after_the_other():
    owner = make_user("Ada")
    first, second, last = [actions.keep_question(owner=owner, now=NOON, text=text) for text in "abc"]
    move, drop = actions.move_question, actions.drop_question

    answers = at_once(
        partial(move, kept=last, up=True),
        partial(move, kept=first, up=False),
        partial(move, kept=last, up=True),
        partial(drop, kept=second),
        partial(actions.keep_question, owner=owner, text="d", now=NOON),
        partial(actions.keep_question, owner=owner, text="d", now=NOON),
    )

    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert sorted(owner.kept_questions.values_list("text", flat=True)) == ["a", "c", "d"]
    assert ASIDE not in owner.kept_questions.values_list("position", flat=True)
