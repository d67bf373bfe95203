"""Words before the need: 我想咨询一下, and the worries of cost and fraud that a stranger has first."""

from __future__ import annotations

import re

from domain.errors import DomainError
from handlers import access, drafting, publishing
from handlers.turn import Turn
from handlers.wording import expert, staff, welcoming
from nlu.understanding import Understanding

_FEE = re.compile(r"收费|要钱|花钱|免费|多少钱|好多钱|收钱|费用|交钱|给钱|要不要.{0,4}钱")
_FRAUD = re.compile(
    r"骗子|骗人|诈骗|骗局|是真的吗|真的假的|靠谱|靠不靠|可信|[哪啥什]么?[个子]?单位|你们?是(?:谁|哪个|干啥|做什么)|哪个办的"
)
_ASKS = re.compile(r"[吗不嘛么?？吧啊呢]|多少|好多|哪|啥|什么|谁|怕|是不是")
_OPENING = re.compile(
    r"^(?:我|我们|就是|那个|老师|你好|您好|哎|诶|[，,、\s])*"
    r"(?:(?:想|要)?(?:请问|问|咨询|打听|反映|请教|求助|说|麻烦)(?:一下|哈|下|个|点)?(?:你们|您)?"
    r"(?:事|事情|问题|情况|点事|件事)?|(?:有|遇到)(?:个|点|件|一个|些)?(?:事|事情|问题|困难|难处)(?:要|想)?(?:问|请教|咨询)?(?:一下|哈)?"
    r"|帮(?:个|帮|下)?忙|帮帮我|能不能帮(?:个|下)?忙|帮我一下|需要帮助|请帮忙)"
    r"(?:可以|行|得行|要得)?[吗嘛不吧哈呀哦啊了～~!！。.，,?？\s]*$"
)
_BECOMES_EXPERT = re.compile(r"(?:当|做|成为|加入|登记|注册|报名).{0,4}专家|专家.{0,3}(?:登记|注册|入库|报名)|入专家库")
_SECRET = re.compile(
    r"保密|不公开|(?:不想|不愿|不要|不能|别|莫|莫要|不准|不许).{0,4}(?:公开|同行|别个|别人|外人|外面|竞争|对手|对头)"
)
_ME = re.compile(
    r"机器人|你是(?:人|真人|哪个|啥|什么)|[你能].{0,2}(?:能|会|可以)?(?:干|做)(?:啥|什么|嘛)|干(?:啥|嘛)的|[咋怎].?用"
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_AWAY = re.compile(r"不在|请假|请个假|出差|休假|出国|不接单|开会")
_IN_HAND = re.compile(r"手[上里头](?:的|有|还|现在)?.{0,4}(?:啥|什么|哪些|哪几|多少|几|单|任务)|我接了(?:哪些|啥|几)")
LONGEST_WORRY = 24


def says_away(text: str) -> bool:
    """12月1号到5号我不在, from an expert with nothing in hand."""
    return _AWAY.search(text) is not None


def asks_for_tasks(turn: Turn) -> bool:
    """我手上有啥, from an expert."""
    return bool(turn.person.expert_ids) and _IN_HAND.search(turn.text) is not None


def hear_worry(turn: Turn, understood: Understanding) -> bool:
    """Does it cost anything, is it a fraud: answered from the base's own facts."""
    if len(turn.text) > LONGEST_WORRY or understood.tags or understood.intent in {"demand", "policy", "message"}:
        return False
    if not _ASKS.search(turn.text):
        return False
    if _FEE.search(turn.text):
        turn.say(welcoming.about_fees(turn.base))
    elif _FRAUD.search(turn.text):
        turn.say(welcoming.about_us(turn.base))
    else:
        return False
    return True


def hear_beginning(turn: Turn) -> bool:
    """我想咨询一下: go on, please."""
    if turn.talk.draft is not None or not _OPENING.match(turn.text):
        return False
    turn.say(welcoming.go_on())
    return True


async def hear_secrecy(turn: Turn) -> bool:
    """不想让同行看到: the demand leaves the open list, matched experts keep it."""
    if not _SECRET.search(turn.text) or turn.talk.focus is None:
        return False
    demand = await turn.uow.demands.lock(turn.talk.focus)
    if demand is None or demand.is_ended or demand.reporter_id != turn.person.id:
        return False
    await publishing.restrict(turn, demand, "matched")
    turn.say(welcoming.kept_private(demand.no))
    return True


async def hear_opening(turn: Turn, understood: Understanding) -> bool:
    """Somebody starts to speak, or names no more than a place: go on, please."""
    if _BECOMES_EXPERT.search(turn.text) and not turn.person.expert_ids:
        turn.talk.ask("register_expert")
        turn.say(expert.registration_asked())
    elif _ME.search(turn.text) and len(turn.text) <= LONGEST_WORRY and not understood.tags:
        turn.say(welcoming.about_me())
    elif understood.place is not None and not understood.place.choices and len(turn.text) <= LONGEST_WORRY:
        turn.person.place_code, turn.person.place_name = understood.place.code, understood.place.name
        await turn.uow.people.save(turn.person)
        turn.say(welcoming.go_on_there(understood.place.name, understood.place.town))
    elif turn.incoming.kind == "link":
        turn.say(welcoming.link_unread())
    else:
        return False
    return True


async def offer_to_pass_on(turn: Turn) -> bool:
    """让他早点来: words that fit nothing, while somebody is on the other side."""
    if turn.talk.focus is None or not 4 <= len(turn.text.strip()) <= 200:
        return False
    demand = await turn.uow.demands.get(turn.talk.focus)
    if demand is None or demand.is_ended or demand.expert_id is None:
        return False
    is_asker = demand.reporter_id == turn.person.id
    if not is_asker and demand.expert_id not in turn.person.expert_ids:
        return False
    one = await turn.uow.experts.get(demand.expert_id) if is_asker else None
    turn.talk.ask("guess", intent="message", text=turn.text)
    turn.say(welcoming.pass_on_guess(one.courtesy_name() if one else "对方", demand.no))
    return True


async def not_for_askers(turn: Turn) -> bool:
    """Experts and staff get their own hint."""
    if turn.person.is_staff:
        turn.say(staff.not_understood())
    elif turn.person.expert_ids:
        turn.say(expert.not_understood())
    else:
        return False
    return True


def says_something(text: str) -> bool:
    """Two Chinese characters at least: markup and signs are no need, however they are classified."""
    return len(_CHINESE.findall(text)) > 1


def is_question(text: str) -> bool:
    """取消了吗: asked, not done."""
    return bool(re.search(r"[吗么?？]\s*[。！!~～]*$|.[了来]没(?:有|得)?[。！!]*$|是不是|有没有", text))


async def demand_named(turn: Turn, understood: Understanding) -> int | None:
    """猪的不用了: the one open demand that speaks of it."""
    named = [*drafting.subjects_of(understood), *understood.tags]
    demands = [one for one in await access.open_demands(turn) if any(word in one.text for word in named)]
    return demands[0].no if len(demands) == 1 else None


async def held_by_expert(turn: Turn) -> int | None:
    """The one order in this expert's hands, where a claim or a refusal can mean no other."""
    try:
        held = await access.held_demand(turn, None, "交回 12")
    except DomainError:
        return None
    return held.demand.no
