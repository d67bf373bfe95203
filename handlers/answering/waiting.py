"""Short answers to what was asked by a notice: a bare 行 or 1 finds its question, or is asked which it means."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from domain.orders import Order
from domain.visits import VisitStatus
from domain.work import Prompt, PromptKind
from handlers import access
from handlers.activities import answers as activity_answers
from handlers.answering import (
    after_visit,
    asked_back,
    looking_back,
    needs_behind,
    rating_answers,
    sent_back,
    too_early,
    visit_answers,
    visit_questions,
)
from handlers.conversation import aftermath, revival, vagueness
from handlers.helping import messages
from handlers.orders import claiming, conversing
from handlers.outcomes import self_solved, withdrawing_several
from handlers.reading import belonging, questions, stalling
from handlers.turn import Arguments, Turn
from handlers.visits import consent, meeting_points, refusals
from handlers.visits import times as visit_times
from handlers.wording import asker, expert, remarks, welcoming
from nlu.dialogue.answers import Answer, read_answer, read_choice, read_solved
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

ENOUGH = lazy_regex(
    r"够了|够用|解决了|(?<![修弄搞整换装])好了(?!再|才|就|没)|管用|有用|可以了|行了|不用来|不用(再)?(请|派)人"
)
NOT_ENOUGH = lazy_regex(
    r"还(?:是|在)(?!要|想|好)|更(?:严重|凶|多|恼火)|没(?:得|有)?(?:见)?(?:好|效果?|变化)|试了.{0,6}(?:没|不|还)|请(?:个)?人来|喊(?:个)?人来|还要来人|还是(想|要)|不够|没用|不管用|没得用|来(个)?人|来看|没解决|不行"
)
LOOKS = 2
_ASKS_FIRST = lazy_regex(
    r"(?:等|那)?(?:我|我们)?(?:先|去|要|得)?(?:问|商量|请示|打听)(?:一?[下哈]|问|起)?(?:我|我们)?[\u4e00-\u9fff]{0,5}(?:再说|看)?"
)
_WELCOME = lazy_regex(
    r"^(?:不(?:用|必|要)?(?:客气|谢)|莫客气|别客气|应该的|没(?:得)?(?:事|关系)$|.{0,4}再(?:找|问|联系|喊|叫)我)"
)
_YES_AND = lazy_regex(r"(?P<first>[^，,。！!~～\s]{1,5})[，,。！!~～\s]+(?P<rest>.{3,})", re.S)
_ASKS_MORE = lazy_regex(
    r"啥|什么|怎么|咋|啷个|多少|好多(?!了)|几[次天遍斤两倍]|哪|[吗么?？]\s*$|[不没]$|可不可以|能不能"
)
RELAYED_WORD = lazy_regex(
    r"(?:我们?(?:老汉|爸|妈|老婆|婆娘|老公|堂客|男人|儿子?|女儿?|幺儿|幺妹|哥|姐|弟|妹|爷爷|婆婆|奶奶|屋头|家里|老板|领导|院长|校长|书记|社长|村长)|(?!我|你|您)[\u4e00-\u9fff]{1,6}?)(?:那边|那头)?(?:说|讲|回话|回复|答应)(?:了|的是|是|他|她|哈|起)*[，,：:\s]*(?P<said>[^，,]{1,8})"
)
_DONE_AS_TOLD = lazy_regex(  # 撒了，树子叶子发红了, to 每亩撒三十公斤
    r"^(?:我|已经|都|就|也|按您?说的|照(?:着|你|您|老师)?(?:说的)?|[，,])*(?:撒|打|喷|喂|用|做|弄|施|换|浇|灌|泡|洒|剪|挂|试|涂|搞|拌|停)(?:了|过|完)"
)
_DECIDED = lazy_regex(  # 领导同意了, 书记没同意
    r"(?:我们?的?)?(?:领导|老板|院长|校长|书记|主任|社长|村长|厂长|经理|[\u4e00-\u9fff]总|老公|老婆|爸|妈|老汉|屋头|家里人?|他们?|她)(?:也|都|已经|那边)*(?:(?P<no>没(?:有)?|不)?(?:同意|答应|批准?|点头|准)|没意见)(?:了|的)*"
)
_ORDINAL = lazy_regex(r"第|头一|最?[前后先](?:面|头|边)|[一二三四五六\d]号|单")
OF_VISITS = frozenset({"visit_place", "visit_when", "visit_time", "visit_of"})
SHORT = frozenset({"yes", "no", "polite", "unsure"})
RELAYED = frozenset(
    "demand answer other edit confirm deny ask message rate checkin complete decline leave look".split()
)
TINY = 6  # 来了, 没来 and 晚上好 are too short to be told apart by themselves
ALSO_ANSWERS = frozenset(
    "rate propose_time thanks signup claim complete checkin complaint progress cancel look leave decline".split()
)
Answering = Callable[[Turn, Prompt, Understanding, Answer], Awaitable[bool]]


async def answer(turn: Turn, understood: Understanding) -> bool:
    """Read the message as the answer to what waits for this person; False where nothing fits."""
    understood = vagueness.of_asker(turn, understood)
    if await _answer_with_need_behind(turn):
        return True
    about = await _named(turn, understood)
    if about is not None and _asks_of_another(turn, about):
        turn.talk.settle()  # 注塑那个没解决, while a score for the pickles was asked for
    if await _answers_question(turn, understood, about):
        return True
    short = _read_short(turn.text)
    if await _hear_relapse(turn, understood, short) or await _hear_over(turn, about, short):
        return True
    if not _may_answer(understood, short) and not _is_of_visit(turn, understood):
        return await _asks_of_advice(turn, understood, short)
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    if about is not None:
        prompts = [one for one in prompts if one.demand_no in {None, about} or one.kind is PromptKind.QUESTION]
    if prompts and await _answers_notice(turn, prompts, understood, short):
        return True
    return await visit_answers.hear_of_visit(turn, understood) or await asked_back.hear(turn, understood)


async def _answers_question(turn: Turn, understood: Understanding, about: int | None) -> bool:
    """What we asked ourselves comes before what notices asked."""
    return (
        await _answer_claim_choice(turn)
        or await after_visit.answer_self_solved(turn)
        or await too_early.hear(turn)
        or await visit_questions.answer_question(turn)
        or await rating_answers.hear_slip(turn)
        or await rating_answers.hear_after_reopening(turn)
        or await rating_answers.answer_question(turn)
        or await _agrees_to_newest(turn, understood, about)
        or await meeting_points.hear(turn)
    )


async def _answers_notice(turn: Turn, prompts: Sequence[Prompt], understood: Understanding, short: Answer) -> bool:
    """The newest notice that the words can answer; where several wait for the same word it is asked which."""
    asked = [prompt for prompt in prompts if prompt.kind in (PromptKind.CLAIM, PromptKind.VISIT)]
    if await _picks_order(turn, asked) or await visit_questions.answer_several(turn, asked):
        return True
    if short.kind in {"yes", "no", "polite"} and len(asked) > 1 and not _is_newest_alone(asked):
        turn.say(await _which(turn, asked))
        return True
    for prompt in prompts:
        if await ANSWERS[prompt.kind](turn, prompt, understood, short):
            return True
    return False


def _is_of_visit(turn: Turn, understood: Understanding) -> bool:
    """The words make sense beside a visit or a time on the table, whatever they were taken for."""
    return (
        visit_answers.speaks_of_visit(turn)
        or visit_times.names_refused(turn.text, turn.now)
        or (bool(understood.times) and refusals.SUITS.search(turn.text) is not None)
        or consent.is_unsure(turn.text)
        or consent.read_consent(turn.text).kind != "none"
    )


async def _answer_with_need_behind(turn: Turn) -> bool:
    """好了，谢谢。另外我屋的鸡不下蛋: the answer first, then the need."""
    parted = needs_behind.part(turn)
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now) if parted else []
    if parted is None or not prompts or not await needs_behind.is_another(turn, prompts[0], parted[1]):
        return False
    turn.incoming = replace(turn.incoming, text=parted[0])
    if not await answer(turn, turn.services.understand(parted[0], turn.now)):
        turn.say(welcoming.thanks())
    await needs_behind.take(turn, parted[1])
    return True


async def asked_since(turn: Turn, question: dict[str, Any]) -> bool:
    """Whether a notice asked this person something after our own question: 行 answers the newer one."""
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    return any(prompt.asked_at > datetime.fromisoformat(question["at"]) for prompt in prompts)


async def _hear_over(turn: Turn, about: int | None, short: Answer) -> bool:
    """不需要老师了, 已经修好了: of the one matter that can be meant, unless something else is asked just now."""
    question = turn.talk.asked()
    is_free = question is None or question["name"] in OF_VISITS
    if turn.person.expert_ids or short.kind != "other" or not is_free or turn.talk.draft is not None:
        return False
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    if any(prompt.kind is not PromptKind.VISIT for prompt in prompts):
        return False
    demands = await access.open_demands(turn)
    if turn.understood is not None and await withdrawing_several.hear_part(turn, demands, turn.understood):
        return True
    if len(demands) > 1:
        meant = about or (None if _ORDINAL.search(turn.text) else turn.talk.focus)
        demands = [one for one in demands if one.no == meant]
    return len(demands) == 1 and await self_solved.hear(turn, demands[0])


async def _hear_relapse(turn: Turn, understood: Understanding, short: Answer) -> bool:
    """又犯了 after the closing, unless it answers what is asked just now."""
    if short.kind != "other" or turn.talk.draft is not None:
        return False
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    if prompts:
        return False
    return await revival.hear_again(turn, understood) or await aftermath.hear_relapse(turn, understood)


async def _agrees_to_newest(turn: Turn, understood: Understanding, about: int | None) -> bool:
    """行，我在加油站等你, to the one time on the table: a yes and a place, not only the place."""
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    visits = [one for one in prompts if one.kind is PromptKind.VISIT and about in {None, one.demand_no}]
    if len(visits) != 1 or visits[0] is not prompts[0] or turn.talk.asked():
        return False
    if not consent.read_consent(turn.text).rest:
        return False
    visit = await turn.uow.visits.get(visits[0].ref_id or 0)
    if visit is None or visit.status is not VisitStatus.PROPOSED:
        return False
    return await visit_answers.answer_prompt(turn, visits[0], understood, _read_short(turn.text))


async def _named(turn: Turn, understood: Understanding) -> int | None:
    """The one open demand of this asker whose crop, animal or machine is named."""
    if turn.person.expert_ids or not belonging.things_named(understood):
        return None
    named = [one.no for one in await access.open_demands(turn) if belonging.shares_thing(one, understood)]
    return named[0] if len(named) == 1 else None


def _asks_of_another(turn: Turn, about: int) -> bool:
    question = turn.talk.asked()
    return bool(question) and (question or {}).get("no") not in {None, about}


def _read_short(text: str) -> Answer:
    """Yes and no, also as somebody else's word: 王大爷说要得."""
    short = read_answer(text)
    if short.kind == "other" and _ASKS_FIRST.fullmatch(text.strip(" 。.！!")):
        return Answer("unsure")
    if short.kind == "other" and (decided := _DECIDED.fullmatch(text.strip(" 。.！!"))):
        return Answer("no" if decided["no"] else "yes")
    relayed = RELAYED_WORD.fullmatch(text.strip()) if short.kind == "other" else None
    said = read_answer(relayed["said"]) if relayed else short
    return said if said.kind in {"yes", "no"} else short


def _may_answer(understood: Understanding, short: Answer) -> bool:
    if len(understood.text) <= TINY:
        return True
    found = _YES_AND.match(understood.text.strip())
    if found is not None and read_answer(found["first"]).kind == "yes":
        return True
    return short.kind in SHORT or understood.intent in RELAYED | ALSO_ANSWERS or bool(understood.phones)


def _is_newest_alone(asked: Sequence[Prompt]) -> bool:
    """Only the newest is a visit and the others are pushes: a yes means the visit."""
    return asked[0].kind is PromptKind.VISIT and all(prompt.kind is PromptKind.CLAIM for prompt in asked[1:])


async def _picks_order(turn: Turn, asked: Sequence[Prompt]) -> bool:
    """A bare number, while nothing but orders wait: the order of that number, else it is asked which."""
    number = read_choice(turn.text, 99)
    numbers = [prompt.demand_no for prompt in asked]
    if number is None or not asked or turn.talk.asked() or any(one.kind is not PromptKind.CLAIM for one in asked):
        return False
    if number not in numbers and len(numbers) > 1:
        turn.say(await _which(turn, asked))
        return True
    no = number if number in numbers else numbers[0]
    turn.talk.ask("claim_choice", no=no)
    turn.say(expert.which_claim(no or 0))
    return True


async def _which(turn: Turn, prompts: Sequence[Prompt]) -> str:
    visits = [prompt for prompt in prompts if prompt.kind is PromptKind.VISIT]
    if visits and len(visits) == len(prompts):
        return await visit_questions.ask_which(turn, visits)
    return expert.which_of(await open_orders(turn, prompts))


async def open_orders(turn: Turn, prompts: Sequence[Prompt]) -> list[Order]:
    """The orders that wait for this expert's word, newest first."""
    numbers = dict.fromkeys(prompt.demand_no for prompt in prompts if prompt.kind is PromptKind.CLAIM)
    found = [await turn.uow.orders.of_demand(no) for no in list(numbers)[:6] if no]
    return [order for order in found if order is not None]


async def _answer_claim_choice(turn: Turn) -> bool:
    question = turn.talk.asked()
    if not question or question["name"] != "claim_choice":
        return False
    choice = read_choice(turn.text, 3)
    if choice is None:
        return False
    if choice != LOOKS:
        turn.talk.settle()  # after the look 1 still claims
    run = (claiming.claim, claiming.look, claiming.decline)[choice - 1]
    no, rest = int(question["no"]), str(question.get("rest") or "")
    await run(turn, Arguments(number=no))
    if choice == 1 and rest:
        await messages.pass_on(turn, Arguments(no, rest))  # 月底回来再去, said with the claim
    return True


async def _claim(turn: Turn, prompt: Prompt, understood: Understanding, short: Answer) -> bool:
    """Politeness is not consent: whoever says 收到 is asked whether that is a claim."""
    if _WELCOME.match(turn.text):
        return False
    if short.kind == "no" or understood.intent == "decline":
        await claiming.decline(
            turn, Arguments(number=prompt.demand_no, rest=turn.text if len(turn.text) > TINY else "")
        )
        return True
    if short.kind == "unsure" and "看" in turn.text:
        turn.talk.ask("claim_choice", no=prompt.demand_no)
        await claiming.look(turn, Arguments(number=prompt.demand_no))
        return True
    is_polite = short.kind == "polite" or (short.kind == "other" and understood.intent == "thanks")
    if is_polite or short.kind in {"yes", "unsure"}:
        if is_polite and turn.talk.get("claim_asked") == prompt.demand_no:
            turn.say(expert.still_open(prompt.demand_no or 0))
            return True
        turn.talk.put("claim_asked", prompt.demand_no)
        turn.talk.ask("claim_choice", no=prompt.demand_no)
        turn.say(expert.which_claim(prompt.demand_no or 0))
        return True
    return False


async def _question(turn: Turn, prompt: Prompt, understood: Understanding, short: Answer) -> bool:
    """The asker's words are the answer, unless they state another need."""
    if stalling.is_puzzled(turn.text) and (asked := await turn.uow.records.get_exchange(prompt.ref_id or 0)):
        turn.say(remarks.question_again(asked.text or ""))
        return True
    is_called = understood.intent == "human" and bool(understood.phones)  # 打我电话 138… answers too
    is_told = understood.intent in RELAYED or await _tells_what_was_asked(turn, prompt, understood)
    if not is_told and short.kind not in {"yes", "no"} and not is_called:
        return False
    if understood.intent == "demand":
        demand = await turn.uow.demands.get(prompt.demand_no or 0)
        put = await turn.uow.records.get_exchange(prompt.ref_id or 0)
        if demand and put and asked_back.is_another(demand, put.text, understood):
            return False
    await conversing.answer_question(turn, prompt, turn.text)
    turn.talk.put("answered", {"no": prompt.demand_no, "ref": prompt.ref_id, "at": turn.now.isoformat()})
    return True


async def _tells_what_was_asked(turn: Turn, prompt: Prompt, understood: Understanding) -> bool:
    """前天, to 什么时候开始的; 拍不来照片，黄的, which only sounds like a complaint."""
    put = await turn.uow.records.get_exchange(prompt.ref_id or 0)
    if put is None:
        return False
    if understood.intent == "propose_time":
        is_past = all(one.start is not None and one.start <= turn.now for one in understood.times)
        return asked_back.asks_since_when(put.text or "") or (bool(understood.times) and is_past)
    return understood.intent == "complaint" and bool(conversing.in_common(put.text or "", turn.text))


async def _advice(turn: Turn, prompt: Prompt, understood: Understanding, short: Answer) -> bool:
    question = turn.talk.asked()
    if question and question["name"] == "advice_choice" and (choice := read_choice(turn.text, 2)):
        turn.talk.settle()
        await conversing.judge_advice(turn, prompt, choice == 1)
    elif NOT_ENOUGH.search(turn.text) or short.kind == "no":
        await conversing.judge_advice(turn, prompt, False)
    elif ENOUGH.search(turn.text) or read_solved(turn.text) is True:
        await conversing.judge_advice(turn, prompt, True)
    elif await _goes_on(turn, prompt, understood, short):
        await conversing.answer_question(turn, prompt, turn.text)
    elif short.kind == "yes":
        turn.talk.ask("advice_choice", no=prompt.demand_no)
        turn.say(asker.ask_enough(prompt.demand_no or 0))
    else:
        return False
    return True


async def _goes_on(turn: Turn, prompt: Prompt, understood: Understanding, short: Answer) -> bool:
    """补啥子肥, 盐水有8个: asked on, or the answer to what the advice asked; 我屋的鸡不下蛋 is neither."""
    if short.kind != "other" or len(turn.text) > asked_back.LONGEST:
        return False
    if _ASKS_MORE.search(turn.text) and understood.intent != "demand":
        return True
    put = await turn.uow.records.get_exchange(prompt.ref_id or 0)
    demand = await turn.uow.demands.get(prompt.demand_no or 0)
    if put is None or demand is None or asked_back.is_another(demand, put.text, understood):
        return False
    is_told = not belonging.names_another(demand, understood) or bool(conversing.in_common(put.text, turn.text))
    is_at_home = understood.place is None and not understood.phones and is_told
    is_after = _DONE_AS_TOLD.match(turn.text) is not None or belonging.tells_of_parts(demand, understood)
    return is_at_home and (is_after or questions.asks(turn.text) or questions.asks(put.text))


async def _asks_of_advice(turn: Turn, understood: Understanding, short: Answer) -> bool:
    """臭氧0.2，要调高吗: of the advice given last, however it is classified."""
    if turn.talk.focus is None or turn.person.expert_ids or not questions.asks(turn.text):
        return False
    if understood.intent in {"emergency", "bind", "human", "complaint"} or questions.asks_about_bot(turn.text):
        return False
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    advice = next((one for one in prompts if one.kind is PromptKind.ADVICE), None)
    return advice is not None and await _advice(turn, advice, understood, short)


ANSWERS: dict[PromptKind, Answering] = {
    PromptKind.CLAIM: _claim,
    PromptKind.QUESTION: _question,
    PromptKind.ADVICE: _advice,
    PromptKind.VISIT: visit_answers.answer_prompt,
    PromptKind.RATING: rating_answers.answer_prompt,
    PromptKind.LOOK_BACK: looking_back.answer_prompt,
    PromptKind.SENT_BACK: sent_back.answer_prompt,
    PromptKind.SIGN_UP: activity_answers.answer_announcement,
}
