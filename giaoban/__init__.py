"""Publishes the archive of provincial coordination meetings as a static site."""

__version__ = "0.1.0"
