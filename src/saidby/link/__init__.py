"""The catalogue of *link*."""
