"""Policy questions are answered in the words of a published paper; where none answers, a butler owes the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from domain.work import Task, TaskKind
from handlers.conversation import quoted
from handlers.needs import intake
from handlers.reading import questions, signs
from handlers.reading.moods import worries
from handlers.turn import Turn
from handlers.wording import owed, policies
from nlu.dialogue.acts import read_act
from nlu.dialogue.answers import read_answer
from nlu.dialogue.wants import announces_another, tells_trouble, tells_wish
from nlu.search import follow_ups
from nlu.search.policy_questions import names_rule, read_question
from nlu.text.clauses import clauses
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

LONGEST_NOTE = 300
_MORE = lazy_regex(
    r"(?:还|再|接着|继续|想)?(?:想)?(?:看|说|发)?(?:一?下|点|些)?(?:更多|下一[条页段个]|后面的?|下面的?|多点|多些)(?:内容|呢)?"
    r"|(?:还有)(?:吗|嘛|呢|没|没有|没得|别的吗|其他的吗)?|继续|接着(?:看|说|来)?|再来一[条段]|然后呢|后面呢"
)
_PERSON = lazy_regex(
    r"(?:我)?(?:要|想要|需要|请|找|派|喊|来)(?:个|一个|位|一位)?人(?:来)?(?:帮|帮忙|帮我|帮着|帮我们|帮到)?(?:办|办理|弄|申报|申请|看看)?(?:一?[下哈]|一)?"
    r"|(?:那|那么|要不)?(?:就|你们?|您)?(?:帮我|帮我们|帮忙|帮着|麻烦帮我)(?:办|办理|弄|申报|申请|报|填|跑|登记)(?:一?[下哈]|一)?"
)
_WANTS_PERSON = lazy_regex(
    r"(?:请|找|派|喊|安排|来)(?:个|一个|位|一位|一名|几个)[^，。]{0,10}(?:来|人|老师|专家|师傅|指导|教|讲)"
)
_FILLS_IN = lazy_regex(
    r"(?:你们|您们)?(?:能不能|可不可以|能否|可以)?(?:派|请|找|喊|安排)(?:个|一个|位)?人(?:来|过来)?(?:帮|教)(?:我|我们|一?下|忙|到)*(?:填|弄|办|跑|看|准备|整|申?报|写).{0,8}"
    r"|(?:那|那么)?(?:我|我们)?.{0,8}?(?:有没(?:有|得)|有|哪个|谁)?(?:人|哪个|谁)(?:能|可以|得行)?帮(?:我|我们)(?:填|弄|办|跑|看|准备|整|申?报|写).{0,8}"
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
LONGEST_PLACE = 14
_LOOSE = frozenset({"help", "other", "ask", "look", "policy"})
_NO_CASE = frozenset("emergency thanks human complaint cancel claim decline command privacy events".split())
_EDGE = lazy_regex(r"^[\s“\"'‘]+|[\s”\"'’。.，,!！?？~～嘛吧哈噻了哦]+$")


async def answer(turn: Turn, understood: Understanding) -> None:
    """Quote what answers, or hand the question to a butler; what an office refused is a matter to be seen to."""
    if _REFUSED.search(understood.text) and not questions.is_question(understood.text):
        await intake.take(turn, replace(understood, intent="demand", kind="matter"))
        return
    before = quoted.last(turn)
    place = understood.place.code if understood.place else turn.person.place_code
    about = before["about"] if before and not read_question(understood.text).topics else understood.text
    state = {"text": understood.text, "about": about, "place": place, "shown": 1}
    turn.talk.note("policy", **state)
    pages = quoted.pages_of(turn, state)
    if before and before.get("paper") and not read_question(understood.text).topics:
        state = {**state, "paper": before["paper"]}
    if not pages and (narrowed := follow_ups.narrowed(understood.text, understood.tags)):
        state = {**state, "text": narrowed, "about": narrowed, "question": understood.text}
        pages = quoted.pages_of(turn, state)
    if pages:
        quoted.quote_first(turn, state, pages)
    elif before is None and not understood.tags and not read_question(understood.text).topics:
        turn.talk.put("policy", None)
        turn.say(policies.of_what())  # 有些啥子政策
    else:
        await _forward(turn, understood.text, understood, state)


async def go_on(turn: Turn) -> bool:
    """更多, 要人 and whatever asks on after a question; False where the words are something else."""
    state = quoted.last(turn)
    words = _EDGE.sub("", turn.text.strip())
    if turn.understood is None:
        return False
    if state is None:
        return await _answer_first(turn, turn.understood)
    if _asks_for_person(turn, state, words):
        await _ask_for_person(turn, state, "" if _PERSON.fullmatch(words) or _FILLS_IN.fullmatch(words) else turn.text)
        return True
    if _MORE.fullmatch(words) is not None and quoted.show_next(turn, state):
        return True
    if _asks_of_us(turn.text):
        return False
    if quoted.hear_of_paper(turn, state):
        return True
    if turn.person.expert_ids and not _asks_rule(turn.text):
        return False  # 下个月都不在, from an expert who asked about a grant before
    if quoted.is_fresh(turn, state) and _tells_where(turn.understood):
        await _keep_place(turn, state, turn.understood)
        return True
    if await _ask_on(turn, state, turn.understood) or await _add_to_forwarded(turn, state, turn.understood):
        return True
    return await _answer_first(turn, turn.understood)


def _asks_for_person(turn: Turn, state: dict[str, Any], words: str) -> bool:
    """要人, 那帮我报一哈嘛，我不会弄手机: to be seen to by a person, also with why beside it."""
    if _PERSON.fullmatch(words):
        return True
    if not quoted.is_fresh(turn, state):
        return False
    first = _EDGE.sub("", next(iter(clauses(words)), ""))
    is_wish = _WANTS_PERSON.search(words) is not None and "钱" not in words and "费" not in words
    return bool(_FILLS_IN.fullmatch(words) or _PERSON.fullmatch(first) or (is_wish and not tells_trouble(words)))


def _asks_of_us(text: str) -> bool:
    """值班时间, 你们是哪个单位: of those who answer, not of a rule."""
    is_doubt = worries.FRAUD.search(text) is not None and worries.is_worry(text) and "你们" in text
    is_untold = worries.asks_of_others(text) or worries.asks_office_number(text)
    return worries.asks_hours(text) or worries.asks_scope(text) or is_doubt or is_untold


async def _ask_on(turn: Turn, state: dict[str, Any], understood: Understanding) -> bool:
    """多久能批下来, 高企呢: answered as part of what was asked before, else added to what a butler owes."""
    text = turn.text.strip()
    if not quoted.is_fresh(turn, state) or understood.intent == "emergency":
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
    if (paper := quoted.same_paper(turn, state, text, place)) is not None:
        about = follow_ups.queries(text, state["about"], things)[0][1]
        asked = {**state, "text": text, "about": about, "question": f"{about}，{text}", "place": place, "shown": 1}
        asked |= {"within": paper}
        quoted.quote_first(turn, asked, quoted.pages_of(turn, asked))
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
        if pages := quoted.pages_of(turn, asked):
            quoted.quote_first(turn, asked, pages)
            return True
    is_need = bool(things) and understood.intent == "demand" and not follow_ups.goes_along(text)
    if await _add_to_forwarded(turn, state, understood, asks_on=not is_need):
        return True
    if is_need:
        return False
    await _forward(turn, f"{state['about']}：{text}", understood, {**state, "place": place})
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
    kept = {**state, "question": told}
    asked = {**kept, "text": f"{state['about']}，{follow_ups.CONDITION}", "within": state["paper"], "shown": 1}
    pages = quoted.pages_of(turn, asked)
    if pages and pages[0][0].source.policy_id == state["paper"]:
        turn.talk.note("policy", **asked)
        turn.say(policies.conditions(*pages[0]))
    else:
        turn.talk.note("policy", **kept)
        turn.say(policies.case_kept())


def _tells_own_case(state: dict[str, Any], understood: Understanding) -> bool:
    """我们营收4000万, 我是硕士, after a rule was quoted: is that enough?"""
    text = understood.text
    if state.get("paper") is None or len(text) > quoted.LONGEST or understood.place is not None:
        return False
    if understood.intent in _NO_CASE or questions.asks_or_needs(text):
        return False
    return _OWN_CASE.search(text) is not None


def _tells_where(understood: Understanding) -> bool:
    """忘了说我是大足的, 潼南的: nothing but where one lives, which is what the rule depends on."""
    is_bare = understood.place is not None and len(understood.text) <= LONGEST_PLACE and not understood.tags
    return is_bare and not questions.asks_or_needs(understood.text)


def _asks_rule(text: str) -> bool:
    """串换药品了咋个罚 tells a trouble and asks a rule; what to do about a trouble (咋个办) is no rule's matter."""
    aspects = {aspect.name for aspect in read_question(text).aspects}
    return questions.RULES.search(text) is not None or bool(aspects & _OF_RULES)


async def _keep_place(turn: Turn, state: dict[str, Any], understood: Understanding) -> None:
    """Where the question is from: with what a butler owes, else for what is asked next."""
    if (place := understood.place) is None:
        return
    turn.person.place_code, turn.person.place_name = place.code, place.name
    await turn.uow.people.save(turn.person)
    task = await turn.uow.work.get_task(int(state["task"])) if state.get("task") else None
    is_forwarded = task is not None and task.is_open
    if task is not None and is_forwarded:
        task.detail = {**task.detail, "note": f"{task.detail.get('note', '')}；{understood.text}"[:LONGEST_NOTE]}
        await turn.uow.work.save_task(task)
    turn.talk.note("policy", **{**state, "place": place.code})
    turn.say(policies.place_kept(place.name, is_forwarded=is_forwarded))


async def _add_to_forwarded(
    turn: Turn, state: dict[str, Any], understood: Understanding, *, asks_on: bool = False
) -> bool:
    """我都去了三趟了, 急, after the question went to a butler: kept with it."""
    task = await turn.uow.work.get_task(int(state["task"])) if state.get("task") else None
    text = turn.text.strip()
    if task is None or not task.is_open or not quoted.is_fresh(turn, state) or len(text) > follow_ups.LONGEST:
        return False
    is_sure = understood.intent_confidence >= SURE or tells_trouble(text)
    is_own = understood.intent == "demand" and is_sure and not follow_ups.goes_along(text)
    is_more = understood.intent == "policy" and not questions.RULES.search(text)
    is_loose = asks_on or is_more or understood.intent in _WAITS or understood.intent_confidence < UNSURE
    if not is_loose or is_own or not (signs.says_something(text) or "急" in text):
        return False
    if not asks_on and read_answer(text).kind != "other":
        return False  # 好嘛, 要得
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
    task.detail = {**task.detail, "note": f"{note}；{text}"[:LONGEST_NOTE], owed.ASKED_AT: turn.now.isoformat()}
    await turn.uow.work.save_task(task)
    turn.talk.note("policy", **state)
    await turn.notify_staff(
        "task", task.base, what=owed.POLICY_QUESTION, note=text[:60], next=owed.ANSWER.format(id=task.id)
    )
    turn.say(policies.added())
    return True


async def _answer_first(turn: Turn, understood: Understanding) -> bool:
    """我们合作社想买烘干机，有补贴没得: a question of a rule that a paper answers is no need to be taken down."""
    is_open = turn.talk.draft is None and turn.talk.asked() is None
    is_loose = is_open and understood.intent in {"other", "confirm", "help", "look", "ask"}
    asks_rule = bool(understood.tags) and not turn.person.expert_ids and questions.asks_of_rule(understood.text)
    if is_loose and (names_rule(understood.text) or asks_rule):
        await answer(turn, understood)
        return True
    if understood.intent != "demand" or understood.parts:
        return False
    is_mere_question = is_open and questions.asks(understood.text) and not tells_wish(understood.text)
    is_of_office = understood.kind in {"policy", "service", "matter"}
    is_sure = understood.intent_confidence >= SURE or tells_trouble(understood.text)
    if is_sure and not is_of_office and not is_mere_question:
        return False
    aspects = {aspect.name for aspect in read_question(understood.text).aspects}
    if is_mere_question and "penalty" in aspects:
        await answer(turn, understood)  # 处方药没得处方卖了要遭罚好多
        return True
    if not is_of_office and (is_sure or not aspects & _OF_RULES):
        return False
    is_asked = questions.asks(understood.text) or bool(aspects)
    if turn.talk.draft is not None or not is_asked or _REFUSED.search(understood.text):
        return False
    place = understood.place.code if understood.place else turn.person.place_code
    if not turn.services.policies.search(understood.text, place, 1, ""):
        return False
    await answer(turn, understood)
    return True


async def _ask_for_person(turn: Turn, state: dict[str, Any], words: str = "") -> None:
    """The question becomes a demand that a butler steers, with the words in which a person was asked for."""
    turn.talk.put("policy", None)
    turn.talk.put("force_new", True)
    question = state.get("question", state["text"])
    told = f"{question}，{words}" if words else question
    understood = turn.services.understand(told, turn.now)
    wish = policies.wish_for_help(turn.services.understand(question, turn.now).summary or question)
    kind = understood.kind if understood.kind in {"policy", "matter"} else "policy"
    await intake.take(turn, replace(understood, intent="policy", kind=kind, summary=wish, parts=()))


async def _forward(turn: Turn, text: str, understood: Understanding, state: dict[str, Any]) -> None:
    """The honest word that it takes a person."""
    note = owed.policy_question(text)
    base = turn.rules.base_for(understood.place.code if understood.place else turn.person.place_code, turn.person.base)
    key = f"policy:{turn.person.id}:{text[:60]}"
    task = Task(base.name, TaskKind.FOLLOW_UP, turn.now, person_id=turn.person.id, detail={"note": note}, key=key)
    task_id = await turn.owe(task, owed.ANSWER, what=owed.POLICY_QUESTION)
    turn.talk.note("policy", **{**state, "task": task_id})
    turn.say(policies.forwarded(base))
