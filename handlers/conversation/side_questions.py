"""Questions about a matter that runs (这个病传染不, 发票怎么开): the expert or a butler answers, none is lost."""

from __future__ import annotations

from dataclasses import replace

from domain.demands import Demand, DemandStatus
from handlers import access
from handlers.helping import messages, progress, staff_calls
from handlers.needs import additions, likeness, pointing
from handlers.reading import belonging, overview, questions
from handlers.turn import Arguments, Turn
from handlers.wording import common
from handlers.wording import remarks as wording
from nlu.dialogue.acts import SURE as REALLY
from nlu.dialogue.acts import read_act
from nlu.dialogue.answers import read_answer
from nlu.dialogue.wants import announces_another, tells_trouble, tells_wish
from nlu.labels.emergencies import EPIDEMICS
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

LONGEST = 40
SURE = 0.7
MERE = 6  # characters: 赔好多 asks of what was told, and names no rule
OTHERWISE = frozenset("emergency cancel command edit complaint thanks bind".split())
ONLY_SURE = frozenset("progress greet claim".split())
_OF_ACTIVITY = lazy_regex(r"宣讲|培训|讲座|活动|报名|签到|名额")
_CALLS = lazy_regex(r"人工|真人|找.{0,3}人|(?:给我|跟我).{0,3}打|打给我|回.{0,2}电话|管家|领导|客服")
_WONDERS = lazy_regex(r"(?:那|这|怕|人)?(?:是不是|会不会|怕不怕|是[^，,。]{1,8}还是)")
_PARTS_WITH = lazy_regex(r"卖|吃|杀|宰|扔|丢|埋|拉(?:走|出|去)|送人|砍|烧")
_MAY_SOMEBODY_COME = lazy_regex(  # 能不能来个人看看
    r"(?:你们|您们|那|麻烦|请问|到底|[，,\s])*(?:能不能|可不可以|可以|能|得不得行|会不会|有没(?:有|得)|要不要)?(?:帮我|给我|帮忙)?"
    r"(?:请|派|喊|叫|找|安排|来)(?:得?到)?(?:一?[个位]|几个|两个)?(?:懂行的|内行的?|会的)?(?:人|专家|老师|师傅|技术员|医生)(?:过来|来|上门|到现场|现场|下来|去|到\S{1,4})*"
    r"(?:看|瞧|指导|诊|弄|修|整|教)?(?:一?[看下哈瞧])?(?:不|吗|嘛|呢|啊|哦|没得|可以|行|得行|不行)*[？?。]*"
)
_OF_MEETING = lazy_regex(r"来|去|到|约|改|行不|可以|方便|有空")
_DATA = lazy_regex(r"信息|资料|隐私|数据|电话|号码|删|存|导出|泄露")
_AFTER = lazy_regex(r"进度|答复|回复|到哪|办到|消息|结果|回话|动静|下文|咋样了|怎么样了|如何了|办好|办完")
_OF_THIS = lazy_regex(r"这(?:个|次|回)(?:要|需要|用|得|可以|能)")  # 另外问一下这个要盖章不
_ARRANGES = lazy_regex(
    r"发票|公函|函|协议|合同|盖章|证明|手续费|图纸|资料|材料|样品|标本|检测报告|学分|招待|管饭|住宿|吃住|吃饭|指定|保险|定金|押金|礼|红包|接送|派车|邻居|几(?:个|家|户|位)"
    r"|(?:专家|老师|医生|教授|来的人?|[他她])(?!.{0,6}(?:讲|教)课).{0,10}[吗不嘛没么?？]+$|准备"
)


async def hear(turn: Turn, understood: Understanding) -> bool:
    """Put the question to whoever can answer it; False where it belongs to another matter or is none."""
    text = turn.text.strip()
    if turn.talk.draft is not None or turn.person.expert_ids or turn.person.is_staff or turn.talk.get("force_new"):
        return False
    if turn.talk.focus is None or len(text) > LONGEST or not questions.asks(text) or _is_otherwise(understood):
        return False
    demands = await access.open_demands(turn)
    demand = access.last_of(turn, demands)
    if demand is None or demand.status is DemandStatus.SERVED or _is_of_another(demand, understood):
        return False
    if await likeness.twin_of(turn, understood) is not None:
        return False  # the need itself once more
    await put(turn, demand, understood)
    return True


async def hear_overview(turn: Turn) -> bool:
    """一共登记了几件, 猪苗那个几号, 改没改过来: what stands on file, with its numbers."""
    text = turn.text.strip()
    if turn.person.expert_ids or turn.person.is_staff or turn.talk.draft is not None:
        return False
    is_of_one = overview.asks_if_written(text)
    if not is_of_one and not overview.asks_for_list(text):
        return False
    demands = await access.open_demands(turn)
    if not demands:
        return False
    chosen = pointing.at(demands, text, turn.services.understand(text, turn.now))
    if chosen is None and is_of_one:
        chosen = access.last_of(turn, demands)
    await progress.show(turn, Arguments(chosen.no if chosen else None))
    return True


async def put(turn: Turn, demand: Demand, understood: Understanding) -> None:
    """To the expert who has the matter, else to staff; how it is to be served is kept besides."""
    turn.talk.set_focus(demand.no)
    if demand.expert_id is not None:
        await messages.pass_on(turn, Arguments(demand.no, turn.text))
        return
    if _MAY_SOMEBODY_COME.fullmatch(turn.text.strip()):
        await additions.keep(turn, demand, replace(understood, intent="other", mode=understood.mode or "onsite"))
        turn.say(wording.somebody_is_sought(demand.no, demand.promised_at))
        return
    if understood.mode:
        await additions.keep(turn, demand, understood)
    await staff_calls.ask_staff(turn, demand.no, common.cut(common.without_phones(understood.text), 60))
    of_sick_beasts = demand.hazard in EPIDEMICS and _PARTS_WITH.search(turn.text) is not None
    base = turn.rules.base_for(demand.place_code, demand.base)
    turn.say(wording.asked_staff(demand.no, base, of_sick_beasts=of_sick_beasts))


def _is_otherwise(understood: Understanding) -> bool:
    """Something that is answered elsewhere: rules, activities, a wish for a call, the bot itself."""
    intent, text = understood.intent, understood.text
    if intent in OTHERWISE or understood.phones or understood.parts:
        return True
    if understood.times and _OF_MEETING.search(text):
        return True
    is_progress = _AFTER.search(text) is not None or read_act(text, "asker").is_likely("progress", least=REALLY)
    if intent == "progress" and is_progress:
        return True
    if intent in ONLY_SURE - {"progress"} and understood.intent_confidence >= SURE:
        return True
    if intent in {"events", "signup", "checkin"} and _OF_ACTIVITY.search(text):
        return True
    is_of_rule = questions.RULES.search(text) is not None and (
        len(text) > MERE or understood.tags or intent == "policy"
    )
    if is_of_rule or questions.asks_about_bot(text) or read_answer(text).kind != "other":
        return True
    if intent == "privacy" and _DATA.search(text):
        return True
    return (intent == "human" and _CALLS.search(text) is not None) or _AFTER.search(text) is not None


def _is_of_another(demand: Demand, understood: Understanding) -> bool:
    """花椒叶子黄了咋个治, of an order about plums; what has to do with the arrangements is never another matter."""
    text = understood.text
    if announces_another(text) and not _OF_THIS.search(text):
        return True
    if _ARRANGES.search(text) and not tells_trouble(text):
        return False
    place = belonging.at_home(understood.place, demand.place_code)
    if place is not None and place.code != demand.place_code and understood.intent == "demand":
        return True
    if not tells_trouble(text) and not tells_wish(text):
        return False
    if _WONDERS.match(text):
        return False
    if belonging.names_another(demand, understood):
        return True
    guess = understood.field
    return guess is not None and guess.code != demand.field_code and guess.confidence >= SURE
