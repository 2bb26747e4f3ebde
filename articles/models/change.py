from django.db import models
from django.db.models.functions import Now

from newsroom.lib.database.transactions import CurrentTransaction


class Change(models.Model):
    """A change of something that readers see: a row of the change feed, stored with the change.

    `transaction` is the number of the transaction that wrote the row: rows are in the order of
    `transaction` and `id`, and are shown only when no lower number can appear any more. The subject
    has no foreign key: rows are only added, and the newest of each subject stays for good.
    `articles.publication.changes` is the only writer.
    """

    class Kind(models.TextChoices):
        PUBLICATION = "publication"
        UPDATE = "update"
        CORRECTION = "correction"
        DETAILS = "details"
        NAMES = "names"  # a person, an organisation or a section that it shows
        WITHDRAWAL = "withdrawal"
        KILL = "kill"
        REVIVAL = "revival"
        ENTITY = "entity"
        MERGE = "merge"
        UNMERGE = "unmerge"
        SECTION = "section"

    class Subject(models.TextChoices):
        ARTICLE = "article"
        ENTITY = "entity"
        SECTION = "section"

    transaction = models.BigIntegerField(db_default=CurrentTransaction())
    kind = models.CharField(max_length=12, choices=Kind.choices)
    subject = models.CharField(max_length=8, choices=Subject.choices)
    subject_id = models.BigIntegerField()
    happened_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["transaction", "id"], name="change_in_order"),
            models.Index(
                fields=["subject", "subject_id", "transaction", "id"], name="change_of_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.subject} {self.subject_id}"


class ScheduledChange(models.Model):
    """The publication of a scheduled article, which becomes a `Change` when its time has come.

    Every change of a scheduled article locks this row until it is committed, so that it cannot
    come behind the publication unseen.
    """

    article = models.OneToOneField(
        "articles.Article", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=Change.Kind.choices)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="scheduled_change_at")]

    def __str__(self) -> str:
        return f"{self.kind} of article {self.article_id} at {self.at}"
