"""The catalogue of *acquire*."""
