"""Codes that a case would answer although nobody who wrote it was shown them."""

from annotate.models import Code, CodebookVersion

NAMED_AT_MOST = 10


class UnseenCodes(Exception):
    """The form shows them, and can submit the case."""


def refuse_unseen(case, shown):
    """Raises UnseenCodes, unless all that the case would answer was seen.

    `shown` is the number of the codebook on the page. Where there was none, it is the one under
    which the case was opened or last answered: somebody may have looked since, or nobody.
    """
    new = asked_since(shown or codebook_before(case))
    if unseen := in_words(new.exclude(pk__in=case.tags.values("code"))):
        number = CodebookVersion.objects.values_list("number", flat=True).first()
        raise UnseenCodes(
            f"Codebook {number} also asks: {unseen}. Submitted as it is, the case would say that"
            " none of them applies. Look at them in the form and submit it from there."
        )


def codebook_before(case):
    """The number of the codebook under which the case was last answered, or opened; "" for none."""
    if case.codebook_version_id:
        return case.codebook_version.number
    numbers = CodebookVersion.objects.filter(published_at__lte=case.created_at)
    return numbers.values_list("number", flat=True).first() or ""


def asked_since(number):
    """What people are asked by the latest codebook and were not by the one of that number."""
    latest = CodebookVersion.objects.values("pk")[:1]
    asked = Code.objects.filter(versions__in=latest, dimension__derived=False)
    return asked.exclude(pk__in=Code.objects.filter(versions__number=number).values("pk"))


def in_words(codes):
    found = [str(code) for code in codes[: NAMED_AT_MOST + 1]]
    more = " and more" if len(found) > NAMED_AT_MOST else ""
    return ", ".join(found[:NAMED_AT_MOST]) + more
