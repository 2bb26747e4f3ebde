"""What entities tell the apps above them."""

from django.dispatch import Signal

# Sent inside the transaction that changed what is shown of an entity (its name or where it is
# merged into), while the entity's row is locked FOR UPDATE. Argument: `entity_id`.
entity_changed = Signal()
