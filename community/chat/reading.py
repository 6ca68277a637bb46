"""Where sockets ask the database: in a few threads of their own, so that no socket waits for another's page."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from django.db import close_old_connections

READERS = ThreadPoolExecutor(max_workers=4, thread_name_prefix="chat")

P = ParamSpec("P")
T = TypeVar("T")


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
