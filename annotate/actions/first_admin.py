import secrets

from django.db import transaction

from annotate.models import User

from .change import Change
from .people import join

LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that look alike


@transaction.atomic
def create_first_admin():
    """An account “admin” where nobody is an admin yet. Returns its password, else None."""
    if User.objects.admins().exists() or User.objects.filter(username="admin").exists():
        return None
    password = "-".join(random_letters(5) for _ in range(4))
    user = User(username="admin")
    user.set_password(password)
    join(user, role="admin", change=Change(by=None, why="The first account"))
    return password


def random_letters(count):
    return "".join(secrets.choice(LETTERS) for _ in range(count))
