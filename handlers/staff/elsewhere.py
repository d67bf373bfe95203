"""What staff ask for and what is not done in chat, or is done by another form: they are told where."""

from __future__ import annotations

import re

from domain.demands import Demand
from domain.visits import VisitStatus
from handlers import access
from handlers.outcomes import withdrawing
from handlers.pool import searching
from handlers.pool.keeping import naming
from handlers.reading import questions
from handlers.turn import Arguments, Turn
from handlers.visits import arranging
from handlers.wording import elsewhere as wording
from handlers.wording import staff
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

LONGEST = 40
_TAKEN_AS_SAID = frozenset({"unreached"})  # a call in vain is noted
_STARTS_WITH = lazy_regex(
    r"^(?:把|将)?(?:#|＃|第)?(?P<no>\d{1,7})(?:号(?!线|楼|桥|机|井|车间|炉|棚|圈|地块|上午|下午|早|晚|\d)"
    r"|(?=单?的?(?:电话|手机|号码|联系方式)))"
)
_NAME_ALONE = lazy_regex(
    r"(?P<give>(?:就|改)?(?:派单?|指派|改派|交|转)给?|让|请|叫)?(?P<name>[\u4e00-\u9fff]{2,4})(?:老师|专家)?(?:去|来|接)?[吧嘛。]*"
)
_PLACES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        lazy_regex(
            r"^(?:请|帮我|我要|把)*(?:导出|下载|拉一?[个份张])(?!我的)|(?:需求|专家|本月|明细|数据)(?:的)?(?:表格|台账|清单)(?:导|发)|导(?:出|成)(?:来|个|一?份)?(?:表|[Ee]xcel)"
        ),
        "export",
    ),
    (
        lazy_regex(
            r"^(?:请|帮我|我要)*(?:上传|添加|新增|增加|导入|录入|更新)(?:一?[个份条])?.{0,8}(?:政策|文件|办法|通知文件)"
        ),
        "policies",
    ),
    (
        lazy_regex(
            r"群发|^(?:请|帮我|我要|想)*(?:发|发布|发送|推送)(?:一?[个条则份])?.{0,6}(?:公告|通知|消息|提醒|预警)"
            r"|^(?:请|帮我|麻烦)?(?:通知|告诉|提醒|转告)(?:一?下)?(?=.{0,6}(?:所有|全部|全体|全县|各|每|大家|们|果农|菜农|茶农|养殖户|种植户))"
        ),
        "announcement",
    ),
    (
        lazy_regex(
            r"(?:撤销|取消|收回|去掉|删除|停掉|解除|注销).{0,10}(?:权限|身份|管家|管理员)|不(?:再)?(?:是|当|做)(?:管家|管理员)了"
        ),
        "rights",
    ),
    (
        lazy_regex(
            r"^(?:请|帮我|把)*(?:合并|并成|并到).{0,12}(?:需求|单|件)|\d号?(?:单|需求)?(?:和|跟|与)\d+号?(?:单|需求)?(?:是)?(?:一回事|重复|同一件|并)"
        ),
        "merge",
    ),
    (lazy_regex(r"拉黑|黑名单|屏蔽(?:他|她|这个|那个|掉)|禁言"), "block"),
    (
        lazy_regex(
            r"^(?:现在|库里|我们|都)*(?:有)?(?:哪些|啥子?|什么|哪几个|几个|好多)政策(?:文件)?[呢吗嘛?？]*$|政策库?(?:文件)?(?:有哪些|列表|清单)"
        ),
        "policy_list",
    ),
    (lazy_regex(r"值班"), "roster"),
    (
        lazy_regex(
            r"移交|(?:活儿?|事情?|单子?|件|待办|工作)(?:都|全部|先|就)?(?:交给|转给|转交|给)[\u4e00-\u9fff]{2,4}(?:跟|办|管|盯|负责|处理)?(?:到|着)?[吧嘛了。]*$"
            r"|^我(?:今天|明天|后天|这几天|这周|下周|从)?.{0,6}(?:请假|休假|出差|不在).{0,10}(?:交给|转给|给|帮我(?:看|盯|办))"
        ),
        "handover",
    ),
    (
        lazy_regex(
            r"^(?:请|帮我|我要|怎么)?(?:改|设置|修改|换|更新|设)(?:一下|下)?(?:服务)?(?:热线|电话|工时|上班时间|收费说明|主办单位|节假日)"
        ),
        "settings",
    ),
    (
        lazy_regex(
            r"^(?:看一?下?|查一?下?|给我)?(?:全部|所有)?专家(?:名单|名册|列表)|(?:有|共|一共有)(?:好?多少|好多|几个?)(?:个|位|名)?专家"
        ),
        "pool",
    ),
)

_MOVES_TIME = lazy_regex(
    r"(?:改|换|推|挪|调|提前|延|拖)(?:一?[下哈])?(?:到|成|在|为|迟|后)?(?:了)?(?=.{0,4}(?:[下这本上]?(?:个)?(?:周|星期|礼拜)|明|后天|今天|\d|[一二两三四五六七八九十]+[点号天]|上午|下午|早|晚))"
)
_OF_ONE: tuple[tuple[re.Pattern[str], str], ...] = (
    (lazy_regex(r"(?<!不)(?:同意|答应)了?|说(?:可以|行)$"), "agreed"),
    (lazy_regex(r"(?:打|接)不通|没人接|不接(?:电话)?|联系不[上到]|关机|空号"), "unreached"),
    (lazy_regex(r"(?<![打来])电话(?![打来里说讲过通])|手机|号码|联系方式|微信号?"), "phone"),
    (_MOVES_TIME, "moved"),
    (lazy_regex(r"发给.{2,8}(?:看|瞧|问)|(?:让|请|给).{2,8}(?:先)?(?:看|瞧)(?:看|一?[下哈])"), "shown"),
    (
        lazy_regex(
            r"换(?:一?个)?(?:人|专家|老师)|(?:专家|老师|人)(?:要|想)?换(?:一?[个下]|掉|了)|另(?:外)?(?:找|派|请)"
        ),
        "another",
    ),
    (lazy_regex(r"重复|同一件|一回事|一样的?(?:单|件|了|$)"), "double"),
    (
        lazy_regex(
            r"撤(?!诉)|不要了|不需要了|不办了|不用了|不请了|不[搞弄看修治]了|不要(?:人|专家|老师)了|取消(?!约|时间)"
        ),
        "withdrawn",
    ),
    (lazy_regex(r"(?:没|不)(?:有)?(?:去|来|到|见|露面)|失约|爽约|白等"), "missed"),
    (lazy_regex(r"(?:打|给|评)(?:了|个)?\s*(?:[1-5一二三四五两]|满)分|评价|评分|满意"), "rating"),
    (lazy_regex(r"没(?:有)?(?:解决|好|用)|又(?:不行|犯|坏|出)"), "not_solved"),
)


def answers(turn: Turn, text: str) -> bool:
    """Whether this is what is not done in chat, or is done by the sides: it is told so, and nothing is guessed."""
    if any(pattern.search(text) for pattern, _ in _PLACES):
        return True
    if _STARTS_WITH.match(text):
        return any(pattern.search(text) for pattern, what in _OF_ONE if what not in _TAKEN_AS_SAID)
    return turn.talk.focus is not None and _MOVES_TIME.search(text) is not None


async def hear(turn: Turn, understood: Understanding) -> bool:
    """导出本月需求, 值班 张三, 1号请四川帮忙 from staff; False where the words are something else."""
    text = turn.text.strip()
    if not turn.person.is_staff or len(text) > LONGEST:
        return False
    what = next((name for pattern, name in _PLACES if pattern.search(text)), None)
    if what is not None:
        turn.say(wording.SAID[what])
        return True
    return await _of_number(turn, text) or await _of_time(turn, text) or await _of_name(turn, understood, text)


async def _of_number(turn: Turn, text: str) -> bool:
    """1号……: what may be done with it, before the words are taken for a need of the butler's own."""
    found = _STARTS_WITH.match(text)
    if found is None:
        return False
    demand = await turn.uow.demands.get(int(found["no"]))
    if demand is None or not access.may_steer(turn, demand.base):
        return False
    turn.talk.set_focus(demand.no)
    what = next((name for pattern, name in _OF_ONE if pattern.search(text)), None)
    if what == "withdrawn" and demand.reporter_id == turn.person.id:
        await withdrawing.withdraw(turn, Arguments(demand.no, name="撤回"))
    elif what == "agreed" and await _speaks_for_a_side(turn, demand):
        await arranging.agree(turn, Arguments(demand.no, name="同意"))
    else:
        if what == "withdrawn" and not demand.is_ended:
            turn.talk.ask("confirm", command="办结", number=demand.no, rest=wording.NOT_WANTED)
        turn.say(wording.of_one(what, demand.no) if what else staff.what_about(demand.no, demand.summary))
    return True


async def _of_time(turn: Turn, text: str) -> bool:
    """帮他改到周四, of the demand talked about last: the sides agree on a time themselves, a caller's is moved."""
    focus = turn.talk.focus
    demand = await turn.uow.demands.get(focus) if focus is not None and _MOVES_TIME.search(text) else None
    if demand is None or demand.is_ended or not access.may_steer(turn, demand.base) or questions.asks(text):
        return False
    if demand.reporter_id != turn.person.id:
        turn.say(wording.of_one("moved", demand.no))
        return True
    if demand.expert_id is None:
        return False
    waiting = (VisitStatus.AGREED, VisitStatus.PROPOSED)
    act = arranging.move if await turn.uow.visits.of_demand(demand.no, waiting) else arranging.propose
    await act(turn, Arguments(demand.no, text))
    return True


async def _speaks_for_a_side(turn: Turn, demand: Demand) -> bool:
    """For a caller who was written down, or an expert whom no message reaches."""
    one = await turn.uow.experts.get(demand.expert_id) if demand.expert_id else None
    return one is not None and (demand.reporter_id == turn.person.id or one.person_id is None)


async def _of_name(turn: Turn, understood: Understanding, text: str) -> bool:
    """李明华 or 派给李明华, and nothing else: who that is, or which matter is meant."""
    found = _NAME_ALONE.fullmatch(text)
    if found is None or understood.place is not None or turn.talk.asked() or turn.talk.draft is not None:
        return False
    named = await naming.named_experts(turn, found["name"], turn.person.staff_bases[0])
    if not any(is_exact for _, is_exact in named):
        return False
    if found["give"]:
        turn.say(staff.which_to_assign(found["name"]))
    else:
        await searching.find_experts(turn, Arguments(rest=found["name"], name="找专家"))
    return True
