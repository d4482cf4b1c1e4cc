"""The codebook changes by recorded steps, each with a reason, each to be undone.

Keys never change. What coders answered stays as they gave it: a judgement keeps its code and its
version, whatever becomes of the code.
"""

from .merging import merge
from .moving import move
from .recoding import looked_at
from .retiring import bring_back, retire
from .splitting import split
from .undoing import CannotUndo, obstacle, undo
from .wording import redefine, rename, reword

__all__ = [
    "CannotUndo",
    "bring_back",
    "looked_at",
    "merge",
    "move",
    "obstacle",
    "redefine",
    "rename",
    "retire",
    "reword",
    "split",
    "undo",
]
