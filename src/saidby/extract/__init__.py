"""The catalogue of *extract*."""
