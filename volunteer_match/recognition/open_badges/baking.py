"""A signed file within a picture (Open Badges 3.0, section 5.3): the picture is the badge. Pure."""

import re
from xml.sax.saxutils import quoteattr

SPACE = "https://purl.imsglobal.org/ob/v3p0"
ROOT = re.compile(r"<svg\b[^>]*>")


def bake(svg: str, token: str) -> str:
    """The picture with the file in it. Raises ValueError for what is no SVG document."""
    if (root := ROOT.search(svg)) is None:
        raise ValueError("no SVG document")
    opened = root[0][:-1] + f' xmlns:openbadges="{SPACE}">'
    inside = f"<openbadges:credential verify={quoteattr(token)}></openbadges:credential>"
    return svg[: root.start()] + opened + inside + svg[root.end() :]
