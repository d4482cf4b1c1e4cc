"""The small fixed vocabularies that code depends on; the rest is in the codebook."""

from django.db.models import TextChoices


class State(TextChoices):
    DRAFT = "draft", "Draft"  # being written; nothing is answered until it is submitted
    IN_REVIEW = "in-review", "In review"  # every code of its codebook version is answered
    RETURNED = "returned", "Returned"  # sent back with a reason; as open as a draft
    PUBLISHED = "published", "Published"  # part of the dataset

    @classmethod
    def answered(cls):
        """The states from which an untagged code means *absent* rather than *not yet coded*."""
        return [cls.IN_REVIEW, cls.PUBLISHED]


class Visibility(TextChoices):
    PUBLIC = "public", "Public"  # everybody, once published and past its embargo
    TEAM = "team", "Team"  # researchers, curators and admins
    RESTRICTED = "restricted", "Restricted"  # its owner, curators and admins


class Precision(TextChoices):
    YEAR = "year", "Year"
    MONTH = "month", "Month"
    DAY = "day", "Day"


class Roles(TextChoices):
    """Which pair of roles the tags of a dimension take."""

    NONE = "", "None"
    LEAD = "lead", "Lead or supporting"
    PRIMARY = "primary", "Primary or also"

    def choices_for_tag(self):
        return {
            Roles.NONE: [],
            Roles.LEAD: [TagRole.LEAD, TagRole.SUPPORTING],
            Roles.PRIMARY: [TagRole.PRIMARY, TagRole.ALSO],
        }[self]


class TagRole(TextChoices):
    LEAD = "lead", "Lead"
    SUPPORTING = "supporting", "Supporting"
    PRIMARY = "primary", "Primary"
    ALSO = "also", "Also"


class Certainty(TextChoices):
    PRESENT = "present", "Present"
    CANNOT_TELL = "cannot-tell", "Cannot tell"


class Confidence(TextChoices):
    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


class TagOrigin(TextChoices):
    CODED = "coded", "Coded"  # a person's answer
    DERIVED = "derived", "Derived"  # computed by the dimension's rule
    OVERRIDE = "override", "Override"  # a person's answer in place of the rule's, with a reason


class CodeOrigin(TextChoices):
    CORE = "core", "Core"
    EXTENSION = "extension", "Extension"
    LITERATURE = "literature", "Literature"


class ConflictKind(TextChoices):
    INTERSTATE = "interstate", "Interstate"
    INTRASTATE_GOVERNMENT = "intrastate-government", "Intrastate over government"
    INTRASTATE_TERRITORY = "intrastate-territory", "Intrastate over territory"
    INTERNATIONALISED = "internationalised-intrastate", "Internationalised intrastate"
    COMMUNAL = "communal", "Communal"
    POLITICAL_CRISIS = "political-crisis", "Political crisis"
    ARMS_RIVALRY = "nuclear-or-arms-rivalry", "Arms or nuclear rivalry"
    TRANSNATIONAL = "transnational-resource", "Transnational resource or trade"
    GENERAL = "general", "General or not tied to one conflict"


class ActorKind(TextChoices):
    STATE = "state", "State or state organ"
    GOVERNING_AUTHORITY = "governing-authority", "Governing authority, not a UN member state"
    IGO = "igo", "Intergovernmental organisation"
    REGIONAL_ORG = "regional-org", "Regional organisation"
    PARLIAMENT = "parliament-body", "Parliament or parliamentary body"
    MILITARY = "military-force", "Military force"
    ARMED_GROUP = "armed-group", "Non-state armed group"
    PARTY = "political-party-or-movement", "Political party or movement"
    INTERNATIONAL_NGO = "international-ngo", "International NGO"
    LOCAL_NGO = "local-ngo", "National or local NGO"
    PROFESSIONAL_CR = "professional-cr-body", "Professional conflict-resolution body"
    RELIGIOUS = "religious-body", "Religious body or leader"
    BUSINESS = "business-body", "Business body"
    TRADE_UNION = "trade-union", "Trade union"
    PROFESSIONAL = "professional-association", "Professional association"
    MEDIA = "media-body", "Media organisation or journalist"
    ACADEMIC = "academic-body", "Academic or research body"
    FUNDER = "funder", "Foundation or fund"
    CIVIC = "civic-movement", "Civic movement or citizens' group"
    WOMENS = "womens-group", "Women's group"
    YOUTH = "youth-group", "Youth group"
    COMMUNITY = "community-or-elders", "Community or traditional leaders"
    CULTURAL = "cultural-or-sport-body", "Cultural or sports body"
    INDIVIDUAL = "individual", "Individual"
    COALITION = "coalition", "Coalition or mixed group"


class ActorRole(TextChoices):
    PRINCIPAL = "principal-party", "Principal party"
    MEDIATOR = "mediator", "Mediator"
    FACILITATOR = "facilitator", "Facilitator"
    GO_BETWEEN = "go-between", "Go-between"
    CONVENER = "convener", "Convener"
    HOST = "host", "Host"
    GUARANTOR = "guarantor", "Guarantor"
    OBSERVER = "observer", "Observer"
    WITNESS = "witness", "Witness"
    MONITOR = "monitor", "Monitor or verifier"
    FUNDER = "funder", "Funder"
    ADVISER = "adviser", "Adviser"
    TRAINER = "trainer", "Trainer or educator"
    RESEARCHER = "researcher", "Researcher"
    ACCOMPANIER = "accompanier", "Accompanier"
    ADVOCATE = "advocate", "Advocate"
    BROADCASTER = "broadcaster", "Broadcaster or publisher"
    PARTICIPANT = "participant", "Participant"
    RATIFIER = "ratifier", "Ratifier"
    SPOILER = "spoiler", "Spoiler"

    @classmethod
    def mediating(cls):
        """The roles in which a third party may sit at the table and counts as a side."""
        return [cls.MEDIATOR, cls.FACILITATOR, cls.GO_BETWEEN]


class SourceKind(TextChoices):
    BOOK = "book", "Book"
    CHAPTER = "book-chapter", "Book chapter"
    ARTICLE = "journal-article", "Journal article"
    REPORT = "report", "Report or working paper"
    PRIMARY = "primary-document", "Agreement, resolution or other primary document"
    NEWS = "news", "News item"
    MEMOIR = "memoir", "Memoir"
    DATABASE = "database", "Database record"
    WEB = "web-page", "Web page"


class LinkType(TextChoices):
    """Stored in one direction only, `case → target`; `BACKWARD` names the other end."""

    SUCCESSOR = "successor", "Successor"
    PARALLEL = "parallel-track", "Parallel track"
    FED_INTO = "fed-into", "Fed into"
    PART_OF = "part-of", "Part of"
    IMPLEMENTS = "implements", "Implements"
    MODELLED_ON = "modelled-on", "Modelled on"
    METHOD_FOR = "method-source-for", "Source of method for"

    @property
    def backward(self):
        return BACKWARD[self]

    @classmethod
    def without_cycles(cls):
        return [cls.SUCCESSOR, cls.PART_OF]


BACKWARD = {
    LinkType.SUCCESSOR: "Predecessor",
    LinkType.PARALLEL: "Parallel track",
    LinkType.FED_INTO: "Drew on",
    LinkType.PART_OF: "Has part",
    LinkType.IMPLEMENTS: "Implemented by",
    LinkType.MODELLED_ON: "Model for",
    LinkType.METHOD_FOR: "Took its method from",
}


class CodingState(TextChoices):
    ASSIGNED = "assigned", "Assigned"  # nothing is answered yet; without a coder it is in the pool
    STARTED = "started", "Started"  # being answered; nobody else sees it
    SUBMITTED = "submitted", "Submitted"  # every code of its codebook version is answered
    LAPSED = "lapsed", "Lapsed"  # left alone too long and taken by somebody else; kept as it was

    @classmethod
    def unfinished(cls):
        return [cls.ASSIGNED, cls.STARTED]


class Seen(TextChoices):
    """What a coder may have seen of a case's answers before giving their own."""

    NOTHING = "", "Blind"
    PUBLISHED = "published", "Not blind: the case was public"
    OWN = "own", "Not blind: the coder entered the case"
    BEFORE = "before", "Not blind: coded or settled by the same person before"
    REOPENED = "reopened", "Not blind: reopened after submission"


class Value(TextChoices):
    """The answer to one code, said outright: in a submission, a decision and the export."""

    PRESENT = "present", "Present"
    ABSENT = "absent", "Absent"
    CANNOT_TELL = "cannot-tell", "Cannot tell"


class ProposalKind(TextChoices):
    ADD = "add", "Add"
    REMOVE = "remove", "Remove"
    ROLE = "role", "Change the role"


class ProposalState(TextChoices):
    OPEN = "open", "Open"  # in the curators' queue
    ACCEPTED = "accepted", "Accepted"  # the tag was changed as proposed
    DECLINED = "declined", "Declined"  # the tag stays, with a reason
    WITHDRAWN = "withdrawn", "Withdrawn"  # by whoever proposed it


class StepKind(TextChoices):
    """What can happen to a code once a version has asked it."""

    RENAME = "rename", "Rename"  # the label; the same thing by another name
    REDEFINE = "redefine", "Redefine"  # the definition or its rules; old answers may not hold
    MERGE = "merge", "Merge"  # into another code, which takes over its answers
    SPLIT = "split", "Split"  # into several, one of which each old answer becomes
    RETIRE = "retire", "Retire"  # ask it no more
    MOVE = "move", "Move"  # under another parent, or into another dimension

    @classmethod
    def that_retire(cls):
        """Those after which the code is asked no more."""
        return [cls.MERGE, cls.SPLIT, cls.RETIRE]

    @classmethod
    def of_words(cls):
        return [cls.RENAME, cls.REDEFINE]
