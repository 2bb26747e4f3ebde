from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"

    def ready(self) -> None:
        from articles import checks, receivers  # noqa: F401, PLC0415 - models load first
        from entities.signals import entity_changed  # noqa: PLC0415

        entity_changed.connect(receivers.mark_stale, dispatch_uid="articles.mark_stale")
