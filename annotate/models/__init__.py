"""The nouns: what is, and the phrases one can ask of it."""

from .actors import Actor, Participation
from .cases import Case
from .codebook import Code, CodebookVersion, Dimension
from .conflicts import Conflict
from .drafts import Draft, OpenedForm
from .events import Event
from .links import CaseLink
from .people import Invitation, User
from .places import CaseCountry, Country, Place
from .searches import CaseText, Permalink, SavedSearch
from .sources import Citation, Document, Source, Verification
from .tags import Evidence, Override, Tag

__all__ = [
    "Actor",
    "Case",
    "CaseCountry",
    "CaseLink",
    "CaseText",
    "Citation",
    "Code",
    "CodebookVersion",
    "Conflict",
    "Country",
    "Dimension",
    "Document",
    "Draft",
    "Event",
    "Evidence",
    "Invitation",
    "OpenedForm",
    "Override",
    "Participation",
    "Permalink",
    "Place",
    "SavedSearch",
    "Source",
    "Tag",
    "User",
    "Verification",
]
