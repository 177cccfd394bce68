"""From a recipe to a pipeline that runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from inspect import signature
from typing import Final, TypeVar

import msgspec

from saidby import acquire, annotate, extract, ground, link, reconcile
from saidby.model import Derived
from saidby.pipeline.deriving import Deriving, derive
from saidby.pipeline.reader import Reader
from saidby.pipeline.reading import Progress, ReadReport, Run
from saidby.pipeline.recipe import Choice, Recipe
from saidby.pipeline.verifying import verify
from saidby.pipeline.workers import in_parallel, in_turn
from saidby.plugins import catalogue, make
from saidby.stages import Acquire, Gazetteer, Ledger, Store
from saidby.store import Finding

T = TypeVar("T")

GEONAMES: Final = "geonames"  # the gazetteer that is a file
GATE: Final = "gate"  # the option of the readers that have one


@dataclass(frozen=True)
class Pipeline:
    """The stages, made. `make_reader` makes the reading ones (anew in each worker process, so it must be picklable)."""

    acquire: Acquire
    make_reader: Callable[[], Reader]
    deriving: Deriving

    def read(
        self,
        sources: Iterable[str],
        store: Store,
        *,
        progress: Callable[[Progress], None] | None = None,
        workers: int = 1,
        only: frozenset[str] | None = None,
    ) -> ReadReport:
        """Reads what `sources` (paths, URLs, "-") hold into `store`, and passes over what it has already.

        Each document is one transaction; `progress` is called after each. `workers` above 1 reads in that many processes,
        to the same result. `only` limits the run to documents of these ids. Ctrl-C ends it between two documents.
        Raises InputError for a source that is not there, LedgerError when the ledger cannot be written.
        """
        run = Run(store=store, watch=progress, only=only)
        pending = run.pending(self.acquire, sources)
        results = in_turn(pending, self.make_reader()) if workers <= 1 else in_parallel(pending, self.make_reader, workers)
        try:
            for item, result in results:
                run.keep(item, result)
        except KeyboardInterrupt:
            run.interrupted = True
        finally:
            results.close()
        return run.finish()

    def derive(self, store: Store) -> Derived:
        """Links and reconciles all that `store` holds, in one transaction; the same ledger gives the same result."""
        return derive(self.deriving, store)

    def verify(self, store: Ledger, *, deep: bool = False) -> Iterator[Finding]:
        """All that contradicts what it was made from; with `deep`, every document is read again too."""
        return verify(self.deriving, store, self.make_reader() if deep else None)


def build(recipe: Recipe) -> Pipeline:
    """The pipeline of `recipe`. Raises RecipeError for a name or option that a stage does not have."""
    return Pipeline(
        acquire=_make("acquire", acquire.SHIPPED, recipe.acquire),
        make_reader=partial(build_reader, recipe),
        deriving=Deriving(
            lineage=_make("lineages", link.LINEAGES, recipe.copies),
            linker=_make("linkers", link.LINKERS, recipe.incidents),
            relater=_make("relaters", link.RELATERS, recipe.relations),
            describe=reconcile.describe,
            policies=tuple(_make("policies", reconcile.POLICIES, choice) for choice in recipe.policies),
            disputes=_make("disputes", reconcile.DISPUTES, recipe.disputes),
            hear=reconcile.voices,
        ),
    )


def ungated(recipe: Recipe) -> Recipe:
    """The recipe with a reader that leaves no document alone, unless it says itself what its gate is to do."""
    chosen = recipe.annotate
    maker = catalogue("annotate", annotate.SHIPPED).get(chosen.use)
    if maker is None or GATE not in signature(maker).parameters or GATE in chosen.options:
        return recipe
    return msgspec.structs.replace(recipe, annotate=msgspec.structs.replace(chosen, options={**chosen.options, GATE: False}))


def build_reader(recipe: Recipe) -> Reader:
    """The reading stages of `recipe`, with one gazetteer for all that want it."""
    gazetteer = place_names(recipe)
    language = recipe.annotate.options.get("language")
    return Reader(
        annotate=_make("annotate", annotate.SHIPPED, recipe.annotate, gazetteer),
        extract=_make("extract", extract.SHIPPED, recipe.extract, gazetteer),
        ground=_make("ground", ground.SHIPPED, recipe.ground, gazetteer),
        language=language if isinstance(language, str) else None,
    )


def place_names(recipe: Recipe) -> Gazetteer:
    """The gazetteer of `recipe`. Raises RecipeError for a name or option that is none, InputError for a file that is none."""
    return _make("gazetteers", ground.GAZETTEERS, recipe.gazetteer)


def with_gazetteer(recipe: Recipe, file: str | None) -> Recipe:
    """The recipe with the gazetteer at `file`; as it was for None."""
    if file is None:
        return recipe
    return msgspec.structs.replace(recipe, gazetteer=Choice(use=GEONAMES, options={"file": file}))


def _make(stage: str, shipped: Mapping[str, Callable[..., T]], choice: Choice, gazetteer: Gazetteer | None = None) -> T:
    """The implementation of `choice`; a maker that takes a gazetteer gets it, whatever the recipe says."""
    options: dict[str, object] = dict(choice.options)
    maker = catalogue(stage, shipped).get(choice.use)
    if gazetteer is not None and maker is not None and "gazetteer" in signature(maker).parameters:
        options["gazetteer"] = gazetteer
    return make(stage, shipped, choice.use, options)
