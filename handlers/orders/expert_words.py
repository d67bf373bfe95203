"""What experts say without a form: a question is no claim, a report no need of their own, company no event."""

from __future__ import annotations

import re
from dataclasses import replace

from domain.demands import Demand, DemandStatus
from domain.visits import Visit, VisitStatus
from domain.work import PromptKind, TaskKind
from handlers import access
from handlers.desk import Desk
from handlers.helping import messages, staff_calls
from handlers.orders import (
    afterwards,
    by_act,
    claiming,
    claiming_several,
    expert_answers,
    offers,
    speaking_over,
    stepping_back,
)
from handlers.outcomes import completing
from handlers.reading import absence, questions
from handlers.reading.hindrances import HELD_UP, NO_TIME, unable
from handlers.turn import Arguments, Turn
from handlers.visits import arranging as visiting
from handlers.visits import day_of, meetings, tabling
from handlers.wording import expert, expert_talk, service
from nlu.dialogue.acts import read_act
from nlu.dialogue.answers import read_answer
from nlu.dialogue.ratings import has_points
from nlu.text.patterns import lazy_regex
from nlu.understanding import TimeExpression, Understanding

_NOT_I = lazy_regex(
    r"不(?:太)?(?:想|愿意?|能|敢|打算|准备|再|方便)?(?:再)?(?:接|揭|来|去)"
    rf"|{NO_TIME}(?:接|来|去)|{unable('来去接')}"
)
_BUT_I = lazy_regex(
    r"不接不行|不去不行|[接来去]不[接来去]|(?:但|但是|不过|还是)(?:我)?(?:可以|能)?(?:接|来|去)|为什么不|怎么不"
)
_LIST = lazy_regex(
    r"^(?:现在|今天|最近|你们?|请问)?(?:有没有|有|还有没有|还有|看看?|有哪些|有啥)(?P<what>[^，,。？?]{0,8}?)(?:的|别的|其他的?|新的?)*(?:单子?|榜单|活路?|需求)(?:可以?接|能接|要接)?(?:的)?(?:没有?|没得|吗|不|么|呢)?[?？]*$"
    r"|^[^，,。？?]{2,6}(?:有没有|有)(?:啥|什么)?单(?:子)?(?:没有?|吗|不)?[?？]*$|^(?:给我|帮我)?(?:推|派|发)(?:点|几个|些)单|^(?:怎么|咋个?)(?:一直|总是|老是|都)?没(?:有)?(?:派|推)?单"
)
SURE = 0.5
_ASKS = lazy_regex(
    r"啥|什么|咋|怎么|哪[里个些样]|[吗么?？]\s*$|多少|好多|几[个亩户天]|没得|情况|说说|介绍|具体|有没有|是不是"
)
_CLAIMS = lazy_regex(r"我接|接了|接单|接下|揭榜|我揭|认领|我来(?!看)|我去(?!看)|算我|交给我|归我")
_MAY_I = lazy_regex(r"(?:可以|可不可以|能不能|能否|还能|能)(?:接|揭|领)|(?:接|揭)(?:得|不得|了没)")
_REPORTS = lazy_regex(
    r"去看了|看过了|看完了|去过了|(?:去|到)了?现场(?:看|查|指导)?了?|现场(?:看|查|指导|处理|教|诊断)(?:了|过|完)"
    r"|指导(?:完|过|了)|讲(?:完|了课|过课)|上完课|教(?:了|会了)|处理(?:完|好)了?|会诊(?:完|了|结束)|(?:视频|线上)(?:看|指导|连线|会诊)(?:了|完|过)"
    r"|服务(?:完|结束|好)了"
)
_AHEAD = lazy_regex(r"要去|准备|打算|明天|后天|下周|去看看|想去|改天|再去|还没|没去")
_PICTURES = lazy_regex(
    r"(?:照片|图片|视频|图)(?:没得|没有|有吗|有没|有不|吗|有没得|没)|有(?:没得|没有)?(?:照片|图片|视频)"
)
_DIAL_IN = lazy_regex(
    r"(?:会议|房间)(?:号|ID|id|密码|链接)\s*(?:是|为|[:：])?\s*[\d\-\s]{6,}|https?://|meeting\.tencent"
)
_CANNOT = lazy_regex(
    rf"{unable('来去接办')}|{HELD_UP}|{NO_TIME}"
    r"|做不了|不方便|不对口|住院|出差|不是我(?:的)?(?:专业|领域|方向)|不是(?:搞|做|研究)这|[不没](?:懂|会|搞过)这"
)
_RETURNS = lazy_regex(r"(?<![不没别莫])(?<!不要)(?<!不用)(?<!怎么)交回(?!来|去|吗|不|的话|后|了吗)")
_MOVES = lazy_regex(
    r"改(?:到|在|成|约)?(?=.{0,4}(?:\d|[一二三四五六七八九十]|周|星期|礼拜|明|后|大后|下|上午|下午|晚))|换(?:到|成|个时间)|推(?:迟)?到|另约"
)
_MORE = lazy_regex(r"^(?:补充|再补充|小结|总结|备注|结论)(?:一?[下点]|说明|两句)?[：:，, ]+(?P<said>.{2,})$", re.S)
_ONLINE = lazy_regex(
    r"(?:线上|视频|远程|电话里|网上)(?:指导|看|讲|会诊|连线|说)?(?:一?下)?(?:可以|行|得行|要得|好)?(?:不|吗|嘛|么|怎么样)|(?:改|换)(?:成|为)?(?:线上|视频|远程)"
)
_SILENT = lazy_regex(
    r"(?:对方|他|她|老乡|农户|人家|需求方|企业|医院|学校).{0,6}(?:(?:一直|都|还)?(?:不|没有?)(?:回话|回我|回信|回复|理我|接电话|吭声|反应)|联系不上|打不通)|没人(?:回话|回我|接电话|理我)|打不通(?:他|她|对方)?的?电话"
)
LONGEST = 60
_BLAME = lazy_regex(
    rf"(?:{absence.THEY}|这家|那家|这户|这个人)(?:人|的人)?(?:们)?[^，,。]{{0,4}}?(?:自己)?(?:不听(?:劝|话|招呼|$|[，,\s])|不信(?:我|专家)|不讲理|不配合|难缠|难说话|扯皮|耍赖|不认账|骂人|骂我|凶我|乱骂|没(?:得)?素质|不守信|说话难听|态度(?:差|不好|恶劣|凶))"
)
_EVENT = lazy_regex(r"宣讲|活动|培训|讲座|课|会议|报名|签到|名额|(?<![现牧渔农工猪鸡羊牛])场(?!镇|坝)")
_ARRIVED = lazy_regex(r"(?:我|我们|人)?(?:已经|刚刚?|都)?(?:[到拢]了|[到拢]咯|[到拢]啦)(?:哈|哦|的)?[。！!]*")
_BY_TRAIN = lazy_regex(  # 坐高铁到奉节站，八点二十: when one gets to the station is not when one comes to the orchard
    r"(?:坐|乘|搭|赶)(?:的)?(?:早班)?(?:高铁|动车|火车|飞机|大巴|班车|客车|船)|[到拢](?:了)?[\u4e00-\u9fff]{0,6}(?:高铁站|车站|火车站|客运站|机场|码头|高速口|收费站|[东南西北]站|(?<=[\u4e00-\u9fff])站(?=[，,。\s]|$))"
)
_NAMES_DAY = lazy_regex(r"[今明后下周号日月]|星期|礼拜")
_HOW_RATED = lazy_regex(
    rf"{absence.THEY}[^，,。]{{0,4}}给我?(?:(?:打|评)(?:了|的|个)*几|(?:打|评)?(?:了|的|个)*(?:多少|好多|啥子?))(?:分|颗?星|评价)"
)
_ANSWER, _SAID_ON, OTHER = 16, 8, 0.3


async def hear(turn: Turn, understood: Understanding) -> bool:
    """False where the words are something else, or not an expert's."""
    if not turn.person.expert_ids:
        return False
    return (
        await claiming_several.hear(turn)
        or _asks_how_rated(turn)
        or await _blames(turn)
        or await afterwards.hear(turn, understood)
        or await by_act.hear_known(turn, understood)
        or await _hands_back(turn, understood)
        or await stepping_back.hear(turn, understood)
        or await by_act.hear_advice(turn, understood)
        or await offers.hear(turn, understood)
        or await _refuses(turn, understood)
        or await _asks_for_list(turn, understood)
        or await _asks_first(turn, understood)
        or await _asks_for_pictures(turn)
        or await _adds_to_report(turn)
        or await _online_instead(turn)
        or await _tells_arrival(turn, understood)
        or await _replies(turn, understood)
        or await _names_other_time(turn, understood)
        or await _nobody_answers(turn)
        or await _reports(turn, understood)
        or await speaking_over.hear(turn, understood)
        or await _speaks_to_other_side(turn, understood)
        or await by_act.hear(turn, understood)
        or (not by_act.speaks_of_self(turn.text) and await _answers(turn, understood))
    )


def _asks_how_rated(turn: Turn) -> bool:
    """他给我好多分嘛: blind, also when the matter is closed."""
    if len(turn.text) > _ANSWER or not _HOW_RATED.search(turn.text):
        return False
    turn.say(service.blind())
    return True


async def _blames(turn: Turn) -> bool:
    """是他自己不听, 这家人难缠得很: never passed on to whom it is about; a butler hears it."""
    text = turn.text.strip()
    if not _BLAME.search(text) or len(text) > LONGEST or questions.asks(text) or has_points(text):
        return False
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    if any(one.kind is PromptKind.RATING for one in prompts):
        return False
    await staff_calls.complain(turn, Arguments(rest=text))
    return True


async def _answers(turn: Turn, understood: Understanding) -> bool:
    return await expert_answers.hear(turn, understood) or await offers.hear_last(turn, understood)


async def _refuses(turn: Turn, understood: Understanding) -> bool:
    """我不想接农业的: a claim in all but the word before it."""
    if understood.intent != "claim" or not _NOT_I.search(turn.text) or _BUT_I.search(turn.text):
        return False
    await claiming.decline(turn, Arguments(understood.demand_no, turn.text))
    return True


async def _asks_for_list(turn: Turn, understood: Understanding) -> bool:
    """有没有柑橘的单, 还有别的单吗: what waits, of the field that is named."""
    if understood.demand_no is not None or not _LIST.match(turn.text.strip()):
        return False
    guess = understood.field
    name = (guess.second or guess.name) if guess is not None and guess.confidence >= SURE else ""
    await claiming.show_list(turn, Arguments(rest=name))
    return True


async def _asks_first(turn: Turn, understood: Understanding) -> bool:
    """这个单子是啥情况 shows the order; 还能接吗 is asked back: a question never claims."""
    if understood.intent != "claim":
        return False
    if _MAY_I.search(turn.text) and _ASKS.search(turn.text):
        no = understood.demand_no or await access.prompted_order(turn, "看 12")
        turn.talk.ask("claim_choice", no=no)
        turn.say(expert.which_claim(no))
        return True
    if _CLAIMS.search(turn.text) or not _ASKS.search(turn.text):
        return False
    await claiming.look(turn, Arguments(understood.demand_no))
    return True


async def _asks_for_pictures(turn: Turn) -> bool:
    if len(turn.text) > 20 or not _PICTURES.search(turn.text):
        return False
    in_hand = [demand.no for demand in await access.demands_in_hand(turn)]
    no = access.meant_of(turn, [*in_hand, *await access.offered(turn)])
    if no is None:
        return False
    if not await turn.uow.records.media_of(no):
        turn.say(expert.no_pictures(no))
        return True
    await claiming.look(turn, Arguments(no))
    return True


async def _reports(turn: Turn, understood: Understanding) -> bool:
    """今天去看了，主要是……, from somebody who has an order: it is done, and these words are the summary."""
    if (
        understood.intent == "emergency"
        or not _REPORTS.search(turn.text)
        or turn.text.rstrip().endswith(("吗", "?", "？"))
    ):
        return False
    if understood.intent in {"rate", "complete"}:
        return not await access.demands_in_hand(turn) and await _reports_unclaimed(turn)
    if _AHEAD.search(turn.text) or any(_is_other_day(turn, one) for one in understood.times):
        return False
    open_ones = [one for one in await access.demands_in_hand(turn) if one.status is not DemandStatus.SERVED]
    begun = [one for one in open_ones if await _has_begun(turn, one)] or open_ones
    if understood.demand_no is not None:
        begun = [one for one in open_ones if one.no == understood.demand_no]
    if not begun:
        return not open_ones and await _reports_unclaimed(turn)
    if len(begun) > 1:
        raise access.which(begun, completing.EXAMPLE)
    await completing.complete(turn, Arguments(begun[0].no, turn.text))
    return True


async def _adds_to_report(turn: Turn) -> bool:
    """补充：主要是缺钙, after a report."""
    found = _MORE.match(turn.text.strip())
    if found is None:
        return False
    served = [one.no for one in await access.demands_in_hand(turn) if one.status is DemandStatus.SERVED]
    no = access.meant_of(turn, served)
    if no is None:
        return False
    await completing.complete(turn, Arguments(no, found["said"]))
    return True


async def _online_instead(turn: Turn) -> bool:
    """太远了去不了，线上可以不: the other side says whether that will do."""
    if not _ONLINE.search(turn.text) or tabling.is_dated(turn.text, turn.now) or len(turn.text) > LONGEST:
        return False
    no = await access.held_by_expert(turn)
    demand = await turn.uow.demands.get(no) if no is not None else None
    if demand is None or await meetings.visits(Desk.of(turn), demand, VisitStatus.PROPOSED, VisitStatus.AGREED):
        return False
    await messages.pass_on(turn, Arguments(no, turn.text))
    return True


async def _names_other_time(turn: Turn, understood: Understanding) -> bool:
    """我忘了，不好意思，改后天上午十点: whatever else is said, the time is put before the other side."""
    is_move = understood.intent in {"deny", "confirm", "other", "decline", "message"} and _MOVES.search(turn.text)
    is_on_site = understood.intent in {"checkin", "signup", "events"} and not _EVENT.search(turn.text)
    if not is_move and not is_on_site:
        return False
    if not tabling.is_dated(turn.text, turn.now) or (no := await access.held_by_expert(turn)) is None:
        return False
    await visiting.suggest(turn, replace(understood, demand_no=no))
    return True


async def _tells_arrival(turn: Turn, understood: Understanding) -> bool:
    """到了; 坐高铁到奉节站，八点二十: for the other side to know, and no other hour of the visit."""
    text = turn.text.strip()
    is_way = _BY_TRAIN.search(text) is not None and not _MOVES.search(text) and len(text) <= LONGEST
    if not is_way and not _ARRIVED.fullmatch(text):
        return False
    no = understood.demand_no or await access.held_by_expert(turn)
    demand = await turn.uow.demands.get(no) if no is not None else None
    if demand is None or demand.status is DemandStatus.SERVED or questions.asks(text):
        return False
    agreed = await meetings.visits(Desk.of(turn), demand, VisitStatus.AGREED)
    if is_way and (not agreed or any(_is_day_of_its_own(one, agreed) for one in understood.times)):
        return False
    await messages.pass_on(turn, Arguments(demand.no, turn.text))
    return True


def _is_day_of_its_own(one: TimeExpression, agreed: list[Visit]) -> bool:
    """周五 of a visit on Friday is the same day; 后天 may be another one, 八点四十 names none."""
    start = one.start
    if start is None or not _NAMES_DAY.search(one.text):
        return False
    return all(visit.starts_at.astimezone(start.tzinfo).date() != start.date() for visit in agreed)


async def _replies(turn: Turn, understood: Understanding) -> bool:
    """二十公分, to 土要挖好深: the other side asked last, and a few words answer that."""
    text = turn.text.strip()
    is_loose = understood.intent in {"rate", "other", "deny", "confirm", "checkin", "progress", "answer", "demand"}
    if not is_loose or len(text) > _ANSWER or questions.asks(text) or tabling.is_dated(text, turn.now):
        return False
    held = [one for one in await access.demands_in_hand(turn) if one.status is not DemandStatus.SERVED]
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    if len(held) != 1 or prompts or turn.talk.asked() or not await _fits_what_was_written(turn, held[0]):
        return False
    await messages.pass_on(turn, Arguments(held[0].no, turn.text))
    return True


async def _fits_what_was_written(turn: Turn, demand: Demand) -> bool:
    """三十公分, to a question; 有几把, to 有: said on, where nothing is reported, given back or merely noted."""
    if await messages.was_asked(turn, demand.no):
        return True
    if len(turn.text.strip()) > _SAID_ON or read_answer(turn.text).kind != "other":
        return False
    is_other = read_act(turn.text, "expert").share("done", "result", "handback", "cannot", "decline", "thanks") >= OTHER
    return not is_other and not has_points(turn.text) and await messages.was_written_to(turn, demand)


async def _nobody_answers(turn: Turn) -> bool:
    """对方一直不回话: a butler finds out why."""
    is_silent = _SILENT.search(turn.text) or absence.NO_REPLY.search(turn.text)
    if not is_silent or len(turn.text) > LONGEST:
        return False
    no = await access.held_by_expert(turn)
    demand = await turn.uow.demands.get(no) if no is not None else None
    if demand is None or await day_of.is_near(turn, demand) or await _has_begun(turn, demand):
        return False  # who waits at the door is heard by the other side first
    await Desk.of(turn).owe(demand, TaskKind.FOLLOW_UP, expert_talk.silent_note(turn.text), key=f"silent:{demand.no}")
    turn.say(expert_talk.silent(demand.no))
    return True


async def _hands_back(turn: Turn, understood: Understanding) -> bool:
    """去不了了，推荐谭老师去, from somebody who has it: the order is open again, and not only asked about."""
    if understood.intent in {"rate", "emergency", "complete"} or len(turn.text) > LONGEST:
        return False
    is_plain = _RETURNS.search(turn.text) is not None and not questions.is_question(turn.text)
    if not is_plain and (not _CANNOT.search(turn.text) or not claiming.referral(turn.text)):
        return False
    open_ones = [one for one in await access.demands_in_hand(turn) if one.status is not DemandStatus.SERVED]
    no = understood.demand_no or (turn.talk.focus if len(open_ones) > 1 and not is_plain else None)
    named = [one for one in open_ones if no in {None, one.no}]
    if len(named) != 1:
        if is_plain and len(open_ones) > 1:
            raise access.which(open_ones, "交回 12")
        return False
    await claiming.hand_back(turn, Arguments(named[0].no, turn.text))
    return True


async def _reports_unclaimed(turn: Turn) -> bool:
    """这家我上周去看过了, from somebody to whom it was only offered."""
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    offered = {one.demand_no for one in prompts if one.kind == "claim" and one.demand_no}
    if len(offered) != 1:
        return False
    turn.say(expert_talk.report_needs_claim(offered.pop()))
    return True


def _is_other_day(turn: Turn, one: TimeExpression) -> bool:
    """上午 told at noon is this morning; 下周三 is not."""
    return one.start is not None and one.start > turn.now and re.search(r"[明后下周号日月]", one.text) is not None


async def _has_begun(turn: Turn, demand: Demand) -> bool:
    agreed = await meetings.visits(Desk.of(turn), demand, VisitStatus.AGREED)
    return any(visit.starts_at <= turn.now for visit in agreed)


async def _speaks_to_other_side(turn: Turn, understood: Understanding) -> bool:
    """我想带两个研究生一起去 is about the visit, no event; the number of a meeting online goes straight over."""
    if _DIAL_IN.search(turn.text) and (no := await access.held_by_expert(turn)) is not None:
        await messages.pass_on(turn, Arguments(no, turn.text))
        return True
    if understood.intent not in {"events", "signup", "checkin"} or _EVENT.search(turn.text):
        return False
    return await messages.offer_to_pass_on(turn)
