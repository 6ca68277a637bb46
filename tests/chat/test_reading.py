"""Sockets that ask at the same time are answered together, and none of them for another's question."""

import asyncio

from django.db import DataError, OperationalError

from community.chat.reading import Together


def door(problem):
    """Answers as a database would that cannot read one of the questions, and the batches that it was asked."""
    batches = []

    def answers(questions):
        batches.append(list(questions))
        if "nul" in questions:
            raise problem
        return [question.upper() for question in questions]

    return Together(answers, most=3), batches


async def ask_all(together, questions):
    return await asyncio.gather(*map(together.ask, questions), return_exceptions=True)


async def test_those_who_wait_are_answered_together():
    together, batches = door(DataError())

    assert await ask_all(together, "abcd") == ["A", "B", "C", "D"]
    assert batches == [["a", "b", "c"], ["d"]]


async def test_a_question_that_the_database_cannot_read_costs_only_whoever_asked_it():
    together, batches = door(problem := DataError())

    assert await ask_all(together, ["a", "nul", "b"]) == ["A", problem, "B"]
    assert batches == [["a", "nul", "b"], ["a"], ["nul"], ["b"]]


async def test_a_database_that_is_away_is_not_asked_by_each_of_them():
    together, batches = door(problem := OperationalError())

    assert await ask_all(together, ["a", "nul", "b"]) == [problem] * 3
    assert batches == [["a", "nul", "b"]]
