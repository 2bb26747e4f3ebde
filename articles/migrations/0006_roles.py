from django.db import migrations

READ_ENTITIES = [
    f"entities.view_{model}"
    for model in ("entity", "person", "organisation", "alias", "affiliation")
]
WRITE_ENTITIES = [
    f"entities.{action}_{model}"
    for action in ("add", "change")
    for model in ("person", "organisation", "alias", "affiliation")
] + ["entities.delete_alias", "entities.delete_affiliation"]
READ_ARTICLES = [
    "articles.view_article",
    "articles.view_mention",
    "articles.view_quote",
    "articles.view_section",
    "articles.view_suggestion",
    "articles.view_ruletally",
    "articles.view_aliastally",
]
WRITE_ARTICLES = [
    "articles.add_article",
    "articles.change_article",
    "articles.review_article",
    "articles.assign_article",
    "articles.add_quotecheck",
]
PUBLISH = [
    "articles.publish_article",
    "articles.withdraw_article",
    "articles.embargo_article",
    "articles.override_checks",
    "articles.break_lock",
    "entities.merge_entity",
    "articles.add_correction",
    "articles.change_correction",
    "articles.view_correction",
]
ADMINISTER = [
    "articles.change_own_article",
    *(f"newsroom.{action}_user" for action in ("view", "add", "change")),
    *(f"auth.{action}_group" for action in ("view", "add", "change", "delete")),
    *(f"articles.{action}_section" for action in ("add", "change", "delete")),
    "newsroom.view_event",
    *(f"newsroom.{action}_apikey" for action in ("view", "add", "change")),
]
EDITOR = [*READ_ENTITIES, *WRITE_ENTITIES, *READ_ARTICLES, *WRITE_ARTICLES]

# What each role may do at first. Groups can be changed in the admin; no later migration undoes that.
ROLES = {
    "Reporter": [
        *READ_ENTITIES,
        "entities.add_person",
        "entities.add_organisation",
        "entities.add_alias",
        "articles.add_article",
        "articles.change_own_article",
    ],
    "Editor": EDITOR,
    "Publisher": [*EDITOR, *PUBLISH],
    "Legal": [
        *READ_ENTITIES,
        *READ_ARTICLES,
        "entities.change_person",
        "entities.change_organisation",
        "articles.clear_article",
        "articles.kill_article",
        "articles.view_correction",
        "newsroom.view_event",
    ],
    "Administrator": [*EDITOR, *PUBLISH, *ADMINISTER],
}


def make_roles(apps, _schema_editor):
    """Groups with their permissions. A group of the name that there is already is left alone."""
    group_model = apps.get_model("auth", "Group")
    for name, permissions in ROLES.items():
        group, is_new = group_model.objects.get_or_create(name=name)
        if is_new:
            group.permissions.set([find_permission(apps, permission) for permission in permissions])


def find_permission(apps, name):
    """The permission, made here where it is needed before Django makes it, after all migrations."""
    app_label, _, codename = name.partition(".")
    model = codename.rpartition("_")[2]
    if app_label == "articles" and model in ("article", "checks", "lock"):
        model = "article"
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=codename,
        defaults={"name": f"Can {codename.replace('_', ' ')}"},
    )
    return permission


class Migration(migrations.Migration):
    """The roles of a newsroom as groups."""

    dependencies = [
        ("articles", "0005_plans_for_the_frequent"),
        ("newsroom", "0002_events_stand"),
        ("entities", "0002_people_and_organisations"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
