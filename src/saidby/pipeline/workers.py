"""The same reading in several processes: results in the order of the documents, a bounded number under way."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Final, TypeAlias

from saidby.errors import SaidbyError
from saidby.model import Document, Intake, Unread
from saidby.pipeline.reader import Findings, ReadOne, unread

AHEAD: Final = 4  # documents under way for each worker: enough to keep it busy, few enough to lose little

Result: TypeAlias = Findings | Unread
Item: TypeAlias = Intake | Unread

_reader: ReadOne | SaidbyError | None = None  # of a worker process, or why it has none


def in_turn(items: Iterable[Item], read_one: ReadOne) -> Generator[tuple[Item, Result], None, None]:
    """Each item with what was read in it; an Unread passes through."""
    for item in items:
        yield item, item if isinstance(item, Unread) else read_one(item.document)


def in_parallel(items: Iterable[Item], make: Callable[[], ReadOne], workers: int) -> Generator[tuple[Item, Result], None, None]:
    """The same in `workers` processes, each with a reader that it makes itself; `make` must be picklable.

    A process that dies (killed, out of memory) takes only its document with it: those that were under way are read again
    one by one, and the one that kills its process again comes out as Unread.
    """
    source = iter(items)
    waiting: deque[tuple[Item, Future[Result] | None]] = deque()
    pool = _pool(make, workers)
    try:
        while True:
            while len(waiting) < AHEAD * workers and (item := next(source, None)) is not None:
                try:
                    waiting.append((item, None if isinstance(item, Unread) else pool.submit(_work, item.document)))
                except BrokenProcessPool:
                    waiting.append((item, None))
            if not waiting:
                return
            item, future = waiting.popleft()
            if isinstance(item, Unread):
                yield item, item
                continue
            try:
                if future is None:
                    raise BrokenProcessPool
                result = future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                result = _alone(make, item.document)
                pool = _pool(make, workers)
                waiting = deque(
                    (each, None if isinstance(each, Unread) else pool.submit(_work, each.document)) for each, _ in waiting
                )
            yield item, result
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _alone(make: Callable[[], ReadOne], document: Document) -> Result:
    with _pool(make, 1) as pool:
        try:
            return pool.submit(_work, document).result()
        except BrokenProcessPool:
            return unread(document, "the process that read it died; it may need more memory than there is")


def _pool(make: Callable[[], ReadOne], workers: int) -> ProcessPoolExecutor:
    # Fresh processes: a fork would share the ledger's connections and a model's threads.
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _begin, (make,))


def _begin(make: Callable[[], ReadOne]) -> None:
    global _reader  # noqa: PLW0603 - one reader a process is what a pool's initializer is for
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent stops the run, between documents
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    try:
        _reader = make()
    except SaidbyError as error:  # to be raised where the parent hears of it: a pool only knows that its process ended
        _reader = error


def _end_with_the_parent() -> None:
    """Ends the worker when its parent is killed; it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(document: Document) -> Result:
    if _reader is None:
        raise RuntimeError("the worker has no reader")
    if isinstance(_reader, SaidbyError):
        raise _reader
    return _reader(document)
