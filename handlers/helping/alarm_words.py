"""What is said of a running danger: how the person fares, whether help was called, and why it was not."""

from __future__ import annotations

import re

from nlu.text.patterns import lazy_regex

_WELL = (
    r"开(?:个)?玩笑|说起耍|逗(?:你|您)|没(?:得|有)?(?:啥子?|什么)?(?:大)?(?:事|危险|大碍)(?:了|哈|$|，|。| )"
    r"|醒(?:过来|转来)?(?:了|咯)|(?:稳定|平稳)了?"
    r"|脱离(?:了)?危险|虚惊|缓过来|好(?:多|些|点|转)了|好转|止住了|灭了|(?:火|明火)[^，。]{0,4}(?:灭|扑灭|熄)"
    r"|(?:已经|都|现在|这阵|这会儿)[^，。]{0,4}(?:好|安全)了"
    r"|(?:歇|躺|睡|缓|休息)[^，。]{0,6}好了|[子女]平安|顺产|(?<![要快想该])生(?:下来)?了(?=[，。！ ]|$|生)"
    r"|(?:人|都|大家|已经|一家)[^，。]{0,4}(?:安全|平安|撤(?:离|出|完))|(?:[个家]人|大家|全家|我们|一家老小)[^，。肠头脚血骨没]{0,4}(?:出来|转移(?:出来)?|搬(?:出来|走))了|都(?:转移|搬|撤)(?:到|去)[^，。]{1,8}了|劝(?:下来|住|回来|好|转来)了?|人(?:还|都|是)?(?:好好的|好端端)|哭出(?:来|声)|(?:在|又|会|晓得)哭(?:了|起来)|哭得出(?:来|声)|睁(?:得)?开?眼(?:睛)?了|(?:又|能|会)(?:说话|走路|吃饭|喝水)了|有(?:呼吸|心跳|气)了"
)
_BROUGHT = (
    r"(?:救|捞|抬|背|拉|刨|扯|取|弄|逃|跑|爬)(?:活|上|下|出|起|回)?(?:来|过来)了"
    r"|(?:^|[，。,.！! ]|人|娃|孩|他|她|妹|弟|哥|姐|爸|妈|爷|奶|婆|公|老汉|[子女]|终于|已经|都|刚)找(?:到|回来)了"
    r"|找到[他她人娃]了"
)
_RELIEF = lazy_regex(f"{_WELL}|{_BROUGHT}")
_GOOD_NEWS = lazy_regex(_WELL)
_LOSS = lazy_regex(
    r"(?:[猪牛羊鸡鸭鹅鱼兔蜂]|苗|果|棚|粮|货|房子?|机器|车|树|庄稼)[^，。]{0,6}(?:死|烧|淹|冲|垮|毁|没|光|完|埋)|(?:烧|淹|冲|砸|压)(?:死|光|完|没|走|坏|毁)了?"
)
_NOT_RELIEVED = lazy_regex(
    r"(?:没|不|还没|没得|未|莫)[^，。]{0,3}(?:醒|稳定|灭|止|找到|好转|好[些点多]|缓过|脱离|救[上出]|捞|撤|出来|下来)|(?:要|等)[^，。]{0,4}才"
)
_LIFELESS = lazy_regex(
    r"没(?:得|有|了)?(?:气(?![味势力])|呼吸|心跳|脉搏|脉|反应(?!过来)|知觉|意识)|不(?:出气|呼吸|喘气|动弹)|(?:不动|不应)了"
    r"|(?:喊|叫|摇|拍)不(?:应|答应|醒)|断(?:了)?气|(?:人|脸|嘴|全身)[^，。]{0,3}(?:硬|凉|僵|乌|紫)了|(?:人|[他她爸妈爷奶公婆]|娃儿?|老汉儿?)[^，。]{0,4}死了|^(?:怕是|像是|好像)?死了"
)
_GONE = lazy_regex(
    r"没(?:有)?(?:救|抢救)(?:过来|活|到)|(?:抢救|救)无效|(?<!离)去世|过世|人(?:已经|都|还是|就)*没了(?=[，。！ ]|$)"
    r"|(?:[爸妈爷奶公婆]|老汉儿?|老人家?|病人)(?:已经|都|还是|今天|昨天|刚刚?|就)*(?:走|去|没)了(?=[，。！ ]|$)"
    r"|(?:医生|医院)[^，。]{0,8}(?:宣布|说)[^，。]{0,6}(?:死|不行了|没了)|(?:办|准备)(?:后事|丧事)"
)
_UNREACHED = lazy_regex(
    r"(?:120|119|110|12356|电话|救护车|急救)[^，。]{0,6}(?:打不|没人接|无人接|没得人接|不接|占线|忙音|接不通|来不(?:了|到|起|赢))"
    r"|打不(?:通|起|出|进|了|到|成)(?!火)|没(?:得|有)?(?:信号|话费|电话打|手机)|(?:手机|电话)[^，。]{0,3}(?:没电|停机|欠费|没(?:得)?话费|打不)|停机了|欠费"
)
_UNCALLED = lazy_regex(
    r"不(?:晓得|知道|会)[^，。]{0,6}(?:打|叫|喊)(?:120|119|110|电话|救护车)"
    r"|(?:还)?没(?:得|有|来得及)?(?:打|叫|喊|报)(?:(?:120|119|110|电话|救护车|警)|[，。！ ]|$)"
    r"|(?:不敢|不想|舍不得)[^，。]{0,3}(?:打|叫|喊)(?:120|救护车|电话)?"
    r"|怕(?:花|费|要|收)[^，。]{0,3}钱|(?:120|救护车)[^，。]{0,4}(?:要钱|收费|好贵|贵|好多钱|多少钱|收好多)|^(?!.*(?:专家|老师|上门|服务|你们|登记|平台)).*(?:要不要|收不收)(?:钱|费)"
)
_CALLED = lazy_regex(
    r"(?:打|拨|喊|叫|报|call)(?:了|过|完|通)?(?:了)?[^，。]{0,4}(?:120|119|110|12356|急救|救护|消防|警察|电话)|(?:120|119|110|12356|救护车|急救|消防|警察|派出所|医生|村医)"
    r"[^，。]{0,6}(?:打|拨|叫|喊|报|来|到|在|说|走|拉|接)|报(?:了|过)警|报警了|(?:已经?|刚|都)报警"
    r"|(?:电话|手机)(?:已经|都|也|刚)?(?:(?:打|拨|接)通|通)了(?=[，,。！\s]*(?:$|[^，。没不]{0,6}(?:出来|下来|撤|安全|没事|没得事)))"
)
_UNDER_CARE = lazy_regex(
    r"(?:救护车|120|119|110|消防员?|警察|交警|民警|救援[队员的]|医生|村医|大夫|派出所|(?:燃气|天然气|供电|电力|自来水)(?:公司|局|所)?的?人?|抢修[的队]|社区|干部|镇上|政府)[^，。没不快等]{0,4}(?:来了(?!吗|没|不)|到了(?!吗|没|不)|拢了|来咯|接走|拉走|在处理|在抢救)|(?:送|拉|抬|带|转|到|进|在)[^，。]{0,8}(?:医院|急诊|卫生[院室]|医务室|诊所|抢救|ICU|手术|病房)|住院"
)
_OUT = lazy_regex(r"出来了")
_ASKS_FOR_DOCTOR = lazy_regex(
    r"(?:要不要|用不用|需不需要|该不该|还用)[^，。]{0,4}(?:送|去|上|看|喊|叫)[^，。]{0,4}(?:医院|医生|卫生院|急诊|检查|照片)"
)
_DESPAIRS = lazy_regex(
    r"不想(?:再)?(?:活|过)了|过不下去|活(?:起|着|得)?(?:也|都|还)?没(?:得|有)?(?:啥子?|什么)?(?:意思|意义|盼头|劲)|死了算|不如死|想死|去死|撑不下去|解脱|一了百了"
)
_SEEN_WRONG = lazy_regex(
    r"^(?!.*(?:说的是|讲的是|问的是|我是[说问讲]|意思是))(?:.*(?:[看听认拿装]错|虚惊|误报|白紧张|白担心|吓(?:我|死)一跳|原来(?:是|只是))"
    r"|(?:不好意思|对不起|抱歉)[哈啊了]?[，, ]*(?:原来|就|那个)?是(?!不是))"
)
_ASKS_WHEN = lazy_regex(
    r"(?:好久|几时|什么时候|啥子?时候|哪个时候|多久|多长时间|几点|好长时间)[^，。]{0,8}(?:来|到|拢)(?!电|水)|[有派喊安排](?:没得|没有|不得)?[几个]{0,2}人(?:过)?来?(?:没|不|吗|嘛|没得)[^，。]{0,3}$"
    r"|(?:咋个?|怎么|啷个|为啥子?)还(?:没|不)(?:得|有|见|看到|见到)?人?(?:来|到|拢|有人)|(?:来|到)(?:不|没)(?:来|到)|(?:人|车|你们|专家|救援)(?:的人)?(?:来|到|出发)了?(?:没|吗|不|没得)[？?。\s]*$|还要(?:等)?(?:好久|多久)|等(?:好久|多久)|(?:等|等了)[^，。]{0,6}(?:还|都)没(?:见)?(?:人|来|到)"
)
_CALLED_OR_TOLD = lazy_regex(r"(?:打|拨|报|喊|叫)(?:了|过|完|通)|说(?:是)?(?:要|还|在)")
_IN_FEAR = lazy_regex(
    r"不敢(?:打|出声|说话|喊|报|开腔|吭声)|(?:不能|不好|不方便)(?:打电话|出声|说话)|怕(?:他|她|被)[^，。]{0,4}(?:听|晓得|知道|发现)|偷偷"
)
_THANKS = lazy_regex(
    r"^(?:好的?|嗯+|哦+|行|要得|晓得了|知道了|收到|谢谢?您?你?们?|多谢|感谢|辛苦了?|麻烦了?|[，。！!~ 哈了咯嘛])+$"
)
_CLAUSES = lazy_regex(r"[^，,。；;！!\n]+[，,。；;！!\n]*")
_MEANWHILE = lazy_regex(r"^(?:不过|但是|对了|另外|还有|顺便|那个?|就是|现在|我?再|我?还)+[，, ]*")
LONGEST_NEWS = 14  # characters of a clause that tells nothing but good news


def is_thanks(text: str) -> bool:
    """好的, 谢谢: nothing but politeness."""
    return _THANKS.match(text.strip()) is not None


def is_brought_only(text: str) -> bool:
    """拉上来了, and not a word of how the person is."""
    return _GOOD_NEWS.search(text) is None


def is_out(text: str) -> bool:
    """吐出来了, of what somebody choked on."""
    return _OUT.search(text) is not None and not _NOT_RELIEVED.search(text)


def is_in_despair(text: str) -> bool:
    """我不想过了, of somebody who was beaten or lost much just now."""
    return _DESPAIRS.search(text) is not None


def was_seen_wrong(text: str) -> bool:
    """看错了，是豆浆; 虚惊一场: there was no danger, and no other matter is named instead."""
    return _SEEN_WRONG.search(text) is not None


def tells_loss(text: str) -> bool:
    """火灭了，鸡烧死三千只: people are safe, and much is lost."""
    return _LOSS.search(text) is not None


def asks_for_doctor(text: str) -> bool:
    """还要不要送医院."""
    return _ASKS_FOR_DOCTOR.search(text) is not None


def asks_when(text: str) -> bool:
    """你们好久来人, 咋还没来: of those who are to help."""
    return _ASKS_WHEN.search(text) is not None and not _CALLED_OR_TOLD.search(text)


def is_in_fear(text: str) -> bool:
    """他在门外头，我不敢打电话."""
    return _IN_FEAR.search(text) is not None


def state(text: str) -> str:
    """How it stands: gone, lifeless, unreached, uncalled, relieved, under_care, called; empty where nothing is told."""
    if _GONE.search(text):
        return "gone"
    relief = _last(_RELIEF, text) if not _NOT_RELIEVED.search(text) else -1
    lifeless = _last(_LIFELESS, text)
    if lifeless >= 0 and _last(_GOOD_NEWS, text) <= lifeless:
        return "lifeless"
    if _UNREACHED.search(text):
        return "unreached"
    if _UNCALLED.search(text):
        return "uncalled"
    is_cared_for = _is_cared_for(text)
    if relief >= 0 and not (is_cared_for and is_brought_only(text)):
        return "relieved"
    if is_cared_for:
        return "under_care"
    return "called" if _CALLED.search(text) else ""


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.start() for found in pattern.finditer(text)), default=-1)


def _is_cared_for(text: str) -> bool:
    """送医院了; 要不要送医院 asks, and nobody is on the way."""
    return _UNDER_CARE.search(text) is not None and not _ASKS_FOR_DOCTOR.search(text)


def tells_how_it_goes(text: str) -> bool:
    """已经打了 119, 送医院了, 醒了, 没得气了."""
    return any(signs.search(text) for signs in (_RELIEF, _CALLED)) or _is_cared_for(text) or state(text) != ""


def without_good_news(text: str) -> str | None:
    """What is left of 病人好点了，尿有了 without its good news; None where it has none, or has it only half."""
    if _NOT_RELIEVED.search(text) or not _GOOD_NEWS.search(text):
        return None
    left = [one for one in _CLAUSES.findall(text) if len(one) > LONGEST_NEWS or not _GOOD_NEWS.search(one)]
    return None if any(_GOOD_NEWS.search(one) for one in left) else "".join(left).strip()


def divided(text: str) -> tuple[str, str]:
    """火灭了，我的李子树烧了五十棵: what tells how the danger stands or is mere politeness, and what stands behind."""
    clauses = _CLAUSES.findall(text.strip())
    size = 0
    for clause in clauses:
        bare = clause.strip("，,。；;！!\n ")
        if not bare or is_thanks(bare) or tells_how_it_goes(bare):
            size += len(clause)
        else:
            break
    return text.strip()[:size], _MEANWHILE.sub("", text.strip()[size:])
