"""Text as the product stores, folds, searches, compares and quotes it. Offsets are code points."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

import snowballstemmer

# Letters that carry a stroke or a bar in one piece, so that no decomposition takes it off.
PLAIN = str.maketrans("đðħıłøŧ", "ddhilot") | {ord("æ"): "ae", ord("œ"): "oe", ord("þ"): "th"}
# Soft hyphen, tatweel, joiners, direction marks and the half rings of transliteration (ʿAbd).
# The zero-width space stays, since it parts words.
UNSEEN = [0xAD, 0x640, *range(0x2B9, 0x2C2), *range(0x200C, 0x2010), 0x2060, 0xFEFF]
RESPELT = PLAIN | dict.fromkeys(UNSEEN)

MARKS = "".join(
    char for char in map(chr, range(0x300, 0x1F000)) if unicodedata.category(char)[0] == "M"
)
# Scripts that do not part words by spaces: Thai, Lao, Burmese, Khmer, Japanese and Chinese.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua9e0-\ua9ff\uaa60-\uaa7f\uf900-\ufaff\U00020000-\U0003ffff"
)
SPACED = f"[^\\W_{UNSPACED}]"
WORD = re.compile(rf"(?:{SPACED}++[{MARKS}]*+)++|(?=\w)[{UNSPACED}][{MARKS}]*")

POSSESSIVE = re.compile(r"'s\b")
ELISION = re.compile(r"\b([dl])'(?=\w)|(?<=\w{4})'(?=\w{4})")  # Côte d'Ivoire, Sant'Egidio
QUOTATION_MARK = re.compile(r'["“”„«»]')
PIECE = re.compile(r'\s*[^\s,.;:!?()"“”]+|\s*[,.;:!?()"“”]|\s+')
STOP_WORDS = frozenset("a an and at between by for from in of on the to with".split())
LONGEST_TERM = 200  # PostgreSQL takes 2,046 bytes


def normalise(text):
    """As it is stored: NFC, lines ended by LF, and nothing that no database or file can hold.

    NUL means nothing and is left out; half of a surrogate pair becomes �, so that the loss shows.
    """
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unicodedata.normalize("NFC", text)


def fold(text):
    """For comparing: without case, accents, vowel points and tatweel. Élan is elan, İzmir izmir.

    Marks that make the word stay, as in Burmese, Thai and Devanagari.
    """
    text = text.casefold()
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text).casefold().translate(RESPELT)
    text = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(char for char in text if not _is_accent(char)))


def _is_accent(char):
    """Accents have the combining classes from 200, Hebrew and Arabic points those from 10 to 36."""
    combining = unicodedata.combining(char)
    return combining >= 200 or 10 <= combining <= 36


def words(text):
    """The folded words of a text.

    Where a script has no spaces each letter with its marks is one, so that asking for several
    in a row finds a word.
    """
    text = fold(text).replace("’", "'").replace("‘", "'")
    if "'" in text:  # women's is women, Ta'if taif, Sant'Egidio two words
        text = ELISION.sub(r"\1 ", POSSESSIVE.sub("", text)).replace("'", "")
    return WORD.findall(text)


def terms(text):
    """The words as the search index holds them: stemmed, in small ASCII letters and digits.

    SQLite and PostgreSQL, and the locales of PostgreSQL, disagree on which other letters and
    marks belong to a word; so those are written by number.

    >>> terms("The mediators’ Élan, мир")
    ['the', 'mediat', 'elan', 'u0043cu00438u00440']
    """
    return [_term(word) for word in words(text)]


@lru_cache(maxsize=100_000)
def _term(word):
    if word.isascii():
        word = snowballstemmer.stemmer("english").stemWord(word)  # its own: stemmers have state
    word = "".join(char if char.isascii() else f"u{ord(char):05x}" for char in word)
    if word[0].isdigit() and not word.isdigit():
        word = f"n{word}"  # or PostgreSQL takes 5e5x for the number 5e5 and an x
    return word[:LONGEST_TERM]


def search_terms(query):
    """What a query asks for: phrases, each a tuple of terms, each once. Quoted words stay together.

    >>> search_terms('Norway "peace councils')
    [('norway',), ('peac', 'council')]
    """
    outside_and_quoted = enumerate(QUOTATION_MARK.split(query))
    asked = [[part] if at % 2 else part.split() for at, part in outside_and_quoted]
    phrases = dict.fromkeys(tuple(terms(part)) for parts in asked for part in parts)
    return [phrase for phrase in phrases if phrase]


def likeness(one, other):
    """How alike two titles are, from 0 to 1, whatever the order of their words.

    The share of three-letter pieces they have in common (Dice's coefficient).
    """
    mine, theirs = _pieces(one), _pieces(other)
    if not mine or not theirs:
        return 0.0
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


@lru_cache(maxsize=20_000)
def _pieces(title):
    found = words(title)
    telling = [word for word in found if word not in STOP_WORDS] or found
    padded = (f"  {word} " for word in telling)
    return frozenset(word[at : at + 3] for word in padded for at in range(len(word) - 2))


def context(text, start, end, chars=32):
    """What stands before and after a passage, by which it is found again: (prefix, suffix)."""
    return text[max(0, start - chars) : start], text[end : end + chars]


def word_diff(old, new):
    """What an edit changed, word by word: runs of ("same" | "added" | "removed", text).

    The runs that are not added make up `old`, those that are not removed `new`.
    """
    before, after = PIECE.findall(old), PIECE.findall(new)
    runs = []
    for change, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        same = change == "equal"
        runs.append(("same" if same else "removed", "".join(before[a:b])))
        runs.append(("added", "" if same else "".join(after[c:d])))
    return [run for run in runs if run[1]]
