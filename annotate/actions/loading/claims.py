"""What the file claims of a case: tags, overrides of rules, and the passages behind them."""

from annotate.derivation import derive
from annotate.models import Evidence, Override, Tag
from annotate.models.facts import facts_of
from annotate.text import context


def coded_tags(case, entry, cast):
    """Roles and rationales where the file gives them. It gives no confidence, so there is none."""
    return [
        Tag(
            case=case,
            code=cast.codes[f"{dimension}:{tag['key']}"],
            role=tag.get("role", ""),
            rationale=tag.get("rationale", ""),
            codebook_version=case.codebook_version,
        )
        for dimension, tags in entry["tags"].items()
        for tag in tags
    ]


def overrides(case, entry, cast):
    """What the compilers entered where the rule says something else. Needs the stored facts."""
    rules = derive(facts_of(case))
    return [
        Override(case=case, code=cast.codes[f"{key}:{code}"], reason=reason(cast, key, rules[key]))
        for key, codes in entry["derived"].items()
        if key in rules and set(codes) != set(rules[key].codes)
        for code in codes
    ]


def reason(cast, key, derived):
    said = ", ".join(f"“{cast.codes[f'{key}:{code}'].label}”" for code in derived.codes)
    return (
        "Entered by the compilers of the dataset."
        f" The rule gives {said or 'nothing'}: {derived.rule}"
    )


def evidence(case, entry, document):
    """Passages of the narrative."""
    tags = {tag.code.full_key: tag for tag in case.tags.select_related("code__dimension")}
    return [passage(tags[item["code"]], item, document) for item in entry.get("evidence", [])]


def passage(tag, item, document):
    prefix, suffix = context(document.text, item["start"], item["end"])
    return Evidence(
        tag=tag,
        document=document,
        start=item["start"],
        end=item["end"],
        quote=item["quote"],
        prefix=prefix,
        suffix=suffix,
    )
