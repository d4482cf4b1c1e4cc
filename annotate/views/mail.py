from django.conf import settings

KEPT_HERE = ("filebased", "console", "dummy")


def sends_mail():
    """Whether mails leave this machine; without a mail server they are kept on it."""
    return not any(name in settings.EMAIL_BACKEND for name in KEPT_HERE)
