"""The catalogue of *release*."""
