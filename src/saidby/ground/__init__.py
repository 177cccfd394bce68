"""The catalogue of *ground*."""
