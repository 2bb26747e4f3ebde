from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"

    def ready(self) -> None:
        from newsroom import settings_checks  # noqa: F401, PLC0415 - registers them, once apps are there
