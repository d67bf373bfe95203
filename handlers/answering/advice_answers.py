"""Answers of askers to what an expert asked or advised from afar."""

from __future__ import annotations

from domain.work import Prompt, PromptKind
from handlers.answering import asked_back
from handlers.orders import conversing
from handlers.reading import belonging, questions, stalling
from handlers.turn import Turn
from handlers.visits.heard import consent
from handlers.wording import asker, remarks
from nlu.dialogue.answers import Answer, read_choice, read_solved
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

_ENOUGH = lazy_regex(
    r"够了|够用|解决了|(?<![修弄搞整换装])好了(?!再|才|就|没)|管用|有用|可以了|行了|不用来|不用(再)?(请|派)人"
)
_NOT_ENOUGH = lazy_regex(
    r"还(?:是|在)(?!要|想|好)|更(?:严重|凶|多|恼火)|没(?:得|有)?(?:见)?(?:好|效果?|变化)|试了.{0,6}(?:没|不|还)|请(?:个)?人来|喊(?:个)?人来|还要来人|还是(想|要)|不够|没用|不管用|没得用|来(个)?人|来看|没解决|不行"
)
_ASKS_MORE = lazy_regex(
    r"啥|什么|怎么|咋|啷个|多少|好多(?!了)|几[次天遍斤两倍]|哪|[吗么?？]\s*$|[不没]$|可不可以|能不能"
)
_DONE_AS_TOLD = lazy_regex(  # 撒了，树子叶子发红了, to 每亩撒三十公斤
    r"^(?:我|已经|都|就|也|按您?说的|照(?:着|你|您|老师)?(?:说的)?|[，,])*(?:撒|打|喷|喂|用|做|弄|施|换|浇|灌|泡|洒|剪|挂|试|涂|搞|拌|停)(?:了|过|完)"
)
RELAYED = frozenset(
    "demand answer other edit confirm deny ask message rate checkin complete decline leave look".split()
)


async def answer_question(turn: Turn, prompt: Prompt, understood: Understanding, short: Answer) -> bool:
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
    turn.talk.note("answered", no=prompt.demand_no, ref=prompt.ref_id)
    return True


async def _tells_what_was_asked(turn: Turn, prompt: Prompt, understood: Understanding) -> bool:
    """前天, to 什么时候开始的; 拍不来照片，黄的, which only sounds like a complaint."""
    put = await turn.uow.records.get_exchange(prompt.ref_id or 0)
    if put is None:
        return False
    if understood.intent == "propose_time":
        is_past = all(one.start is not None and one.start <= turn.now for one in understood.times)
        return asked_back.asks_since_when(put.text or "") or (bool(understood.times) and is_past)
    return understood.intent in {"complaint", "help"} and bool(conversing.in_common(put.text or "", turn.text))


async def answer_advice(turn: Turn, prompt: Prompt, understood: Understanding, short: Answer) -> bool:
    """够了, 还是请人来, or what is asked on; a bare yes closes nothing before it is asked what it means."""
    question = turn.talk.asked()
    if question and question["name"] == "advice_choice" and (choice := read_choice(turn.text, 2)):
        turn.talk.settle()
        await conversing.judge_advice(turn, prompt, choice == 1)
    elif _NOT_ENOUGH.search(plain := consent.without_conditions(turn.text)) or short.kind == "no":
        await conversing.judge_advice(turn, prompt, False)
    elif _ENOUGH.search(plain) or read_solved(plain) is True:
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


async def asks_of_advice(turn: Turn, understood: Understanding, short: Answer) -> bool:
    """臭氧0.2，要调高吗: of the advice given last, however it is classified."""
    if turn.talk.focus is None or turn.person.expert_ids or not questions.asks(turn.text):
        return False
    if understood.intent in {"emergency", "bind", "human", "complaint"} or questions.asks_about_bot(turn.text):
        return False
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    advice = next((one for one in prompts if one.kind is PromptKind.ADVICE), None)
    return advice is not None and await answer_advice(turn, advice, understood, short)
