"""A sentence for every refusal, each with the next step; a test holds every code to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.errors import DomainError

Say = Callable[[dict[str, Any]], str]

_SENTENCES: dict[str, str | Say] = {
    "demand_unknown": "没有找到 #{no}。回“进度”看您的需求编号。",
    "demand_not_steered": "没有找到 #{no}，或不归您这边管。回“待办”看在办的。",
    "which_order": lambda fields: "您说的是哪一单？回“揭榜 编号”接单：\n" + str(fields["choices"]),
    "order_unknown": "没有找到 #{no} 这一单。回“榜单”看现在能接的。",
    "demand_not_yours": "#{no} 不是您名下的。回“进度”看您自己的需求。",
    "demand_not_held": "#{no} 现在不在您手上。回“我的任务”看您接的单。",
    "demand_ended": "#{no} 已经结束了，不能再改。有新情况直接发给我，我另外登记。",
    "demand_has_no_expert": "#{no} 还没有专家接，暂时转不到对方。有专家接了马上告诉您。",
    "number_needed": "请带上编号，比如“{example}”。",
    "text_needed": "后面请写上内容，比如“{example}”。",
    "which_demand": lambda fields: "您说的是哪一件？回编号就行：\n" + str(fields["choices"]),
    "nothing_open": "您现在没有在办的需求。有什么困难直接说，比如“奉节白帝镇，脆李裂果，想请专家看看”。",
    "already_claimed": "#{no} 已经有专家接了，谢谢您！回“榜单”看看别的。",
    "already_yours": "#{no} 已经在您手上了。回“我的任务”看进展。",
    "own_demand": "#{no} 是您自己提的需求，不能自己接。回“榜单”看看别的。",
    "order_not_open": "#{no} 现在不能接（已结束或还没发布）。回“榜单”看能接的。",
    "no_room": "您手上已有 {open} 单，到了您定的上限 {max}。办完一单再接，或请管家调上限。",
    "not_an_expert": "您还没有登记成专家。有邀请码回“绑定 邀请码”；没有就回“专家登记”。",
    "not_allowed": "“{command}”要{role}才能用。回“帮助”看您能用什么。",
    "illegal_move": "现在这一步做不了，情况可能刚有变化。回“进度”或“我的任务”看看最新的。",
    "code_wrong": "这个邀请码不对，请核对后再发，比如“绑定 ABCD-EFGH-JKLM”。",
    "code_used": "这个邀请码已经用过了。请找发码的管家再要一个。",
    "code_expired": "这个邀请码过期了。请找发码的管家再要一个。",
    "code_throttled": "试的次数太多了，请过一小时再发，或者联系发码的管家。",
    "expert_unknown": "没有找到叫“{name}”的专家。回“找专家 {name}”换个说法，或核对姓名。",
    "expert_busy": "{name}（{id}）手上还有 {open} 件，先办结或改派，再合并。",
    "not_one_person": "{one}和{other}不同名，不能合并。",
    "expert_ambiguous": lambda fields: "有几位同名，请写明单位：\n" + str(fields["choices"]),
    "expert_unreachable": "{name}还没有绑定微信，消息到不了。已放到您的电话单上，打通后再“派单”。",
    "field_unknown": "没有“{name}”这个领域。可以写：{known}。",
    "change_unknown": "看不懂要改什么。请写成“改 {no} 领域=果树”，能改：领域、类型、地点、摘要、紧急、范围。",
    "change_value": "“{value}”不能用作{key}。{known}",
    "date_needed": "请写明到哪天，比如“请假 到12月5日”。",
    "date_past": "{day}已经过去了，请写以后的日子，比如“请假 到12月5日”。",
    "nothing_understood": "没看到具体内容。直接说您的困难就行，比如“奉节白帝镇，脆李裂果，想请专家看看”。",
    "task_unknown": "没有找到 {no} 号事项。回“待办”看看现在的。",
    "rating_out_of_range": "评分请用 1 到 5，比如“评价 {no} 5 讲得清楚”。",
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
    "period_unknown": "“{name}”看不出是哪段时间。可以写：今天、本周、上周、本月、上月、本季度、今年、去年，比如“统计 本月”。",
    "not_signed_up": "您没有报第 {activity} 场。回“报名 {activity}”就能报。",
    "heads_out_of_range": "一次最多报 {most} 人，请分几次或联系主办方。",
    "check_in_early": "第 {activity} 场{moment}开始，开始前两小时起可以签到。",
    "not_done": "这一条我没办成，已转给管家看。您可以换个说法再发一次，或回“转人工”。",
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
