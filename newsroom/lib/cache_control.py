"""How long caches may keep public responses."""

from typing import Final

# A shared cache in front may answer for a minute, so a withdrawn article disappears up to a minute
# late; browsers and other clients ask each time, so that an editor sees what was just published.
PUBLIC: Final = "public, max-age=0, s-maxage=60"
