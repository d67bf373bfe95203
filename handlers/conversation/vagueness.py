"""Whether an intent was read out of the words with so little certainty that nothing may be done on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from handlers.activities.words import ABOUT_ACTIVITY
from handlers.reading import questions, selling
from handlers.reading.moods.impatience import IMPATIENT
from handlers.reading.naming_matters import names_matter, went_wrong
from handlers.talk import JUST_NOW
from handlers.turn import Turn
from nlu.dialogue.acts import read_act
from nlu.dialogue.answers import read_answer
from nlu.dialogue.wants import announces_another, announces_plainly, tells_trouble, tells_wish
from nlu.text.patterns import lazy_regex
from nlu.understanding import FieldGuess, Understanding

HALF_SURE, ALMOST_SURE = 0.6, 0.97
_ASKED = lazy_regex(r"[吗不嘛么?？]$")
_BLAMES = lazy_regex(r"投诉|举报|差|骗|烂|坑|乱|管不管|没人|不做事|慢|气|态度|赔|垃圾|白|敷衍|没用|满意|失望")
_UNSURE_OF = frozenset("signup events checkin complaint privacy answer claim rate complete leave policy".split())
VAGUE = 0.35
_HIDES_NEED = frozenset("cancel other rate complaint confirm deny ask answer message help thanks".split())
_ANIMAL = lazy_regex(r"[猪牛羊鸡鸭鹅鱼兔蜂狗蚕虾苗秧]")
_DIRE = lazy_regex(
    r"(?:死|烂|枯|蔫|落|掉|跑|裂|瘟)(?:完|光|了|绝|得|掉|脱)|不吃(?:食|草|料|东西)|发(?:瘟|病|烧|黄)|拉稀|生虫|遭虫|长虫|跛|瘸|瘫|肿|流血|断了|倒了|抽搐"
)
_LEARNS = lazy_regex(
    r"(?:我们?(?:家|屋头?|村|社|厂)?(?:[几两一]个)?(?:人|娃儿?|儿子|女儿|媳妇)?|老师|你好|就是|[，,\s])*(?:都|也|还|就)?(?:想|要|打算|准备)(?:来|去|跟[\u4e00-\u9fff]{1,3})?学(?!校|历|费|位|区|籍|生)[\u4e00-\u9fff]{2,}"
)
_WHO = lazy_regex(
    r"我们?(?:这边|这里|就)?是[^，,。！？!?]{0,10}(?:合作社|村集体|公司|企业|厂|店|农场|家庭农场|医院|卫生院|学校|个体户)的?[。]?"
    r"|(?:我|我们|咱们?|俺)(?:这边|这里|就)?是(?:个|一家|一个)?(?:开|做|搞|办|经营)?[^，,。！？!?种养喂栽请找想没不]{0,8}"
    r"(?:农家乐|民宿|餐馆|饭店|酒店|宾馆|超市|小卖部|门市|作坊|工地|幼儿园|诊所|药店|村委会|居委会|社区|协会|机关|[一-龥]店|[一-龥]馆|[一-龥]厂|[一-龥]局|[一-龥]校)的[。]?"
)
_OWN_WORDS = {
    "greet": lazy_regex(
        r"(?<!见)(?<!不)好(?:$|[，,。！!\s呀啊的]|吗)|您好|你好|在[吗么不]|喂|嗨|哈喽|早|晚安|年|节|(?i:hello|hi)|来了|又是我"
    ),
    "help": lazy_regex(r"帮|用|功能|说明|指南|教|怎么|咋|啷个|如何|[干做]啥|什么|啥|哪|菜单|命令|不?会|不懂|管|[？?]"),
    "human": lazy_regex(
        r"人工|真人|电话|打给|打过来|管家|找.{0,4}人|客服|领导|联系|回电|值班|接线|找你|负责人|说话|跟我|给我"
    ),
    "complaint": lazy_regex(
        r"投诉|举报|反映|态度|骗|差|不满|失望|敷衍|糊弄|专家|老师|医生|[你您]|[他她]|平台|服务|管家|垃圾|坑|乱|不负责|白|没人|没得人|不管|不理|摆设|滚|赔|气|等|拖|久|烂|啥子?人|咋"
    ),
    "progress": lazy_regex(
        r"进[度展]|到哪|哪|消息|结果|动静|咋|怎么|啷个|如何|没|吗|呢|嘛|么|不|查|看|好久|多久|时候|什么|啥|几|谁|办|回|来|单|号|我的|那[个件]|这[个件]|状态|安排|登记|报|[?？]"
    ),
    "propose_time": lazy_regex(r"来|去|到|约|方便|得空|有空|见|行|可以"),
    "complete": lazy_regex(r"完成|完了|[好来走]了|[来看讲修教]过|弄|搞定|结束|解决|归一"),
    "rate": lazy_regex(
        r"\d|[一二三四五十两零满]分|星|满意|不错|好|差|行|可以|解决|评|棒|服务|专家|老师|医生|[他她]|用"
    ),
}
_PRAISED_AS = frozenset("demand complaint other message complete checkin policy progress".split())
_PRAISES = lazy_regex(
    r"(?:村[里民上]|大家|邻居|隔壁|老乡|乡亲|社员|群众|亲戚|屋头|家里|同事|职工|病人|学员|老板|领导|个个|人人|都)[^，。]{0,6}(?:夸|称赞|点赞|羡慕|佩服|服气|感谢|竖大?拇指|高兴得|说(?:他|她|这个?|你们|老师|专家|[\u4e00-\u9fff]老师)?[^，。]{0,4}(?:好|要得|巴适|安逸|有本事|能干|有水平|不错|厉害))"
    r"|(?:老师|专家|医生|教授|师傅|主任|[他她])[^，。]{0,4}(?:有本事|有水平|能干|内行|厉害|了不起|要得|没得说|好得很|真行|有两下子|有一套)"
    r"|(?:服务|平台|态度)[^，。]{0,3}(?:要得|巴适|安逸|不错|没得说|好得很|真好|很好|周到)(?!不|吗|没)"
    r"|帮(?:了|我|我们)+(?:个|一个)?大忙|(?:多亏|幸亏|全靠|亏得)(?:了|有)?(?:你们|您|老师|专家|[他她])|遇到(?:好人|贵人|好专家)了"
)
_NOT_ONLY = lazy_regex(r"没|不|但|可惜|就是|只是|除了|另外|还有|也想|也要|下次|骗|假|哪|怎么|咋|才怪|吹")
_GOOD_NO = lazy_regex(r"不错|不得了|了不起|没得说|没话说|说不完")
LONGEST_PRAISE = 30
_SEND_SOMEBODY = lazy_regex(
    r"(?:能不能|可不可以|可以|麻烦|赶紧|快点?|给我?|帮我|你们)*(?:喊|叫|派|请|找|来|安排|弄)(?:得到|到)?(?:一?个|位|几个)?(?:懂行的|内行的?|会的|得行的)?(?:人|师傅|专家|老师|医生|兽医)?(?:过来|来|帮忙|帮我|上门)*(?:看|瞧|瞅|修|整|弄|医|治|搞|检查|处理)(?:一?[下哈]|看|嘛|不|吗)*"
)
_OF_STAFF = lazy_regex(r"人工|真人|活人|管家|客服|领导|电话|打给|回电|值班|负责人")
_OF_TIME = lazy_regex(r"时间|点|天|周|号|早|晚|午|时候|好久|方便|[有得]空|赶场|周末|礼拜|星期|月|改|来|去|到")
_HOW_MUCH = lazy_regex(r"(?:得|最)(?:最|很|特别)?(?:多|凶|严重|厉害|恼火|频繁|明显|狠)(?:的|些)?[。！!]*$")
_COMPLAINS_OF_US = lazy_regex(  # 我要投诉，上个月说派人来，到现在没得人来
    r"^(?:老师|你好|您好|我们?|就是|[，,！!\s])*(?:要|想|来)?(?:投诉|举报)(?:你们|一下|哈|个人|专家|管家|平台|[，,。\s]).*"
    r"(?:你们|专家|管家|平台|老师|派人|没(?:得|有)?人(?:来|管|理)|没来|不来|不管|不理|态度|乱收|收了?钱)"
)
_ANOTHER_KIND = lazy_regex(  # 算了，我还是种木耳
    r"算了?[，,。\s]*(?:我们?|那|就)*(?:还是|改|换|就)(?:成|个|一个)?(?:种|养|喂|栽|学|做|请)(?!了)[\u4e00-\u9fff]{1,8}$"
)
_FROM_AFAR = lazy_regex(  # 网上聊就行 不用来
    r"(?:网上|线上|视频|电话|微信|远程)[^，,。]{0,6}(?:就|也|都)?(?:行|可以|好|要得|得行|说|聊|讲|看)[^，,。]{0,3}[，,\s]*(?:不用|不消|不必|莫|不要)(?:专门|亲自|大老远)?(?:来|上门|跑|过来)"
    r"|(?:不用|不消|不必)(?:专门|亲自|大老远)?(?:来|上门|跑|过来)[^，,。]{0,3}[，,\s]*[^，,。]{0,4}(?:网上|线上|视频|电话|微信|远程)"
)
_HELPS_WITH = lazy_regex(  # 你们能帮我找房子不
    r"(?:顺便问[下哈一]*|请问|那|[，,\s])*(?:你们?|您们?|这里|平台)?(?:能不能|可不可以|可以|能|会不会)(?:也|顺便)?(?:帮|给|替)(?:我们?|忙|到)?"
    r"(?P<what>(?:找|联系|安排|介绍|办理?|修|租|买|贷)[^看，,。不吗嘛？?]{2,20})"
)
_NEVER = lazy_regex(r"(?!)")
_DEADLINE = lazy_regex(
    r"(?:之?前|以前|以内|之内|内|底|天)(?:就)?(?:一定|最好|争取)?(?:要|得|必须|给我|能)[^，,。了]{0,4}(?:好|完|完成|解决|到位|出来)$"
)
_MEANS_NONE_OF_IT = {
    "cancel": lazy_regex(
        r"再不|(?:要)?不然|要是不|停(?:了|掉)?(?:机|电|水|产|工|火|料|奶|药|[一两三四五几半\d]+(?:天|个?小时|个?月|个?星期))"
    ),  # 再不弄明年又荒了, 停了机了
    "complete": _DEADLINE,  # 寒假前要弄好
    "rate": _DEADLINE,
}
_OTHERS_COMPLAIN = lazy_regex(
    r"(?:邻居|隔壁|顾客|客户|客人|游客|居民|业主|家长|村民|群众|老百姓|乡亲|住户|别个|人家|对面)们?.{0,5}(?:投诉|举报|告我|告到|闹|来骂|骂)"
)
_OF_THIRD = lazy_regex(  # 厂家喊先交检测费，是不是骗人的
    r"(?:厂家|商家|卖家|卖药的|中介|销售|推销|业务员|经销商|收购|贩子|别个|别人|有(?:个)?人|人家|他们)[^，,。]{0,6}(?:说|讲|喊|要|收|卖|推|打电话)(?!.*(?:[你您]们|专家|老师|平台|管家))"
)
_IS_IT_YOURS = lazy_regex(
    r"(?:你们|您们|这里|这个)?(?:管不管|管得?到不|能不能管|归不归你们管|看不看得了?)[嘛哦呢啊？?]*$"
)
FEWEST = 4
SURE, MAY_WITHDRAW, MAY_BLAME, MAY_ASK = 0.7, 0.3, 0.4, 0.15
FEWEST_ASKED = 6  # characters of a question that is a need
AT_FIRST, ENOUGH, LONGEST_SUMMARY = 4, 4, 30  # characters


def of_asker(turn: Turn, understood: Understanding) -> Understanding:
    """20号钢 is no form of staff in the mouth of somebody who is none, 高血压吃啥药好 no question of an expert."""
    if understood.intent == "ask" and not turn.person.expert_ids and turn.talk.focus is None:
        is_need = understood.tags and questions.asks(understood.text) and len(understood.text) >= FEWEST_ASKED
        summary = understood.summary or understood.text.strip(" 。！!，,？?")[:LONGEST_SUMMARY]
        return (
            replace(understood, intent="demand", kind="technical", role=None, summary=summary)
            if is_need
            else understood
        )
    if understood.intent == "demand" and not turn.person.is_staff and _COMPLAINS_OF_US.search(understood.text):
        return replace(understood, intent="complaint", intent_confidence=1.0)
    if understood.intent == "cancel" and _ANOTHER_KIND.match(understood.text):
        return replace(understood, intent="edit")
    if _MEANS_NONE_OF_IT.get(understood.intent, _NEVER).search(understood.text):
        return replace(understood, intent="other", intent_confidence=0.0)
    is_form = understood.intent == "command" and "form" not in understood.extra
    return replace(understood, intent="other") if is_form and not turn.person.is_staff else understood


def needs_nothing(turn: Turn, understood: Understanding) -> Understanding:
    """云阳的 江口镇, 我们是村集体的合作社: where and who, no trouble, no wish: no need. 代办资质，加微信 neither."""
    text = understood.text
    if understood.intent == "cancel" and _FROM_AFAR.search(text):
        turn.understood = understood = replace(understood, intent="edit", mode="online")
        return understood
    if understood.intent in _PRAISED_AS and _is_praise(text):
        turn.understood = understood = replace(understood, intent="thanks", intent_confidence=SURE)
        return understood
    is_need = tells_trouble(text) or tells_wish(text)
    if understood.intent not in {"demand", "policy"} or (is_need and not selling.announces(text)):
        return understood
    if selling.advertises(text) or selling.announces(text):
        turn.understood = understood = replace(understood, intent="other", intent_confidence=SURE, tags=(), summary="")
        return understood
    if understood.intent != "demand":
        return understood
    is_guess = understood.field is None or understood.field.confidence < SURE
    is_bare = not understood.tags and not understood.extra.get("subjects")
    if is_guess and is_bare and not questions.asks(text):
        turn.understood = understood = replace(understood, intent="other", intent_confidence=HALF_SURE)
        return understood  # 我娃儿今年考起大学了
    is_where = understood.place is not None and not understood.summary and not understood.tags
    if is_where or _WHO.fullmatch(text):
        turn.understood = understood = replace(understood, intent="other", intent_confidence=SURE)
    return understood


def _is_praise(text: str) -> bool:
    """村里人都夸谭老师有本事, and nothing besides."""
    if len(text) > LONGEST_PRAISE or _PRAISES.search(text) is None or _NOT_ONLY.search(_GOOD_NO.sub("", text)):
        return False
    return not questions.asks_or_needs(text)


def uncorroborated(turn: Turn, understood: Understanding) -> Understanding:
    """吃了三天药不见好 is no greeting, 邻居天天投诉 no complaint of ours: more is told of the matter talked about."""
    own, age = _OWN_WORDS.get(understood.intent), turn.talk.focus_age()
    is_guess = understood.intent == "cancel" and understood.intent_confidence < HALF_SURE
    if is_guess and read_act(turn.text, "asker").share("withdraw") < MAY_WITHDRAW:  # 长膜的是新池子那口
        return replace(understood, intent="other", intent_confidence=0.0)
    if own is None or turn.talk.draft is not None or turn.person.expert_ids or turn.person.is_staff:
        return understood
    is_recent = age is not None and age <= JUST_NOW
    if understood.intent == "complaint" and _OF_THIRD.search(understood.text) and questions.asks(understood.text):
        return replace(understood, intent="other", intent_confidence=0.0)
    if understood.intent == "complaint" and not _BLAMES.search(understood.text) and not _is_blame(understood.text):
        return replace(understood, intent="other", intent_confidence=0.0)
    if understood.intent == "progress" and _only_says(understood.text):
        return replace(understood, intent="other", intent_confidence=0.0)
    is_timeless = understood.intent == "propose_time" and not understood.times and not _OF_TIME.search(understood.text)
    if is_timeless and is_recent and questions.asks(understood.text):
        return replace(understood, intent="other", intent_confidence=0.0)  # 找他赔得不得行
    if understood.intent == "propose_time" and not _HOW_MUCH.search(understood.text):
        return understood
    if understood.intent == "complaint" and _OTHERS_COMPLAIN.search(understood.text):
        return replace(understood, intent="other" if is_recent else "demand", intent_confidence=0.0)
    if not is_recent or own.search(understood.text) or len(understood.text) < FEWEST:
        return understood
    if understood.intent == "propose_time":
        return replace(understood, intent="other", intent_confidence=0.0, times=())
    ahead = any(time.start is not None and time.start > turn.now for time in understood.times)
    return replace(understood, intent="propose_time" if ahead else "other", intent_confidence=0.0)


def _is_blame(text: str) -> bool:
    """By what the words are most like, where none of them blames anybody."""
    return read_act(text, "asker").is_likely("complaint", least=MAY_BLAME)


def _only_says(text: str) -> bool:
    """我那个店在二楼, which asks after nothing."""
    is_short = len(text) < FEWEST_ASKED or read_answer(text).kind != "other"
    return not is_short and not questions.asks(text) and read_act(text, "asker").share("progress", "unsolved") < MAY_ASK


def as_need(understood: Understanding, read_field: Callable[[str], FieldGuess | None]) -> Understanding:
    """我的鱼都死完了, 我要学开挖掘机: a trouble with a beast or a crop is a need, and learning, however classified."""
    is_loose = understood.intent in {"other", "help", "message"} and understood.intent_confidence < ALMOST_SURE
    if understood.intent not in _HIDES_NEED or not (is_loose or understood.intent_confidence < HALF_SURE):
        return understood
    if _LEARNS.match(understood.text) and not questions.is_question(understood.text):
        told = understood.summary or understood.text.strip(" 。！!，,")[:LONGEST_SUMMARY]
        return replace(understood, intent="demand", kind="training", summary=told)
    named = understood.extra.get("subjects") or _ANIMAL.search(understood.text)
    if not named or not _DIRE.search(understood.text) or understood.text.rstrip("。！! ").endswith(("吗", "?", "？")):
        return understood
    summary = understood.summary or understood.text.strip(" 。！!，,")[:30]
    field = understood.field or read_field(understood.text)
    return replace(understood, intent="demand", kind="technical", summary=summary, field=field)


def as_trouble(understood: Understanding, read_field: Callable[[str], FieldGuess | None]) -> Understanding:
    """另外我们的B超机图像不清楚, 土地流转的钱一直没给: something is wrong, however it is classified."""
    text = understood.text
    found = announces_another(text)
    if found is not None and found.start() <= AT_FIRST and understood.intent in _HIDES_NEED:
        told = text[found.end() :].strip(" ，,。.！!")
        is_plain = announces_plainly(text) is not None and read_act(text, "asker").is_likely("need")
        if len(told) >= ENOUGH and (tells_trouble(told) or is_plain) and not questions.asks(told):
            field = understood.field or read_field(told)
            return replace(understood, intent="demand", kind="technical", summary=told[:LONGEST_SUMMARY], field=field)
    if (asked := _IS_IT_YOURS.search(text)) and understood.intent in _HIDES_NEED | {"checkin", "signup", "progress"}:
        told = text[: asked.start()].strip(" ，,。")
        if len(told) >= ENOUGH and tells_trouble(told):
            field = understood.field or read_field(told)
            return replace(understood, intent="demand", kind="technical", summary=told[:LONGEST_SUMMARY], field=field)
    if understood.intent == "human" and (sent := _SEND_SOMEBODY.search(text)) and not _OF_STAFF.search(text):
        told = f"{text[: sent.start()]}{text[sent.end() :]}".strip(" ，,。")
        if len(told) >= ENOUGH and tells_trouble(told):
            field = understood.field or read_field(told)
            return replace(understood, intent="demand", kind="technical", summary=told[:LONGEST_SUMMARY], field=field)
    helped = _HELPS_WITH.match(text) if understood.intent == "help" and understood.extra.get("subjects") else None
    if helped is not None:
        return replace(understood, intent="demand", kind="matter", summary=helped["what"][:LONGEST_SUMMARY])
    is_unheard = IMPATIENT.search(text) is not None and names_matter(IMPATIENT.sub(" ", text))
    if understood.intent == "policy" and not questions.asks(text) and (went_wrong(text) or is_unheard):
        return replace(understood, intent="demand", kind="matter")  # 高龄补贴停发了, 孤儿补助报上去没回音
    is_of_rule = understood.intent != "policy" or questions.RULES.search(text) is not None
    if is_of_rule or understood.intent_confidence >= SURE or not tells_trouble(text):
        return understood
    return (
        understood
        if questions.asks(text) and not tells_wish(text)
        else replace(understood, intent="demand", kind="matter")
    )


def is_vague(understood: Understanding) -> bool:
    """An intent that would do something, read out of the words with little certainty."""
    if understood.intent == "complaint" and _ASKED.search(understood.text) and not _BLAMES.search(understood.text):
        return True
    if understood.intent == "complaint" and understood.intent_confidence < SURE and not _BLAMES.search(understood.text):
        return True
    is_event = understood.intent in {"events", "signup"} and not ABOUT_ACTIVITY.search(understood.text)
    if is_event and understood.intent_confidence < HALF_SURE:
        return True
    return understood.intent in _UNSURE_OF and understood.intent_confidence < VAGUE
