"""Tells danger to a person now from words that only sound so: rules, because not one real case may be missed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from nlu.labels.dangers import TELEGRAM, Signs, danger_model
from nlu.labels.fields import DATA
from nlu.text.guarded import AnyGated, Gated, Guarded
from nlu.text.patterns import lazy_regex

Pattern = re.Pattern[str]
EMERGENCIES = (
    "suicide",
    "violence",
    "poisoning",
    "suffocation",
    "collapse",
    "injury",
    "bite",
    "fire",
    "flood",
    "unstable",
)
CRITICAL = "critical_patient"  # a hospital's own case: no ambulance, an expert on the telephone
OF_DESPAIR = frozenset({"suicide", "attempt"})
EPIDEMICS = frozenset({"animal_epidemic", "plant_epidemic"})
WHOEVER = {"suicide", "bite", "fire", "flood", "unstable"}  # dangers where an animal in the sentence changes nothing
FIELD_OF_HAZARD = {
    "suicide": ("health", "心理与精神"),
    "poisoning": ("health", "急诊医学"),
    "suffocation": ("health", "急诊医学"),
    "collapse": ("health", "急诊医学"),
    "injury": ("health", "急诊医学"),
    "bite": ("health", "急诊医学"),
    "fire": ("safety", "消防"),
    "flood": ("safety", "防汛抗旱"),
    # finer names, since what to do first differs
    "attempt": ("health", "急诊医学"),
    "shock": ("health", "急诊医学"),
    "fumes": ("health", "急诊医学"),
    "gas": ("safety", "消防"),
    "choking": ("health", "急诊医学"),
    "drowning": ("health", "急诊医学"),
    "violence": ("health", "急诊医学"),
    "lift": ("safety", "消防"),
    "missing": ("safety", "防汛抗旱"),
    "landslide": ("safety", "防汛抗旱"),
    "unstable": ("safety", "安全生产"),
    "storm": ("safety", "气象灾害"),
    "heart": ("health", "急诊医学"),
    "stroke": ("health", "急诊医学"),
    "seizure": ("health", "急诊医学"),
    "burn": ("health", "急诊医学"),
    "birth": ("health", "急诊医学"),
    "heat": ("health", "急诊医学"),
    "cold": ("health", "急诊医学"),
}


# The classifier's share of danger from which …
SURE = 0.8  # … no further sign is needed
LEAST_CERTAIN = {False: 0.015, True: 0.1}  # … a certain rule counts, told now and asked or past
LEAST_DESPAIR = 0.002  # … a certain rule counts where somebody speaks of his own death
LEAST_STRUCK = {False: 0.18, True: 0.35}  # … a person and a sign of harm suffice
BELIEVED_CRY = 0.25  # … a cry for help is more than a manner of speaking
LEAST_HARM = {False: 0.3, True: 0.5}  # … a sign of harm suffices
LEAST_ASKED = 0.0015  # … the second opinion is asked where no rule says anything
LEAST_HINT = 0.075  # … a danger to a person is believed that no rule names
FAINT, LEAST_SEEN = 0.002, 0.8  # … and a far smaller one, where all signs together say it so surely
LEAST_PERSON = {False: 0.42, True: 0.3}  # what all signs must say: of a danger to a person, of one ruled …
LEAST_GUESSED = 0.6  # … of one that is guessed from a person and a word of harm
LEAST_DOUBTFUL = 0.96  # … of one that no rule names where an animal was struck or the setting is calm (梦见, 培训)
LEAST_OF = {
    "fire": 0.05,
    "suicide": 0.2,
    "attempt": 0.1,
    "missing": 0.03,
    "unstable": 0.008,
    "violence": 0.01,
}  # … of these by the rules …
MOST_OF_CASE = 0.95  # … against a case at a hospital that the rules see
UNDOUBTED = 0.9  # the classifier's share from which what is ruled stands
LEAST_CRITICAL = {False: 0.3, True: 0.05}  # … of a case at a hospital, and where the rules say the same …
LEAST_EPIDEMIC = 0.55  # … of an epidemic that no rule names
_PEOPLE_COME = lazy_regex(  # 现在到了好多人: to a course
    r"(?:现在|目前|今天|会场|都|已经|一共|总共|人)*(?:来|到|坐|签到|报)(?:了|名)*(?:好多|好几十|多少|几十?|[\d一二两三四五六七八九十百]+)个?人?(?:了)?[呢哦嘛啊?？。]*"
)
_WHAT_NOW = lazy_regex(  # 有人落水了该怎么救, and nothing that somebody wants to learn
    r"(?:有人|[他她我]|娃|孩子|老[人汉]|爸|妈|婆|爷)[^。]{0,14}了[，, ]?(?:我|现在|到底|该|要|应该|得){0,3}"
    r"(?:咋个?|怎么|啷个|如何)(?:办|救|弄|做|整)"
)
# of fire and gas nobody asks in order to learn; what gives way does so more and more
_TELLS_OF = {
    **dict.fromkeys(("collapse", "poisoning", "suffocation"), _WHAT_NOW),
    "fire": lazy_regex(r"(?:咋个?|怎么|啷个|如何)办|要不要紧|是不是(?=[^，。]{0,8}漏)"),
    "unstable": lazy_regex(r"老是|越来越|每[天晚]|白天"),
}


@dataclass(frozen=True, slots=True)
class Hazard:
    """What threatens whom: `name` as in `Understanding.hazard`; whether a person is in danger now."""

    name: str
    is_emergency: bool
    is_guess: bool = False  # named by the model, since no rule does


def _any(patterns: list[str]) -> Gated:
    return Gated("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)")


@dataclass(frozen=True, slots=True)
class _Rules:
    person: Pattern
    animal: Gated
    calm: Guarded
    acute: Gated
    cry: Gated
    harm: Guarded
    clinic: Guarded
    patient: Gated
    plea: Guarded
    severe: Guarded
    clinic_calm: Guarded
    family: AnyGated
    in_hospital: Gated
    idiom: AnyGated
    mild: AnyGated
    agent: AnyGated
    asked: Guarded
    certain: Guarded
    finer: tuple[tuple[str, frozenset[str], Gated], ...]
    likely: dict[str, Gated]
    animal_signs: Gated
    animal_death: Gated
    plant_signs: Gated
    epidemic_calm: Gated
    suspicion: Gated
    human: Gated
    bedside: Gated
    plant: Gated

    def stricken(self, text: str) -> str:
        """Which epidemic it is."""
        return "plant_epidemic" if self.plant.search(text) else "animal_epidemic"


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    table: dict[str, Any] = tomllib.loads((DATA / "emergencies.toml").read_text(encoding="utf-8"))
    animal, plant = table["epidemic"]["animal"], table["epidemic"]["plant"]
    critical: dict[str, Any] = table["critical"]
    species, died, dying = animal["species"], animal["died"], animal["dying"]
    death = (
        f"{species}.{{0,12}}{dying}.{{0,8}}{died}|{dying}.{{0,8}}{species}.{{0,8}}{died}"
        f"|{died}了?{dying}.{{0,4}}{species}|{species}.{{0,8}}{died}了?.{{0,3}}{dying}"
    )
    return _Rules(
        re.compile(table["person"]),
        Gated(table["animal"]),
        Guarded([("calm", table["calm"])]),
        _any(table["acute"]),
        _any(table["cry"]),
        Guarded([("harm", table["harm"])]),
        Guarded([("clinic", critical["clinic"])]),
        Gated(critical["patient"]),
        Guarded([("plea", critical["plea"])]),
        Guarded([("severe", critical["severe"])]),
        Guarded([("calm", critical["calm"])]),
        AnyGated([critical["family"]]),
        Gated(critical["in_hospital"]),
        AnyGated(table["idiom"]),
        AnyGated(table["mild"]),
        AnyGated(table["agent"]),
        Guarded([("asked", table["asked"])]),
        Guarded((name, table["hazard"][name]["certain"]) for name in EMERGENCIES),
        tuple((one["name"], frozenset(one["of"]), Gated(one["signs"])) for one in table["finer"]),
        {name: _any(table["hazard"][name]["likely"]) for name in EMERGENCIES},
        _any(animal["signs"]),
        Gated(death),
        _any([*plant["signs"], plant["dying"]]),
        _any(plant["calm"]),
        Gated(table["epidemic"]["suspicion"]),
        Gated(table["epidemic"]["human"]),
        Gated(critical["bedside"]),
        Gated(plant["stricken"]),
    )


def read_hazard(
    text: str, *, model_share: float | None = None, of_crops: bool = False, is_move: bool = False
) -> Hazard | None:
    """The danger that the text reports; `model_share` is the classifier's probability of danger to a person.

    Where the text is `of_crops` or animals, these are the likelier victims: the classifier must be surer. Where it
    surely `is_move` of a running matter (讲完了, 这段时间不接单了), only a rule finds danger in it.
    """
    if _PEOPLE_COME.fullmatch(text.strip()):
        return None
    if model_share is None:
        return _by_rules(text, None, of_crops)
    ruled, signs = read_signs(text, model_share=model_share, of_crops=of_crops)
    is_bedside = signs.is_case or _rules().bedside.search(text) is not None
    if ruled is None and model_share < LEAST_ASKED and len(text) > TELEGRAM and not is_bedside:
        return None
    if ruled is not None and ruled.name in OF_DESPAIR and signs.of_animal and not _rules().person.search(text):
        return None  # 猫跳楼了
    _, person, critical, epidemic = danger_model().decide(text, signs)
    is_of_beast = signs.of_animal and _rules().person.search(text) is None
    is_seen = model_share > (FAINT if person > LEAST_SEEN else LEAST_HINT)
    is_hinted = signs.is_ruled or (is_seen and not is_of_beast and not is_move)
    is_known = ruled is not None and signs.is_ruled and not ruled.is_guess
    is_person = (is_hinted and person > _least(text, ruled, signs)) or (is_known and model_share > UNDOUBTED)
    if is_person and not _is_mild(text):
        return ruled if signs.is_ruled else Hazard(_finer(danger_model().name(text), text, _rules()), True)
    is_taught = not signs.is_case and _rules().clinic_calm.search(text)  # 重症病人不会上ECMO，想请专家带教
    if is_bedside and critical > LEAST_CRITICAL[signs.is_case] and not is_taught:
        return Hazard(CRITICAL, False)
    if signs.is_epidemic:
        return ruled  # what may be one is never put on a list
    return Hazard(_rules().stricken(text), False) if epidemic > LEAST_EPIDEMIC else None


def _without(sayings: Gated, text: str) -> str:
    """The text with what only sounds like harm blanked; a blank parts clauses as a comma does: 煤气味 脑壳昏."""
    pieces, at = [], 0
    for found in sayings.finditer(text.replace(" ", "，")):
        pieces += [text[at : found.start()], "、"]
        at = found.end()
    return "".join([*pieces, text[at:]])


def shows_itself(text: str, name: str | None) -> bool:
    """Whether the words bear the signs by which just this danger is known: 娃儿抽起来了."""
    return any(finer == name and signs.search(text) for finer, _, signs in _rules().finer)


def _is_mild(text: str) -> bool:
    """Whether all that sounds like harm is a failing thing, an ageing body or a manner of speaking: 扫了码没反应."""
    rules = _rules()
    plain = _without(rules.idiom, text)
    rest = _without(rules.mild, plain)
    if rest != plain and rules.certain.search(plain) and rules.person.search(rest):
        return False
    if rest == plain and (plain == text or rules.person.search(rest)):
        return False
    return not any(sign.search(rest) for sign in (rules.certain, rules.acute, rules.cry, rules.harm))


def _least(text: str, ruled: Hazard | None, signs: Signs) -> float:
    """How sure all signs together must be of a danger to a person."""
    if signs.is_case:
        return MOST_OF_CASE
    if ruled is not None and signs.is_ruled:
        if ruled.is_guess:  # 娃儿吃了药睡了: a person and a word of harm, and no rule that knows what happened
            return LEAST_GUESSED
        return LEAST_OF.get(ruled.name, LEAST_PERSON[True])
    is_doubtful = signs.of_animal or (_rules().calm.search(text) and not _rules().acute.search(text))
    return LEAST_DOUBTFUL if is_doubtful else LEAST_PERSON[False]


def read_signs(text: str, *, model_share: float, of_crops: bool) -> tuple[Hazard | None, Signs]:
    """What the rules say, and this with the classifier's share as signs for the second opinion."""
    ruled = _by_rules(text, model_share, of_crops)
    name = ruled.name if ruled is not None else None
    is_ruled = ruled is not None and ruled.is_emergency
    strikes = _strikes_person(text, len(text), _rules())
    return ruled, Signs(model_share, is_ruled, name == CRITICAL, name in EPIDEMICS, of_crops, not strikes)


def _by_rules(text: str, model_share: float | None, of_crops: bool) -> Hazard | None:
    rules = _rules()
    if (not of_crops or rules.patient.search(text)) and _is_hospital_case(text, rules):
        return Hazard(CRITICAL, False)
    if (found := _emergency(text, rules, model_share, of_crops)) is not None:
        return replace(found, name=_finer(found.name, text, rules))
    return _epidemic(text, rules)


def _is_hospital_case(text: str, rules: _Rules) -> bool:
    """A clinic's patient in danger: doctors are with him, and an expert on the telephone is what they lack."""
    if not rules.severe.search(text) or rules.clinic_calm.search(text):
        return False
    if rules.family.search(text) and not rules.in_hospital.search(text):
        return False  # whoever has a relative on the floor needs the number first
    if rules.patient.search(text) is not None and rules.plea.search(text):
        return True
    return rules.clinic.search(text)


def _finer(name: str, text: str, rules: _Rules) -> str:
    """Poison that was drunk and poison in the air are helped differently."""
    return next((finer for finer, of, signs in rules.finer if name in of and signs.search(text)), name)


def _emergency(text: str, rules: _Rules, model_share: float | None, of_crops: bool) -> Hazard | None:
    is_telegram = len(text) <= TELEGRAM
    if model_share is not None and model_share < LEAST_DESPAIR and not is_telegram and not rules.acute.search(text):
        return None
    plain = _without(rules.idiom, text)
    begins = rules.certain.begins(plain)
    if not begins and (model_share is None or model_share <= LEAST_STRUCK[False]):  # too little for what follows
        return None
    is_acute = rules.acute.search(plain) is not None or (
        (model_share is None or model_share > BELIEVED_CRY) and rules.cry.search(plain) is not None
    )
    if not is_acute and rules.calm.search(text):
        return None
    is_asked = rules.asked.search(text)
    share = 1.0 if model_share is None or is_acute else model_share
    for name, begin in begins.items():
        told = _TELLS_OF[name].sub("", text) if is_asked and name in _TELLS_OF else text
        is_doubtful = is_asked and rules.asked.search(told)
        least = LEAST_DESPAIR if name == "suicide" else LEAST_CERTAIN[is_doubtful]
        if is_telegram and not is_asked:
            least = 0.0  # 对面失火: so few words tell the classifier nothing
        if share >= least and (name in WHOEVER or _strikes_person(plain, begin, rules)):
            return Hazard(name, True)
    return None if model_share is None else _probable(text, plain, rules, model_share, is_asked or of_crops)


def _probable(text: str, plain: str, rules: _Rules, share: float, is_doubtful: bool) -> Hazard | None:
    """A danger that no certain rule names: the classifier and a sign of harm agree, and a person is struck."""
    if share <= LEAST_STRUCK[is_doubtful] or not _strikes_person(plain, len(plain), rules):
        return None
    has_person = rules.person.search(plain) is not None
    if not has_person and not _strikes_person(text, len(text), rules):
        return None  # the victim stands in what was blanked
    has_harm = rules.harm.search(plain)
    if not has_harm and plain != text:
        return None  # all that sounded like harm was a manner of speaking
    least = SURE if not has_harm else LEAST_STRUCK[is_doubtful] if has_person else LEAST_HARM[is_doubtful]
    if share <= least:
        return None
    likely = next((name for name in EMERGENCIES if rules.likely[name].search(plain)), None)
    return Hazard(likely, True) if likely else Hazard(danger_model().name(text), True, is_guess=True)


def _strikes_person(text: str, start: int, rules: _Rules) -> bool:
    """Whether it happened to a person: no animal named, or a person named nearer to what happened."""
    text = rules.agent.sub("、", text)
    found = [animal.start() for animal in rules.animal.finditer(text)]
    animals = [at for at in found if at < start + 2]
    if not animals:
        return not found or rules.person.search(text) is not None
    people = [person.start() for person in rules.person.finditer(text[: start + 2])]
    return bool(people) and people[-1] > animals[-1]


def _epidemic(text: str, rules: _Rules) -> Hazard | None:
    if not rules.suspicion.search(text) or rules.epidemic_calm.search(text) or rules.human.search(text):
        return None
    if rules.animal_signs.search(text) or rules.animal_death.search(text):
        return Hazard("animal_epidemic", False)
    return Hazard("plant_epidemic", False) if rules.plant_signs.search(text) else None
