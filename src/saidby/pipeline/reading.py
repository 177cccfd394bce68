"""A run of reading: from sources to a ledger, one document one transaction, safe to stop and to run again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from saidby.errors import IntegrityError, SaidbyError
from saidby.model import Intake, Noun, Unread
from saidby.pipeline.reader import Findings, printable, reason, unread
from saidby.pipeline.workers import Item, Result
from saidby.stages import Acquire, Store
from saidby.vocabulary import left_alone


class Progress(Noun, frozen=True, kw_only=True):
    """How far a run has come: documents kept, skipped (read earlier) and not read; `total` when it is known."""

    done: int
    left_alone: int  # of those done: nothing about harm in them, by a gate
    skipped: int
    unread: int
    total: int | None
    locator: str  # of the document just dealt with

    @property
    def seen(self) -> int:
        return self.done + self.skipped + self.unread


class ReadReport(Noun, frozen=True, kw_only=True):
    """What a run did. Interrupted, it says so; run again, it goes on where it stopped."""

    done: int
    left_alone: int  # of those done
    skipped: int
    unread: tuple[Unread, ...]
    claims: int
    interrupted: bool = False


@dataclass
class Run:
    """A run under way."""

    store: Store
    watch: Callable[[Progress], None] | None = None
    only: frozenset[str] | None = None
    done: int = 0
    left_alone: int = 0
    skipped: int = 0
    claims: int = 0
    unread: list[Unread] = field(default_factory=list)
    total: int | None = None
    interrupted: bool = False

    def pending(self, acquire: Acquire, sources: Iterable[str]) -> Iterator[Item]:
        """What is still to be read: documents that the ledger has are counted and passed over, those not asked for left out."""
        seen = 0
        for item in acquired(acquire, sources):
            if isinstance(item, Intake) and self.only is not None and item.document.id not in self.only:
                continue
            seen += 1
            if isinstance(item, Intake) and self.store.has(item.document.sha256, item.document.id):
                self.skipped += 1
                self.report(item.document.locator)
                continue
            yield item
        self.total = seen

    def keep(self, item: Item, result: Result) -> None:
        """Puts one document, or the reason why not, into the ledger."""
        if isinstance(result, Findings) and isinstance(item, Intake):
            try:
                self.store.keep(item, result.claims, result.groundings, reader=result.reader)
            except (IntegrityError, ValueError, msgspec.MsgspecError) as error:
                result = unread(item.document, printable(str(error)) if isinstance(error, IntegrityError) else reason(error))
            else:
                self.done += 1
                self.left_alone += left_alone(result.reader)
                self.claims += len(result.claims)
                self.report(item.document.locator)
                return
        if isinstance(result, Unread):
            plain = msgspec.structs.replace(result, locator=printable(result.locator), reason=printable(result.reason))
            self.store.keep_unread(plain)
            self.unread.append(plain)
            self.report(plain.locator)

    def report(self, locator: str) -> None:
        """Tells the watcher, if there is one."""
        if self.watch is not None:
            self.watch(
                Progress(
                    done=self.done,
                    left_alone=self.left_alone,
                    skipped=self.skipped,
                    unread=len(self.unread),
                    total=self.total,
                    locator=locator,
                )
            )

    def finish(self) -> ReadReport:
        return ReadReport(
            done=self.done,
            left_alone=self.left_alone,
            skipped=self.skipped,
            unread=tuple(self.unread),
            claims=self.claims,
            interrupted=self.interrupted,
        )


def acquired(acquire: Acquire, sources: Iterable[str]) -> Iterator[Item]:
    """All that the sources yield. A source that fails on the way is Unread from there on; one that is not there raises InputError."""
    if isinstance(sources, Sequence):  # those that are not there are best named before anything is read
        streams: Iterable[tuple[str, Iterator[Item]]] = [(source, acquire(source)) for source in sources]
    else:
        streams = ((source, acquire(source)) for source in sources)
    for source, stream in streams:
        try:
            yield from stream
        except SaidbyError:
            raise
        except Exception as error:  # noqa: BLE001 - a fault of a source, or of a plugin: the run goes on
            yield Unread(locator=source, reason=reason(error))
