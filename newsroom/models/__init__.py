from newsroom.models.api_key import ApiKey
from newsroom.models.event import Event
from newsroom.models.request_count import RequestCount
from newsroom.models.stored_answer import StoredAnswer
from newsroom.models.user import User

__all__ = ["ApiKey", "Event", "RequestCount", "StoredAnswer", "User"]
