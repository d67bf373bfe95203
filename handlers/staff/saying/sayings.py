"""What staff say in their own words and what is a form all the same: 把12号派给王建国, 12号结案, 催一下3号."""

from __future__ import annotations

import re

from handlers.staff.saying import enquiries, told
from handlers.turn import Arguments
from nlu.labels.fields import find_field
from nlu.text.normalise import normalise
from nlu.text.patterns import lazy_regex
from nlu.times.numerals import read_number

_NO = r"(?:第|编号|单号)?#?(?P<no>\d{1,7})(?:号单子?|号|单子?|(?<=第\d)件)?(?:这单|这件|那单|那件|这个|那个|需求)?\s*"
_TAKE = r"(?:请|麻烦|帮我|你)*(?:把|将)?"
_WHO = r"(?P<who>[\u4e00-\u9fff]{2,4}?)(?:老师|教授|主任|专家|医生|站长)?"
_NOT_WHO = r"(?!哪|谁|个|错|反|一|打|评|说|时间|[他她我你它]|对方|农户|老乡|专家|客户|人家|领导|回复|电话)"
_DO = r"(?:去|来)?(?:接|办|处理|看看|看|负责|对接|跑一趟|一趟|去|来)"
_HAS_IT = (
    r"(?:现在|目前)?(?:是|由|归)?(?:谁|哪个|哪位)(?:专家|老师)?(?:在)?"
    r"(?:办|接|负责|跟|管|处理|手上|改过|动过)(?:的|了|着)*"
)
_HOW_IT_IS = (
    r"(?:现在|目前|后来|办得|弄得|搞得)*(?:怎么样|咋个?样|怎样|啥子?情况|什么情况|到哪(?:一步|步|里|儿)?|啥子?进展|进展|情况)"
    r"(?:了|如何)?"
)
_DONE = r"(?:可以|已经|已|就|都)*(?:办结|结案|销号|办好|办完|解决|处理好|处理完|搞定|了结|结|关)"
_KEYS = r"(?P<key>领域|分类|类型|地点|地址|摘要|标题|紧急|范围)"
_END = r"(?:一下|了|吧|嘛|哈|。)*$"
_ASSIGN = [
    rf"^{_TAKE}{_NO}(?:就|改|转|重新)*(?:派|指派|分派|分配|分|交|转|安排)(?:单)?(?:到|了)?给(?P<who>.{{2,30}}?)(?:{_DO})?{_END}",
    rf"^(?:派单|指派|改派|派)(?:给)?\s*{_NOT_WHO}{_WHO}(?:{_DO})?\s*{_NO}{_END}",
    rf"^(?:请|让|叫|喊|安排){_WHO}{_DO}(?:一下)?\s*{_NO}{_END}",
    rf"^{_TAKE}{_NO}(?:就)?(?:由|让|请|叫|安排){_WHO}{_DO}{_END}",
    rf"^{_TAKE}{_NO}(?:就|先|改|转|重新)*(?:给|派|转|换给){_NOT_WHO}{_WHO}(?:{_DO})?{_END}",
    rf"^{_TAKE}{_NO}(?:就|改|转|重新)*(?:换成|改成|改由|换){_NOT_WHO}{_WHO}{_DO}{_END}",
    rf"^{_TAKE}{_NO}(?:就)?(?:换成|换给|换)\s*{_NOT_WHO}{_WHO}{_END}",
    rf"^{_TAKE}{_NO}(?:就)?(?:换成|改成|改由|换)(?P<who>[\u4e00-\u9fff]{{1,4}}(?:老师|教授|主任|专家|医生|站长)){_END}",
]
_INSTEAD = r"^(?:就|改|那|换个?专家|换个?人|[，,])*"
_ASSIGN_FOCUS = lazy_regex(
    rf"{_INSTEAD}(?:派单|指派|改派|派|交|转)给(?![他她]|.{{0,3}}[哪谁])(?P<who>.{{2,30}}?)(?:{_DO})?{_END}"
    rf"|{_INSTEAD}(?:给|让|请|叫|由|换成?){_NOT_WHO}{_WHO.replace('who>', 'who2>')}{_DO}{_END}"
    rf"|^(?:换个?专家|换个?人)[，,]*给{_NOT_WHO}{_WHO.replace('who>', 'who3>')}{_END}"
)
_FORMS: list[tuple[str, re.Pattern[str]]] = [
    *(("派单", lazy_regex(pattern)) for pattern in _ASSIGN),
    (
        "办结",
        lazy_regex(rf"^{_TAKE}{_NO}{_DONE}(?:了|吧|掉|嘛)*(?:[，,：: ]+(?P<rest>(?!.*(?:没|不)解决).*))?[。！]*$"),
    ),
    (
        "退回",
        lazy_regex(
            rf"^{_TAKE}{_NO}(?:给)?(?:退回|打回|退)(?:给(?:他|她|对方|农户|老乡))?(?:去|了|吧|回去)*"
            r"(?:嘛|吧|哈|算了|了)*[，,：: ]*(?P<rest>.*)$"
        ),
    ),
    (
        "退回",
        lazy_regex(
            rf"^(?:请|帮我|麻烦)*(?:打回|退回|退|作废|撤销|取消|删掉|删除|废掉)(?:去|掉|了)?(?:一下)?{_NO}(?:去|吧|了|嘛)*"
            r"(?:[，,：:\s]+(?P<rest>.*))?[。！]*$"
        ),
    ),
    (
        "退回",
        lazy_regex(
            rf"^{_TAKE}{_NO}(?:给我)?(?:作废|撤销|删掉|删了|废掉)(?:了|吧|嘛)*(?:[，,：:\s]+(?P<rest>.*))?[。！]*$"
        ),
    ),
    ("督办", lazy_regex(rf"^(?:请|帮我|你)*(?:催|督|盯|督办|催办)(?:一下|一催|下)?(?:专家)?\s*{_NO}.{{0,4}}$")),
    (
        "督办",
        lazy_regex(
            rf"^{_TAKE}{_NO}(?:的专家)?(?:催|督办|催办)(?:一催|一哈|一下|下|催|哈)?(?:专家|[他她]|[\u4e00-\u9fff]{{1,3}}(?:老师|教授|主任|医生|站长))?{_END}"
        ),
    ),
    ("查", lazy_regex(rf"^(?:那|还有|再看)*{_NO}呢[?？。]*$")),
    ("改", lazy_regex(rf"^{_TAKE}{_NO}的?{_KEYS}(?:改|换|调|定)(?:成|为|到)(?P<value>.+)$")),
    ("改", lazy_regex(rf"^改(?:一下|下)?\s*{_NO}的?{_KEYS}[，, ]*(?:改?成|改?为|是|=)(?P<value>.+)$")),
    ("发布", lazy_regex(rf"^{_TAKE}{_NO}(?:重新|再)?(?:发布|上榜|推送|推|挂)(?:出去|上去|一?下|一?遍|一?次)*{_END}")),
    (
        "发布",
        lazy_regex(rf"^(?:请|麻烦|帮我)*(?:公布|同意上榜单?|同意发布|可以上榜单?|上榜单?|挂出去?){_NO}{_END}"),
    ),
    ("发布", lazy_regex(rf"^{_TAKE}{_NO}(?:可以|同意)(?:发布|上榜单?|公布|上|发){_END}")),
    (
        "改",
        lazy_regex(
            rf"^{_TAKE}{_NO}(?:先|就|还是|要|得)*(?P<hide>(?:不要|别|莫|不用|先不)(?:公开|上榜单?|挂出去|发出去)|保密|只给管家看?){_END}"
        ),
    ),
    ("发布", lazy_regex(rf"^(?:请|麻烦|帮我)*(?:重新|再)(?:发布?|推送?|挂)(?:一?下|一?遍|一?次)*{_NO}{_END}")),
    (
        "退回",
        lazy_regex(
            rf"^{_TAKE}{_NO}(?P<rest>.{{2,20}}?)[，,]\s*(?:就|先)?退(?:回|了|给(?:他|她|对方))?(?:去)?(?:吧|了|嘛)*$"
        ),
    ),
    (
        "改",
        lazy_regex(
            rf"^{_TAKE}{_NO}(?:应该|明明|其实)?(?:是|属于|归)(?P<field>[\u4e00-\u9fff]{{2,6}}?)(?:类|领域|方面)?的?{_END}"
        ),
    ),
    (
        "改",
        lazy_regex(
            rf"^{_TAKE}{_NO}(?:很|特别|比较|改成|标成|算|是)*(?P<urgent>加急|紧急|急件|急单|急(?=的)|不急)(?:的|件|处理)?{_END}"
        ),
    ),
    (
        "改",
        lazy_regex(
            rf"^{_TAKE}{_NO}不是[^，,]{{1,8}}[，,]?(?:而|应该)?是(?P<field>[\u4e00-\u9fff]{{2,6}}?)(?:类|领域)?的?{_END}"
        ),
    ),
    (
        "改",
        lazy_regex(rf"^{_TAKE}{_NO}(?:的?地[点址])?改到(?P<place>(?!.*[月日点周天午])[\u4e00-\u9fff]{{2,12}}?){_END}"),
    ),
    ("查", lazy_regex(rf"^(?:那|请问|问下)?{_NO}(?:的)?(?:{_HAS_IT}|{_HOW_IT_IS})[的呢吗嘛了哈?？。]*$")),
    (
        "查",
        lazy_regex(
            rf"^{_NO}[^，,；;]{{0,14}}(?:去|来|到|办|接|看|约|回|弄|处理|解决|联系|打)(?:了|过|好|完|到|上)*(?:没(?:有|得)?|吗|不)[呢了嘛?？]*$"
        ),
    ),
    (
        "查",
        lazy_regex(
            rf"^{_NO}(?:现在|到底)?(?:弄|搞|办|做|忙|整)?(?:完|好|结|成)了?(?:没(?:有|得)?|吗|不)[呢了嘛哦?？]*$"
        ),
    ),
    (
        "查",
        lazy_regex(
            rf"^{_NO}[^，,；;]{{0,8}}?(?:去|来|到|办|接|看|约|回)(?:了)?(?:不|没)(?:去|来|到|办|接|看|约|回|得)?[呢了嘛哦哟?？]*$"
        ),
    ),
    (
        "查",
        lazy_regex(
            rf"^(?:谁|哪个)(?:改过|动过|改的|动的|派的|改了|动了|派了|结的|退的|接了|接的|在办|负责|办的)\s*{_NO}[的呢吗嘛了?？。]*$"
        ),
    ),
    ("查", lazy_regex(rf"^(?:帮我|我)?(?:查|打开)(?:一下|看|下|询)*\s*{_NO}(?:的?(?:情况|详情|经过))?{_END}")),
]
_NAMED_THING = lazy_regex(
    r"^(?P<before>把|将|查一?下|看一?下|催一?下)?(?P<thing>(?![这那])[\u4e00-\u9fff]{2,6}?)(?:的)?(?:那|这)(?:一)?(?:单|个|件|家|户)(?:的)?(?P<after>.{1,40})$"
)
_NAMES_NUMBER = lazy_regex(r"^(?:把|将)?(?:第|#)?(?P<no>\d{1,7})号")
_BOTH = lazy_regex(
    r"^(?:把|将)?(?P<numbers>#?\d{1,7}号?(?:单)?(?:\s*(?:和|跟|与|、|，)\s*#?\d{1,7}号?(?:单)?){1,4})(?:这[两几]单)?(?:都|全部|一起)(?P<rest>.+)$"
)
_TODO = lazy_regex(
    r"^(?:今天|现在|手上|我这边|目前)?(?:还)?有(?:啥子?|什么|哪些|些啥)(?:新的|新来的|新?(?:事情?|单子?|需求|要办的?|没办的?|待办的?|任务|要处理的?))"
    r"(?:要办|没办|要做)?(?:没得|没有)?[的呢吗嘛啊没?？]*$|^(?:今天|现在|又)?有(?:没有|没得|无)?新(?:的|来的)?(?:单子?|需求|件|事情?|待办)?(?:没得|没有)?[呢吗嘛没?？]*$|^(?:哪些|有哪些|谁)?(?:单|需求|件)?还?没(?:有)?办完?(?:的)?(?:单|有哪些)?[呢吗?？]*$"
)
_LATE = lazy_regex(
    r"^(?:有)?(?:哪些|啥|什么)?(?:单|件|需求)?(?:超时|拖|过期|逾期)了?(?:的)?(?:有哪些|有啥|单|件)?[呢吗?？]*$"
)
_CHASE_LATE = lazy_regex(
    r"^(?P<who>(?![这那都全两几])[老小][\u4e00-\u9fff]|(?![这那都全两几])[\u4e00-\u9fff]{1,3}(?:老师|教授|主任|专家|医生|站长)|(?![这那都全两几])[\u4e00-\u9fff]{2,3})(?:那边|那里)?"
    r"(?:咋个?|怎么|啷个|为啥|一直|到现在|还|都|又)+.{0,12}?[，,。 ]+"
    r"(?:你|请|麻烦|帮我|快)*(?:催|督|盯|问|提醒)(?:一?[下哈]|一催|催)?(?:[他她]|[他她]们|一?[下哈])?(?:嘛|吧|哈|。)*$"
)
_CHASE_WHO = lazy_regex(
    r"^(?:请|帮我|你)*(?:催|督|盯|督办|催办|提醒)(?:一下|一催|下|哈|一哈)?(?P<who>[\u4e00-\u9fff]{1,4}(?:老师|教授|主任|专家|医生|站长))(?:嘛|吧|哈|。)*$"
    rf"|^(?:请|帮我|你)*(?:催|督办|催办)(?:一下|一催|下|哈|一哈)(?!那个|这个|大家|他们|所有|进度|专家){_NOT_WHO}"
    r"(?P<name>[\u4e00-\u9fff]{2,3})(?:嘛|吧|哈|。)*$"
)
_TELL = lazy_regex(
    r"^(?:麻烦|请|帮我)*(?:告诉|转告|跟|给|提醒|通知)(?P<who>专家|对方|农户|老乡|[果菜茶药烟粮橘柚]农|养殖户|种植户|厂里|医院|学校|.{1,3}(?:老师|主任|教授|医生|大哥|大姐|大爷|大娘|大叔|婆婆|嬢嬢|老板|师傅|书记|村长|站长|总)"
    r"|[老小][\u4e00-\u9fff](?=[说讲带一，,：:])|(?![他她我你])[\u4e00-\u9fff]{2,3}(?=[说讲]))(?:一下|一声|带个?话|回个?话|回个?信)?(?:说|讲)?(?:一下|一声)?(?:说|讲)?[，,：:\s]*"
    r"(?P<text>(?!(?:说|讲)?一[声下哈]).{2,})$"
)
_PASSES_ON = lazy_regex(
    r"^(?![#第]?\d+号)(?P<text>.{4,60}?)[，,。；;\s]+(?:请|麻烦|帮我|帮忙|你|就|也|再)*(?:跟|给|告诉|转告|通知|提醒|喊)"
    r"(?:一下)?(?P<who>专家|对方|农户|老乡|企业|医院|人家|那边|.{1,3}(?:老师|主任|教授|医生|大哥|大姐|大爷|大娘|大叔|婆婆|嬢嬢|老板|师傅|书记|村长|站长|总)|[老小][\u4e00-\u9fff])"
    r"(?:那边)?(?:也)?(?:说|讲|带)?(?:一声|一下|一哈|个话|句话|一句)[吧嘛哈。！]*$"
)
_EVENT = r"第?(?P<no>\d{1,5}|[一二三四五六七八九十])场(?:的)?(?:宣讲会?|活动|培训|讲座)?"
_PLACES_OF_EVENT = lazy_regex(
    rf"^{_TAKE}{_EVENT}(?:的)?(?:名额|人数|座位|位子)(?:上限)?(?:改|加|增加|扩|扩大|调|调整|减|减少)(?:到|成|为)"
    r"(?P<count>\d{1,4}|[一二两三四五六七八九十百]{1,4})(?:个|人|位|名)*(?:吧|了|嘛|。)*$"
)
_WHO_SIGNED = lazy_regex(
    rf"^(?:看一?下|查一?下)?(?:有)?(?:谁|哪些人|哪个|好?多少人|好多人|几个人)(?:都)?(?:报|签)(?:了|过)?(?:名|到)?(?:了)?(?:的)?{_EVENT}(?:的)?[了呢吗?？]*$"
    rf"|^(?P<any>第?(?P<no2>\d{{1,5}}|[一二三四五六七八九十])(?:场|号)(?:的)?(?:宣讲会?|活动|培训|讲座)?)(?:的)?(?:谁|哪些人|好?多少人|好多人|几个人)?"
    r"(?:报|签)(?:了)?(?:名|到)?(?:了)?(?:谁|哪些人|好?多少人|好多人|几个人)?[了呢吗?？]*$"
)
_MOVES_EVENT = lazy_regex(rf"^{_TAKE}{_EVENT}(?P<when>(?:时间)?(?:推迟|延后|延期|提前|改到|改在|改期到|挪到|换到).+)$")
_OF_TIME = lazy_regex(r"时间|推迟|延后|延期|提前|改期|[\d点号日周月时午晚早]|明天|后天|礼拜")
_DROPS_EVENT = lazy_regex(
    rf"^(?:取消{_TAKE}{_EVENT}|{_TAKE}{_EVENT.replace('(?P<no>', '(?P<no2>')}(?:取消|不办|不搞))(?:了|吧|嘛|哈)*"
    r"(?:[，,：:\s]+(?P<why>.{1,40}))?[。！]*$"
)
_ASKS_LIST = lazy_regex(
    rf"^(?:看下?|查下?)?{_EVENT}(?:有|现在)*(?:多少人|好多人|几个人|哪些人|谁|报名(?:的)?(?:情况|名单|人))(?:报了?名?|签到|参加)?[的了呢吗?？]*$"
    rf"|^{_EVENT.replace('(?P<no>', '(?P<no2>')}(?:已经|都|今天)*(?:结束|办完|开完|搞完|讲完|办过)了?[。！]*$"
)
_NEW_EXPERT = lazy_regex(r"^[\u4e00-\u9fff·]{2,4}\s*[；;][^；;]{2,30}[；;][^；;]{2,20}[；;][^；;].{1,80}$", re.S)
_NO_PERSON = lazy_regex(r"个|人|加急|急件|紧急|不急|普通|公开|保密|明天|后天|今天|下周|上午|下午")
_COUNTS = lazy_regex(r"谁|哪|多少|好多|几个")
_SPOKEN_NO = lazy_regex(
    r"(?<![月\d周期初腊闰一二三四五六七八九十])(?:第(?=[一二三四五六七八九十]+[件单号]))?"
    r"(?P<spoken>[一二三四五六七八九十]{1,3})(?P<unit>号单子?|号|(?<=第.)件|(?<=第.)单)"
    r"(?!线|楼|桥|机|井|炉|棚|圈|门|车|地块|上午|下午|中午|早|晚|赶|那天|以前|之前|左右|[点到至]|\d)"
)
_GLUED_NO = lazy_regex(r"^(?P<head>派单?|指派|改派)(?P<spoken>[一二三四五六七八九十]{1,3})(?=[\u4e00-\u9fff]{2,4}$)")
_DIGITS = {char: str(value) for value, char in enumerate("一二三四五六七八九十", 1)}


def with_digits(words: str) -> str:
    """一号催一下 and 派单一李明华 with the number in figures; 十一号上午 is a day."""
    words = _GLUED_NO.sub(lambda found: f"{found['head']}{read_number(found['spoken'])} ", words)
    return _SPOKEN_NO.sub(lambda found: f"{read_number(found['spoken'])}号", words)


_APART = lazy_regex(r"[，,；;。\n]+|\s+(?=[#＃]?\d{1,7}号?单?(?:派|交|转|换|让|催|退|结案|办结|发布|改))")


def parts_of(text: str) -> list[str]:
    """The instructions of a message: 1号改成急件，派给李明华 speaks of #1 twice, 把1号和2号都派给李明华 of two."""
    words = with_digits(normalise(text).strip())
    if both := _BOTH.match(words):
        return [f"{number}号{both['rest']}" for number in re.findall(r"\d+", both["numbers"])]
    parts: list[str] = []
    number = ""
    for part in _APART.split(words):
        if not part.strip():
            continue
        named = _NAMES_NUMBER.match(part.strip())
        number = named["no"] if named else number
        parts.append(part.strip() if named or not number else f"{number}号{part.strip()}")
    return parts


def read(text: str, focus: int | None) -> tuple[str, Arguments] | None:
    """The command's name and what is given to it; `focus` is the demand talked about last."""
    words = with_digits(normalise(text).strip())
    for name, pattern in _FORMS:
        if (found := pattern.match(words)) and _names_field(found.groupdict().get("field")):
            if name == "派单" and (find_field(found["who"]) or _NO_PERSON.match(found["who"])):
                continue
            return name, Arguments(int(found["no"]), _rest(found.groupdict()), name=name)
    if said := told.read(words):
        return said
    if focus is not None and (found := _ASSIGN_FOCUS.match(words)):
        who = found["who"] or found["who2"] or found["who3"]
        return "派单", Arguments(focus, who.strip(), name="派单")
    if _TODO.match(words):
        return "待办", Arguments(name="待办")
    if _LATE.match(words):
        return "督办", Arguments(name="督办")
    if found := _CHASE_LATE.match(words):
        return "督办", Arguments(rest=found["who"], name="督办")
    if found := _CHASE_WHO.match(words):
        return "督办", Arguments(rest=found["who"] or found["name"], name="督办")
    if focus is not None and (relayed := relays(words)) is not None:
        return "留言", Arguments(focus, told.addressed(*relayed), name="留言")
    if focus is not None and (found := _TELL.match(words)):
        return "留言", Arguments(focus, told.addressed(found["who"], found["text"]), name="留言")
    if _NEW_EXPERT.match(words):
        return "添加专家", Arguments(rest=words, name="添加专家")
    return _of_event(words) or enquiries.read(words)


def relays(text: str) -> tuple[str, str] | None:
    """谭老师打电话说改周五上午，跟农户说一声: for whom it is, and what; the words before are the message."""
    found = _PASSES_ON.match(normalise(text).strip())
    return (found["who"], found["text"].strip(" ，,。")) if found else None


def names_thing(text: str) -> tuple[str, str] | None:
    """脆李那单派给李明华: the thing that is named, and the words with 那单 in the place of a number."""
    found = _NAMED_THING.match(normalise(text).strip())
    return (found["thing"], f"{found['before'] or ''}{{no}}号{found['after']}") if found else None


def _names_field(words: str | None) -> bool:
    """12号是果树 names a field, 12号是真的 none; words that are not there stand in nobody's way."""
    return words is None or find_field(words) is not None


def _rest(found: dict[str, str | None]) -> str:
    if found.get("key"):
        return f"{found['key']}={(found['value'] or '').strip(' 。吧了')}"
    if found.get("field"):
        return f"领域={found['field']}"
    if found.get("place"):
        return f"地点={found['place']}"
    if hidden := found.get("hide"):
        return "范围=只给管家" if "管家" in hidden or "保密" in hidden else "范围=不上榜单"
    if found.get("urgent"):
        return f"紧急={'否' if found['urgent'] == '不急' else '是'}"
    return (found.get("who") or found.get("rest") or "").strip(" ，,。")


def _of_event(words: str) -> tuple[str, Arguments] | None:
    if found := _MOVES_EVENT.match(words):
        number = int(_DIGITS.get(found["no"], found["no"]))
        when = re.sub(r"^(?:时间)?(?:改到|改在|改期到|挪到|换到)", "", found["when"]).strip(" 。吧")
        rest = f"时间={when}" if _OF_TIME.search(found["when"]) else found["when"]  # 改到荣昌区政府
        return "改宣讲", Arguments(number, rest, name="改宣讲")
    if found := _PLACES_OF_EVENT.match(words):
        number = int(_DIGITS.get(found["no"], found["no"]))
        return "改宣讲", Arguments(number, f"名额={read_number(found['count'])}", name="改宣讲")
    if (found := _WHO_SIGNED.match(words)) and _COUNTS.search(words):
        said = found["no"] or found["no2"]
        return "名单", Arguments(int(_DIGITS.get(said, said)), name="名单")
    if found := _DROPS_EVENT.match(words):
        said = found["no"] or found["no2"]
        return "取消宣讲", Arguments(int(_DIGITS.get(said, said)), found["why"] or "", name="取消宣讲")
    if found := _ASKS_LIST.match(words):
        said = found["no"] or found["no2"]
        return "名单", Arguments(int(_DIGITS.get(said, said)), name="名单")
    return None
