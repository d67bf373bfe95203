"""Times in plain Chinese: what a message says about when to meet."""

from nlu.times.reader import TimeReader, read_times
from nlu.times.workdays import add_workdays, is_workday

__all__ = ["TimeReader", "add_workdays", "is_workday", "read_times"]
