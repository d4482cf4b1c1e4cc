"""What several cases share: countries, conflicts, actors, sources, codes."""

from annotate.models import Actor, Code, Conflict, Country, Source

OF_SOURCE = "kind author title year publisher url doi".split()


class Cast:
    """Looks things up by what the file calls them, and adds those that are missing."""

    def __init__(self, entries, change):
        self.countries = {row.key: row for row in Country.objects.all()}
        self.codes = {row.full_key: row for row in Code.objects.select_related("dimension")}
        self.conflicts = self._named(Conflict, map(_conflict, entries), change)
        actors = [self._actor(row) for entry in entries for row in participants(entry)]
        self.actors = self._named(Actor, actors, change)
        self.sources = self._sources(entries, change)

    def source(self, entry):
        return self.sources[_same_source(as_source(entry))]

    def _actor(self, row):
        country = self.countries.get(row.get("country"))
        return Actor(name=row["name"], kind=row["kind"], country=country)

    def _named(self, model, rows, change):
        there = {row.name: row for row in model.objects.all()}
        missing = {row.name: row for row in rows if row.name not in there}
        change.create_all(model, list(missing.values()))
        return there | missing

    def _sources(self, entries, change):
        """Sources have no key: one that is the same in every field is the same."""
        there = {_same_source(row): row for row in Source.objects.all()}
        named = [as_source(item) for entry in entries for item in publications(entry)]
        missing = {_same_source(row): row for row in named if _same_source(row) not in there}
        change.create_all(Source, list(missing.values()))
        return there | missing


def participants(entry):
    return [*entry["parties"], *entry.get("third_parties", [])]


def publications(entry):
    """What the case cites, and what else it was checked against."""
    checks = entry.get("verification", [])
    return [*entry["sources"], *(check for check in checks if "title" in check)]


def as_source(item):
    """Of what was only used for checking, the file gives title and address: those are web pages."""
    return Source(**{"kind": "web-page"} | {name: item[name] for name in OF_SOURCE if name in item})


def _same_source(source):
    return tuple(getattr(source, name) for name in OF_SOURCE)


def _conflict(entry):
    return Conflict(**entry["conflict"])
