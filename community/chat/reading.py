"""Where sockets ask the database: in a few threads of their own, so that no socket waits for another's page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Generic, ParamSpec, TypeVar

from django.db import DataError, close_old_connections

READERS = ThreadPoolExecutor(max_workers=4, thread_name_prefix="chat")

P = ParamSpec("P")
T = TypeVar("T")
Question = TypeVar("Question")
Answer = TypeVar("Answer")


async def read(query: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a database function in one of the threads; a dead connection is not kept there, as between two requests."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(READERS, partial(_with_fresh_connection, query, *args, **kwargs))


def _with_fresh_connection(query: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    close_old_connections()
    try:
        return query(*args, **kwargs)
    finally:
        close_old_connections()


class Together(Generic[Question, Answer]):
    """Whoever asks while an answer is under way is answered next, together with all others who wait: when a server
    comes back, hundreds ask the same at once."""

    def __init__(self, answers: Callable[[Sequence[Question]], Sequence[Answer]], *, most: int) -> None:
        self._answers = answers
        self._most = most
        self._waiting: list[tuple[Question, asyncio.Future[Answer]]] = []
        self._task: asyncio.Task[None] | None = None

    async def ask(self, question: Question) -> Answer:
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((question, answer))
        if self._task is None:
            self._task = asyncio.create_task(self._answer_all())
        return await answer

    async def _answer_all(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
                await self._answer(batch)
        finally:
            self._task = None

    async def _answer(self, batch: list[tuple[Question, asyncio.Future[Answer]]]) -> None:
        try:
            answers = await read(self._answers, [question for question, _ in batch])
        except Exception as problem:  # each who asked deals with it
            if isinstance(problem, DataError) and len(batch) > 1:  # one asks what no database can read
                for one in batch:
                    await self._answer([one])
                return
            for _, waiting in batch:
                if not waiting.done():
                    waiting.set_exception(problem)
            return
        for (_, waiting), answer in zip(batch, answers, strict=True):
            if not waiting.done():
                waiting.set_result(answer)
