"""A sentence for every refusal, each with the next step; a test holds every code to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.errors import DomainError

Say = Callable[[dict[str, Any]], str]

_SENTENCES: dict[str, str | Say] = {
    "demand_unknown": "没有找到 #{no}。回“进度”看您的需求编号。",
    "demand_not_steered": "没有找到 #{no}，或不归您这边管。回“待办”看在办的。",
    "which_order": lambda fields: "您说的是哪一单？回编号就行：\n" + str(fields["choices"]),
    "order_unknown": "没有找到 #{no} 这一单。回“榜单”看现在能接的。",
    "demand_not_yours": "#{no} 不是您名下的。回“进度”看您自己的需求。",
    "demand_not_held": "#{no} 现在不在您手上。回“我的任务”看您接的单。",
    "demand_ended": "#{no} 已经结束了，不能再改。有新情况直接发给我，我另外登记。",
    "demand_has_no_expert": "#{no} 还没有专家接，暂时转不到对方。有专家接了马上告诉您。",
    "one_at_a_time": "一次办一件：先回“{command} {no}”，再回“{command} {next}”。",
    "number_needed": "请带上编号，比如“{example}”。",
    "text_needed": "后面请写上内容，比如“{example}”。",
    "which_demand": lambda fields: "您说的是哪一件？回编号就行：\n" + str(fields["choices"]),
    "nothing_open": "您现在没有在办的需求。有什么困难直接说，比如“奉节白帝镇，脆李裂果，想请专家看看”。",
    "nothing_offered": "现在没有等您回话的单。指明一单就带上编号，比如“{example}”；看能接的回“榜单”。",
    "order_not_held_yet": "#{no} 不在您手上，话转不过去。接单前想问对方回“问 {no} …”，接单回“揭榜 {no}”。",
    "served_not_returned": "#{no} 您已经报过完成，不用交回。对方要是说没解决，我会再告诉您。",
    "nothing_in_hand": "您手上没有单，先接一单再约。回“榜单”看能接的；自己有难处，把地方和问题直接说。",
    "already_claimed": "#{no} 已经有专家接了，谢谢您！回“榜单”看看别的。",
    "already_in_hands": "#{no} 已经有专家接了。要换人回“派单 {no} 姓名”，要催回“督办 {no}”。",
    "other_has_it": "#{no} 在{name}手上，不是{who}。带话给{name}回“留言 {no} {name}，…”，给提需求的人回“留言 {no} …”。",
    "already_with": "#{no} 已经在{name}手上了。要催回“督办 {no}”，换人回“派单 {no} 姓名”。",
    "assigned_to_asker": "#{no} 就是{name}自己提的，不能派给本人。换一位回“派单 {no} 姓名”。",
    "already_yours": "#{no} 已经在您手上了。回“我的任务”看进展。",
    "own_demand": "#{no} 是您自己提的需求，不能自己接。回“榜单”看看别的。",
    "order_not_open": "#{no} 现在不能接（已结束或还没发布）。回“榜单”看能接的。",
    "no_room": "您手上已有 {open} 单，到了您定的上限 {max}。办完一单再接，或请管家调上限。",
    "not_an_expert": "您还没有登记成专家。有邀请码回“绑定 邀请码”；没有就回“专家登记”。",
    "not_allowed": lambda fields: (
        f"“{fields['command']}”要{fields['role']}才能用。"
        + ("想当专家回“专家登记”，有邀请码回“绑定 邀请码”。" if fields["role"] == "专家身份" else "")
        + "回“帮助”看您能用什么。"
    ),
    "illegal_move": "现在这一步做不了，情况可能刚有变化。回“进度”或“我的任务”看看最新的。",
    "code_wrong": "这个邀请码不对，请核对后再发，比如“绑定 ABCD-EFGH-JKLM”。",
    "code_used": "这个邀请码已经用过了。请找发码的管家再要一个。",
    "code_expired": "这个邀请码过期了。请找发码的管家再要一个。",
    "code_throttled": "试的次数太多了，请过一小时再发，或者联系发码的管家。",
    "expert_unknown": "没有找到叫“{name}”的专家。回“找专家 {name}”换个说法，或核对姓名。",
    "expert_to_invite": "没有找到叫“{name}”的专家。请写“邀请 专家 姓名”；新来的先回“添加专家 姓名；单位；职称；擅长；所在地”。",
    "expert_to_invite_many": lambda fields: "同名的有几位，回“邀请 专家 专家号”：\n" + str(fields["choices"]),
    "expert_bound": "{name}已经绑定了，不用再邀请。",
    "expert_no_unknown": "{id} 号专家不在用，或不归您这边管。回“重复专家”看现在的。",
    "expert_busy": "{name}（{id}）手上还有 {open} 件，先办结或改派，再合并。",
    "not_one_person": "{one}和{other}不同名，不能合并。",
    "expert_unreachable": "{name}还没有绑定微信，消息到不了。已放到您的电话单上，打通后再“派单”。",
    "field_unknown": "没有“{name}”这个领域。可以写：{known}。",
    "change_unknown": "看不懂要改什么。请写成“改 {no} 领域=果树”，能改：领域、类型、地点、摘要、形式、紧急、范围。",
    "change_value": "“{value}”不能用作{key}。{known}",
    "date_needed": "请写明到哪天或几天，比如“请假 到12月5日”“请假 三天”。",
    "date_past": "{day}已经过去了，请写以后的日子，比如“请假 到12月5日”。",
    "nothing_understood": "没看到具体内容。直接说您的困难就行，比如“奉节白帝镇，脆李裂果，想请专家看看”。",
    "task_unknown": "没有找到 {no} 号事项。回“待办”看看现在的。",
    "task_done": "{no} 号事项已经办过了。回“待办”看看现在的。",
    "task_no_registration": "{no} 号事项不是专家登记。回“待办”看清是哪一条，办完的回“办了 {no}”。",
    "task_wants_decision": "{no} 号是专家登记，请回“通过 {no}”，或“驳回 {no} 理由”。",
    "task_without_person": "{no} 号事项后面没有人可回话。办完回“办了 {no}”。",
    "profile_change_unknown": "看不懂要改什么。请写成“改资料 擅长=脆李栽培、裂果防控”，能改：擅长、专业领域、职称、简介、所在地、手机、最大在办；加一项写“改资料 擅长+修剪”。",
    "rating_out_of_range": "评分请用 1 到 5，比如“评价 {no} 5 讲得清楚”。",
    "confirm_by_other": "#{no} 是您办结的，请另一位同事打电话核实后回“评价 {no} 5 解决了”。",
    "record_needs_more": "还没听出是什么事。请把地方和问题一起写，比如“{example}”。",
    "caller_of_several": lambda fields: (
        f"{fields['who']}的需求有几件，说的是哪一件？回“备注 {fields['no']} …”记一笔：\n" + str(fields["choices"])
    ),
    "approve_by_other": "#{no} 是您代录的，上榜单要另一位同事看过：请他回“发布 {no}”。",
    "task_wants_approval": "{no} 号是审发布，请另一位同事回“发布 {demand}”；不发就“退回 {demand} 原因”。",
    "nobody_to_tell": "#{no} 还没有专家接，这话转不到专家，也没有发给对方。先“派单 {no} 姓名”，接了再留言。",
    "nobody_holds": "{name}手上没有在办的。看超时的回“督办”，催一件回“督办 编号”，在办的回“待办”看。",
    "no_registration": "现在没有等审的专家登记。要加专家回“添加专家 姓名；单位；职称；擅长；所在地”。",
    "registration_which": lambda fields: (
        (f"没有“{fields['name']}”在等审。" if fields["name"] else "")
        + f"在等审的有这些，带上编号回“通过 {fields['no']}”或“驳回 {fields['no']} 理由”：\n{fields['choices']}"
    ),
    "expert_in_pool": "{name}（{unit}）已在专家库（{id} 号），也绑定了微信，没有改动，也不用邀请码。改资料回“改专家 {id} 擅长=…”。",
    "expert_which": lambda fields: f"叫这个的有几位，回“{fields['command']} 专家号”：\n{fields['choices']}",
    "expert_change_unknown": "看不懂要改什么。请写成“改专家 王建国 擅长=脆李栽培、裂果防控”，能改：姓名、单位、职称、擅长、专业领域、简介、所在地、手机、最大在办、请假。",
    "expert_not_stopped": "{name}没有停用，不用恢复。",
    "already_rated": "#{no} 您已经评过了，谢谢！要补充就“留言 {no} …”。",
    "not_served": "#{no} 还没服务完，先不用评。服务后我会来问您。",
    "no_visit": "#{no} 现在没有约时间。要约就说“约 {no} 周六上午9点 现场”。",
    "own_proposal": "这个时间是您提的，在等对方答复。要改就说“改约 {no} 周日上午9点”。",
    "time_needed": "没看出是什么时间。请写清哪天几点，比如“约 {no} 周六上午9点 现场”。",
    "time_past": "{moment}已经过了。请说个以后的时间，比如“约 {no} 周六上午9点”。",
    "time_vague": "“{text}”具体是哪天几点？请直接说，比如“约 {no} 周六上午9点”。",
    "clock_needed": "{text}几点好？请说个还没过的钟点，比如“约 {no} 明天上午9点”。",
    "reason_needed": "请写上原因，比如“{example}”，好转告对方。",
    "rating_needed": "请打个分，1 到 5，再说解决没有，比如“评价 {no} 5 解决了”。",
    "nobody_to_chase": "#{no} 还没有专家接，没人可催。回“派单 {no} 姓名”指派。",
    "already_served": "#{no} 已经报过完成了，在等对方回话。要补充回“留言 {no} …”。",
    "time_too_far": "{moment}太远了，请约半年以内的时间。",
    "two_times": lambda fields: "听到两个时间，您要哪一个？回数字就行：\n" + str(fields["choices"]),
    "activity_unknown": "没有找到第 {activity} 场活动。回“宣讲”看近期的。",
    "activity_cancelled": "第 {activity} 场活动已经取消了。回“宣讲”看别的。",
    "activity_past": "第 {activity} 场活动已经开始或结束了。回“宣讲”看接下来的。",
    "activity_line": "还差{missing}。请写成“添加宣讲 主题；时间；地点；对象”，比如“{example}”。",
    "activity_change": "看不懂要改什么。请写成“改宣讲 {activity} 时间=12月2日上午9点”，能改：时间、地点、主题、对象、名额。",
    "activity_time": "{problem}",
    "activity_places": "第 {activity} 场已报了 {signed_up} 人，名额不能比这少。请写成“改宣讲 {activity} 名额={signed_up}”或更多。",
    "no_sign_up": "您现在没有报名的活动。回“宣讲”看近期的。",
    "check_in_late": "第 {activity} 场早结束了，签不了到。漏签请回“转人工”，让管家帮您补。",
    "todo_unknown": "“{name}”看不出是哪一类。可以写：急件、没人接、没解决、投诉、登记、区县或领域，比如“待办 急件”“待办 奉节”。",
    "period_unknown": "“{name}”看不出是哪段时间、哪个区县或领域。可以写：今天、本周、上周、本月、上月、11月、本季度、今年、去年，比如“统计 本月”“统计 本月 奉节 果树”。",
    "not_signed_up": "您没有报第 {activity} 场。回“报名 {activity}”就能报。",
    "heads_out_of_range": "一次最多报 {most} 人，请分几次或联系主办方。",
    "check_in_early": "第 {activity} 场{moment}开始，开始前两小时起可以签到。",
    "not_done": "这一条我没办成，已转给管家看。您可以换个说法再发一次，或回“转人工”。",
    "entry_parts": "词条要写四样，用分号隔开：二级领域；对象（可空着）；外行话；专家说法。比如“{example}”。",
    "entry_second": "“{name}”不是一个二级领域。{choices}。比如“{example}”。",
    "entry_many": "{part}一条最多写 {most} 个，请分成几条发。",
    "entry_length": "{part}里的“{phrase}”要在 {least} 到 {most} 个字之间，用顿号隔开几个。比如“{example}”。",
    "entry_everyday": "{part}里的“{phrase}”谁都会说，认不出要找谁，没有记。请写说得出毛病的话，比如“{example}”。",
    "entry_known": "这条已经有了，是词条 {no}。回“词条”看最近的。",
    "entry_unknown": "没有找到词条 {no}，或已经收回了。回“词条”看最近的。",
    "entry_elsewhere": "词条 {no} 是{base}加的，请那边的管家或管理员收回。回“词条”看最近的。",
    "rate_limited": "您发得有点快，我慢慢看，稍等一分钟再发新的就好。",
}


def known_codes() -> frozenset[str]:
    """Every code that has wording."""
    return frozenset(_SENTENCES)


def failed_note(text: str) -> str:
    """For the butler who looks after a message that we failed on."""
    return f"有一条消息没处理成，请看看：{text[:60]}" if text else "有一条消息没处理成，请联系对方"


def sentence(error: DomainError) -> str:
    """What a person reads when a rule says no."""
    wording = _SENTENCES.get(error.code)
    if wording is None:
        return "这一步没办成，请稍后再试，或回“转人工”。"
    if callable(wording):
        return wording(error.fields)
    return wording.format_map(_Blank(error.fields))


class _Blank(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""
