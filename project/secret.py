import os

from django.core.management.utils import get_random_secret_key


def secret_key(path):
    """The key stored at `path`; on the first start, a new one that only its owner may read."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="utf-8")
    with open(descriptor, "w", encoding="utf-8") as file:
        file.write(get_random_secret_key())
    return path.read_text(encoding="utf-8")
