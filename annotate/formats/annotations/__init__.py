"""Coded passages as W3C Web Annotations in JSON-LD, and back.

https://www.w3.org/TR/annotation-model/ and https://www.w3.org/TR/annotation-vocab/

A passage is one annotation, motivated by *classifying*. Its target is the document with a
TextPositionSelector, which as the standard says counts code points and excludes the end, and a
TextQuoteSelector. Its body is the address of the code, with the purpose *classifying*; the
rationale is a second one, a text with the purpose *commenting*.

The standard has no words for the rest, so those are ours, under `urn:x-multitrack:`:

- on the target `sha256`, of the document's text in UTF-8;
- on the body `code` (`track:4`), `role`, `certainty` and `confidence`, as in the codebook.

Files are read in the form the standard shows, with the terms of its context and ours with the
prefix `multitrack:`; no context is fetched.
"""

from .coded import CodedPassage
from .pages import numbered, read
from .parts import NotUnderstood
from .writing import write

__all__ = ["CodedPassage", "NotUnderstood", "numbered", "read", "write"]
