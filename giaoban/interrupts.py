"""Ctrl-C at the wrong moment: held back until what must be whole is whole."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Holds Ctrl-C back until the block is done; KeyboardInterrupt is raised then."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed = []
    former = signal.signal(signal.SIGINT, lambda *_: pressed.append(True))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, former)
    if pressed and callable(former):
        raise KeyboardInterrupt


def leave_to_parent() -> None:
    """In a worker: Ctrl-C reaches all processes of a terminal, and the one that was started deals with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def end_like_ctrl_c() -> None:
    """Makes the request to end that service managers and shells send end the program as cleanly as Ctrl-C does."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
