"""Names that editors have accepted for entities, read before many suggestions are accepted."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL
from django.utils import timezone

from articles.drafts.draft import FullText
from articles.models import AcceptedName, Article
from articles.tagging import Comparison, MentionTag, Tag, named, words
from entities.models import Entity
from entities.models.names import folded
from newsroom.models import User

# An entity's id, and a folded name.
FoldedName = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Where and when an editor last accepted a name for an entity."""

    headline: str
    accepted_at: datetime


def record_accepted_names(
    *, article: Article, after: FullText, comparison: Comparison, by: User | None
) -> None:
    """Store the names by which `by` has tagged entities. Needs the transaction of the save.

    These are the mentions that the save has added or given to another entity. Stores nothing if
    the system itself has saved (`by` is None).
    """
    renamed = [
        change.new for change in comparison.changed if named(change.old) != named(change.new)
    ]
    accepted = _find_names([*comparison.added, *renamed], after.text)
    if by is None or not accepted:
        return
    now = timezone.now()
    AcceptedName.objects.bulk_create(
        (
            AcceptedName(
                article=article, entity_id=pk, folded_name=name, accepted_by=by, accepted_at=now
            )
            for pk, name in sorted(accepted)
        ),
        ignore_conflicts=True,
    )


def drop_accepted_names(*, article: Article, after: FullText) -> None:
    """Delete the accepted names of the article that its new text has no mention of.

    A tag that was given to another entity was a mistake. One or two queries.
    """
    standing = _find_names(after.tags, after.text)
    rows = AcceptedName.objects.filter(article=article).values_list("pk", "entity", "folded_name")
    if gone := [pk for pk, entity, name in rows if (entity, name) not in standing]:
        AcceptedName.objects.filter(pk__in=gone).delete()


def last_accepted(
    names: Mapping[int, str], *, article_id: int | None, user: User
) -> dict[int, Acceptance]:
    """Return where each entity's name was last accepted in another article, by the entity's id.

    `names` has the name of each entity by id. Only articles count that the user may see at the desk
    or that are public. Two queries, by index.
    """
    if not names:
        return {}
    own = Article.objects.visible_to(user).filter(pk=OuterRef("article")).order_by()
    public = Article.objects.public().filter(pk=OuterRef("article")).order_by()
    wanted = {str(pk): folded(name) for pk, name in names.items()}
    rows = (
        AcceptedName.objects.filter(entity=OuterRef("pk"), folded_name=OuterRef("wanted"))
        .filter(Q(Exists(own)) | Q(Exists(public)))
        .exclude(article=article_id)
        .order_by("-accepted_at")
    )
    asked = Entity.objects.filter(pk__in=names).annotate(
        wanted=RawSQL("(%s::jsonb ->> entities_entity.id::text)", [json.dumps(wanted)])
    )
    newest = dict(asked.values_list("pk", Subquery(rows.values("pk")[:1])))
    found = AcceptedName.objects.filter(pk__in=[pk for pk in newest.values() if pk])
    headlines = found.annotate(
        shown=F("article__live__headline_text"), held=F("article__head__headline_text")
    )
    return {row.entity_id: Acceptance(row.shown or row.held, row.accepted_at) for row in headlines}


def _find_names(tags: Iterable[Tag], text: str) -> set[FoldedName]:
    mentions = [tag for tag in tags if isinstance(tag, MentionTag)]
    found = {(tag.entity, folded(words(tag, text))) for tag in mentions}
    return {(pk, name) for pk, name in found if name}
