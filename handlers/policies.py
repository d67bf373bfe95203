"""Policy questions are answered in the words of a published paper; where none answers, a butler owes the answer."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from domain.work import Task, TaskKind
from handlers import intake
from handlers.turn import Turn
from handlers.wording import common, policies
from nlu.policy_questions import read_question
from nlu.search.quoting import PassageHit
from nlu.understanding import Understanding

FRESH = timedelta(hours=24)
PAGES = 3  # of one passage
SHOWN = 4  # passages
_MORE = re.compile(
    r"(?:还|再|接着|继续|想)?(?:想)?(?:看|说|发)?(?:一?下|点|些)?(?:更多|下一[条页段个]|后面的?|下面的?|多点|多些)(?:内容|呢)?"
    r"|(?:还有)(?:吗|嘛|呢|没|没有|没得|别的吗|其他的吗)?|继续|接着(?:看|说|来)?|再来一[条段]|然后呢|后面呢"
)
_PERSON = re.compile(
    r"(?:我)?(?:要|想要|需要|请|找|派|喊|来)(?:个|一个|位|一位)?人(?:来)?(?:帮|帮忙|帮我|帮着|帮我们|帮到)?(?:办|办理|弄|申报|申请|看看)?(?:一?下|哈)?"
    r"|(?:帮我|帮我们|帮忙|帮着|麻烦帮我)(?:办|办理|弄|申报|申请)(?:一?下|哈)?"
)
_EDGE = re.compile(r"^[\s“\"'‘]+|[\s”\"'’。.，,!！?？~～嘛吧哈噻了哦]+$")


async def answer(turn: Turn, understood: Understanding) -> None:
    """Quote what answers, or hand the question to a butler."""
    before = _state(turn)
    place = understood.place.code if understood.place else turn.person.place_code
    about = before["about"] if before and not read_question(understood.text).topics else understood.text
    state = {"text": understood.text, "about": about, "place": place, "shown": 1, "at": turn.now.isoformat()}
    turn.talk.put("policy", state)
    pages = _pages(turn, state)
    if pages:
        turn.say(policies.quoted(*pages[0], is_first=True, has_more=len(pages) > 1))
    else:
        await _forward(turn, understood)


def _state(turn: Turn) -> dict[str, Any] | None:
    """The question that was asked last, while it is fresh."""
    state: dict[str, Any] | None = turn.talk.get("policy")
    return state if state and turn.now - datetime.fromisoformat(state["at"]) <= FRESH else None


def _pages(turn: Turn, state: dict[str, Any]) -> list[tuple[PassageHit, str]]:
    """The best passage and what follows the answer in it, then the next passages."""
    hits = turn.services.policies.search(state["text"], state["place"], SHOWN, state["about"])
    return [(hit, quote) for hit in hits for quote in hit.quotes[: PAGES if hit is hits[0] else 1]]


async def go_on(turn: Turn) -> bool:
    """更多 and 要人 after a question; False where the words are something else."""
    state = _state(turn)
    words = _EDGE.sub("", turn.text.strip())
    if state is None:
        return False
    if _PERSON.fullmatch(words):
        await _ask_for_person(turn, state)
        return True
    return _MORE.fullmatch(words) is not None and _show_next(turn, state)


def _show_next(turn: Turn, state: dict[str, Any]) -> bool:
    """False where there was nothing to see more of."""
    pages, shown = _pages(turn, state), int(state["shown"])
    if shown < len(pages):
        turn.talk.put("policy", {**state, "shown": shown + 1, "at": turn.now.isoformat()})
        turn.say(policies.quoted(*pages[shown], is_first=False, has_more=shown + 1 < len(pages)))
    elif pages:
        turn.say(policies.no_more())
    return bool(pages)


async def _ask_for_person(turn: Turn, state: dict[str, Any]) -> None:
    """The question becomes a demand that a butler steers."""
    turn.talk.put("policy", None)
    turn.talk.put("force_new", True)
    understood = turn.services.understand(state["text"], turn.now)
    wish = f"请人帮办：{common.cut(state['text'], 40)}"
    kind = understood.kind if understood.kind in {"policy", "matter"} else "policy"
    await intake.take(turn, replace(understood, intent="policy", kind=kind, summary=wish, parts=()))


async def _forward(turn: Turn, understood: Understanding) -> None:
    """The honest word that it takes a person."""
    note = f"政策咨询：{common.cut(understood.text, 60)}"
    base = turn.rules.base_for(understood.place.code if understood.place else turn.person.place_code, turn.person.base)
    key = f"policy:{turn.person.id}:{understood.text[:60]}"
    task = Task(base.name, TaskKind.FOLLOW_UP, turn.now, person_id=turn.person.id, detail={"note": note}, key=key)
    task_id = await turn.uow.work.add_task(task)
    await turn.notify_staff("task", base.name, what="政策咨询", note=note, next=f"回“回复 {task_id} …”答复。")
    turn.say(policies.forwarded(base))
