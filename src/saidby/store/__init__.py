"""The catalogue of *store*."""
