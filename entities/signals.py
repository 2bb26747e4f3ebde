"""Signals by which other apps follow changes of entities."""

from django.dispatch import Signal

# Sent inside the transaction that changed an entity's name, while its row is locked FOR UPDATE.
# Argument: `entity_id`.
entity_changed = Signal()

# Sent inside the transaction of any change of an entity, its aliases or its affiliations.
# Argument: `entity_id`.
entity_recorded = Signal()

# Sent inside the transaction that merges `entity_id` into `into_id`, or undoes its merge into
# `from_id`; its row is locked FOR UPDATE, the other FOR NO KEY UPDATE.
entity_merged = Signal()
entity_unmerged = Signal()
