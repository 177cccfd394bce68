"""The catalogue of *reconcile*."""
