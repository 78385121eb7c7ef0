"""A loop of its own for a test: the browser keeps one running in the main thread."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")


def awaited(work: Coroutine[Any, Any, Result]) -> Result:
    """Run something to its end in another thread, where no loop runs yet."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
