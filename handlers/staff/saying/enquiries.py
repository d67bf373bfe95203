"""What staff ask for without a number: who knows something, figures, a caller's need, a registration, a briefing."""

from __future__ import annotations

import re

from handlers.activities.holding import drafts
from handlers.turn import Arguments
from nlu.text.patterns import lazy_regex

LONGEST = 24
_ASKED_FOR = (
    r"(?:帮我|给我|麻烦|请|看看|查查|看一?下|查一?下)*(?:(?:找|查|搜|看)(?:一?[下哈])?(?:一?[个位名])?"
    r"|有没(?:有|得)|有无|有哪些|哪些|哪个|哪位|谁|有几个)(?:人|专家|老师|谁|哪个|一?[个位])?"
)
_WHAT = r"(?P<what>[\u4e00-\u9fffA-Za-z0-9、]{2,16}?)"
_SIDE = r"(?:方面|这块|这一块|技术)?的?"
_END = r"(?:[呢吗嘛没啊哈?？。]|有没有|有没得|没得|没有)*$"
_FINDS = (
    lazy_regex(
        rf"^{_ASKED_FOR}(?:最|比较)?(?:懂|会|搞|做|擅长|研究|熟悉|精通|专门(?:搞|做|研究))(?:得|做|搞|看)?{_WHAT}{_SIDE}(?:专家|老师|教授|医生|人)?{_END}"
    ),
    lazy_regex(rf"^{_ASKED_FOR}{_WHAT}{_SIDE}(?:专家|老师|教授){_END}"),
    lazy_regex(
        rf"^(?:专家库里?|库里头?|我们|这边|现在)*(?:有没(?:有|得)|有)?(?:懂|会|搞|擅长|研究|熟悉){_WHAT}的(?:专家|老师|人)?(?:有没(?:有|得)|有(?:哪些|哪几个|几个|吗|不)|是哪个|是谁|没得){_END}"
    ),
    lazy_regex(
        rf"^(?P<what>(?![你我他她它这那哪谁没刚打接有又])(?!对方|大家|.*值班|第|农户|老乡|昨天|今天|上午|下午)[\u4e00-\u9fff]{{2,4}}?)(?:老师|教授|医生|专家|主任|站长|院长|研究员)?(?:现在|目前|最近|这几天|这段时间)*(?:是谁|是哪个|(?:是|在)(?:哪个?|啥子?|什么)(?:单位|地方|县|所|站|医院|学校)的?"
        rf"|(?:是|在|主要|专门|到底)*(?:搞|做|干|研究|弄)(?:哪样|哪行|哪方面|哪块|啥子?|什么)的?|手[上头里](?:现在)?(?:还)?有?(?:几|好?多少|好多|哪些)(?:个|件)?(?:单子?|任务|需求)?|忙不忙|的?(?:电话|手机|联系方式)(?:号码?)?(?:是?(?:多少|好多))?){_END}"
    ),
)
_THERE = lazy_regex(
    r"^(?:看一?下|查一?下)?(?P<place>(?!我们|你们|库里|现在|专家)[\u4e00-\u9fff]{2,4}?)(?:那边|这边|县|区)?(?:有没(?:有|得)|有(?:哪些|哪几个|几个|好多|啥|什么)?)(?:懂|会|搞|做|擅长|研究)?"
    rf"(?P<what>[\u4e00-\u9fff]{{2,8}}?){_SIDE}(?:专家|老师|教授){_END}"
)
_CARD = lazy_regex(
    rf"^(?:帮我|给我)?(?:看|查|翻|调)(?:一?[下哈]|看|出)?(?P<what>(?![你我他她])[\u4e00-\u9fff]{{2,4}}?)(?:老师|教授|医生|专家)?的?(?:资料|档案|信息|简介|电话号?码?){_END}"
)
_NO_SUBJECT = lazy_regex(r"什么|啥|哪|谁|合适|这个|那个|对口|我|你")
_TROUBLE = lazy_regex(r"咋个?办|怎么办|坏了|死了|烂|来看|想请|需要")
_PERIOD = (
    r"(?P<period>今天|今日|昨天|本周|这周|这个?星期|上个?星期|上周|本月|这个?月|上个?月|今年|去年|本?这?个?季度"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?"
    r"|(?:最近|近|过去)的?(?:\d{1,3}|[一二两三四五六七八九十]{1,3})个?(?:天|日|周|星期|月))"
)
_COUNT = r"(?:好?多少|好多|几)(?:个|件|单|条|起|桩)?"
_SHOW = r"(?:我们|给我|看一?[下看]?|发|发一?下|查一?下|统计一?[下哈]|来|拉|一?份)*"
_RATES = r"(?:数据|数字|报表|统计|汇总|情况统计|满意[度率]|办结率|解决率)"
_WHERE = (
    r"(?!在|这|那|哪|我|你|他|一共|总共|现在|目前|到|还|有|没|投诉|急|专家|今|本|上|最近|统计|看|查)"
    r"(?P<where>[\u4e00-\u9fff]{2,6}?)(?:这边|那边|方面)?"
)
_LATER = _PERIOD.replace("period", "later")
_FIGURES: tuple[re.Pattern[str], ...] = (
    lazy_regex(
        rf"^(?:我们|一共|总共|到现在|统计一?下?|看一?下)*{_PERIOD}?(?:我们|一共|总共|都|的)*(?:办结?|接|收|登记|来|解决|完成|办成|新增|新来|搞|弄|做)(?:了|过|到|成)?{_COUNT}(?:需求|单子?|事情?|求助)?{_END}"
    ),
    lazy_regex(
        rf"^(?:我们|一共|总共|统计一?下?|看一?下)*{_PERIOD}?(?:我们|一共|总共|的)*(?:有|来了?){_COUNT}(?:新的?)?(?:需求|单子?|求助){_END}"
    ),
    lazy_regex(rf"^{_SHOW}{_PERIOD}?的?(?:工作|办理|需求)*{_RATES}(?:怎么样|如何|情况|是?多少)?{_END}"),
    lazy_regex(
        rf"^{_SHOW}{_PERIOD}?{_WHERE}{_LATER}?(?:一共|总共|都|的)*(?:有|来|接|收|登记|办结?|解决)?(?:了|过|到)?"
        rf"(?:好?多少|好多|几)(?:个需求|件|单|条|起|桩)(?:需求|单子?|求助)?{_END}"
    ),
    lazy_regex(
        rf"^{_SHOW}{_PERIOD}?{_WHERE}{_LATER}?的?(?:工作|办理|需求)*{_RATES}(?:怎么样|如何|情况|是?多少)?{_END}"
    ),
)
_FIGURES += (
    lazy_regex(
        rf"^{_SHOW}{_PERIOD}?(?:我们|平均|一般|都|大概|的)*(?:要)?(?:好久|多久|多长时间|几天)(?:才|能)?(?:有人接单?|接单?|接上|办结?|办完|办好|解决|回话)(?:得?(?:了|到|完))?{_END}"
    ),
    lazy_regex(
        rf"^{_SHOW}{_PERIOD}?(?:我们|大家|农户|群众|他们|的)*(?:满意[度率]?|评分|评价|解决率|办结率)(?:高不高|有|是|得|打)?(?:好?多少|好多|几分|怎么样|如何|咋样)(?:分)?{_END}"
    ),
    lazy_regex(
        rf"^(?:哪些|哪个|谁|哪位)(?:专家|老师|区县|县|领域){_PERIOD}?(?:接|办|做|来)(?:的)?(?:单|件|得)?(?:最多|多|最好){_END}"
    ),
)
_CALLS = lazy_regex(
    r"打(?:了)?(?:个)?电话(?:来|过来|进来|反映|说|问)|来电(?:话)?|电话(?:里)?(?:反映|说|求助)|打来的?电话|来(?:窗口|大厅|办公室|我这)(?:说|反映|问|求助)"
)
_CALL_CAME = lazy_regex(
    r"^(?:我|刚才|刚刚|刚|又|才|上午|下午|今天|这会儿)*(?:接|来|有|收)(?:到|了|起)*(?:一?[个通])?(?:新的?)?(?:求助|热线)?电话(?:来|进来|求助|要登记"
    r"|登记)?(?:了)?[，,。：:\s]*$"
    r"|^(?:我)?(?:要|想|帮忙|来)*(?:代录|代登记|(?:替|帮|给)(?:人|别人|人家|老乡|别个|农户|[他她])(?:登记|录)(?:一?[个下条件])?)(?:需求)?[，,。：:\s]*$"
)
_ORDERS = lazy_regex(r"^(?:给|跟|让|叫|请|麻烦|要|去|帮)")  # 给李老师打电话说……
_LEAD = lazy_regex(r"^(?:刚才|刚刚|刚|今天|上午|下午|早上|昨天)*(?:接到|接了)?(?:有|收到)?(?:一?[个位名])?")
_FOR = lazy_regex(
    r"^(?:请|麻烦)?(?:帮|给|替|为)(?!我)(?P<who>[^，,。\s]{2,16}?)(?:登记|录|报|记|提)(?:一?下|上)?(?:一?[个条])?(?:需求|单)?[，,：:\s]+(?P<what>.{4,})$",
    re.S,
)
_FOR_SOMEBODY = lazy_regex(
    r"^(?:请|麻烦|帮我|给我|我要|再|另外|还要)*(?:代?(?:登记|录)|录入|记)(?:一?下|上)?(?:一?[个条件])?(?:需求)?[：:，,\s]+(?P<what>.{6,})$",
    re.S,
)
_SOMEBODY_SAYS = lazy_regex(
    r"^(?:刚才|刚刚|今天|上午|下午)*有(?:一?[个位名家])(?P<what>(?:[^，,。]{0,8}的)?(?:老乡|农户|村民|群众|企业|老板|养殖户|种植户|客户|业主|大[爷娘伯叔哥姐嫂]|嬢嬢|婆婆|同志|合作社|公司|厂|医院|学校|村)[^，,。]{0,6}?(?:说|反映|问|讲|求助|报).{4,})$",
    re.S,
)
_REGISTERED = r"(?P<who>[\u4e00-\u9fff]{2,4}?)(?:老师)?的?(?:专家)?(?:登记|注册|申请|入库)"
_APPROVES = (
    lazy_regex(rf"^(?:同意|通过|批准|核准)(?:一下|了)?{_REGISTERED}(?:吧|了|。)*$"),
    lazy_regex(rf"^{_REGISTERED}(?:可以|给|就|予以|没问题)*(?:同意|通过|批准)(?:了|吧|。)*$"),
    lazy_regex(
        r"^(?P<who>(?!审核|验收|评审|考试|检查|认证|产品|项目|材料|资料|全部|已经|刚才)[\u4e00-\u9fff]{2,3}?)(?:老师)?(?:这个|那个)?"
        r"(?:可以|给|就|予以|没问题)*(?:通过|批准)(?:一下|吧|了吧|。)*$"
    ),
)
_AGREED = lazy_regex(
    r"^(?P<who>[\u4e00-\u9fff]{2,3}?)(?:老师)?(?:的)?(?:可以|没问题|核实了|核实过了|资料(?:齐|对|没问题)|合格|符合)(?:了|的)?[，,。\s]*(?:就|给|可以)?(?:同意|通过|批准?|入库)(?:他|她)?(?:了|吧|嘛)*[。！]*$"
)
_REFUSES = (
    lazy_regex(rf"^(?:驳回|不同意|不通过|不批准){_REGISTERED}(?:了|吧)?(?:[，,：:\s]+(?P<why>.+))?$"),
    lazy_regex(rf"^{_REGISTERED}(?:不通过|驳回|不同意|不批准)(?:了|吧)?(?:[，,：:\s]+(?P<why>.+))?$"),
)
_INVITES = lazy_regex(
    r"^(?:请|帮我|我要)*(?:添加|增加|新增|加|邀请|设)(?:一?[个位])?(?P<role>管家|管理员)[，,：:\s]*(?P<who>[\u4e00-\u9fff]{0,6})$"
    r"|^(?:今天|刚)?(?:新)?来(?:了)?(?:一?[个位])?(?:新)?(?P<role2>管家|管理员)(?:叫|是|[，,：:\s])+(?P<who2>[\u4e00-\u9fff]{2,4})(?:[，,。\s].{0,14})?$"
)
_TWO = r"(?P<one>\d{1,7})号?\s*(?:和|跟|与|同|、|\s)\s*(?P<two>\d{1,7})号?"
_MERGES = (
    lazy_regex(rf"^合并(?:专家)?\s*{_TWO}(?:专家)?(?:吧|了)*$"),
    lazy_regex(rf"^(?:把|专家)*{_TWO}(?:专家)?(?:是(?:同一个|一个|同一)人|合并(?:一下|了|吧|成一个)*)$"),
)
_LIST = lazy_regex(
    r"^(?:现在|一共|总共|看一?下)*(?:有)?(?:哪些人|谁|好?多少人?|好多人?|几个?人?)(?:报|签)(?:了)?(?:名|到)(?:了|的)*[呢吗?？]*$"
    r"|^(?:看一?下)?(?:报名|签到)(?:了|的)?(?:情况|人数|名单|多少人?|几个?人?|好多人?|怎么样|如何)(?:怎么样|如何)?[了呢吗?？]*$"
    r"|^(?:报|签到)了(?:好?多少|好多|几个?)人?(?:了)?[呢吗?？]*$"
    r"|^(?:今天|昨天|现在|看一?下|查一?下)*(?:还)?(?:有)?(?:哪些人?|谁|哪个|好?多少人|好多人|几个人?)(?:还)?没(?:有|得)?(?:来|到场|到|签到)(?:了|的)*[呢吗?？]*$"
    r"|^(?:今天|昨天|现在|看一?下|查一?下)*(?:有)?(?:哪些|好?多少|好多|几个)人(?:都)?(?:来|到场|到)了?[呢吗?？]*$|^(?:今天|昨天|现在|一共|总共)*(?:来|到)了(?:好?多少|好多|几个)人[呢吗?？]*$"
    r"|^没(?:有)?(?:来|到|签到)的(?:人)?(?:有|是)?(?:哪些|谁|好多|多少)?人?[呢吗?？]*$"
)
_TODO_OF = (
    lazy_regex(
        r"^(?:现在|目前|今天|最近|这几天|本周|这周|本月|这个月|我们|看一?下|查一?下|还)*(?:有没有|有没得|有几[个单件条]|有哪些|有哪几[单件个]|有多少|哪些|哪几[单件个]|多少|几[单件个]|还有)?(?:单子?|需求|件)?(?:是|还)*(?:新的?)?"
        r"(?P<what>没(?:有|得)?人?接|急件|急事|急的|加急|投诉|没解决|要回电|专家登记|语音)(?:的|了)*(?:单子?|需求|件|专家|有哪些|有几[个单件条]|有多少|有没有|有好多|好多件?|先说|先看|先办)*[呢吗没得了?？。]*$"
    ),
    lazy_regex(
        r"^(?:请|帮我|给我)*(?:查一?查|查一?下|看一?下|看看|查看)(?:最近|今天|本周|这周|本月)?(?:的|有没有|有哪些|还有)*"
        r"(?P<what>投诉|急件|没人接)(?:的)?(?:单子?|需求)?[呢吗没?？]*$"
    ),
    lazy_regex(
        r"^(?:看一?下|查一?下|看看)?(?!今天|现在|我|全部|所有|目前|还有)(?P<what>[\u4e00-\u9fff]{2,6}?)(?:那边|这边|县|区)?的?(?:还有哪些|有哪些)?(?:待办|没办完?的|在办的|没办结的)"
        r"(?:单子?|需求|件|事项?|有哪些|有几[个单件])*[呢吗了?？]*$"
    ),
    lazy_regex(
        r"^(?:现在|目前|我们|看一?下|还)*(?:有)?(?:哪些|哪几?个|哪几类|什么|啥)?(?:专业|领域|行业|方面|单子?|需求|件)?(?:还)?(?P<what>缺专家|没得?有?(?:合适|对口)的?专家)(?:的)?(?:有哪些)?[呢吗了?？]*$"
    ),
)
_KIND = r"(?:宣讲|培训|讲座|义诊|田间学校|技术课|政策会|训练班|座谈)(?:会|班|课)?"
_EVENT = lazy_regex(
    r"^(?:我们?|单位|中心)*(?:要|想|准备|打算|需要)?(?:再)?(?:发|办|开|搞|组织|安排|通知|发布|举办|登)"
    rf"(?:一?[个场次期条则])?(?P<title>[^，,；;。\s]{{0,14}}?{_KIND})(?:的)?(?:通知|公告|活动|预告)?"
    r"(?:[，,：:；;\s]+(?P<rest>.*))?$",
    re.S,
)
WANTS_TEACHER = lazy_regex(
    r"[想要]请|请人|请.{0,6}(?:专家|老师|教授|人来|师傅)|来(?:给)?.{0,4}(?:讲|教|上)|派.{0,4}(?:人|专家|老师)"
)
_EVENT_LATER = lazy_regex(
    r"^(?P<lead>[^；;。\n]{2,40}?)[，,]?(?:我们?|单位|中心)?(?:要|想|准备|打算|计划|将)?(?:办|开|搞|组织|举办|举行)(?:一?[个场次期])?"
    rf"(?P<title>[^，,；;。\s]{{0,14}}?{_KIND})(?:的)?(?:通知|活动)?(?:[，,：:；;\s]+(?P<rest>.*))?$",
    re.S,
)
_LECTURE = lazy_regex(
    r"^(?:我们|单位|中心|要|准备|打算|安排|想)*(?P<when>[^在]{2,18}?)[，,\s]*(?:我们|准备|要|计划|安排)*在(?P<where>[^，,]{2,20}?)(?:给|为|对|面向|向)"
    r"(?P<audience>[^，,]{2,16}?)(?:开一?个?会|开个?班|上一?[堂节]?课|办一?[个场]?班|集中)?(?:讲|教|培训|宣传|宣讲)"
    r"(?:一?[课场堂下次])?(?P<title>[^，,；;。]{2,16})(?:[，,；;\s]+(?P<rest>.*))?$",
    re.S,
)
_CLOCK = lazy_regex(
    r"(?P<clock>(?:上午|下午|早上|晚上|中午)?[\d一二三四五六七八九十两]{1,3}[点时](?:半|整|一刻|[\d一二三四五六七八九十]{1,3}分?)?)(?:开始|开讲|准时)?"
)
_LIMIT = lazy_regex(
    r"(?:限|最多|名额)?(?:\d{1,4}|[一二两三四五六七八九十百]{1,4})(?:个|位|名)?(?:人|名额|位子|座位)?(?:以内)?"
)
_NOTICE = lazy_regex(
    r"^(?:请|麻烦|帮我|我要|要)*(?:发|下|出|发布|通知)(?:一?[个条下则])?(?:通知|消息|预告|公告)[，,：:；;\s]+(?P<rest>.*)$",
    re.S,
)
_SIGNS = lazy_regex(r"[，,；;。\n]+")
_HAS_CLOCK = lazy_regex(r"[\d一二三四五六七八九十两]点|[:：]\d\d")
LEAST_SIGNS = 2
_AUDIENCE = lazy_regex(
    r"^(?:请?通知|面向|召集|叫上?|喊|邀请|请|给|对象是?)(?:一下)?(?P<value>(?!一下|大家$)[^，,；;。]{2,20}?)(?:都)?(?:来)?(?:参加|听课?|培训|到场|来)?[吧。]*$"
)
_LABELLED = lazy_regex(r"^(?P<key>对象|地点|时间|主题|内容|名额)(?:就?是|为|在|[:：])?(?P<value>.{2,})$")
_WHEN = (
    r"(?:\d{1,2}月|[一二三四五六七八九十]{1,2}月|\d{1,2}[号日]|周[一二三四五六日天]|[下本这]个?[周月]|星期|礼拜|明天|后天"
    r"|[一二两三四五六七八九十\d]+[点时])"
)
_WHEN_AND_WHERE = lazy_regex(rf"^(?P<when>(?=.*{_WHEN})[^在]{{2,20}}?)(?:在|到)(?P<where>.{{2,}})$")
_HAS_WHEN = lazy_regex(_WHEN)


def read(words: str) -> tuple[str, Arguments] | None:
    """The command's name and what is given to it; None where the words are something else."""
    if _LIST.match(words):
        return "名单", Arguments(name="名单")
    if _CALL_CAME.match(words):
        return "代录", Arguments(name="代录")
    for name, rest in (
        ("通过", _first((*_APPROVES, _AGREED), words, "who")),
        ("驳回", _refusal(words)),
        ("合并专家", _pair(words)),
        ("代录", _of_caller(words)),
        ("待办", _first(_TODO_OF, words, "what")),
        ("找专家", _sought(words) or _sought_there(words)),
    ):
        if rest:
            return name, Arguments(rest=rest, name=name)
    if len(words) <= LONGEST and (found := _search(_FIGURES, words)):
        said = found.groupdict()
        period = (said["period"] or said.get("later") or "").removesuffix("份")
        return "统计", Arguments(rest=f"{period} {said.get('where') or ''}".strip(), name="统计")
    if found := _INVITES.match(words):
        role, who = found["role"] or found["role2"], found["who"] or found["who2"] or ""
        return "邀请", Arguments(rest=f"{role} {who}".strip(), name="邀请")
    return _event(words)


def _search(patterns: tuple[re.Pattern[str], ...], words: str) -> re.Match[str] | None:
    return next((found for pattern in patterns if (found := pattern.match(words))), None)


def _first(patterns: tuple[re.Pattern[str], ...], words: str, group: str) -> str:
    found = _search(patterns, words)
    return found[group] if found else ""


def _refusal(words: str) -> str:
    found = _search(_REFUSES, words)
    return f"{found['who']} {found['why'] or ''}".strip() if found else ""


def _pair(words: str) -> str:
    found = _search(_MERGES, words)
    return f"{found['one']} {found['two']}" if found else ""


def _sought(words: str) -> str:
    """谁懂柑橘, 找个会种脆李的专家: not a trouble that somebody shall come for."""
    if len(words) > LONGEST or _TROUBLE.search(words):
        return ""
    what = _first((*_FINDS, _CARD), words, "what")
    return "" if _NO_SUBJECT.search(what) else what


def _sought_there(words: str) -> str:
    """万州有哪些果树专家, 潼南那边有没有搞蔬菜的老师: what and where."""
    found = _THERE.match(words)
    return f"{found['what']} {found['place']}" if found and not _NO_SUBJECT.search(found["what"]) else ""


def _of_caller(words: str) -> str:
    """刚才有个王大爷打电话来，说脐橙黄化: what a butler writes down for somebody else."""
    if found := _FOR.match(words):
        return f"{found['who']}，{found['what']}"
    if found := _FOR_SOMEBODY.match(words) or _SOMEBODY_SAYS.match(words):
        return found["what"]
    call = _CALLS.search(words)
    if call is None or len(words) < 12 or _ORDERS.match(words):
        return ""
    before, after = _LEAD.sub("", words[: call.start()]), words[call.end() :].lstrip("，,：: 说讲反映的是")
    return f"{before.strip('，, 的')}，{after}" if len(after) > 3 else ""


def _event(words: str) -> tuple[str, Arguments] | None:
    """发一个培训通知，12月3日下午两点在……: the parts of an announcement in prose."""
    if (lecture := _LECTURE.match(words)) and _HAS_WHEN.search(lecture["when"]):
        return _of_lecture(lecture)
    found = _EVENT.match(words) or _event_with_time(words) or _notice(words)
    if found is None or WANTS_TEACHER.search(words):
        return None
    told = f"{found.groupdict().get('lead') or ''}，{found['rest'] or ''}"
    told = told if _SIGNS.search(found["rest"] or "") else re.sub(r"\s+", "，", told)
    parts = [part.strip() for part in re.split(r"[，,；;。\n]+", told) if part.strip()]
    named, left = _named_parts(parts)
    title = re.sub(r"^的|的$", "", found.groupdict().get("title") or "培训")
    if left and not any(part.startswith(("主题=", "内容=")) for part in named):
        title = left.pop(0) if re.fullmatch(_KIND, title) else title
    return "添加宣讲", Arguments(rest="；".join([f"主题={title}", *named, *left]), name="添加宣讲")


def _event_with_time(words: str) -> re.Match[str] | None:
    """下周三上午9点在草堂镇办一场培训: the time stands first; without one, it may be what somebody wishes for."""
    found = _EVENT_LATER.match(words)
    return found if found is not None and _HAS_WHEN.search(found["lead"]) else None


def _of_lecture(found: re.Match[str]) -> tuple[str, Arguments]:
    """12月6号上午在草堂镇便民中心给奉节种脐橙的讲黄龙病防控，限25人，九点半开始."""
    parts = [part.strip() for part in re.split(r"[，,；;。\n]+", found["rest"] or "") if part.strip()]
    clocks = [part for part in parts if _CLOCK.fullmatch(part)]
    when = found["when"] + (_CLOCK.sub(r"\g<clock>", clocks[0]) if clocks else "")
    named, left = _named_parts([part for part in parts if part not in clocks])
    told = [f"主题={found['title']}", f"时间={when}", f"地点={found['where']}", f"对象={found['audience']}"]
    places = [f"名额={part.removeprefix('限').removeprefix('最多')}" for part in left if _LIMIT.fullmatch(part)]
    return "添加宣讲", Arguments(rest="；".join([*told, *named, *places]), name="添加宣讲")


def _notice(words: str) -> re.Match[str] | None:
    """发个通知，12月5号早上9点，白帝镇文化中心，脆李清园，给奉节的果农: a day, a place and whom it is for."""
    found = _NOTICE.match(words)
    is_whole = (
        found is not None and _HAS_CLOCK.search(found["rest"]) and len(_SIGNS.findall(found["rest"])) >= LEAST_SIGNS
    )
    return found if is_whole else None


def _named_parts(parts: list[str]) -> tuple[list[str], list[str]]:
    """Those whose words say which part they are, with its name before them; and the others."""
    named: list[str] = []
    left: list[str] = []
    for part in parts:
        if label := _LABELLED.match(part):
            named.append(f"{label['key']}={label['value']}")
        elif both := _WHEN_AND_WHERE.match(part):
            named += [f"时间={both['when']}", f"地点={both['where']}"]
        elif _HAS_WHEN.search(part):
            named.append(f"时间={part}")
        elif part.startswith("在") and len(part) > 2:
            named.append(f"地点={part[1:]}")
        elif _LIMIT.fullmatch(part) and drafts.read_places(part):
            named.append(f"名额={drafts.read_places(part)}")
        elif drafts.NO_LIMIT.fullmatch(part):
            named.append("名额=不限")
        elif drafts.is_place(part) and not any(one.startswith("地点=") for one in named):
            named.append(f"地点={part}")
        elif audience := _AUDIENCE.match(part):
            named.append(f"对象={audience['value']}")
        else:
            left.append(part)
    return named, left
