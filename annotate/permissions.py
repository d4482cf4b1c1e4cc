"""Who may do what: the one table. Pages, admin, commands and exports all ask `allowed`."""

TABLE = """
                        public  analyst  researcher  curator  admin
page.view                  x       x         x          x       x
case.view                  x       x         x          x       x
case.view_team             .       .         x          x       x
case.view_restricted       .       .         .          x       x
case.create                .       .         x          x       x
case.edit                  .       .         x          x       x
case.edit_published        .       .         .          x       x
case.discard_of_others     .       .         .          x       x
case.submit                .       .         x          x       x
case.publish               .       .         .          x       x
case.return                .       .         .          x       x
coding.answer              .       .         x          x       x
coding.assign              .       .         .          x       x
coding.reopen              .       .         .          x       x
coding.settle              .       .         .          x       x
codings.view               .       .         x          x       x
tag.propose                .       .         x          x       x
ruling.make                .       .         .          x       x
history.view               .       .         x          x       x
question.shorten           x       x         x          x       x
question.save              .       x         x          x       x
codebook.view              x       x         x          x       x
codebook.edit              .       .         .          x       x
upkeep.edit                .       .         .          x       x
account.use                .       x         x          x       x
admin.view                 .       .         .          x       x
people.manage              .       .         .          .       x
"""


def parse(table):
    """`{permission: frozenset of roles}` and the roles in order, least first."""
    head, *rows = [line.split() for line in table.strip().splitlines()]
    granted = {
        name: frozenset(role for role, mark in zip(head, marks, strict=True) if mark == "x")
        for name, *marks in rows
    }
    return granted, tuple(head)


GRANTED, ROLES = parse(TABLE)
MEMBER_ROLES = ROLES[1:]  # those a signed-in person can have; "public" is everybody else


def role_of(user):
    """The user's role; whoever is signed out or has none is the public."""
    return getattr(user, "role", None) or "public"


def allowed(user, permission):
    """Whether `user` may do `permission`. Raises KeyError for a permission not in the table."""
    return role_of(user) in GRANTED[permission]
