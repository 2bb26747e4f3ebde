from newsroom.models.event import Event
from newsroom.models.user import User

__all__ = ["Event", "User"]
