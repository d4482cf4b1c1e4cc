"""Limits on what strangers may try, counted in Django's cache.

`docs/decisions/0007-guessing-passwords.md` says why so.
"""

import hashlib
from dataclasses import dataclass

from django.core.cache import cache


@dataclass(frozen=True)
class Limit:
    """At most `most` times in `window_seconds`, which begin with the first."""

    name: str
    most: int
    window_seconds: int

    def reached(self, *whose):
        return cache.get(self.key(whose), 0) >= self.most

    def count(self, *whose):
        key = self.key(whose)
        cache.add(key, 0, self.window_seconds)
        try:
            cache.incr(key)
        except ValueError:  # it expired this very moment
            cache.set(key, 1, self.window_seconds)

    def key(self, whose):
        """The name of the counter, safe for any cache."""
        words = "\n".join([self.name, *whose]).casefold()
        return "limit-" + hashlib.sha256(words.encode()).hexdigest()
