"""Steps of the codebook, taken by Cleo through the same verbs as the product."""

from annotate.actions import steps
from annotate.models import Code

WHY = "Coders could not tell them apart."


def take(world, verb, key, **how):
    code = world[key]
    return verb(code, **{"why": WHY, "version": code.version, "by": world.cleo} | how)


def merge(world, key, into):
    return take(world, steps.merge, key, into=world[into])


def redefine(world, key, *, look_again=False, **words):
    code = world[key]
    kept = {name: getattr(code, name) for name in ("definition", "include", "exclude", "example")}
    return take(world, steps.redefine, key, look_again=look_again, **kept | words)


def parts(*keys):
    return [Code(key=key, label=key.capitalize(), definition=f"What {key} is.") for key in keys]


def split(world, key, *keys):
    return take(world, steps.split, key, into=parts(*keys))
