"""Addresses of sources: only a source's own, and only where a browser may safely go."""

from urllib.parse import quote, urlsplit

from django import template

register = template.Library()


@register.filter
def web_address(source):
    """Its address on the web; "" for none and for anything but http and https."""
    try:
        scheme = urlsplit(source.url).scheme
    except ValueError:
        return ""
    return source.url if scheme in ("http", "https") else ""


@register.filter
def doi_address(source):
    """Where its DOI leads; "" for what is no DOI."""
    doi = source.doi.strip()
    return f"https://doi.org/{quote(doi)}" if doi.startswith("10.") else ""
