from entities.models.affiliation import Affiliation
from entities.models.alias import Alias
from entities.models.entity import Entity, Organisation, Person
from entities.models.survivor import Survivor

__all__ = ["Affiliation", "Alias", "Entity", "Organisation", "Person", "Survivor"]
