"""The verbs of the audit: the code that an event stores, and the text that the desk shows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verb(models.TextChoices):
    """Everything that the audit records. A code never changes, since events have it; a text may."""

    ARTICLE_CREATED = "article-created", _("Created")
    ARTICLE_IMPORTED = "article-imported", _("Imported")
    ARTICLE_SAVED = "article-saved", _("Saved")
    ARTICLE_RESTORED = "article-restored", _("Restored from an earlier revision")
    ARTICLE_DETAILS_CHANGED = "article-details-changed", _("Details changed")
    ARTICLE_ASSIGNED = "article-assigned", _("Assigned")
    ARTICLE_SUBMITTED = "article-submitted", _("Sent to review")
    ARTICLE_RECALLED = "article-recalled", _("Taken back from review")
    ARTICLE_RETURNED = "article-returned", _("Sent back")
    ARTICLE_APPROVED = "article-approved", _("Passed as ready")
    ARTICLE_PUBLISHED = "article-published", _("Published")
    ARTICLE_SCHEDULED = "article-scheduled", _("Scheduled")
    ARTICLE_UNSCHEDULED = "article-unscheduled", _("Taken off the schedule")
    ARTICLE_CLEARED = "article-cleared", _("Cleared by legal")
    ARTICLE_WITHDRAWN = "article-withdrawn", _("Withdrawn")
    ARTICLE_KILLED = "article-killed", _("Killed")
    ARTICLE_REVIVED = "article-revived", _("Revived")
    ARTICLE_EMBARGO_CHANGED = "article-embargo-changed", _("Embargo changed")
    ARTICLE_LOCKED = "article-locked", _("Locked")
    ARTICLE_UNLOCKED = "article-unlocked", _("Lock released")
    ARTICLE_LOCK_BROKEN = "article-lock-broken", _("Lock broken")
    ARTICLE_EXPORTED = "article-exported", _("Exported")

    COMMENT_ADDED = "comment-added", _("Comment in the margin")
    COMMENT_CHANGED = "comment-changed", _("Comment in the margin changed")
    COMMENT_DELETED = "comment-deleted", _("Comment in the margin deleted")
    COMMENT_REPLIED_TO = "comment-replied-to", _("Comment in the margin answered")
    COMMENT_RESOLVED = "comment-resolved", _("Comment in the margin resolved")
    COMMENT_REOPENED = "comment-reopened", _("Comment in the margin opened again")

    CORRECTION_PUBLISHED = "correction-published", _("Correction published")
    CORRECTION_CHANGED = "correction-changed", _("Correction changed")
    QUOTE_CHECKED = "quote-checked", _("Quote checked")
    QUOTE_CHECK_UNDONE = "quote-check-undone", _("Check of a quote taken back")
    IDENTITY_CONFIRMED = "identity-confirmed", _("Confirmed who is meant")
    TAG_CONFIRMED = "tag-confirmed", _("Changed words of a tag confirmed")

    SECTION_CREATED = "section-created", _("Section created")
    SECTION_CHANGED = "section-changed", _("Section changed")

    ENTITY_CREATED = "entity-created", _("Person or organisation created")
    ENTITY_CHANGED = "entity-changed", _("Person or organisation changed")
    ENTITY_MERGED = "entity-merged", _("Merged with another")
    ENTITY_UNMERGED = "entity-unmerged", _("Merge undone")

    USER_CREATED = "user-created", _("Account created")
    USER_RIGHTS_CHANGED = "user-rights-changed", _("Rights of an account changed")
    USER_DELETED = "user-deleted", _("Account deleted")
    USER_PASSWORD_CHANGED = "user-password-changed", _("Password given to an account")
    API_KEY_CREATED = "api-key-created", _("API key made")
    API_KEY_ROTATED = "api-key-rotated", _("API key replaced by a new one")
    API_KEY_REVOKED = "api-key-revoked", _("API key revoked")
    GROUP_CREATED = "group-created", _("Group created")
    GROUP_RIGHTS_CHANGED = "group-rights-changed", _("Rights of a group changed")
    GROUP_DELETED = "group-deleted", _("Group deleted")
