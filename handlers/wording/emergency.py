"""What is said when life, limb or property is in danger: the number first, then one or two things to do."""

from __future__ import annotations

from collections.abc import Sequence

from domain.demands import Demand
from handlers.wording.common import cut, without_phones

A_COLLEAGUE = "一位同事"

_AID: dict[str, tuple[str, str]] = {
    "poisoning": ("120", "请马上打 120！让人侧卧、头偏一侧，别灌水、别硬催吐，把药瓶或毒物包装带上。"),
    "fumes": ("120", "请马上打 120、119！开门窗，把人抬到通风处；别下井下窖去拉人。没有呼吸就按压胸口，别停。"),
    "suffocation": ("120", "请马上打 120！先把人移到通风处，清掉口鼻异物；没有呼吸就按压胸口，别停。"),
    "choking": ("120", "请马上打 120！从背后抱住，拳头抵住肚脐上方往里往上快速冲；小婴儿趴着拍背。没反应就按压胸口。"),
    "drowning": ("119", "请马上打 119、120！别下水硬救，扔绳子、竹竿、空桶；救上来没呼吸就吹气、按压胸口。"),
    "shock": ("120", "请马上打 120！先拉闸断电，没断电别用手拉人，别靠近断线和水；断电后没呼吸就按压胸口。"),
    "injury": ("120", "请马上打 120！别搬动伤员，出血就用干净布压住；断了的指头用干净布包好一起带走，等医生来。"),
    "bite": ("120", "请马上打 120！人别跑动，伤口放低，别切别吸，记住咬人的东西啥样；狗咬先用肥皂水冲 15 分钟。"),
    "violence": ("110", "请马上打 110，不敢出声就发短信到 12110！先躲到安全的地方锁好门，别上前；有人受伤再打 120。"),
    "collapse": ("120", "请马上打 120！让人平躺，没反应没呼吸就双手按压胸口中间，每分钟 100 到 120 下。"),
    "suicide": (
        "12356",
        "请别一个人扛着，现在就打 12356 心理援助热线（24 小时）；已经动手或有危险，马上打 110、120，身边的人别离开。",
    ),
    "attempt": (
        "120",
        "请马上打 120！身边的人别离开；喝了药别硬催吐、药瓶带上，出血就用布压住。想说话打 12356，24 小时有人听。",
    ),
    "fire": ("119", "请马上打 119！人先撤到上风处，别回去拿东西，用湿布捂口鼻低身走。"),
    "gas": ("119", "请马上打 119！别开关电器、别点火，关阀门、开窗，人撤到屋外再打电话。"),
    "flood": ("119", "请马上打 119！人先往高处撤，别蹚水、别过桥，关掉电闸。"),
    "landslide": ("119", "请马上打 119！人先撤到开阔的地方，别回去拿东西，别进垮塌处刨人；有人受伤再打 120。"),
    "lift": ("119", "请按电梯里的警铃，马上打 119！别扒门、别跳，靠边等人来。"),
    "unstable": (
        "119",
        "请马上打 119（大坝、山体也打 110）！先喊下面和附近的人全部撤走，拦住路，别进去看、别搬东西，往开阔、往高处走。",
    ),
    "storm": (
        "119",
        "请马上打 119！先进结实的屋，躲开窗子、大树、电线和松动的棚；房子晃就往开阔处撤；有人受伤打 120。",
    ),
    "heart": ("120", "请马上打 120！让人坐着或半躺，别走动，松开领口，别喂水喂饭。没反应没呼吸就按压胸口，别停。"),
    "stroke": ("120", "请马上打 120！让人平躺、头偏一侧，别喂水喂药；记住几点钟发的病，告诉医生。"),
    "seizure": ("120", "请马上打 120！让人侧躺，移开旁边硬东西；别按住手脚、别往嘴里塞东西，记住抽了多久。"),
    "burn": ("120", "请马上打 120！用流动凉水冲 20 分钟，眼睛也冲；粘住的衣服别硬扯，别抹牙膏酱油。"),
    "birth": ("120", "请马上打 120！让产妇侧躺保暖，别乱跑、别硬拉；娃儿出来了擦干抱在胸口，脐带先别剪。"),
    "heat": ("120", "请马上打 120！抬到阴凉处，脱外衣，用水淋身、扇风；人不清醒就侧躺，别灌水。"),
    "cold": ("120", "请马上打 120！抬进暖和处，脱掉湿衣，用干被子裹住；别用火烤、别搓，人清醒再喝温水。"),
    "missing": ("110", "请马上打 110！说清多大、穿什么、在哪里不见的；怕是落水或上了山，再打 119。"),
}
_DEFAULT = ("120", "有人受伤或病危请马上打 120，着火打 119，有危险打 110。先保护好人。")


def first_aid(hazard: str | None) -> tuple[str, str]:
    """The number, and what to do first."""
    return _AID.get(hazard or "", _DEFAULT)


def followed(*, is_staff_told: bool) -> str:
    """已经送医院了, some hours after."""
    return _told(is_staff_told=is_staff_told) + "盼着人平安，有变化马上再打急救电话；有需要随时说。"


def relieved(number: str, *, is_staff_told: bool) -> str:
    """醒了, 火灭了: good news, kindly."""
    return f"太好了，人没事就好！{'我转告值班人员了。' if is_staff_told else ''}要是又有变化，马上再打 {number}。"


def brought(number: str, *, is_staff_told: bool) -> str:
    """拉上来了: out of it, and not yet well."""
    return f"救出来就好！快看醒不醒、有没有呼吸：没有就使劲按压胸口别停，有就侧躺保暖。{number} 没打的马上打。{_told(is_staff_told=is_staff_told)}"


def safe_for_now(*, is_staff_told: bool) -> str:
    """没得事了, 把他带走了, of blows: over for now."""
    told = _told(is_staff_told=is_staff_told)
    return f"您平安就好。{told}再动手马上打 110（不敢出声发短信 12110）；家里人动手，妇女维权热线 12338 也管。"


def much_lost(*, is_staff_told: bool) -> str:
    """火灭了，鸡烧死三千只."""
    return f"人没事就好，损失的事慢慢来。{_told(is_staff_told=is_staff_told)}要请专家恢复、问保险和补助，直接说在哪里、什么事。"


def answer_to(how: str, hazard: str | None, number: str, *, is_staff_told: bool) -> str:
    """To news of the danger: how the person fares, whether help was called."""
    if how == "relieved":
        return relieved(number, is_staff_told=is_staff_told)
    if how == "lifeless":
        return lifeless(hazard, is_staff_told=is_staff_told)
    if how == "gone":
        return f"听到这个很难过，请节哀，您自己也保重。{_told(is_staff_told=is_staff_told)}要帮忙直接说。"
    if how == "unreached":
        return unreached(number, is_staff_told=is_staff_told)
    if how == "uncalled":
        return f"先顾人：打 {number} 不要钱，费用的事过后再说。现在就打，边打边照着做：{_what_to_do(hazard)}"
    if how == "under_care":
        return under_care(is_staff_told=is_staff_told)
    return called(hazard, is_staff_told=is_staff_told)


def lifeless(hazard: str | None, *, is_staff_told: bool) -> str:
    """没得气了, 喊不应: nothing else counts until a doctor is there."""
    first = "先清口鼻、吹两口气，" if hazard in {"drowning", "suffocation", "choking"} else ""
    do = f"{first}双手使劲按压胸口中间，每分钟 100 到 120 下，按到 5 厘米深，医生没到别停，有人就轮换"
    return f"让人平躺在硬地上，{do}！120 没打的开免提马上打。{_told(is_staff_told=is_staff_told)}"


def unreached(number: str, *, is_staff_told: bool) -> str:
    """打不通, 没得话费: how it goes all the same, and that somebody else rings."""
    ours = "已请值班人员帮您打，在哪里、电话多少快回一句。" if is_staff_told else ""
    return f"{number} 欠费、没卡也能打，不要钱；占线就接着拨，或改打 110，喊身边的人一起打。{ours}"


def to_be_called(words: str) -> str:
    """To staff: the person cannot get through."""
    return f"对方打不通急救电话，请您代打：{cut(words, 40)}"


def calmer(*, is_staff_told: bool) -> str:
    """算了，没事了, from or of somebody in despair: a person judges whether it is over."""
    return f"好，听您这么说放心些。{_told(is_staff_told=is_staff_told)}身边留个人，难受了随时打 12356，24 小时有人听。"


def under_care(*, is_staff_told: bool) -> str:
    """救护车来了, 送医院了."""
    return f"好，有人在管就好。{_told(is_staff_told=is_staff_told)}听现场医生和救援人员的，有消息说一声。"


def see_doctor(*, is_staff_told: bool) -> str:
    """还要不要送医院, of somebody who seems well again."""
    return f"要。看着好了也请医生看一遍，拿不准就打 120 问，电话里会教您。{_told(is_staff_told=is_staff_told)}"


def called(hazard: str | None, *, is_staff_told: bool) -> str:
    """已经打了 119: what to do until they come."""
    return f"打了就好，{_told(is_staff_told=is_staff_told)}等的时候：{_what_to_do(hazard)}"


def _what_to_do(hazard: str | None) -> str:
    return first_aid(hazard)[1].partition("！")[2] or _KEEP_SAFE


def place_kept(number: str, *, is_staff_told: bool) -> str:
    """长寿化工园, after the alarm."""
    meanwhile = "人先待在安全的地方" if number in {"110", "12356"} else "派个人到路口接"
    return f"位置记下了，{_told(is_staff_told=is_staff_told)}打 {number} 时也把位置说清楚，{meanwhile}。"


def passed_on(hazard: str | None, number: str, *, is_staff_told: bool) -> str:
    """现在有老师陪到的, 还在流血: anything else about it."""
    keep = "身边一直留人陪着，别让他独处。" if hazard in {"suicide", "attempt"} else ""
    return f"{_told(is_staff_told=is_staff_told)}{keep}{number} 没打的马上打，有变化接着说。"


def who_comes(number: str, *, is_staff_told: bool) -> str:
    """你们好久来人: who it is that comes, and who does not."""
    ours = "值班人员已经知道，会打电话找您。" if is_staff_told else ""
    return f"来救人的是 {number}：还没打马上打，打过了就再打一次问到哪了、说清位置，派个人到路口接。{ours}"


def in_silence(*, is_staff_told: bool) -> str:
    """他就在门外头，不敢打电话."""
    return f"不敢出声就发短信到 12110 报警，写清在哪里、什么事，手机调静音，锁好门别出来。{_told(is_staff_told=is_staff_told)}"


def stay_with_it(number: str) -> str:
    """好的, 谢谢: the alarm goes on."""
    return f"不客气，先顾人。{number} 没打的马上打，有变化接着跟我说。"


_KEEP_SAFE = "先保护好人，别进危险的地方。"


def _told(*, is_staff_told: bool) -> str:
    return "已转告值班人员。" if is_staff_told else "我记下了。"


def say(advice: str, is_staff_told: bool, contact: str, *, may_be_none: bool = False) -> str:
    """Advice first; then who was told, or the honest word that nobody is on duty here; then the way back."""
    back = "要不是急事，回“不是急事”。" if may_be_none else ""
    if is_staff_told:
        return f"{advice}我已通知值班人员联系您。{back}"
    return f"{advice}我这边现在没有值班人员，请以急救电话为准。" + (f"事后可打{contact}。" if contact else "") + back


def say_again(advice: str) -> str:
    """The same event, told once more."""
    return f"{advice}值班人员已经知道，您说的也记上了。"


def taken_back(*, is_staff_told: bool) -> str:
    """It was none."""
    return "好的，不是急事就好，已告诉值班人员不用赶。" if is_staff_told else "好的，不是急事就好。"


def case_registered(demand: Demand, pushed: int) -> str:
    """A hospital's own case: who rings already, then which hospital it is."""
    also = f"，同时在请 {pushed} 位对口专家" if pushed else ""
    missing = [] if demand.organization or demand.place_code else ["是哪家医院"]
    missing += [] if knows_phone(demand) else ["哪个科室、电话多少"]
    asked = f"请回{'、'.join(missing)}，好直接连线。" if missing else "病情有变化接着说。"
    return f"已登记急件 #{demand.no}：{cut(demand.summary, 20)}。管家马上打电话找专家{also}。{asked}"


def knows_phone(demand: Demand) -> bool:
    """Whether a number was told with the need."""
    return without_phones(demand.text) != demand.text


def case_completed(no: int, *, has_phone: bool) -> str:
    """Which hospital it is has come."""
    return f"记下了，已转给正在打电话的管家（#{no}）。{'病情有变化接着说。' if has_phone else '科室电话也请回一个。'}"


def acknowledged(task_ids: Sequence[int]) -> str:
    """收到, from one of the staff."""
    first = task_ids[0]
    return f"记下您在联系，已告诉对方和同事。要发话回“回复 {first} …”，办完回“{'”“'.join(f'办了 {one}' for one in task_ids)}”。"


def taken_by(name: str, note: str) -> str:
    """To the other staff."""
    return f"急事“{note}”{name}已在联系，您不用重复打。"


def somebody_comes() -> str:
    """To the person in danger."""
    return "值班人员看到了，正在联系您。急救电话别等，照打。"


def nobody_answers(note: str) -> str:
    """Ten minutes of silence."""
    return f"还没人应：{note}"
