"""What the form offers and what people name in it: codes, countries, actors, conflicts, sources …

Names are typed, with suggestions; a name that is not known is an error or becomes a new row. What
stands only in cases that the user may not see is not known here: no answer of the form tells of it.
"""

import re
from functools import cached_property

from django.core.exceptions import ValidationError

from annotate.actions.derived import derived_codes
from annotate.actions.tags import offered_codes
from annotate.models import Actor, Case, Conflict, Country, Source
from annotate.queries.suggestions import actors_visible_to, conflicts_visible_to
from annotate.text import fold, normalise

from .since_opened import retired_meanwhile

PUBLIC_ID = re.compile(r"\s*(PI-[0-9]{4,9})\b")
SOURCE_NUMBER = re.compile(r"\s*#([0-9]{1,9})\b")


class Known:
    """Looks names up, each kind in one query. New rows are made once per name."""

    def __init__(self, case, user, typed):
        self.case = case
        self.user = user
        self.typed = typed
        self.new_actors = {}

    @cached_property
    def offered_codes(self):
        """Last come those retired since the page was opened, if something is typed there."""
        offered = list(offered_codes(self.case))
        return [*offered, *retired_meanwhile(self.typed, offered)]

    @cached_property
    def derived_codes(self):
        return list(derived_codes(self.case))

    @cached_property
    def countries(self):
        """All there are, in order: the page offers them."""
        return list(Country.objects.all())

    @cached_property
    def by_country_name(self):
        keys = {fold(country.key): country for country in self.countries}
        return keys | {fold(country.name): country for country in self.countries}

    def country(self, name):
        if not name:
            return None
        if found := self.by_country_name.get(fold(name)):
            return found
        raise ValidationError(f"No country is called “{name}”; choose one of the list.")

    @cached_property
    def actors(self):
        names = self.typed_values(r"participations-[0-9]+-actor")
        found = actors_visible_to(self.user).filter(name__in=names)
        return {actor.name: actor for actor in found}

    def actor(self, name, kind):
        """The actor of that name; a new one if its kind is given."""
        if name in self.actors:
            return self.actors[name]
        if not kind:
            raise ValidationError(f"“{name}” is not known yet: choose what kind of actor it is.")
        return self.new_actors.setdefault(name, Actor(name=name, kind=kind))

    def conflict(self, name, kind):
        if not name:
            return None
        if found := conflicts_visible_to(self.user).filter(name=name).first():
            return found
        if not kind:
            raise ValidationError(f"“{name}” is not known yet: choose what kind of conflict it is.")
        return Conflict(name=name, kind=kind)

    @cached_property
    def cases(self):
        found = map(PUBLIC_ID.match, self.typed_values(r"links-[0-9]+-other"))
        keys = [int(match[1].removeprefix("PI-")) for match in found if match]
        return Case.objects.visible_to(self.user).in_bulk(keys)

    def linked_case(self, text):
        """The case whose public id the text starts with: "PI-0012" or "PI-0012 Oslo channel"."""
        found = PUBLIC_ID.match(text)
        case = found and self.cases.get(int(found[1].removeprefix("PI-")))
        if not case:
            raise ValidationError(f"“{text}” is no case; write its id, such as PI-0012.")
        return case

    @cached_property
    def sources(self):
        numbers = self.typed_values(r"citations-[0-9]+-source")
        found = map(SOURCE_NUMBER.match, numbers)
        return self.seen_sources.in_bulk([int(match[1]) for match in found if match])

    @property
    def seen_sources(self):
        return Source.objects.visible_to(self.user)

    def source(self, text):
        """The stored source whose number the text starts with: "#12 Gaza First"."""
        found = SOURCE_NUMBER.match(text)
        source = found and self.sources.get(int(found[1]))
        if not source:
            raise ValidationError(f"“{text}” is no source; choose one of the list, or describe it.")
        return source

    def source_like(self, description):
        """The stored source that is described in just these words, or None."""
        return self.seen_sources.filter(**description).first()

    def typed_values(self, names):
        """What is typed into the fields whose whole name matches."""
        pattern = re.compile(names)
        found = [text for name, text in self.typed.items() if pattern.fullmatch(name)]
        return [normalise(text).strip() for text in found]
