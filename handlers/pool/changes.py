"""Experts tell of themselves: another employer, retired, a certificate wanted, what is in hand."""

from __future__ import annotations

from domain.demands import DemandStatus
from domain.work import TaskKind
from handlers import access
from handlers.orders import claiming, claiming_several
from handlers.pool import leave, ledger, preferences, profiles, self_told
from handlers.pool.staff_lines import line_about
from handlers.reading import belonging, questions
from handlers.reading.hindrances import HELD_UP, NO_TIME
from handlers.turn import Arguments, Turn
from handlers.wording import changes as wording
from handlers.wording import common
from handlers.wording import leave as leave_wording
from nlu.dialogue.acts import SURE, read_act
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

LONGEST = 40
_TASKS = lazy_regex(
    r"^(?:我的?)?(?:任务|单子|活路)[?？。]*$|^我?(?:现在|手上|手头|这边|目前)*(?:还|一共|总共)?有?(?:好多|几|多少|哪些|哪几|啥)(?:个|件)?(?:单子?|任务|活路?)(?:没办|在办|要办|要去|在手[上里头])?[的呢吗嘛?？。]*$"
)
_HOW_PROFILE = lazy_regex(
    r"(?:怎么|咋个?|如何|哪里|在哪).{0,4}(?:改|换|填|加).{0,4}(?:擅长|专长|资料|信息|职称|简介|领域)"
    r"|(?:擅长|专长|资料|职称|简介|领域).{0,3}(?:怎么|咋个?|如何|哪里|在哪里?).{0,3}(?:改|换|填|加)"
)
_RETIRED = lazy_regex(
    r"^(?:我|本人)?(?:已经?|刚|上个?月|这个?月|本月|今年|去年|现在|年初|年底)*(?:退休|离退|内退)了?(?!后|金)"
)
_QUITS = lazy_regex(r"退休|退出|离退|内退|(?:不|别)(?:再)?(?:当|做|干)|专家库")
_OF_RECORD = lazy_regex(
    r"(?:今年|本月|这个月|上个?月|去年|一共|总共|到现在|累计|我).{0,10}(?:几|多少|好多|哪些)|(?:我的?|服务)(?:评价|评分|得分|分数|口碑|记录|时长|业绩|台账)"
)
_LONGER = lazy_regex(
    r"^(?:我|想|要|假期?|请)*(?:再|加|多|续|延)(?:请|加|休|多|长|假)*[一二两三四五六七八九十\d]+(?:天|周|个)"
)
_SHORTER = lazy_regex(r"(?:只|就|改)(?:成|为)?(?:只)?(?:请|休)到|假期?(?:改|缩|提前|延)")
_LEAVE = lazy_regex(
    r"请.{0,6}假|请假|(?:再|加|多|续|延)(?:请|加|休|多|长)*[一二两三四五六七八九十\d]+(?:天|周|个)|休假|产假|年假"
)
_OTHER_LENGTH = lazy_regex(
    r"^(?:不是[^，,。\s]{2,6}[，,。\s]*(?:是|而是)?|(?:那|假期?)*(?:改成|改为|换成|改到)|错了[，,。\s]*是)(?:请)?(?P<length>(?:半|[一二两三四五六七八九十\d]+)个?半?(?:天|周|星期|礼拜|月))(?:的?假)?[了吧嘛哈。]*$"
)
_SOON = (
    r"(?:我|本人|再|还有|过|到|就|要)*(?:明年|后年|下个?月|年底|月底|快|马上|即将|[一二两三几\d]+(?:年|个月)|(?:明年)?\d+月)"
    r"(?:份|后|就|初|底|要|里|该|我)*"
)
_RETIRES = lazy_regex(
    rf"^(?:{_SOON}(?:退休|离退|内退|退(?=了|$))|(?:我|本人)?(?:就|要|准备|打算|该|快)+(?:退休|离退|内退))"
)
_SINCE = r"(?:已经?|刚刚?|现在|最近|上个?月|今年|去年)*"
_PLACE_OF_WORK = (
    r"[\u4e00-\u9fff]{2,16}(?:大学|学院|研究院|科院|院|研究所|所|站|局|委|中心|公司|医院|学校|集团|协会|合作社)"
)
_MOVED = lazy_regex(
    rf"^(?:我|本人)?{_SINCE}(?:换|调|转|变)(?:了|动)*(?:个)?新?(?:单位|工作(?!时间))|(?:单位|办公室|所里|院里)(?:的)?(?:地址|地点)?{_SINCE}搬(?:到|家|去|了)|^我?的?(?:单位|工作){_SINCE}(?:换|调|转|变)(?:了|动)"
    r"|^(?:我|本人)(?!.{0,6}[给把让]).{0,6}(?:(?:调[到去往任入至离]|转到)(?!周|星期|礼拜|[明后]天|[上下]午|\d)|(?:转岗|跳槽到|入职|借调))|^(?:我|本人)(?:已经?)?(?:不在|离开).{2,16}(?:了|上班|工作)"
    rf"|^调(?:到|去|往|任){_PLACE_OF_WORK}(?:了|上班|工作|。)*$|^(?:我|本人)?(?:已经?|现在|目前|如今)+(?:是)?(?:在|去|到)了?{_PLACE_OF_WORK}(?:上班|工作|任职|任教|了)"
)
_NAME_WRONG = lazy_regex(
    r"(?:名字|姓名)(?:写|登记|打|搞|弄|录|填)?(?:错|得不对)|(?:我的?)(?:名字|姓名)(?:是|应该是|不是|不对)(?!什么|啥)"
)
_SAME_UNIT = lazy_regex(
    r"^(?:我|本人)?(?:现在|目前)?(?:还|仍|一直|都)(?:是)?在(?:原|老|原来的?|以前的?)(?:单位|地方)|^(?:单位|工作)没(?:有)?(?:变|换|动)"
)
_GOES_ON = lazy_regex(r"[，,。；;\s].{0,8}(?:[接去来办管]不了|不接|不[去来]|交给|换人|没法|退|接(?=$|了|吧))")
_NO_MESSAGES = lazy_regex(
    r"^(?:退订|TD|td|T)$|(?:不想|不要|不愿|别|莫|莫要|不用|停止|暂停|取消|不再|少)(?:再)?(?:给我|向我)?(?:收|接收|收到|发|推送?)(?:送)?(?:你们的?|这些?)?(?:的)?(?:消息|信息|通知|推送|短信|提醒|(?:了|$))|(?:暂停|停止|取消|关闭|屏蔽)(?:消息|信息)?推送"
)
_AWAY = lazy_regex(
    rf"{NO_TIME}|{HELD_UP}"
    r"|在国外|在外(?:地|省|面)|不在(?:国内|本地|重庆|四川|家)|忙不过来|住院|生病|出国|休产假|学习|进修|封闭"
)
_NO_ORDERS = lazy_regex(
    r"(?:接|做|办)不了单?|不(?:能|想|方便)?接(?:新)?单|(?:先|暂时|都)(?:就)?不(?:再)?(?:接|派|推)(?:了|$|[，,\s])|(?:别|不要|莫|莫要|不用|先别|暂时别)(?:再)?(?:给我)?(?:派|推|发)(?:给我)?(?:(?:新)?单|了)|暂停(?:接|派)单|停止接单"
)
_NONE_AT_ALL = lazy_regex(
    r"(?:别|不要|莫|莫要|不用|先别)(?:再)?(?:给我)?(?:派|推|发)(?:给我)?(?:(?:新)?单|了)|不接(?:新)?单"
)
_FOR_A_WHILE = lazy_regex(
    r"最近|近期|这段时间|这阵|这几天|这个?月|下个?月|这周|下周|本周|本月|长期|暂时|先|到.{1,8}(?:号|日|月底|年底)|\d+[天号日月]|[一二两三半几]个?[天周月]|这一周|这一?个?(?:星期|礼拜)"
)
_REGISTERED = lazy_regex(
    r"(?:登记|申请|注册|审核|审批|审).{0,6}(?:通过|过了?|好了?|批|下来|结果|怎么样|到哪)|(?:通过|审核|批)(?:了)?(?:没|吗|没有)"
)
_NOTHING = lazy_regex(
    r"(?:都|全部?|一个也|一单也)不(?:能|想|方便)?(?:接|去|来|要)|都(?:接|去|来)不(?:了|成)|都推(?:了|掉)"
)
_AT_NIGHT = lazy_regex(r"晚上|夜里|夜间|半夜|深夜|睡觉|凌晨|晚(?=莫|别|不)")
_SHOWS = lazy_regex(
    r"(?:看|查|发|调|核对).{0,3}我(?:的|登记的|填的)?.{0,3}(?:资料|专长|擅长|档案|简介)|我的?(?:专家)?(?:资料|档案)(?:是|里|上|写|登|对|有|怎|咋|如).{0,10}$|^我的?(?:专家)?(?:资料|档案|专长|擅长)[?？]?$"
    r"|我(?:现在|当时|都)?(?:有|登记了?|填了?|填的|登记的|写的)(?:是|都)?(?:有)?(?:些|哪些|啥子?|什么|哪几[个样])(?:专长|擅长|领域|方向)|我(?:现在)?(?:是|归|算|属于?)(?:在)?(?:哪个|哪里的|啥子?|什么)(?:基地|专家库|层次|级别)"
)
_CHANGES = lazy_regex(r"改|换|加|删|更新|去掉|[写填]错")
_RECORD = lazy_regex(
    r"我(?:今年|本月|这个月|一共|总共|到现在|去年)*(?:服务|办|接|做|完成)(?:了|过)(?:好?多少|好多|几)(?:次|单|个|件|家|户)|我的?(?:评价|评分|得分|分数|口碑|业绩|记录)(?:怎么样|如何|是?多少|好多|高不高)?[呢吗?？]*$"
    r"|(?:对方|农户|人家|他|他们)?(?:给|打)(?:了)?我(?:打)?(?:了)?(?:好?多少|好多|几)分|^我(?:是|有|得)?(?:了)?(?:好?多少|好多|几)分|我(?:有没有|是不是)被投诉"
)
_OFFERS = lazy_regex(
    r"^我(?:们)?(?:也)?(?:想|可以|愿意|能|打算|准备|这边可以)(?:给|为|免费|来|去|再)?.{0,8}(?:开|办|讲|搞|上|组织)(?:一?[个场次堂])?.{0,8}(?:讲座|课|培训|义诊|宣讲|技术指导)"
    r"|^我(?:们)?(?:有|手上有|研发了|育成了|搞了)(?:一?[个项种套])?.{0,4}(?:成果|新品种|新技术|专利|新产品).{0,20}(?:推广|转化|示范|应用|合作|落地|试种)"
)
_LEAVES_POOL = lazy_regex(
    r"^(?:我|请|帮我|把我|要|想|不想)*(?:退出|注销|离开)(?:你们的?)?专家(?:库|身份|队伍)|^(?:我)?不(?:想|再)?(?:当|做|干)专家了|^把我(?:从)?(?:专家库|名单)(?:里|中)?(?:删|移|去)"
)
_OF_POOL = lazy_regex(
    r"(?:当|做|是|个|你们的?|这个?|我这)专家|专家(?:库|名单|名册|身份|队伍|群)|名单|名册|(?:我的?)(?:名字|姓名)|除名"
)
_CERTIFICATE = lazy_regex(r"服务(?:证明|证书)|(?:开|发|打)(?:给|我|一|个|张|份|下)*(?:证明|证书)")


async def hear_first(turn: Turn, understood: Understanding) -> bool:
    """What can only be about the expert in person, whatever is offered or in hand."""
    text = turn.text.strip()
    if not turn.person.expert_ids or len(text) > LONGEST or understood.intent == "emergency":
        return False
    if await leave.hear(turn) or await self_told.hear(turn, understood):
        return True
    is_for_all = understood.times and _NONE_AT_ALL.search(text) and not belonging.things_named(understood)
    if is_for_all and not questions.is_question(text):
        await leave.go(turn, Arguments(rest=text))  # 12月前的单不要派了
        return True
    if understood.times and _NOTHING.search(text) and leave.says_from_when(text) and not questions.is_question(text):
        await _go_and_decline(turn, text)  # 都不接，12月10号以后再派
        return True
    if await preferences.hear(turn, understood):
        return True
    if await _leaves_pool(turn, text) or await _retires(turn, text) or await _of_leave(turn, text):
        return True
    if _RETIRES.match(text):
        await _tell_staff(turn, "retires", wording.retires())
    elif _SAME_UNIT.search(text):
        await _tell_staff(turn, "same_unit", wording.still_there())
    elif _NO_MESSAGES.search(text) and _AT_NIGHT.search(text):
        night = turn.rules.quiet_hours
        turn.say(wording.quiet(f"{night.start:%H:%M}", f"{night.end:%H:%M}", has_any=night.start != night.end))
    elif _NO_MESSAGES.search(text) and not understood.times:
        turn.say(wording.no_messages())
    elif leave.AS_USUAL.search(text):
        await _tell_staff(turn, "as_usual", wording.wants_kept())
    elif _SHOWS.search(text) and not _CHANGES.search(text):
        await profiles.show_or_change(turn, Arguments())
    elif _NAME_WRONG.search(text):
        await _tell_staff(turn, "name", wording.name_asked())
    elif _MOVED.match(text):
        await _tell_staff(turn, "moved", wording.moved())
        return _GOES_ON.search(text) is None  # 我调到市里了，接不了 answers the offer as well
    else:
        return False
    return True


def speaks_of_self(turn: Turn) -> bool:
    """Words of an expert about the own profile, leave or record: never an answer to what is being taken down."""
    if not turn.person.expert_ids or turn.talk.draft is None:
        return False
    return read_act(turn.text, "expert").is_likely("profile", "leave", "quit", "record", least=SURE)


async def _retires(turn: Turn, text: str) -> bool:
    """我退休了，以后不干了: no new orders and the butler knows; what is in hand is not handed back unasked."""
    is_said = _RETIRED.match(text) or (_QUITS.search(text) and read_act(text, "expert").is_likely("quit", least=SURE))
    if not is_said or questions.is_question(text):
        return False
    await leave.go(turn, Arguments(rest="不接单"))
    await _tell_staff(turn, "retired", wording.retired())
    held = [one.no for one in await access.demands_in_hand(turn) if one.status is not DemandStatus.SERVED]
    if held:
        turn.say(wording.retired_holds(held))
    return True


async def _leaves_pool(turn: Turn, text: str) -> bool:
    """我不想当这个专家了，把我名字去掉: no new orders, and the butler takes the name off."""
    is_meant = _OF_POOL.search(text) is not None and read_act(text, "expert").is_likely("quit", least=SURE)
    if not (is_meant or _LEAVES_POOL.match(text)) or questions.is_question(text):
        return False
    await leave.go(turn, Arguments())
    await _tell_staff(turn, "leaves", wording.leaves())
    return True


async def _of_leave(turn: Turn, text: str) -> bool:
    """请加三天, 请两天假，后天起: plainly a leave, whatever order is in hand."""
    acts = read_act(text, "expert")
    longer, shorter = _LONGER.search(text), _SHORTER.search(text)
    if (longer or shorter) and await _is_away(turn):
        await leave.go(turn, Arguments(rest=text[text.find("到") :] if not longer and "到" in text else text))
        return True
    if (length := _OTHER_LENGTH.match(text)) and not questions.is_question(text) and await _is_away(turn):
        await leave.last(turn, length["length"])
        return True
    if not acts.is_likely("leave", least=0.7) or questions.is_question(text):
        return False
    if _LEAVE.search(text):
        await leave.go(turn, Arguments(rest=text))
        return True
    return acts.is_likely("leave", least=0.9) and await _goes_away(turn, text)


async def _is_away(turn: Turn) -> bool:
    return any(one.leave_from for one in (await turn.uow.experts.get_many(turn.person.expert_ids)).values())


async def hear(turn: Turn, understood: Understanding) -> bool:
    """False where the words are something else, or not an expert's."""
    text = turn.text.strip()
    if not turn.person.expert_ids:
        return await _asks_after_registration(turn, text)
    if len(text) > LONGEST:
        return False
    if await leave.hear(turn, is_last=True) or await _goes_away(turn, text):
        return True
    if _TASKS.match(text):
        await claiming.my_tasks(turn, Arguments())
    elif _HOW_PROFILE.search(text):
        await profiles.show_or_change(turn, Arguments())
    elif await _asks_for_record(turn, text):
        await ledger.show(turn, Arguments())
    elif _CERTIFICATE.search(text):
        await _tell_staff(turn, "certificate", wording.certificate())
    elif _OFFERS.match(text):
        await _tell_staff(turn, "offers", wording.offers())
    else:
        return False
    return True


async def _asks_for_record(turn: Turn, text: str) -> bool:
    if _CERTIFICATE.search(text):
        return False
    if _OF_RECORD.search(text) and read_act(text, "expert").is_likely("record", least=SURE):
        return True
    return _RECORD.search(text) is not None and not await turn.uow.work.prompts(turn.person.id, turn.now)


async def _asks_after_registration(turn: Turn, text: str) -> bool:
    """我的登记通过了没, from somebody whose registration staff have not decided yet."""
    if len(text) > LONGEST or not _REGISTERED.search(text):
        return False
    if not await turn.uow.work.tasks_of(turn.person.id, TaskKind.APPROVE_EXPERT):
        return False
    turn.say(wording.registration_waits())
    return True


async def _goes_away(turn: Turn, text: str) -> bool:
    """最近接不了单 begins a leave, unless it may be about an order that waits or is in hand."""
    if not _FOR_A_WHILE.search(text):
        return False
    if not _NO_ORDERS.search(text):
        prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
        if not _AWAY.search(text) or prompts or await access.demands_in_hand(turn):
            return False
    await _go_and_decline(turn, text)
    return True


async def _go_and_decline(turn: Turn, text: str) -> None:
    """Away; what waits is declined where nothing at all is taken, else it is said that it waits."""
    await leave.go(turn, Arguments(rest=text))
    waiting = sorted(await access.offered(turn))
    if _NOTHING.search(text):
        await claiming_several.decline(turn, waiting)
    else:
        turn.say(leave_wording.still_asked(waiting))


async def _tell_staff(turn: Turn, what: str, reply: str) -> None:
    """A line on the list of each base whose expert this is."""
    for one in (await turn.uow.experts.get_many(turn.person.expert_ids)).values():
        note = wording.note(one.name, one.unit, common.cut(turn.text, 60))
        task = line_about(turn, one, TaskKind.FOLLOW_UP, note, f"{what}:{one.id}")
        await turn.owe(task, wording.FOLLOW, what=wording.TASK)
    turn.say(reply)
