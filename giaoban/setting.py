"""What a process makes of its job, once, for all the items that it is given."""

import functools
import gc
import multiprocessing
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


def setting_of(make: Callable[[bytes], T], job: bytes) -> T:
    """What `make` makes of `job`; the same again, until another job comes.

    What belonged to the job before is let go of first, for it may be large, and nothing else collects the cycles of a
    worker. A process of its own, as a preview or a test run, may hold so much else that it is left to its collector.
    """
    held = _held()
    if (make, job) not in held:
        held.clear()
        if multiprocessing.parent_process():
            gc.collect()
        held[make, job] = make(job)
    found: T = held[make, job]
    return found


@functools.lru_cache(1)
def _held() -> dict[tuple[Callable[[bytes], Any], bytes], Any]:
    return {}
