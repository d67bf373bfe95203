"""One door to what else is in a message beside its place and times: phones, people, organisations, numbers."""

from nlu.entities.callers import read_caller, without_call
from nlu.entities.demand_numbers import read_demand_no
from nlu.entities.organisations import find_organizations, read_organization
from nlu.entities.people import read_names, read_on_behalf
from nlu.entities.phones import find_phones, read_phones
from nlu.entities.quantities import read_households, read_quantities

__all__ = [
    "find_organizations",
    "find_phones",
    "read_caller",
    "read_demand_no",
    "read_households",
    "read_names",
    "read_on_behalf",
    "read_organization",
    "read_phones",
    "read_quantities",
    "without_call",
]
