class PublicId:
    """`PI-0001` in an address, the case's primary key in the view."""

    regex = r"PI-(?:[0-9]{4}|[1-9][0-9]{4,8})"

    def to_python(self, value):
        return int(value.removeprefix("PI-"))

    def to_url(self, value):
        return value if isinstance(value, str) else f"PI-{value:04d}"


class VersionNumber:
    """`1.0` of a published codebook, or `draft` for the next."""

    regex = r"draft|[0-9]+(?:\.[0-9]+)*"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class CodebookFormat:
    """The ending of a file in which a codebook can be taken away."""

    regex = "json|csv|md|qdc|ttl"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value
