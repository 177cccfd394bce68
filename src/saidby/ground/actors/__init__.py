"""Who the speakers and actors are: a registry, rules for the bodies that every state has, and the cast of a document."""

from saidby.ground.actors.cast import Cast, Home
from saidby.ground.actors.entries import Body, Entry, Read
from saidby.ground.actors.people import People, Term, people
from saidby.ground.actors.registry import Registry, registry

__all__ = ["Body", "Cast", "Entry", "Home", "People", "Read", "Registry", "Term", "people", "registry"]
