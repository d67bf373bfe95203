"""The files under `nlu/data/regions/` as rows, with the changes since their publication applied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files


def read_rows(name: str) -> Iterator[list[str]]:
    """Cells of every data line of a table; the header and comments are skipped."""
    text = files("nlu").joinpath("data", "regions", name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return (line.split("\t") for line in lines[1:])


@dataclass(slots=True)
class Tables:
    """Official names by code, towns by county code, and what abolished codes became."""

    names: dict[str, str]
    towns: dict[str, list[str]]
    successors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Tables:
        """The published lists with every later change."""
        names = {row[0]: row[1] for row in read_rows("regions.tsv")}
        towns = {row[0]: row[1].split("、") for row in read_rows("towns.tsv")}
        tables = cls(names, towns)
        for what, code, value in read_rows("changes.tsv"):
            tables._apply(what, code, value)
        return tables

    def _apply(self, what: str, code: str, value: str) -> None:
        if what == "add":
            self.names[code] = value
        elif what == "move":
            town, _, county = value.partition("=")
            self.towns[code].remove(town)
            self.towns.setdefault(county, []).append(town)
        elif what == "replace":
            self.successors[code] = value
            self.names.pop(code)
            self.towns.setdefault(value, []).extend(self.towns.pop(code))
        else:
            raise ValueError(f"changes.tsv: unknown kind {what!r}")

    def current(self, code: str) -> str:
        """The code that is valid today for one that may be abolished."""
        return self.successors.get(code, code)

    def full_name(self, code: str) -> str:
        """重庆市奉节县, 四川省眉山市东坡区: every level that has a name."""
        parts = [self.names.get(part, "") for part in dict.fromkeys(lineage(code))]
        return "".join(dict.fromkeys(parts))

    def level(self, code: str) -> str:
        """The level of a code."""
        if code.endswith("0000"):
            return "province"
        return "city" if code.endswith("00") else "county"


def lineage(code: str) -> tuple[str, str, str]:
    """Province, city and the code itself."""
    return code[:2] + "0000", code[:4] + "00", code


def contains(outer: str, inner: str) -> bool:
    """Whether the region `outer` is `inner` or lies above it."""
    return outer == inner or outer in lineage(inner)
