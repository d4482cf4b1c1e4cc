"""What a coder is called: who settles knows the names, others their own and pseudonyms."""

from annotate.permissions import allowed


def pseudonym(pk):
    """Stays the same for ever."""
    return f"coder-{pk}"


def may_name(coder, user):
    return coder == user or allowed(user, "coding.settle")


def name_for(coder, user):
    return str(coder) if may_name(coder, user) else pseudonym(coder.pk)


def key_for(coder, user):
    """How they are named in addresses and files."""
    return coder.username if may_name(coder, user) else pseudonym(coder.pk)
