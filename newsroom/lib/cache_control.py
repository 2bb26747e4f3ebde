"""The time for which caches may keep public responses."""

from typing import Final

# A shared cache may answer for a minute, so a withdrawn article can stay a minute longer. Browsers
# and other clients ask each time, so an editor sees at once what was just published.
PUBLIC: Final = "public, max-age=0, s-maxage=60"
