"""Where a message's trouble is: places of China by their codes, of 重庆 and 四川 down to the town."""

from nlu.places.mentions import Mention
from nlu.places.reader import PlaceReader, PlaceReading

__all__ = ["Mention", "PlaceReader", "PlaceReading"]
