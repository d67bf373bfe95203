"""Every name a place goes by, and what it may mean: built once, looked up at each position of a text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from nlu.places.tables import Tables, read_rows
from nlu.text.patterns import lazy_regex

SERVED = ("50", "51")
_PEOPLES = (
    "(?:土家|苗|藏|羌|彝|回|侗|布依|壮|瑶|满|蒙古|朝鲜|维吾尔|哈萨克|柯尔克孜|哈尼|傣|白|景颇|傈僳|黎|畲|仡佬|水|拉祜|佤|"
    "纳西|独龙|怒|普米|布朗|毛南|仫佬|达斡尔|鄂温克|鄂伦春|锡伯|塔吉克|土|撒拉|东乡|保安|裕固|各)族"
)
_SELF_GOVERNED = lazy_regex(f"(?:{_PEOPLES}|蒙古|哈萨克|柯尔克孜|维吾尔)+自治[县州区旗]$")
_ENDING = lazy_regex(r"(?:特别行政区|地区|林区|特区|新区|[省市县区旗盟])$")
_TOWN_ENDING = lazy_regex(f"(?:街道办事处|街道|地区|{_PEOPLES}+乡|民族乡|镇|乡)$")


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a name may mean.

    `needs`: "" always counts; "cut" where words are cut around it; "context", "suffix", "far" (a county elsewhere),
    "named" (a bare town) and "neighbour" (a bare town that is also a word) ask for more.
    """

    code: str
    kind: str  # province | city | county | town | area
    needs: str = ""
    town: str = ""
    area: str = ""
    complete: bool = False  # the name carries its own 县/区/市


class Gazetteer:
    """Names to meanings."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.meanings: dict[str, list[Meaning]] = defaultdict(list)
        self._needs = {row[0]: row[1] for row in read_rows("contextual.tsv")}
        self._add_regions()
        self._add_aliases()
        self._add_areas()
        self._add_towns()

    def lengths(self) -> dict[str, tuple[int, ...]]:
        """For each pair of characters how long the names are that begin with it, the longest first."""
        found: dict[str, set[int]] = defaultdict(set)
        for name in self.meanings:
            found[name[:2]].add(len(name))
        return {start: tuple(sorted(lengths, reverse=True)) for start, lengths in found.items()}

    def _add(self, name: str, meaning: Meaning) -> None:
        if len(name) >= 2 and meaning not in self.meanings[name]:
            self.meanings[name].append(meaning)

    def _add_regions(self) -> None:
        for code, name in self.tables.names.items():
            kind = self.tables.level(code)
            self._add(
                name, Meaning(code, kind, "context" if len(name) == 2 else self._needs.get(name, ""), complete=True)
            )
            short = short_name(name)
            if short != name and len(short) >= 2 and not name.endswith("新区"):
                self._add(short, Meaning(code, kind, self._short_needs(code, kind, short)))
            if name.endswith("自治州"):
                self._add(short + "州", Meaning(code, kind, complete=True))

    def _short_needs(self, code: str, kind: str, short: str) -> str:
        if code[:2] not in SERVED and kind == "county":
            return self._needs.get(short, "far")
        return self._needs.get(short, "")

    def _add_aliases(self) -> None:
        for name, code in read_rows("aliases.tsv"):
            kind = self.tables.level(code)
            complete = name[-1] in "县区市"
            self._add(name, Meaning(self.tables.current(code), kind, self._needs.get(name, ""), complete=complete))
        self._add("江北", Meaning(self.tables.current("500105"), "county", "context"))

    def _add_areas(self) -> None:
        for identity, name, others, county in read_rows("areas.tsv"):
            for form in (name, *others.split("、")):
                self._add(form, Meaning(county, "area", area=identity, complete=True))

    def _add_towns(self) -> None:
        words = {row[0] for row in read_rows("town_words.tsv")}
        for county, towns in self.tables.towns.items():
            for town in towns:
                short = _TOWN_ENDING.sub("", town)
                self._add(short, Meaning(county, "town", "neighbour" if short in words else "named", town=town))
                if len(short) == 1 or short + town[-1] != town:
                    self._add(town, Meaning(county, "town", town=town, complete=True))


def short_name(name: str) -> str:
    """奉节县 to 奉节, 秀山土家族苗族自治县 to 秀山; what would leave one character stays whole."""
    short = _SELF_GOVERNED.sub("", name)
    if short == name:
        short = _ENDING.sub("", name)
    return short if len(short) >= 2 else name
