from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORTS = (
    (
        r"""(?P<matched>\b(?P<how>from|import) ?"(?P<url>\.{1,2}/[\w-]+\.js)")""",
        '%(how)s "%(url)s"',
    ),
)


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Files are named by their content, also where one of our modules imports another.

    Otherwise a browser could run a new module with an old one that it had kept.
    """

    # Only ours: Django's own switch stumbles over the words “import … from” in others' comments.
    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("annotate/js/*.js", IMPORTS))
