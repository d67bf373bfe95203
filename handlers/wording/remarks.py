"""What is answered to words about a matter that runs: it takes long, another expert, a phone, how to send a place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.bases import Base
from handlers.wording.common import contact, cut, moment


def waited_long() -> str:
    """Before the progress, to somebody who has waited."""
    return "让您久等了。"


def hurry(no: int, base: Base) -> str:
    """Below the progress: who can make it go faster."""
    ring = f"，或打{contact(base)}" if base.hotline else ""
    return f"等不及就回“转人工”{ring}，让管家盯着 #{no}。"


def by_when_kept(no: int) -> str:
    """下周就要交货: until when help is wanted."""
    return f"您赶的日子记在 #{no} 里了，来的专家看得到。"


def other_expert(no: int, base: Base) -> str:
    """换个专家."""
    ring = f"也可以打{contact(base)}。" if base.hotline else ""
    return f"好，#{no} 想换人的事转给管家了，安排好了告诉您。为啥想换，说一句更好办。{ring}"


def expert_phone(no: int, who: str) -> str:
    """他电话好多: numbers are never given out, words are passed on."""
    return f"专家的电话不外给。有话回“留言 {no} …”，我马上转给{who}；急的话回“转人工”，管家帮您打。"


def phone_unknown(no: int) -> str:
    """An expert's phone, before anybody has it."""
    return f"#{no} 还没有专家接，接了马上告诉您。急的话回“转人工”，管家给您打电话。"


def how_to_send(no: int | None) -> str:
    """定位怎么发."""
    where = f"，发来就放进 #{no}" if no else ""
    return f"点输入框右边的“+”，再点“位置”或“照片”，选好点发送就行{where}。找不到也不要紧，打字写清楚在哪里就行。"


def stops(no: int | None) -> str:
    """退订, 别再发了."""
    mine = f"#{no} 有进展才会告诉您，不办了回“撤回 {no}”。" if no else "没有登记的事，不会打扰您。"
    return f"{mine}一条都不想收，在公众号右上角取消关注就行。"


def asked_staff(no: int, base: Base, *, of_sick_beasts: bool = False) -> str:
    """A question about the arrangements that nobody but staff can answer; what may be an epidemic goes nowhere."""
    ring = f"也可以打{contact(base)}。" if base.hotline else ""
    first = "没查清前先别卖、别吃、别宰、别乱扔。" if of_sick_beasts else ""
    return f"{first}这个我问管家（#{no}），有答复马上告诉您。{ring}"


def somebody_is_sought(no: int, promised_at: datetime | None) -> str:
    """能不能来个人看看, while that is just being asked of the experts."""
    until = f"，最迟{moment(promised_at)}前告诉您谁来" if promised_at else "，有人接了马上告诉您"
    return f"正在给您请人（#{no}），想请到现场也记下了{until}。"


def stays_open(no: int) -> str:
    """算了先不弄这个, and another need in the same breath: nothing is withdrawn by the way."""
    return f"#{no} 还留着在办，不要了回“撤回 {no}”。"


def withdrawn_before(no: int) -> str:
    """Words about what was withdrawn a while ago."""
    return f"#{no} 已经撤回了，现在没人在办。还要办就回“还要办”。"


def understood_withdrawn(no: int) -> str:
    """校长说改到下学期, after a withdrawal."""
    return f"好的，没关系，#{no} 已经撤回了。以后要办，回“还要办”就行。"


def taken_up_again(no: int, count: int, by: str) -> str:
    """还要办: the same demand goes on."""
    who = f"重新请 {count} 位对口专家" if count else "管家正在帮您找合适的专家"
    return f"好，#{no} 接着办，{who}{f'，最迟{by}告诉您谁来' if by else ''}。"


def sooner(no: int, when: str) -> str:
    """能不能早点, to a time on the table."""
    return f"#{no} 现在说的是 {when}。您想几点？说个时间，我马上去问；就这个时间回“行”。"


def solved_or_not(no: int) -> str:
    """Words about the result that tell neither yes nor no."""
    return f"#{no} 的问题算解决了吗？1 解决了，2 没解决。"


def half_solved(no: int) -> str:
    """好多了，还有一窝没断根: neither yes nor no."""
    return f"听到了。#{no} 这样算解决了吗？就这样了回“解决了”，还要接着办回“没解决”。"


def glad_it_holds(no: int) -> str:
    """一直没再漏, after the closing and before anybody asks."""
    return f"那就好！#{no} 要是反复了，随时说一声，我接着请人办。"


def not_yet_known(no: int) -> str:
    """药才打了: too early to say whether it helped."""
    return f"好，先看几天（#{no}）。有结果了回“解决了”或“没解决”，不急。"


def think_it_over() -> str:
    """我再想想, before anything was told."""
    return "好，不急。想好了随时说：在哪里、什么问题，一句话就行。"


def goes_on_meanwhile(no: int) -> str:
    """我再想想, while a demand runs."""
    return f"好，不急。#{no} 先照样办着，想好了直接说；不办了回“撤回 {no}”。"


def nothing_to_choose() -> str:
    """A bare number with nothing to choose."""
    return "现在没有等您选的。回“进度”看办到哪了，有新的难处直接说。"


def in_hand() -> str:
    """👌, 好 after all is said."""
    return "好的，有消息马上告诉您。"


def link_guess(title: str) -> str:
    """A forwarded link is not read; its title may tell what is wanted."""
    return f"链接我看不了。您是想请人解决“{title}”吗？是就回“是”，或者直接打字说在哪里、什么问题。"


def heard() -> str:
    """听到没得, 在不在."""
    return "在的，您说。在哪个区县、什么问题，一句话就行。"


def heard_waiting(no: int) -> str:
    """听到没得, while something runs."""
    return f"在的，您说的都收到了（#{no}）。"


def voice_waits() -> str:
    """听到没得, after a voice message."""
    return "收到了，管家会听您的语音再回您。方便的话打几个字，更快。"


def about_data() -> str:
    """会不会泄露我信息."""
    return (
        "您说的只用来请专家和回访，电话只有管家看得到，公开的单子上没有姓名、电话和村组。不放心随时回“删除我的信息”。"
    )


def about_phone(base: Base) -> str:
    """有没有电话: whom to ring."""
    if base.hotline:
        return f"有，{contact(base)}。"
    return "这里没有对外的电话。回“转人工”，管家给您打过去。"


def about_hours(base: Base) -> str:
    """你们周末上班不."""
    opens, closes = base.calendar.day_start, base.calendar.day_end
    hours = base.hours or f"工作日 {opens.hour}:{opens.minute:02}-{closes.hour}:{closes.minute:02}"
    ring = f"，也可以打{base.hotline}" if base.hotline else ""
    return f"管家{hours}在{ring}；这里随时可以发，我都记下。"


def about_scope() -> str:
    """你们一般都管些啥子, 这个归不归你们管."""
    return "种养、加工、看病、办企业、办学、村里的难处都可以说，我去请对口的专家；不归专家管的，管家告诉您该找谁。"


def ask_trouble(thing: str, *, asks_place: bool, again: bool = False) -> str:
    """我屋头那个花椒树: what is wrong with it, and where."""
    question = "出了什么问题" + ("，在哪个区县、乡镇" if asks_place else "")
    return f"{question}？" if again else f"好的，{thing}。请问{question}？一句话告诉我就行。"


def wishes_expert(name: str, no: int, *, is_wanted: bool) -> str:
    """想请陈立春来, 莫喊陈立春来."""
    if not is_wanted:
        return f"记在 #{no} 里了，转告管家请别的专家，不请{name}。"
    return f"想请{name}，记在 #{no} 里了，管家去问得不得空；来不了就请别的对口专家。"


def who_is_known() -> str:
    """有个叫陈立春的专家你们认识不, and nothing open yet."""
    return "想请哪位专家，说需求时写上名字就行，管家去问得不得空。您说说在哪里、什么问题，想请谁？"


def picture_waits(no: int | None) -> str:
    """我等哈发照片给你, 照片发不起."""
    where = f"，我记到 #{no} 里" if no is not None else ""
    return f"好，照片随时发来{where}。发不了也不要紧，把看到的样子打几个字就行。"


def ask_place_still(told: str, question: str) -> str:
    """More was told, and not where it is."""
    return f"记下了：{cut(told, 26)}。就差一句，{question}说了我就去请人。"


def go_on_with_it(thing: str, *, asks_place: bool) -> str:
    """架子猪, 这两天: told in pieces, and nothing yet of what is wrong."""
    about = f"{cut(thing, 12)}，" if thing else ""
    return f"嗯，{about}您接着说：怎么不对了" + ("，在哪个区县、乡镇？" if asks_place else "？")


def ask_shown(*, asks_place: bool) -> str:
    """A picture and 这是啥子病: of what, and where."""
    where = "，在哪个区县、乡镇" if asks_place else ""
    return f"图片收到了。请问是什么作物、牲口或设备，有什么毛病{where}？一句话告诉我就行。"


def number_goes_on(count: int) -> str:
    """我电话138, and the rest to come."""
    return f"号码记着呢，还差 {count} 位，接着发就行。"


def hard_times() -> str:
    """化肥又涨价了, and nothing else."""
    return "是，这阵子大家都不容易。价钱我管不了；种养、加工、看病、办厂上有难处，说在哪个区县、什么问题，我去请人。"


def calm(no: int | None, base: Base) -> str:
    """A curse and nothing else."""
    ring = f"，或打{contact(base)}" if base.hotline else ""
    mine = f"#{no} 还在办。" if no else ""
    return f"让您心里不痛快了，对不住。{mine}想跟人说就回“转人工”{ring}；有难处直接说，我接着办。"


def complaint_goes_on() -> str:
    """More about what was complained of."""
    return "记下了，一并转给管家，会给您一个回话。"


def arrived(no: int) -> str:
    """他来了: there, and not done yet."""
    return f"好嘞，见到人就好（#{no}）。看完了告诉我一声：回“解决了”或“没解决”。"


def see_you(no: int, when: str) -> str:
    """好的, after all is agreed."""
    return f"好的，#{no} 约的是 {when}，到时提醒您。有变动直接说。"


def unreadable() -> str:
    """A file or a card."""
    return "这种消息我打不开。请拍张照片发来，或者把要紧的打几个字给我。"


def place_explained() -> str:
    """啥子地方? to the question where it is."""
    return "就是您说的这件事在哪个区县、哪个乡镇，比如“奉节县白帝镇”。不想说也行，回“不晓得”，我照样登记。"


def any_time(no: int, who: str | None) -> str:
    """随便好久来都可以."""
    return f"好，随时都行，已告诉{who}（#{no}）。" if who else f"好，您随时都行，记在 #{no} 里了，有人接了照您方便约。"


def about_expert(who: str, title: str, skills: Sequence[str]) -> str:
    """这个专家懂不懂洋芋哦: what is known of the one who has it."""
    good_at = f"，擅长{'、'.join(skills[:3])}" if skills else ""
    return f"{who}{f'是{title}' if title else ''}{good_at}。觉得不对口就说“换一个”。"


def never_mind() -> str:
    """不好意思发错了."""
    return "没关系。有难处随时说，在哪里、什么问题就行。"


def question_again(question: str) -> str:
    """啥子意思? to an expert's question."""
    return f"专家想问的是：{question}\n您晓得多少说多少，拍张照片也行，我转过去。"


def contact_kept(question: str) -> str:
    """Whom to ring, told before the place: kept, and the question once more."""
    return f"联系方式记下了，只有管家看得到。{question}"


def not_of_others() -> str:
    """把邻居的电话给我."""
    return "别人的电话、证件和登记的事我都不能说。您自己的，回“进度”或“我的信息”就能看；有话要带，回“转人工”。"


def about_experts() -> str:
    """你们有多少专家, 专家名单能发我不."""
    return "种养、加工、看病、办企业、办学的专家都有，名单不往外发。说说在哪里、什么问题，我请对口的，谁来、哪个单位都告诉您。"


def no_medicine() -> str:
    """娃儿发烧吃啥子药."""
    return "吃药打针的事我不敢说，怕误事：请去问医生、药师或卫生院，病急马上打 120。要请医院专家，说说在哪里、什么病。"


def no_dose() -> str:
    """一亩地打几两."""
    return "用什么药、打多少我不敢说，怕误事，农药以标签为准。说说在哪里、什么作物、什么毛病，我请专家告诉您。"


def emergency_numbers() -> str:
    """派出所电话是多少."""
    return "报警打 110，火警打 119，急救打 120，手机直接拨，不要钱。我这里不能替您报警。"


def office_number() -> str:
    """兽医站电话好多."""
    return "单位的电话我这里没存，打 12345 政务热线或 114 问得到。有难处要请专家，接着跟我说。"
