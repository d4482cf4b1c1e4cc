"""Upkeep, at /admin/: what curators and admins keep in order outside the pages of the dataset."""

from . import cases, codebook, people, shared, view_only
from .admin_site import site

__all__ = ["cases", "codebook", "people", "shared", "site", "view_only"]
