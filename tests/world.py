"""The cast and the small codebook of every story.

Ada and Ben are researchers, Cleo curates, Edda administers, Dan is an analyst. The codebook has
the nine tracks, three types of diplomacy (one with a sub-type), officialness and outcome, published
as version 1.0. Cases are made published and public unless a test says otherwise.
"""

from beginning import begin
from django.contrib.auth.models import Group

from annotate.actions.change import Change
from annotate.actions.codebook import publish
from annotate.models import (
    Actor,
    Case,
    CaseCountry,
    Citation,
    Code,
    CodebookVersion,
    Conflict,
    Country,
    Dimension,
    Document,
    Evidence,
    Participation,
    Source,
    Tag,
    User,
)
from annotate.models.vocabularies import ActorKind, ActorRole, ConflictKind, SourceKind, State
from annotate.permissions import MEMBER_ROLES

TRACKS = (
    "government professional-cr business private-citizen research-training-education "
    "activism religious funding communication"
).split()

CODEBOOK = {
    "track": ({"roles": "lead", "multi_valued": True, "mandatory": True}, TRACKS),
    "type": (
        {"multi_valued": True, "mandatory": True},
        ["political", "cultural", "economic", "economic-integration"],
    ),
    "officialness": (
        {"roles": "primary", "multi_valued": True},
        ["official", "semi-official", "unofficial"],
    ),
    "outcome": ({"mandatory": True}, ["ceasefire", "no-agreement"]),
}

PEOPLE = {
    "ada": "researcher",
    "ben": "researcher",
    "cleo": "curator",
    "dan": "analyst",
    "edda": "admin",
}


class World:
    """Builds what a story needs, through the same writes as the product."""

    password = "correct horse battery staple"

    def __init__(self):
        begin(self.write)
        for person in User.objects.filter(username__in=PEOPLE):
            setattr(self, person.username, person)
        self.change = Change(by=self.ada, why="told in a test")
        self.version = CodebookVersion.objects.get()

    def write(self):
        people = {name: self.person(name, role) for name, role in PEOPLE.items()}
        self.change = Change(by=people["ada"], why="told in a test")
        for position, (key, (options, codes)) in enumerate(CODEBOOK.items()):
            self.dimension(key, codes, position=position, **options)
        publish(number="1.0", notes="", by=people["cleo"])

    def person(self, name, role=""):
        user = User.objects.create_user(name, f"{name}@example.org", self.password)
        if role:
            assert role in MEMBER_ROLES
            user.groups.add(Group.objects.get_or_create(name=role)[0])
        return user

    def dimension(self, key, codes, **options):
        dimension = self.change.save(
            Dimension(key=key, label=key.replace("_", " ").capitalize(), question="?", **options)
        )
        for position, code in enumerate(codes):
            self.code(dimension, code, position=position)
        return dimension

    def code(self, dimension, key, *, position=0, **fields):
        if dimension.key == "track":
            fields.setdefault("number", position + 1)
        parent = dimension.codes.filter(key=key.partition("-")[0], parent=None).first()
        fields.setdefault("parent", parent if dimension.key == "type" else None)
        fields.setdefault("definition", f"What {key} means.")
        label = key.replace("-", " ").capitalize()
        return self.change.save(
            Code(dimension=dimension, key=key, label=label, position=position, **fields)
        )

    def publish_codebook(self, number="1.0"):
        return publish(number=number, notes="", by=self.cleo)

    def __getitem__(self, full_key):
        """`world["track:religious"]`, or `world["track:7"]`."""
        dimension, key = full_key.split(":")
        by = {"number": int(key)} if key.isdigit() else {"key": key}
        return Code.objects.get(dimension__key=dimension, **by)

    def case(self, title="Oslo channel", *tags, countries=(), **fields):
        """`tags` are full keys, with a role after a space: `"track:2 lead"`."""
        fields = {"state": State.PUBLISHED, "owner": self.ada} | fields
        if fields["state"] in State.answered():
            fields.setdefault("codebook_version", self.version)
        slug = f"case-{Case.objects.count() + 1}"
        case = self.written_by(fields["owner"]).save(Case(title=title, slug=slug, **fields))
        for tag in tags:
            self.tag(case, tag)
        for position, key in enumerate(countries):
            self.change.save(CaseCountry(case=case, country=self.country(key), position=position))
        return case

    def tag(self, case, key, **fields):
        full_key, _, role = key.partition(" ")
        code = self[full_key]
        if code.dimension.roles and not role:
            role = code.dimension.tag_roles[0]
        fields = {"rationale": "Because.", "confidence": "high", "role": role} | fields
        return self.change.save(Tag(case=case, code=code, codebook_version=self.version, **fields))

    def written_by(self, person):
        return Change(by=person, why=self.change.why)

    def country(self, key):
        return Country.objects.get_or_create(key=key, defaults={"name": key, "iso3": key})[0]

    def conflict(self, name="Israeli–Palestinian conflict"):
        defaults = {"kind": ConflictKind.INTERSTATE}
        return Conflict.objects.get_or_create(name=name, defaults=defaults)[0]

    def actor(self, name, kind=ActorKind.STATE):
        return Actor.objects.get_or_create(name=name, defaults={"kind": kind})[0]

    def party(self, case, name, side=None, role=ActorRole.PRINCIPAL, **fields):
        """A party at the table, on its own side unless one is named."""
        fields = {"at_table": True, "side": side or name} | fields
        return self.change.save(
            Participation(case=case, actor=self.actor(name), role=role, **fields)
        )

    def third_party(self, case, name, role=ActorRole.MEDIATOR, **fields):
        return self.party(case, name, role=role, third_party=True, **fields)

    def source(self, case, title="Gaza First", **fields):
        source = self.change.save(Source(kind=SourceKind.BOOK, title=title, **fields))
        return self.change.save(Citation(case=case, source=source))

    def document(self, case, text, title=Document.NARRATIVE):
        document = Document(case=case, title=title, text=text, sha256="0" * 64)
        document.save()
        return document

    def evidence(self, tag, quote):
        """Marks `quote` in the newest document of the tag's case."""
        document = tag.case.documents.latest("pk")
        start = document.text.index(quote)
        return self.change.save(
            Evidence(tag=tag, document=document, start=start, end=start + len(quote), quote=quote)
        )
