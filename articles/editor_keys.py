"""The keys of the tagging editor: those of the newsroom, and those that each person chooses."""

import re
from collections.abc import Mapping
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from articles.errors import Incomplete
from articles.models import EditorKeys
from newsroom.models import User

# On a Mac the editor reads "Alt" here as Ctrl and Option: Option alone types letters. Elsewhere
# Alt alone: Ctrl and Alt together are AltGr, which types letters on Windows.
DEFAULT_KEYS: Final = {
    "person": "Alt-p",
    "organisation": "Alt-o",
    "quote": "Alt-q",
    "edit": "Alt-t",
    "untag": "Alt-r",
    "all": "Alt-m",
    "suggestion": "Alt-j",
    "accept": "Alt-a",
    "accept_all": "Alt-Shift-a",
    "reject": "Alt-x",
    "comment": "Alt-k",
    "panel": "Alt-l",
    "help": "Alt-h",
    "save": "Mod-s",
}
MODIFIERS: Final = ("Mod", "Ctrl", "Alt", "Meta", "Shift")
KEY: Final = re.compile(r"((?:(?:Mod|Ctrl|Alt|Meta|Shift)-)*)([a-z0-9]|F[1-9]|F1[0-2])")
COMMAND: Final = re.compile(r"(Ctrl|Meta)-")
# Keys of writing itself: undo, redo, emphasis, links, lists, cut, copy, paste, select all.
OF_WRITING: Final = {
    *(f"Mod-{letter}" for letter in "zybikcxva"),
    *("Mod-Shift-z", "Mod-Shift-b", "Mod-Shift-7", "Mod-Shift-8", "Alt-2", "Alt-3"),
}


def newsroom_keys() -> dict[str, str]:
    """Return the keys of everybody who has chosen no others."""
    return DEFAULT_KEYS | settings.EDITOR_KEYS


def own_keys(user: User) -> dict[str, str]:
    """Return the keys that the user has chosen, by command. One query."""
    found = EditorKeys.objects.filter(user=user).values_list("keys", flat=True).first() or {}
    return {name: key for name, key in found.items() if name in DEFAULT_KEYS}


def choose_keys(*, keys: Mapping[str, str], by: User) -> dict[str, str]:
    """Store the user's own keys in place of all earlier ones; an empty mapping removes them.

    Raises `Incomplete`, naming the command, for a key that types text, is needed for writing, or is
    the key of another command.
    """
    taken = newsroom_keys() | dict(keys)
    for name, key in keys.items():
        if name not in DEFAULT_KEYS:
            raise Incomplete(_("The editor has no command “%s”.") % name, "keys")
        if reason := _misfit(key) or _double(name, key, taken):
            raise Incomplete(reason, "keys")
    EditorKeys.objects.update_or_create(user=by, defaults={"keys": dict(keys)})
    return dict(keys)


def _misfit(key: str) -> str:
    """Return why no command can have the key, or an empty text."""
    match = KEY.fullmatch(key)
    if match is None:
        return _("“%s” is no key: take a letter, a digit or F1 to F12.") % key
    modifiers = match[1].split("-")[:-1]
    if modifiers != [name for name in MODIFIERS if name in modifiers]:
        return _("“%s” is no key: Mod, Ctrl, Alt, Meta, Shift, in this order.") % key
    if not {*modifiers} - {"Shift"} and not match[2].startswith("F"):
        return _("“%s” types text: add Ctrl, Alt or Command.") % key
    return _("“%s” is needed for writing.") % key if _alike(key) in OF_WRITING else ""


def _double(name: str, key: str, taken: Mapping[str, str]) -> str:
    others = {_alike(other) for command, other in taken.items() if command != name}
    return _("“%s” is the key of another command.") % key if _alike(key) in others else ""


def _alike(key: str) -> str:
    """Return the key with one name for modifiers that are the same on some keyboard.

    Ctrl or Command is Mod; the newsroom's Alt is Ctrl and Option on a Mac.
    """
    return COMMAND.sub("Mod-", key).replace("Mod-Alt-", "Alt-")
