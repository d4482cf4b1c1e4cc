"""Filling an installation from `fixtures/`: what was never here is added, nothing else touched."""

from .codebook import load_codebook
from .initiatives import load_initiatives
from .places import load_places

__all__ = ["load_codebook", "load_initiatives", "load_places"]
