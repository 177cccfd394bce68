"""The catalogue of *annotate*."""
