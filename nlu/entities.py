"""One door to what else is in a message beside its place and times: phones, people, organisations, numbers."""

from nlu.demand_numbers import read_demand_no
from nlu.organisations import find_organizations, read_organization
from nlu.people import read_names, read_on_behalf
from nlu.phones import find_phones, read_phones
from nlu.quantities import read_households, read_quantities

__all__ = [
    "find_organizations",
    "find_phones",
    "read_demand_no",
    "read_households",
    "read_names",
    "read_on_behalf",
    "read_organization",
    "read_phones",
    "read_quantities",
]
