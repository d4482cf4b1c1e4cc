"""Which coding a request is about."""

from annotate.queries.coding import coding_to_show, own_codings

from .case_kept import whole_number


def coding_meant(request, case):
    """The one that the page was of, in whatever state by now; else what the workbench shows.

    Never somebody else's: what is told of a coding found here is told to its own coder.
    """
    number = whole_number(request.POST.get("coding"))
    if number:
        return own_codings(case, request.user).filter(pk=number).first()
    return coding_to_show(case, request.user)
