"""Who the speakers and actors are: a registry, and rules for the bodies that every state has."""

from saidby.ground.actors.registry import Body, Entry, Read, Registry, registry

__all__ = ["Body", "Entry", "Read", "Registry", "registry"]
