"""The nouns: what is, and the phrases one can ask of it."""

from .actors import Actor, Participation
from .cases import Case
from .codebook import Code, CodebookVersion, Dimension
from .coding import Coding
from .conflicts import Conflict
from .drafts import Draft, OpenedForm
from .events import Event
from .judgements import Judgement, Submission
from .links import CaseLink
from .people import Invitation, User
from .places import CaseCountry, Country, Place
from .proposals import Proposal
from .rounds import Round
from .rulings import Ruling
from .searches import CaseText, Permalink, SavedSearch
from .settlement import Decision, Settlement
from .sources import Citation, Document, Source, Verification
from .steps import CodebookStep, FormerKey, Recoding
from .tags import Evidence, Override, Tag

__all__ = [
    "Actor",
    "Case",
    "CaseCountry",
    "CaseLink",
    "CaseText",
    "Citation",
    "Code",
    "CodebookStep",
    "CodebookVersion",
    "Coding",
    "Conflict",
    "Country",
    "Decision",
    "Dimension",
    "Document",
    "Draft",
    "Event",
    "Evidence",
    "FormerKey",
    "Invitation",
    "Judgement",
    "OpenedForm",
    "Override",
    "Participation",
    "Permalink",
    "Place",
    "Proposal",
    "Recoding",
    "Round",
    "Ruling",
    "SavedSearch",
    "Settlement",
    "Source",
    "Submission",
    "Tag",
    "User",
    "Verification",
]
