"""What each understood intent means for this person: the handler behind it, or a guess and a way to a person."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from handlers import access
from handlers.activities import words as activity_words
from handlers.answering import visit_answers
from handlers.commands import running
from handlers.commands.table import by_name
from handlers.conversation import asides, openings, policies, strangers, vagueness
from handlers.helping import greeting, messages, privacy, progress, staff_calls
from handlers.needs import additions, facts, intake, joining, naming, pointing
from handlers.orders import claiming, conversing
from handlers.outcomes import completing, withdrawing, withdrawing_several
from handlers.pool import leave
from handlers.reading import questions, signs, stances, troubles
from handlers.turn import Arguments, Turn
from handlers.visits import arranging as visiting
from handlers.visits import standing, tabling
from handlers.visits.heard import consent
from handlers.wording import asker, expert, welcoming
from nlu.dialogue.acts import SURE as REALLY
from nlu.dialogue.acts import read_act
from nlu.dialogue.answers import read_answer
from nlu.dialogue.wants import announces_another, tells_trouble, tells_wish
from nlu.entities.demand_numbers import read_demand_numbers
from nlu.text.patterns import lazy_regex
from nlu.understanding import FieldGuess, Understanding

SURE = 0.5
SURELY = 0.9
VAGUE = 0.3  # of an act: hardly meant
MENDS_PLACE = 20  # characters of 老板说是巴南不是铜梁
WITHDRAWS = ("撤", "取消", "不要了", "不用了", "不需要", "不请了")
_DATA = lazy_regex(r"信息|(?:我的|个人|存|哪些|什么).{0,3}资料|隐私|数据|个人|号码|电话|删|存|导出|注销|泄露|记录|实名")
_LOST_PAPER = lazy_regex(
    r"(?:身份证|户口本|户口|驾照|社保卡|医保卡|结婚证|营业执照)[^，。]{0,4}(?:掉|丢|落|遗失|过期|到期|补办?|换)"
)
_FILLING = lazy_regex(r"[\s，,。.！!的那个家在我来去到嘛吧哈]|可以|行")
GIVES_UP = ("cannot", "decline", "handback", "refuse", "leave", "quit", "move")
_CALLS_EXPERT = lazy_regex(r"[\u4e00-\u9fff](?:老师|教授|医生|主任|工(?![厂人程作资地])|所长|站长|院长|专家)")
MAY_WITHDRAW = frozenset("cancel decline deny events message leave other".split())


async def follow(turn: Turn, understood: Understanding) -> None:
    """Do what the words ask for, whatever is running besides; what is said of several matters, one after the other."""
    if told := await pointing.of_each(turn, understood):
        for no, clause in told:
            turn.talk.set_focus(no)
            turn.incoming = replace(turn.incoming, text=clause)
            again = turn.services.understand(clause, turn.now)
            is_where = again.place is not None and again.place.town and not again.tags
            if not is_where or not await additions.mend(turn, replace(again, intent="edit", demand_no=no)):
                await _follow_one(turn, again)
        return
    await _follow_one(turn, await pointing.as_pointed(turn, understood))


async def _follow_one(turn: Turn, understood: Understanding) -> None:
    understood = vagueness.uncorroborated(turn, vagueness.of_asker(turn, understood))
    understood = vagueness.as_trouble(understood, lambda told: _field_of(turn, told))
    understood = await strangers.as_need(turn, understood, lambda told: _field_of(turn, told))
    if turn.talk.focus is None:
        understood = vagueness.as_need(understood, lambda told: _field_of(turn, told))
    if _is_need_besides(turn, understood):
        turn.talk.put("force_new", True)
        understood = replace(understood, intent="demand")
    if understood.intent in MAY_WITHDRAW and await activity_words.withdrawal_said(turn, understood):
        return
    handler = INTENTS.get(understood.intent, _not_understood)
    is_end = understood.intent == "cancel" and not _names_withdrawal(turn.text)  # 了, the last letter of 死了
    if (understood.intent == "demand" or is_end) and not signs.says_something(turn.text):
        handler = _not_understood
    is_short = len(understood.text) <= MENDS_PLACE and not troubles.TROUBLE.search(understood.text)
    is_mend = understood.intent in {"deny", "confirm", "other"} or (understood.intent == "demand" and is_short)
    if understood.place_rejected is not None and is_mend:
        handler = _edit  # 是巫山不是忠县
    if vagueness.is_vague(understood):
        handler = _not_understood
    is_running = turn.talk.draft is not None
    if not await asides.hear(turn, understood) and not await facts.hear(turn, understood):
        await handler(turn, understood)
    is_other = handler is not _not_understood and understood.intent not in {"demand", "cancel", "edit"}
    if is_other and is_running and turn.talk.draft is not None:
        await intake.remind(turn)


def _is_need_besides(turn: Turn, understood: Understanding) -> bool:
    """另外我妈膝盖痛，这个找哪个: surely a need, and said to be another, however it is classified."""
    if turn.person.expert_ids or turn.person.is_staff or turn.talk.focus is None or turn.talk.draft is not None:
        return False
    if understood.intent in {"demand", "policy", "emergency"} or announces_another(understood.text) is None:
        return False
    is_told = tells_trouble(understood.text) or tells_wish(understood.text)
    return is_told and read_act(understood.text, "asker").is_likely("need", least=SURELY)


def _field_of(turn: Turn, told: str) -> FieldGuess | None:
    """兽医 of 鸡有点啄肛: by what the words alone are about, else by the name of a field in them."""
    return turn.services.understand(told, turn.now).field or turn.services.read_field(told)


async def _not_understood(turn: Turn, understood: Understanding) -> None:
    """A last look at what may be meant; then a guess or a way to a person."""
    if read_answer(turn.text).kind == "polite":
        turn.say(welcoming.nothing_waiting())
        return
    is_more = understood.tags or tells_trouble(turn.text)  # 牛死了
    if turn.talk.focus is not None and is_more and await joining.join_recent(turn, understood):
        return
    if understood.tags and understood.field is not None and len(turn.text) >= 6:
        turn.talk.ask("guess", intent="demand", text=understood.text)
        turn.say(welcoming.not_understood(welcoming.to_solve(understood.summary or understood.field.name), turn.base))
        return
    if openings.asks_for_tasks(turn):
        await claiming.my_tasks(turn, Arguments())
        return
    if await openings.hear_opening(turn, understood) or await messages.offer_to_pass_on(turn):
        return
    if turn.talk.draft is not None:
        await intake.remind(turn)
    elif not await openings.not_for_askers(turn) and not await openings.hear_piece(turn):
        turn.say(welcoming.not_understood(None, turn.base))


Intended = Callable[[Turn, Understanding], Awaitable[None]]


def _as_command(run: Callable[[Turn, Arguments], Awaitable[None]], *, with_text: bool = False) -> Intended:
    """An understood intent reaches the same handler as the command."""

    async def handle(turn: Turn, understood: Understanding) -> None:
        await run(turn, Arguments(understood.demand_no, turn.text if with_text else ""))

    return handle


def _only_experts(act: Intended) -> Intended:
    """Only experts mean this; from others the same words are something else."""

    async def handle(turn: Turn, understood: Understanding) -> None:
        if turn.person.expert_ids:
            await act(turn, understood)
        else:
            await _not_understood(turn, understood)

    return handle


def _for_experts(run: Callable[[Turn, Arguments], Awaitable[None]], *, with_text: bool = False) -> Intended:
    """A command of experts, reached by an understood intent."""
    return _only_experts(_as_command(run, with_text=with_text))


async def _demand(turn: Turn, understood: Understanding) -> None:
    """A need, unless it only names a day, or an expert speaks of the trade."""
    if _is_hardly_need(turn, understood) and await messages.offer_to_pass_on(turn):
        return  # 对不起，刚才没看手机，马上来接
    if tabling.is_dated(turn.text, turn.now) and _tells_only_when(understood):
        await visiting.suggest(turn, understood)
    elif not await openings.hear_expert(turn, understood):
        await intake.take(turn, understood)


def _is_hardly_need(turn: Turn, understood: Understanding) -> bool:
    """Taken for a need by a hair, of a trade that can only be guessed, while a matter is talked about."""
    guess, text = understood.field, understood.text
    if _CALLS_EXPERT.match(text) and turn.talk.draft is None and not turn.person.expert_ids:
        return questions.asks(text) and not tells_trouble(text) and not tells_wish(text)  # 谭老师是坐班车还是开车哦
    is_weak = understood.intent_confidence < SURE and (guess is None or guess.confidence < SURE)
    if not is_weak or understood.parts or understood.place is not None or turn.talk.draft is not None:
        return False
    return turn.talk.focus is not None and not read_act(understood.text, "asker").is_likely("need", least=VAGUE)


def _tells_only_when(understood: Understanding) -> bool:
    """朱衣镇的星期四下午三点: a place and a time, and nothing that could be a need."""
    rest = understood.text
    for piece in (*(time.text for time in understood.times), understood.place.text if understood.place else ""):
        rest = rest.replace(piece, "") if piece else rest
    return bool(understood.times) and len(_FILLING.sub("", rest)) == 0


async def _edit(turn: Turn, understood: Understanding) -> None:
    if turn.talk.draft is not None and await intake.go_on(turn, understood):
        return
    if await additions.mend(turn, understood):
        return
    text = turn.text
    if understood.tags and (understood.extra.get("subjects") or tells_trouble(text) or tells_wish(text)):
        await intake.take(turn, understood)
    elif understood.tags and turn.talk.draft is None and not turn.person.expert_ids:
        await progress.show(turn, Arguments())  # 昨天登记的那个能不能改一下
    else:
        await _not_understood(turn, understood)


async def _cancel(turn: Turn, understood: Understanding) -> None:
    demands = await access.open_demands(turn)
    if not demands:
        in_hand = await access.demands_in_hand(turn)
        if in_hand and (questions.is_question(turn.text) or not await messages.offer_to_pass_on(turn)):
            await claiming.my_tasks(turn, Arguments())
        elif not in_hand:
            turn.say(asker.nothing_to_drop())
        return
    number = understood.demand_no or await naming.demand_named(turn, understood)
    meant = [one for one in demands if number in {None, one.no}]
    if understood.demand_no is None and await standing.ask_what_to_cancel(turn, meant):
        return
    if questions.is_question(turn.text):
        await _progress(turn, understood)
        return
    if await withdrawing_several.hear(turn, demands):
        return
    if understood.demand_no is not None or (_says_withdraw(turn) and not naming.names_other(demands, turn.text)):
        await withdrawing.withdraw(turn, Arguments(number))
        return
    demand = await access.own_demand(turn, number, "撤回 12")
    turn.talk.ask("confirm", command="撤回", number=demand.no, rest="")
    turn.say(asker.withdraw_sure(demand))


def _says_withdraw(turn: Turn) -> bool:
    """撤回 in so many words, or a plain word soon after the demand was talked about."""
    age = turn.talk.focus_age()
    is_soon = age is not None and age <= additions.RECENT
    return "撤回" in turn.text or (is_soon and _names_withdrawal(turn.text))


def _names_withdrawal(text: str) -> bool:
    return read_answer(text).kind == "cancel" or any(word in text for word in WITHDRAWS)


async def _look(turn: Turn, understood: Understanding) -> None:
    if not turn.person.expert_ids and not turn.person.is_staff:
        await progress.show(turn, Arguments(understood.demand_no))
    elif understood.demand_no is None and ("单" in turn.text or "榜" in turn.text):
        name = understood.field.name if understood.field and understood.field.confidence >= SURE else ""
        await claiming.show_list(turn, Arguments(rest=name))
    else:
        await claiming.look(turn, Arguments(understood.demand_no))


async def _progress(turn: Turn, understood: Understanding) -> None:
    if understood.demand_no is not None and await _is_steered(turn, understood.demand_no):
        await running.run(turn, by_name("查"), Arguments(understood.demand_no, name="查"))
    elif turn.person.expert_ids and not await access.open_demands(turn):
        await claiming.my_tasks(turn, Arguments())
    elif turn.person.is_staff and not await access.open_demands(turn):
        await running.run(turn, by_name("待办"), Arguments(name="待办"))
    elif _asks_nothing(understood) and await messages.offer_to_pass_on(turn):
        return  # 要得，老师来的时候带点生根粉
    else:
        for number in read_demand_numbers(turn.text) or (understood.demand_no,):
            await progress.show(turn, Arguments(number))


def _asks_nothing(understood: Understanding) -> bool:
    """Hardly taken for a question after the matter, and without anything that asks."""
    if understood.intent_confidence >= SURE or questions.asks(understood.text) or understood.demand_no is not None:
        return False
    return not read_act(understood.text, "asker").is_likely("progress", "noshow", "wait", least=VAGUE)


async def _is_steered(turn: Turn, number: int) -> bool:
    """Whether this person is staff asking after somebody else's demand."""
    demand = await turn.uow.demands.get(number) if turn.person.is_staff else None
    return demand is not None and demand.reporter_id != turn.person.id and access.may_steer(turn, demand.base)


async def _message(turn: Turn, understood: Understanding) -> None:
    if understood.demand_no is None and turn.talk.focus is None and not await access.open_demands(turn):
        await _not_understood(turn, understood)
        return
    await messages.pass_on(turn, Arguments(understood.demand_no, turn.text))


async def _propose_time(turn: Turn, understood: Understanding) -> None:
    """A time without anybody to meet belongs to what is being taken down, or is asked about."""
    if turn.talk.draft is not None and await intake.go_on(turn, understood):
        return
    if turn.person.expert_ids and openings.says_away(turn.text) and await access.held_by_expert(turn) is None:
        await leave.go(turn, Arguments(rest=turn.text))
        return
    is_dated = tabling.is_dated(turn.text, turn.now)
    if understood.tags and not is_dated:
        await intake.take(turn, understood)
    elif not is_dated and not visit_answers.speaks_of_visit(turn) and await messages.offer_to_pass_on(turn):
        return
    else:
        await visiting.suggest(turn, understood)


async def _claim(turn: Turn, understood: Understanding) -> None:
    """我接，下周三去, by somebody who has it already, is about the time."""
    if not turn.person.expert_ids:
        await _not_understood(turn, understood)
    elif understood.demand_no is None and understood.times and await access.held_by_expert(turn) is not None:
        await visiting.suggest(turn, understood)
    elif await _holds_all(turn) and stances.read_stance(turn.text).kind == "none":
        if not await messages.offer_to_pass_on(turn):  # 不用管我的饭，我带了干粮
            await claiming.my_tasks(turn, Arguments())
    else:
        await claiming.claim(turn, Arguments(understood.demand_no))


async def _holds_all(turn: Turn) -> bool:
    """An order in hand, and none that waits for a word."""
    return await access.held_by_expert(turn) is not None and not await access.offered(turn)


async def _decline(turn: Turn, understood: Understanding) -> None:
    """Without an order that waits for an answer, it may be the one in hand: hand back or another time?"""
    in_hand = await access.demands_in_hand(turn)
    held = [one for one in in_hand if understood.demand_no in {None, one.no}]
    is_of_held = understood.demand_no is not None or not await access.offered(turn)
    if len(held) == 1 and is_of_held and not read_demand_numbers(turn.text):
        if not _gives_up(turn.text) and await messages.offer_to_pass_on(turn):
            return  # 不用接，我自己坐高铁来
        if consent.offers(turn.text) and tabling.is_dated(turn.text, turn.now):
            await visiting.suggest(turn, understood)  # 车坏在路上了，明天上午来行不
            return
        turn.say(expert.cannot_go(held[0].no))
        return
    await claiming.decline(turn, Arguments(understood.demand_no, turn.text))


def _gives_up(text: str) -> bool:
    """Whether an expert's words step back, or put off what was agreed."""
    is_unable = stances.read_stance(text).kind in {"cannot", "not_then", "later", "refuses"}
    return is_unable or read_act(text, "expert").is_likely(*GIVES_UP, least=REALLY)


async def _privacy(turn: Turn, understood: Understanding) -> None:
    """Of an expert with an order in hand, words that name no data at all are rather meant for the other side."""
    if _LOST_PAPER.search(turn.text):
        await policies.answer(turn, replace(understood, intent="policy", kind="policy"))
        return
    names_data = _DATA.search(turn.text) is not None
    if not names_data and not turn.person.expert_ids and not turn.person.is_staff:
        await _not_understood(turn, understood)  # 我看到你们的宣传单
        return
    names_data = names_data or not await access.demands_in_hand(turn)
    if names_data or not await messages.offer_to_pass_on(turn):
        await privacy.show(turn, Arguments(understood.demand_no))


async def _yes_or_no(turn: Turn, understood: Understanding) -> None:
    if questions.is_question(turn.text) and await access.open_demands(turn):
        await progress.show(turn, Arguments())
        return
    if understood.intent == "deny" and (no := await access.held_by_expert(turn)) is not None:
        turn.say(expert.held_hint(no))
        return
    if understood.place is not None and read_answer(turn.text).kind == "other":
        await _not_understood(turn, understood)  # 哎呀就是开州的
        return
    if await standing.names_other_time(turn):
        await visiting.suggest(turn, understood)  # 好，那后天下午3点
        return
    if not turn.person.expert_ids and (demands := await access.open_demands(turn)):
        await standing.say_again(turn, demands)
    elif await standing.say_visit_again(turn, await access.demands_in_hand(turn)):
        return
    elif read_answer(turn.text).kind != "other" or not await openings.hear_piece(turn):
        turn.say(welcoming.nothing_waiting())


INTENTS: dict[str, Intended] = {
    "demand": _demand,
    "policy": policies.answer,
    "events": activity_words.events_said,
    "signup": activity_words.signup_said,
    "checkin": activity_words.checkin_said,
    "progress": _progress,
    "cancel": _cancel,
    "edit": _edit,
    "claim": _claim,
    "decline": _only_experts(_decline),
    "look": _look,
    "ask": _for_experts(conversing.ask, with_text=True),
    "answer": _for_experts(conversing.advise, with_text=True),
    "leave": _for_experts(leave.go, with_text=True),
    "message": _message,
    "human": _as_command(staff_calls.human),
    "complaint": _as_command(staff_calls.complain),
    "help": _as_command(greeting.help_me),
    "greet": _as_command(greeting.greet),
    "thanks": _as_command(greeting.thank),
    "privacy": _privacy,
    "propose_time": _propose_time,
    "complete": completing.complete_in_prose,
    "rate": completing.rate_in_prose,
    "confirm": _yes_or_no,
    "deny": _yes_or_no,
}
