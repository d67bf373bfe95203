"""Policy questions are answered in the words of a published paper; where none answers, a butler owes the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from domain.work import Task, TaskKind
from handlers.needs import intake
from handlers.reading import questions, signs, worries
from handlers.turn import Turn
from handlers.wording import owed, policies
from nlu.dialogue.acts import read_act
from nlu.dialogue.wants import announces_another, tells_trouble
from nlu.search import follow_ups
from nlu.search.policy_questions import names_rule, read_question
from nlu.search.quoting import PassageHit
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

FRESH = timedelta(hours=24)
SOON = timedelta(minutes=30)
PAGES = 3  # of one passage
SHOWN = 4  # passages
LONGEST_NOTE = 300
_MORE = lazy_regex(
    r"(?:还|再|接着|继续|想)?(?:想)?(?:看|说|发)?(?:一?下|点|些)?(?:更多|下一[条页段个]|后面的?|下面的?|多点|多些)(?:内容|呢)?"
    r"|(?:还有)(?:吗|嘛|呢|没|没有|没得|别的吗|其他的吗)?|继续|接着(?:看|说|来)?|再来一[条段]|然后呢|后面呢"
)
_PERSON = lazy_regex(
    r"(?:我)?(?:要|想要|需要|请|找|派|喊|来)(?:个|一个|位|一位)?人(?:来)?(?:帮|帮忙|帮我|帮着|帮我们|帮到)?(?:办|办理|弄|申报|申请|看看)?(?:一?[下哈]|一)?"
    r"|(?:帮我|帮我们|帮忙|帮着|麻烦帮我)(?:办|办理|弄|申报|申请)(?:一?[下哈]|一)?"
)
_FILLS_IN = lazy_regex(
    r"(?:你们|您们)?(?:能不能|可不可以|能否|可以)?(?:派|请|找|喊|安排)(?:个|一个|位)?人(?:来|过来)?(?:帮|教)(?:我|我们|一?下|忙|到)*(?:填|弄|办|跑|看|准备|整|申?报|写).{0,8}"
    r"|(?:有没(?:有|得)|有)?人(?:能|可以)?帮(?:我|我们)(?:填|弄|办|跑|看|准备|整|申?报|写).{0,8}"
)
_UNCLEAR = lazy_regex(
    r"(?:看|读|弄|搞|听|整)不(?:懂|明白|清楚|醒豁|伸展)|没(?:看|听|搞|弄)(?:懂|明白|清楚)|不(?:太)?明白|(?:啥子?|什么|么子|哪样)意思|(?:说|讲|写|换)[^，。]{0,5}(?:简单|明白|清楚|通俗|白话|人话|直白)|换个?说法|太(?:绕|官方|专业|深)|解释(?:一?[下哈])"
)
_ORIGIN = lazy_regex(
    r"(?:哪一?年|什么时候|啥子?时候|好久|几时|几月|哪个时候)(?:的|出的?|发的?|定的?|出台的?|公布的?|下来的|开始执行的?)|(?:有效|作数|管用|过期|作废|算数|失效)了?(?:不|吗|没|嘛)|(?:还|是不是|是)(?:有效|作数|管用|算数|最新)|最新的?(?:吗|不|嘛|文件)|(?:新|老|旧)的还是"
    r"|(?:哪个|谁|哪里|哪儿|啥子?部门|什么部门|哪个部门|啥子?单位|哪个单位)(?:发|出|定|写|印)的|文件?号|出处|是(?:不是)?(?:去年|前年|今年|老|旧|新)的|(?:你|自己|瞎|乱|是)编的?|编出来|(?:哪里|哪儿|哪)来的|(?:准不准|真的假的|靠不靠谱)|是真的(?:哇|不|吗|嘛|哦|噻)"
)
_WHOLE = lazy_regex(
    r"原文|全文|(?:整个|完整|全部)的?(?:文件|内容|东西)|链接|网址|(?:把|文件|材料)?(?:文件|它|这个)?(?:发|传)(?:给|过)?我(?:看|一份|一?下)?$|(?:哪里|哪儿)(?:可以|能)?(?:看|下载|找|查)得?到?(?:原文|全文|文件)?$"
)
_OWN_CASE = lazy_regex(
    r"^(?:但是?|不过|那|可是)?(?:我|我们|我家|我屋头?|咱们?|厂里|公司|院里|村里|店里|我[爸妈儿女]|老汉|去年|今年)[^，。]{0,12}(?:\d|[一二两三四五六七八九十百千几多]{1,3}(?:万|亿|人|个|名|亩|年|岁|头|家|户|平|级|台)|是(?!不是|什么|啥|哪|谁)|有|没得|没有|才|刚|不到|超过)"
)
_REFUSED = lazy_regex(
    r"(?:被|给|又|老是|总是|一直|都)?(?:退|打|驳)(?:了)?回(?:来|去)?|办不(?:下来|了|成|到)|不(?:给|肯|予)?(?:办|批|受理|受)(?![准行])"
    r"|没(?:给)?(?:批|办)(?:下来|成|到)|卡(?:起|住|着|到)了?|推来推去|踢皮球|跑了.{1,3}[趟次回]|没通过|没过"
)
_WAITS = frozenset("other ask answer message look complete help progress deny confirm demand complaint".split())
_OF_ANOTHER_MATTER = ("service", "thanks", "chat", "complaint", "human", "event", "emergency", "progress")
_OF_RULES = frozenset({"penalty", "forbidden", "material", "condition", "money"})
_WANTS_ANSWER = lazy_regex(r"(?:好久|多久|几时|什么时候|啥时候|哪天|怎么还不|咋还不).{0,6}(?:回|答复|消息|结果)")
SURE, UNSURE = 0.8, 0.6
LONGEST_OF_PAPER = 24
_LOOSE = frozenset({"help", "other", "ask", "look", "policy"})
_NO_CASE = frozenset("emergency thanks human complaint cancel claim decline command privacy events".split())
_EDGE = lazy_regex(r"^[\s“\"'‘]+|[\s”\"'’。.，,!！?？~～嘛吧哈噻了哦]+$")


async def answer(turn: Turn, understood: Understanding) -> None:
    """Quote what answers, or hand the question to a butler; what an office refused is a matter to be seen to."""
    if _REFUSED.search(understood.text) and not questions.is_question(understood.text):
        await intake.take(turn, replace(understood, intent="demand", kind="matter"))
        return
    before = _state(turn)
    place = understood.place.code if understood.place else turn.person.place_code
    about = before["about"] if before and not read_question(understood.text).topics else understood.text
    state = {"text": understood.text, "about": about, "place": place, "shown": 1, "at": turn.now.isoformat()}
    turn.talk.put("policy", state)
    pages = _pages(turn, state)
    if before and before.get("paper") and not read_question(understood.text).topics:
        state = {**state, "paper": before["paper"]}
    if not pages and (narrowed := follow_ups.narrowed(understood.text, understood.tags)):
        state = {**state, "text": narrowed, "about": narrowed, "question": understood.text}
        pages = _pages(turn, state)
    if pages:
        _quote_first(turn, state, pages)
    elif before is None and not understood.tags and not read_question(understood.text).topics:
        turn.talk.put("policy", None)
        turn.say(policies.of_what())  # 有些啥子政策
    else:
        await _forward(turn, understood.text, understood, state)


def _quote_first(turn: Turn, state: dict[str, Any], pages: Sequence[tuple[PassageHit, str]]) -> None:
    """The answer; what is asked next is looked for in the same paper."""
    turn.talk.put("policy", {**state, "paper": pages[0][0].source.policy_id})
    turn.say(policies.quoted(*pages[0], is_first=True, has_more=len(pages) > 1))


def _state(turn: Turn) -> dict[str, Any] | None:
    """The question that was asked last, while it is fresh."""
    state: dict[str, Any] | None = turn.talk.get("policy")
    return state if state and turn.now - datetime.fromisoformat(state["at"]) <= FRESH else None


def _pages(turn: Turn, state: dict[str, Any]) -> list[tuple[PassageHit, str]]:
    """The best passage and what follows the answer in it, then the next passages."""
    hits = list(turn.services.policies.search(state["text"], state["place"], SHOWN, state["about"]))
    if (within := state.get("within")) is not None and (hit := turn.services.policies.within(within, state["text"])):
        hits = [hit, *(one for one in hits if one.quotes != hit.quotes)][:SHOWN]
    return [(hit, quote) for hit in hits for quote in hit.quotes[: PAGES if hit is hits[0] else 1]]


async def go_on(turn: Turn) -> bool:
    """更多, 要人 and whatever asks on after a question; False where the words are something else."""
    state = _state(turn)
    words = _EDGE.sub("", turn.text.strip())
    if turn.understood is None:
        return False
    if state is None:
        return await _answer_first(turn, turn.understood)
    if _PERSON.fullmatch(words) or (_is_fresh(turn, state) and _FILLS_IN.fullmatch(words)):
        await _ask_for_person(turn, state)
        return True
    if _MORE.fullmatch(words) is not None and _show_next(turn, state):
        return True
    if _asks_of_us(turn.text):
        return False
    if _asks_of_paper(turn, state):
        return True
    if turn.person.expert_ids and not _asks_rule(turn.text):
        return False  # 下个月都不在, from an expert who asked about a grant before
    if await _ask_on(turn, state, turn.understood) or await _add_to_forwarded(turn, state, turn.understood):
        return True
    return await _answer_first(turn, turn.understood)


def _is_fresh(turn: Turn, state: dict[str, Any]) -> bool:
    """Nothing else was begun since the question."""
    asked, age = turn.talk.asked(), turn.talk.focus_age()
    since = turn.now - datetime.fromisoformat(state["at"])
    is_later = asked is not None and asked["at"] > state["at"]
    return turn.talk.draft is None and since <= SOON and (age is None or age > since) and not is_later


def _asks_of_us(text: str) -> bool:
    """值班时间, 你们是哪个单位: of those who answer, not of a rule."""
    is_doubt = worries.FRAUD.search(text) is not None and worries.is_worry(text) and "你们" in text
    is_untold = worries.asks_of_others(text) or worries.asks_office_number(text)
    return worries.asks_hours(text) or worries.asks_scope(text) or is_doubt or is_untold


def _asks_of_paper(turn: Turn, state: dict[str, Any]) -> bool:
    """第二条看不懂, 这个文件是哪年的, 有没得原文: about what was quoted, not about the rule."""
    text = turn.text.strip()
    if state.get("paper") is None or not _is_fresh(turn, state) or len(text) > LONGEST_OF_PAPER:
        return False
    if tells_trouble(text) and not _UNCLEAR.search(text):
        return False
    pages = _pages(turn, state)
    if not pages:
        return False
    source = pages[0][0].source
    if _WHOLE.search(text):
        turn.say(policies.whole(source))
    elif _ORIGIN.search(text):
        turn.say(policies.origin(source))
    elif _UNCLEAR.search(text):
        turn.say(policies.not_put_otherwise())
    else:
        return False
    turn.talk.put("policy", {**state, "at": turn.now.isoformat()})
    return True


async def _ask_on(turn: Turn, state: dict[str, Any], understood: Understanding) -> bool:
    """多久能批下来, 高企呢: answered as part of what was asked before, else added to what a butler owes."""
    text = turn.text.strip()
    if not _is_fresh(turn, state) or understood.intent == "emergency":
        return False
    if _tells_own_case(state, understood):
        _weigh_case(turn, state, text)
        return True
    if not follow_ups.follows(text) and not _asks_loosely(state, understood):
        return False
    if understood.intent == "demand" and tells_trouble(text) and not _asks_rule(text):
        return False
    place = understood.place.code if understood.place else state["place"]
    things = understood.extra.get("subjects") or understood.tags
    if (paper := _same_paper(turn, state, text, place)) is not None:
        about = follow_ups.queries(text, state["about"], things)[0][1]
        asked = {**state, "text": text, "about": about, "question": f"{about}，{text}", "place": place, "shown": 1}
        asked |= {"within": paper, "at": turn.now.isoformat()}
        _quote_first(turn, asked, _pages(turn, asked))
        return True
    for query, about in follow_ups.queries(text, state["about"], things):
        if state.get("task") and about == state["about"]:
            continue  # no paper answered that: none answers what asks on
        question = f"{state['about']}，{text}"
        asked = {
            "paper": state.get("paper"),
            "text": query,
            "about": about,
            "question": question,
            "place": place,
            "shown": 1,
        }
        asked["at"] = turn.now.isoformat()
        if pages := _pages(turn, asked):
            _quote_first(turn, asked, pages)
            return True
    is_need = bool(things) and understood.intent == "demand" and not follow_ups.goes_along(text)
    if await _add_to_forwarded(turn, state, understood, asks_on=not is_need):
        return True
    if is_need:
        return False
    await _forward(turn, f"{state['about']}：{text}", understood, {**state, "place": place, "at": turn.now.isoformat()})
    return True


def _asks_loosely(state: dict[str, Any], understood: Understanding) -> bool:
    """老婆可以一起住不, after a rule was quoted: a question that names nothing of its own."""
    text = understood.text
    is_bare = understood.intent in _LOOSE and not understood.tags and understood.place is None
    is_ours = questions.asks_about_bot(text) or worries.is_worry(text) or not follow_ups.may_follow(text)
    return state.get("paper") is not None and is_bare and not is_ours and questions.asks(text)


def _weigh_case(turn: Turn, state: dict[str, Any], text: str) -> None:
    """The conditions as the same paper has them; whether they are met, a person judges, who finds the case told."""
    told = f"{state.get('question', state['about'])}，{text}"[:LONGEST_NOTE]
    kept = {**state, "question": told, "at": turn.now.isoformat()}
    asked = {**kept, "text": f"{state['about']}，{follow_ups.CONDITION}", "within": state["paper"], "shown": 1}
    pages = _pages(turn, asked)
    if pages and pages[0][0].source.policy_id == state["paper"]:
        turn.talk.put("policy", asked)
        turn.say(policies.conditions(*pages[0]))
    else:
        turn.talk.put("policy", kept)
        turn.say(policies.case_kept())


def _tells_own_case(state: dict[str, Any], understood: Understanding) -> bool:
    """我们营收4000万, 我是硕士, after a rule was quoted: is that enough?"""
    text = understood.text
    if state.get("paper") is None or len(text) > LONGEST_OF_PAPER or understood.place is not None:
        return False
    if understood.intent in _NO_CASE or questions.asks_or_needs(text):
        return False
    return _OWN_CASE.search(text) is not None


def _asks_rule(text: str) -> bool:
    """串换药品了咋个罚 tells a trouble and asks a rule; what to do about a trouble (咋个办) is no rule's matter."""
    aspects = {aspect.name for aspect in read_question(text).aspects}
    return questions.RULES.search(text) is not None or bool(aspects & _OF_RULES)


def _same_paper(turn: Turn, state: dict[str, Any], text: str, place: str | None) -> int | None:
    """The paper that was quoted last, where it goes on to answer; what names another paper's subject is of that one."""
    paper: int | None = state.get("paper")
    if paper is None or turn.services.policies.within(paper, text) is None:
        return None
    own = turn.services.policies.search(text, place, 1, "")
    return None if own and own[0].source.policy_id != paper else paper


async def _add_to_forwarded(
    turn: Turn, state: dict[str, Any], understood: Understanding, *, asks_on: bool = False
) -> bool:
    """我都去了三趟了, 急, after the question went to a butler: kept with it."""
    task = await turn.uow.work.get_task(int(state["task"])) if state.get("task") else None
    text = turn.text.strip()
    if task is None or not task.is_open or not _is_fresh(turn, state) or len(text) > follow_ups.LONGEST:
        return False
    is_sure = understood.intent_confidence >= SURE or tells_trouble(text)
    is_own = understood.intent == "demand" and is_sure and not follow_ups.goes_along(text)
    is_more = understood.intent == "policy" and not questions.RULES.search(text)
    is_loose = asks_on or is_more or understood.intent in _WAITS or understood.intent_confidence < UNSURE
    if not is_loose or is_own or not (signs.says_something(text) or "急" in text):
        return False
    if announces_another(text) and not _asks_rule(text):
        return False  # 还有就是鸡有点啄肛
    if not (asks_on or _WANTS_ANSWER.search(text)) and read_act(text, "asker").is_likely(*_OF_ANOTHER_MATTER):
        return False
    if understood.place is not None:
        turn.person.place_code, turn.person.place_name = understood.place.code, understood.place.name
        await turn.uow.people.save(turn.person)
    note = str(task.detail.get("note", ""))
    if _WANTS_ANSWER.search(text):
        turn.say(policies.waiting([note.removeprefix(f"{owed.POLICY_QUESTION}：")]))
        return True
    task.detail = {**task.detail, "note": f"{note}；{text}"[:LONGEST_NOTE]}
    await turn.uow.work.save_task(task)
    turn.talk.put("policy", {**state, "at": turn.now.isoformat()})
    await turn.notify_staff(
        "task", task.base, what=owed.POLICY_QUESTION, note=text[:60], next=owed.ANSWER.format(id=task.id)
    )
    turn.say(policies.added())
    return True


async def _answer_first(turn: Turn, understood: Understanding) -> bool:
    """我们合作社想买烘干机，有补贴没得: a question of a rule that a paper answers is no need to be taken down."""
    is_open = turn.talk.draft is None and turn.talk.asked() is None
    if is_open and understood.intent in {"other", "confirm", "help", "look"} and names_rule(understood.text):
        await answer(turn, understood)
        return True
    if understood.intent != "demand" or understood.kind not in {"policy", "service", "matter"} or understood.parts:
        return False
    is_asked = questions.is_question(understood.text) or bool(read_question(understood.text).aspects)
    if turn.talk.draft is not None or not is_asked or _REFUSED.search(understood.text):
        return False
    place = understood.place.code if understood.place else turn.person.place_code
    if not turn.services.policies.search(understood.text, place, 1, ""):
        return False
    await answer(turn, understood)
    return True


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
    question = state.get("question", state["text"])
    understood = turn.services.understand(question, turn.now)
    wish = policies.wish_for_help(question)
    kind = understood.kind if understood.kind in {"policy", "matter"} else "policy"
    await intake.take(turn, replace(understood, intent="policy", kind=kind, summary=wish, parts=()))


async def _forward(turn: Turn, text: str, understood: Understanding, state: dict[str, Any]) -> None:
    """The honest word that it takes a person."""
    note = owed.policy_question(text)
    base = turn.rules.base_for(understood.place.code if understood.place else turn.person.place_code, turn.person.base)
    key = f"policy:{turn.person.id}:{text[:60]}"
    task = Task(base.name, TaskKind.FOLLOW_UP, turn.now, person_id=turn.person.id, detail={"note": note}, key=key)
    task_id = await turn.owe(task, owed.ANSWER, what=owed.POLICY_QUESTION)
    turn.talk.put("policy", {**state, "task": task_id})
    turn.say(policies.forwarded(base))
