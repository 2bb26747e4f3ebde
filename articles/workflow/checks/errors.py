"""The error of an article that is not ready to be published."""

from collections.abc import Sequence

from articles.workflow.checks.findings import Finding
from newsroom.lib.errors import Conflict


class NotReady(Conflict):
    """The article does not pass the checks that it must pass: `findings` has what they found."""

    code = "not_ready"

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(" ".join(finding.text for finding in self.findings))

    @property
    def is_about_tags(self) -> bool:
        """Return whether only tags that wait for a confirmation, in the editor, are in the way."""
        musts = [finding for finding in self.findings if finding.is_must]
        return bool(musts) and all(finding.code == "tag_review" for finding in musts)

    @property
    def extra(self) -> dict[str, object]:
        return {"checks": [finding.as_json() for finding in self.findings]}
