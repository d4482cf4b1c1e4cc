from urllib.parse import urljoin

from django.conf import settings

KEPT_HERE = ("filebased", "console", "dummy")


def sends_mail():
    """Whether mails leave this machine; without a mail server they are kept on it."""
    return not any(name in settings.EMAIL_BACKEND for name in KEPT_HERE)


def public_url(request, path=""):
    """`path` as a link in a mail has it; see `docs/decisions/0007-guessing-passwords.md`."""
    return urljoin(settings.PUBLIC_ADDRESS or request.build_absolute_uri("/"), path)
