"""A codebook that was published after the one a case answers."""

from dataclasses import dataclass
from functools import cached_property

from annotate.models import CodebookVersion


@dataclass
class NewerCodebook:
    """`before` is the version that the case answers, `version` the latest one."""

    before: CodebookVersion
    version: CodebookVersion

    @cached_property
    def asked_before(self):
        return asked_in(self.before)

    @cached_property
    def asked(self):
        return asked_in(self.version)

    def added(self, codes):
        """What it asks more: the dimensions that are new as a whole, and single codes, in order."""
        new = [code for code in codes if code.pk in self.asked - self.asked_before]
        known = {code.dimension for code in codes if code.pk in self.asked_before}
        return list(dict.fromkeys(c if c.dimension in known else c.dimension for c in new))


def asked_in(version):
    """The primary keys of the codes that the version asks."""
    return set(version.codes.values_list("pk", flat=True))


def newer_codebook(case):
    """None for a case that answers the latest one, or none yet. Two queries."""
    if not case.codebook_version_id:
        return None
    versions = CodebookVersion.objects.defer("snapshot")
    latest = versions.first()
    if latest.pk == case.codebook_version_id:
        return None
    return NewerCodebook(versions.get(pk=case.codebook_version_id), latest)
