"""How a trouble stands now, told plainly: 来水了 is over, 又熄了 is not, 将就能用 is half of it.

Who is asked whether it is really solved seldom says 解决了: the thing itself is told of, with thanks around it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from nlu.dialogue.ratings import read_solved
from nlu.text.patterns import lazy_regex

State = Literal["good", "bad", "half"]
LONGEST = 36
REMEMBERED = 256  # texts: several rooms ask of one message
_CLAUSE = lazy_regex(r"[，,。.！!；;~～…\s]+")
_POLITE = lazy_regex(
    r"(?:真的?|太|好|非常|十分|都|哎呀?|哦|嗯|那|好[的嘛]?)*(?:谢谢|多谢|感谢|谢了|道谢|辛苦|麻烦|劳烦|劳慰|难为|费心|让.{1,3}费心)(?:了|您|你|们|大家|各位|哈|啊|哦|嘛|呀|啦|关心|惦记|记到|还记得|问|老师|师傅|专家|[\u4e00-\u9fff]{1,2}(?:老师|师傅|教授|医生|主任|工)|管家|领导|多谢|谢谢|还)*"
)
_TAIL = lazy_regex(r"(?:[哈啊哦嘛呢呀啦哟]|麻烦了|劳烦了|辛苦了|谢谢[您你]?|多谢|感谢)+$")
_PERSONS = lazy_regex(
    r"^(?:(?:[\u4e00-\u9fff]{0,2}(?:老师|专家|教授|医生|师傅|主任|站长)|人|[他她你您]|我)们?)(?:都|已经|刚|也)*(?!家|屋)"
)
_HALF = lazy_regex(
    r"^差不多了?$|一半|半截|将就|勉强|凑合|马马虎虎|稍微|(?:好|强|轻|松|少|小)(?:一)?[点些](?!都|也)(?:了)?$|大部分|多数|偶尔|有时|时[好灵有来通亮]时|时不时|还不(?:太|大|很|怎么)|不(?:太|大)稳|没(?:得)?(?:以前|原来|之前)(?:那么|恁个|恁)"
    r"|还(?:有|剩|差|留)(?!没)|只(?:有|拿|给|修|来|通|发|退|赔|弄)[^，,。]{0,6}(?:[一半几两]|部分|点)|没断根|没好(?:完|彻底|利索|全)|没完全|(?:白天|早上|晚上|夜头|一[边头]|前头|这边).{1,6}(?:没得|不|没有|还)|差[点一]|要[好来亮通]不|强[点些]|(?:一)?(?:头|边|个)好了"
    r"|(?:就是|只是|不过|但是?|可是)(?:[\u4e00-\u9fff]{0,4}(?:小|慢|弱|响|声音|有[点些]|味道?|不稳|差))"
)
_BY_TURNS = lazy_regex(r"(?:白天|早上|上午).{1,8}(?:晚上|夜头|下午|黑了)")
_BAD = lazy_regex(
    r"又(?!好|来水|来电|通|亮|转起|能|长起|发起|[能可])[\u4e00-\u9fff]|复发|反复|老(?:样子|毛病|问题)|还(?:是|在|没)(?!好|正常|问|惦|记)|没得?(?:水|电|气|网|信号|动静|人来|变化|改变|起色|反应)(?!表)|没(?:有)?(?:人|哪个|见)(?:来|管|修|弄|动)"
    r"|没(?:有)?(?:来|修|弄|搞|办|处理|给|发(?!现|生|病|烧)|退|兑现|动工|装|换|解决|落实|通|亮)(?!过这|过恁)|(?:一[\u4e00-\u9fff]{1,3}|根本|压根|啥子?|什么)(?:都|也)?没(?=得|有|好|动|变|来|见|用|管|人|$)|(?:照样|仍然|依然|照旧|硬是)(?:是|在|不|没)(?!好)|哪(?:里|儿|有|个).{0,3}(?:修|好|弄|来|解决)|(?:水|气|网|信号|灯|风)(?:太|很)?(?:小|差|弱|浑|脏|暗|慢)(?:得很|得|了)?$"
    r"|(?:隔|每)(?:[几一两三]|十)?[天下]*.{0,3}(?:就|又|还|跳|停|断|漏|死|犯)|越来越(?!好)|光说不|更(?!好|稳|顺|大|亮|有)|不见(?:效|好)|黑漆漆|(?:不|没)(?:行|得行|管用|起作用)|白(?:修|跑|弄|搞|来)|[转亮通打开走动发站立吃]不(?:得|起|了|动|来|到)|不(?:转|亮|通|走|动|出水|来水|肯吃|吃)(?!是)(?:了)?$"
    r"|管(?:了)?(?:几|两|三|[一二半])[个]?(?:天|月|周|星期|礼拜).{0,4}(?:就|又)|接着(?:办|弄|搞|修|来|请|整)|继续(?:办|弄|搞|修|整)|再(?:来|跑|请|喊|派).{0,3}(?:[一]?[趟次下哈]|人|看)"
)
_RESTORED = lazy_regex(  # what had stopped works again, what was missing is there
    r"(?<!没)(?<!不)来(?:水|电|气|网|信号)了|(?:水|电|气|网|信号|热水|货|钱|款|工资|补贴|证|灯|人)(?:都|也|已经|又|全|今天|昨天|就)*(?:来|到|有|下来)了(?!没|吗)|(?<!没)(?<!不)(?:通|亮|转|活|畅通|恢复)(?:水|电|气|网|车|路)?了(?!没|吗|[两几三四五六七八九十半]|一[个会段]|又|半)"
    r"|[\u4e00-\u9fff](?<!没)(?:起来|转来|过来|(?<=[通亮转燃开跑])起|得起|得动|得燃|得开|得走|得通)[火水气电网]?了(?!没|吗)|(?:能|可以|肯|会|敢|要|晓得)(?:正常|好好)?(?:用|吃|走|动|开|转|喝|站|跑|下[蛋奶地]|上网|打火|出水|运转|通车|睡|呼吸|说话)(?:[\u4e00-\u9fff]{0,2})了(?!没|吗)"
    r"|到账|到手了|(?<!没)(?<!不)(?:拿|领|收|发|办|批|退|补|赔|结|要|追|兑|讨)(?:得)?(?:到|下来|回来|齐|清)(?:[钱款证补工货尾][\u4e00-\u9fff]?)?了(?!没|吗)|(?<!没)(?:退|赔|补|结|发)(?:了)?(?:钱|款|工资|账|尾款)了"
    r"|(?<!没)(?<!不)(?:修|疏|接|装|换|弄|搞|整|医|治|补|堵|焊|清|铺|填|搭|处理|维修|解决|打理)(?:得)?(?:好|通|上|平|拢|归一|伸展|巴适|妥|妥当|到位|干净)(?:了|哒|咯)?(?!没|吗)|归一了|伸展了|(?<!没)(?:拉|运|清|搬|拆|挪|铲|扫|撤|抬)(?:走|干净|完|开|掉|脱)了(?!没|吗)"
    r"|恢复(?:供[水电气])?(?:正常|了|啦)|出院|(?:断|除)根|退(?:烧|热|了烧)|(?:吃|拉|走|长|睡|转|跑)(?:得)?(?:很)?(?:正常|顺当|欢|香|旺|稳当)|(?<![不没])(?:转|返|回|翻|变)(?:绿|青)|(?<!还)(?<!就)(?<!都)(?<![等受熬撑拖顶扛扯])不(?!用|要|需|行|好|办|来|去|想|管|搞|弄|整|通|亮|转|动|错|稳|肯|吃|是|晓|知|得|能|会|可|到|在|够)[\u4e00-\u9fff]{1,2}了(?!没|吗)"
)
_HOLDS = lazy_regex(  # nothing has come back, all is well
    r"没(?:有|得)?(?:再|又|咋)(?!来|管|问|见)[\u4e00-\u9fff]{1,4}|一(?:点|滴|次|回|个|条|棵|头)(?:都|也)?没(?:有|再)?(?:漏|死|掉|裂|黄|烂|跳|停|犯|拉|咳|堵|响)|没[\u4e00-\u9fff]{1,2}过$|安稳|亮堂|精神|(?:一直|都|还|很|蛮|挺|多|运转|运行|用起|现在|都还|一切|全)*(?:正常|稳当|稳定|顺当|顺畅|巴适|安逸|可以|没得事|没事)(?:得很|了|的|惨了)?$|没(?:得|有|啥子?|什么|出)*(?:问题|毛病|故障|异常)(?:了|的)?|没发现|(?<![不没])(?:大|好|稳|亮|旺|凶|快|清|多|绿|精神|灵|听话|通畅|爽快)得很(?!小)|绿油油|精神得很|(?:一直|都|还|挺|蛮|很)好(?:的|得很|着|用)?$|好得很|[好管顶能]用得很|好[用吃走]得很|好着"
)


@lru_cache(maxsize=REMEMBERED)
def read_state(text: str) -> State | None:
    """What the words tell of how it stands; None where they tell something else, or too much to be sure."""
    if len(text) > LONGEST:
        return None
    if _BY_TURNS.search(text):
        return "half"
    found = [_of_clause(one) for one in told_clauses(text)]
    states = [one for one in found if one is not None]
    if not states:
        return None
    if "half" in states:
        return "half"
    if states[-1] == "bad" or "good" not in states:
        return "bad"
    return "half" if "bad" in states else "good"


def is_restored(text: str) -> bool:
    """来电了，谢谢: what had failed is there again, and the words say nothing against it."""
    return read_state(text) == "good" and any(_RESTORED.search(one) for one in told_clauses(text))


def told_clauses(text: str) -> list[str]:
    """The clauses without thanks and the like."""
    clauses = (_TAIL.sub("", one) for one in _CLAUSE.split(text.strip()) if not _POLITE.fullmatch(one))
    return [one for one in clauses if one]


def _of_clause(clause: str) -> State | None:
    if _PERSONS.match(clause) and not clause.startswith(("我屋", "我家", "你", "我们")):
        return None  # 老师来了, 他走了 tell of a person
    if _HALF.search(clause):
        return "half"
    if _BAD.search(clause):
        return "bad"
    if _RESTORED.search(clause) or _HOLDS.search(clause):
        return "good"
    solved = read_solved(clause)
    return None if solved is None else "good" if solved else "bad"
