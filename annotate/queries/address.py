from urllib.parse import urlencode


class Address(dict):
    """`{parameter: [spellings]}` in canonical order; as text, a query string."""

    def but(self, changes):
        """With other spellings for some parameters; none asks nothing."""
        return Address(self | changes)

    def pairs(self, *, without=()):
        """`(parameter, spelling)` of all parameters but some: what a form hands on."""
        return [
            (name, value)
            for name, values in self.items()
            for value in values
            if name not in without
        ]

    def __str__(self):
        """`track=4&track=6&start=1980..2010`, or "" for everything."""
        return urlencode(self.pairs())

    @property
    def href(self):
        return f"?{self}"
