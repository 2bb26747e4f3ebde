"""What editors have accepted a name for: asked before many suggestions are accepted at once."""

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

Accepted = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Where and when an editor last accepted a name for somebody."""

    headline: str
    accepted_at: datetime


def record_accepted_names(
    *, article: Article, after: FullText, comparison: Comparison, by: User | None
) -> None:
    """Store whom `by` has just tagged by which name. Needs the transaction of the save.

    That is what the save has added or given to somebody else; by the system itself, nothing.
    """
    given = [it.new for it in comparison.changed if named(it.old) != named(it.new)]
    accepted = _names([*comparison.added, *given], after.text)
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
    """Delete those of the article that no mention of its new text has any more. One query, or two.

    A tag that was given to somebody else was a mistake, and speaks for nobody.
    """
    standing = _names(after.tags, after.text)
    rows = AcceptedName.objects.filter(article=article).values_list("pk", "entity", "folded_name")
    if gone := [pk for pk, entity, name in rows if (entity, name) not in standing]:
        AcceptedName.objects.filter(pk__in=gone).delete()


def last_accepted(
    names: Mapping[int, str], *, article_id: int | None, user: User
) -> dict[int, Acceptance]:
    """Return where each entity's name was last accepted in another article, by the entity's id.

    Only articles count that the user may know of: at the desk, or as readers do. Two queries, by
    index.
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


def _names(tags: Iterable[Tag], text: str) -> set[Accepted]:
    mentions = [tag for tag in tags if isinstance(tag, MentionTag)]
    found = {(tag.entity, folded(words(tag, text))) for tag in mentions}
    return {(pk, name) for pk, name in found if name}
