"""Import of text files: a new article, a new revision of an imported one, or no change."""

from collections.abc import Collection, Sequence

from django.utils import timezone

from articles.importing.changed_files import Imported, import_again
from articles.importing.details import date_of, language_of
from articles.importing.entities import NamedEntities, find_or_make_entities
from articles.importing.errors import UnusableFile
from articles.importing.file_drafts import make_draft, tag_documents
from articles.importing.identity import Known, decide, find_known, lock_names
from articles.importing.layout import lay_out, tags_of
from articles.importing.options import ImportOptions
from articles.importing.sections import find_or_create_section
from articles.importing.source import Source
from articles.importing.stored_files import store_new_files
from articles.locks import lock_articles
from articles.publication.publishing import publish_articles
from articles.revisions.details import Details
from articles.revisions.new_articles import NewArticle, create_articles
from articles.revisions.new_entities import record_origins
from articles.suggestions.jobs import suggest_with_model
from articles.suggestions.open_suggestions import suggest_for_articles
from newsroom.lib.database.advisory_locks import advisory_lock
from newsroom.models import User

Decisions = dict[Source, Known | None]


def import_files(
    *, sources: Sequence[Source], options: ImportOptions, by: User | None = None
) -> list[Imported]:
    """Import files, all or none. Needs a transaction, which an error has to end.

    The same file is imported once, wherever it is met. A changed one becomes a new revision of its
    article: tags are carried along if their words still stand; `notes` name those that are not, and
    all other changes of tags. Decisions of the newsroom on tags, section and language stay; if it
    has changed more, the import fails unless `may_replace_edits`. New articles are created
    together, in a few statements. With `is_suggested`, tags are suggested for what is created or
    updated.

    Locks the names by which files are known (of two imports of one file at once, the second finds
    it done), then the articles. Raises `UnusableFile` and the errors of
    `articles.revisions.saving`.
    """
    known = _lock_and_find(sources)
    decisions = {source: decide(source, known.get(source), options) for source in sources}
    _refuse_shared(decisions)
    # Before the entities: the order in which everybody locks.
    lock_articles(_articles_to_change(decisions))
    new = [source for source in sources if decisions[source] is None]
    done = _create(_first_of_each(new), options, by)
    for source in sources:
        if source not in done:
            one = decisions[source] or find_known([source])[source]
            done[source] = import_again(source, one, options, by)
    if options.is_suggested:
        stored = {
            imported.article.pk for imported in done.values() if imported.status != "unchanged"
        }
        suggest_for_articles(article_ids=stored)
        suggest_with_model(stored)
    return [done[source] for source in sources]


def _lock_and_find(sources: Sequence[Source]) -> dict[Source, Known]:
    """Lock the names of files and of what is known of them; return what is known."""
    known: dict[Source, Known] = {}
    locked: set[str] = set()
    while names := lock_names(sources, known) - locked:
        advisory_lock(*names)
        locked |= names
        known = find_known(sources)
    return known


def _refuse_shared(decisions: Decisions) -> None:
    """Refuse two files that are one article: each alone, the second finds what the first did."""
    rows = [known.row.pk for known in decisions.values() if known and not known.is_copy]
    if len(set(rows)) < len(rows):
        raise UnusableFile("Another file of this import is the same article.")


def _articles_to_change(decisions: Decisions) -> Collection[int]:
    return {
        known.row.article.pk
        for source, known in decisions.items()
        if known and not known.is_copy and known.row.digest != source.digest
    }


def _first_of_each(sources: Sequence[Source]) -> list[Source]:
    """Leave out sources with the key or the contents of an earlier one."""
    seen: set[str] = set()
    first = []
    for source in sources:
        if seen.isdisjoint((source.key, source.digest)):
            first.append(source)
        seen |= {source.key, source.digest}
    return first


def _create(
    sources: Sequence[Source], options: ImportOptions, by: User | None
) -> dict[Source, Imported]:
    if not sources:
        return {}
    named = find_or_make_entities([source.sidecar for source in sources], by)
    news = _new_articles(sources, named, options)
    articles = create_articles(news, by=by)
    made = list(zip(sources, articles, strict=True))
    store_new_files(made)
    if options.is_published:
        ids = [article.pk for article in articles]
        documents = [new.draft.documents for new in news]
        publish_articles(
            dates=dict(zip(ids, [new.live_at for new in news], strict=True)),
            by=by,
            known=dict(zip(ids, documents, strict=True)),
        )
    else:
        record_origins(dict(zip(articles, [entities.new for entities in named], strict=True)))
    return {
        source: Imported("created", article, [*source.notes, *source.story.notes, *entities.notes])
        for (source, article), entities in zip(made, named, strict=True)
    }


def _new_articles(
    sources: Sequence[Source], named: Sequence[NamedEntities], options: ImportOptions
) -> list[NewArticle]:
    layouts = [lay_out(source.story) for source in sources]
    names = [source.sidecar.section or options.section for source in sources]
    sections = {name: find_or_create_section(name) for name in sorted(set(names))}
    now = timezone.now()
    dates = [date_of(source.sidecar) or now for source in sources]
    return [
        NewArticle(
            make_draft(
                tag_documents(layout, tags_of(layout, source.sidecar, entities.ids)), source
            ),
            Details(sections[name], language_of(source.sidecar), source.slug),
            date if options.is_published else None,
        )
        for source, layout, entities, name, date in zip(
            sources, layouts, named, names, dates, strict=True
        )
    ]
