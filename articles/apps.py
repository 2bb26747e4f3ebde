from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        import articles.settings_checks  # noqa: F401, PLC0415 - registers the checks
        from articles import receivers  # noqa: PLC0415 - models load first
        from entities import signals  # noqa: PLC0415

        signals.entity_changed.connect(receivers.on_change, dispatch_uid="articles.change")
        signals.entity_recorded.connect(receivers.on_record, dispatch_uid="articles.record")
        signals.entity_merged.connect(receivers.on_merge, dispatch_uid="articles.merge")
        signals.entity_unmerged.connect(receivers.on_unmerge, dispatch_uid="articles.unmerge")
