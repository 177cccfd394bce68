"""The catalogue of *link*: lineages, linkers and relaters by name, each a maker with keyword options."""

from saidby.link.copies import copies
from saidby.link.incidents import linker
from saidby.link.relations import relations

LINEAGES = {"shingles": copies}
LINKERS = {"agreement": linker}
RELATERS = {"answers": relations}

__all__ = ["LINEAGES", "LINKERS", "RELATERS"]
