"""Every command in one table: its form, who may use it, how it is explained; `命令` and the manual come from here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from domain.people import Person, Role
from handlers.activities import attending as activity_attending
from handlers.activities import listing as activity_listing
from handlers.activities import words as activity_words
from handlers.activities.holding import changing as activity_changing
from handlers.activities.holding import planning as activity_planning
from handlers.helping import greeting, privacy, progress, staff_calls
from handlers.needs import intake
from handlers.orders import claiming, conversing
from handlers.outcomes import completing, ending, rating, withdrawing
from handlers.pool import binding, leave, ledger, profiles, searching
from handlers.pool.keeping import approving, doubles, inviting, managing
from handlers.staff import assigning, changing, chasing, entries, noting, overview, recording, statistics, tasks
from handlers.turn import Arguments, Turn
from handlers.visits import arranging as visiting
from handlers.visits import no_shows, tabling
from handlers.wording import staff

Handler = Callable[[Turn, Arguments], Awaitable[None]]
ANYBODY: frozenset[Role] = frozenset()
EXPERTS = frozenset({Role.EXPERT})
STAFF = frozenset({Role.BUTLER, Role.ADMINISTRATOR})
ROLE_NAMES = {
    EXPERTS | STAFF: "专家、管家或管理员身份",
    EXPERTS: "专家身份",
    STAFF: "管家或管理员身份",
    frozenset({Role.ADMINISTRATOR}): "管理员身份",
}


@dataclass(frozen=True, slots=True)
class Command:
    """One form; staff commands are audited.

    `takes`: nothing, words, optional (number), number (asked for where it is missing), or numbered (prose without one).
    """

    name: str
    run: Handler
    usage: str
    about: str
    roles: frozenset[Role] = ANYBODY
    takes: str = "number"
    example: str = ""

    def allows(self, person: Person) -> bool:
        """Whether this person may use it."""
        return not self.roles or any(grant.role in self.roles for grant in person.grants)

    @property
    def is_audited(self) -> bool:
        """What staff do leaves a trace."""
        return bool(self.roles & STAFF)

    def subject(self, number: int) -> str:
        """What the number stands for, as the audit trail tells it: a demand, a line of the list, an activity."""
        if "事项号" in self.usage:
            return f"事项 {number}"
        if "词条" in self.name:
            return f"词条 {number}"
        return f"第 {number} 场" if "宣讲" in self.name or self.name == "名单" else f"#{number}"


async def list_commands(turn: Turn, args: Arguments) -> None:
    """命令: what this person may do."""
    allowed = [command for command in COMMANDS if command.allows(turn.person)]
    asked = next((command for command in allowed if args.rest and command.name == args.rest.strip()), None)
    if asked is not None:
        turn.say(staff.command_help(asked.usage, asked.about, asked.example))
        return
    groups = {"管家和管理员": STAFF, "专家": EXPERTS, "大家": ANYBODY}
    told: set[str] = set()
    shown = []
    for name, roles in groups.items():
        mine = [
            one
            for one in allowed
            if one.name not in told and (not roles or one.roles & roles) and (roles or not one.roles)
        ]
        told |= {one.name for one in mine}
        shown.append((name, [one.usage for one in mine]))
    turn.say(staff.commands([group for group in shown if group[1]]))


COMMANDS: tuple[Command, ...] = (
    Command("进度", progress.show, "进度 [编号]", "看办到哪一步", takes="optional", example="进度 12"),
    Command("修改", changing.edit_own, "修改 编号 内容", "改写错的地方", example="修改 12 地点是奉节白帝镇"),
    Command("撤回", withdrawing.withdraw, "撤回 编号", "不需要了", takes="optional", example="撤回 12"),
    Command("另一件", intake.another, "另一件", "刚才补充的其实是另一件事", takes="words", example="另一件"),
    Command("转人工", staff_calls.human, "转人工", "请管家联系您", takes="nothing", example="转人工"),
    Command("帮助", greeting.help_me, "帮助", "怎么用", takes="nothing", example="帮助"),
    Command(
        "导出我的信息", privacy.export, "导出我的信息", "拿一份您说过的话", takes="nothing", example="导出我的信息"
    ),
    Command("删除我的信息", privacy.delete, "删除我的信息", "清掉您的信息", takes="nothing", example="删除我的信息"),
    Command("我的信息", privacy.show, "我的信息", "看我们存了什么", takes="nothing", example="我的信息"),
    Command("留言", noting.leave_word, "留言 编号 内容", "转给对方", example="留言 12 路不好走，请提前说一声"),
    Command(
        "约",
        visiting.propose,
        "约 编号 时间 现场或线上",
        "约时间，或换个时间答复",
        takes="optional",
        example=tabling.EXAMPLE,
    ),
    Command("改约", visiting.move, "改约 编号 时间", "改时间", takes="optional", example="改约 12 周日上午9点"),
    Command("取消约", visiting.cancel, "取消约 编号 [原因]", "不去了", takes="optional", example="取消约 12 下大雨"),
    Command("同意", visiting.agree, "同意 编号", "答应对方说的时间", takes="numbered", example="同意 12"),
    Command(
        "不行", visiting.refuse, "不行 编号 [原因]", "对方说的时间不行", takes="numbered", example="不行 12 那天赶场"
    ),
    Command("没来", no_shows.report_missed, "没来 编号", "约好的人没到", takes="numbered", example="没来 12"),
    Command(
        "没解决", rating.not_solved, "没解决 编号 [情况]", "办结了又不行", takes="numbered", example="没解决 12 又裂了"
    ),
    Command("评价", rating.rate, "评价 编号 1到5 几句话", "打分，说解决没有", takes="optional", example=rating.EXAMPLE),
    Command(
        "绑定", binding.bind, "绑定 邀请码", "成为专家、管家或管理员", takes="words", example="绑定 ABCD-EFGH-JKLM"
    ),
    Command("解绑", binding.unbind, "解绑", "不再用这个身份", takes="nothing", example="解绑"),
    Command(
        "专家登记",
        profiles.register,
        "专家登记 姓名；单位；职称；擅长",
        "申请成为专家",
        takes="words",
        example="专家登记 王建国；奉节县农业农村委；高级农艺师；脆李栽培、裂果防控",
    ),
    Command("榜单", claiming.show_list, "榜单 [领域]", "看等人接的单", EXPERTS | STAFF, "words", "榜单 农业"),
    Command("看", claiming.look, "看 编号", "看一单的详情", EXPERTS, example="看 12"),
    Command("揭榜", claiming.claim, "揭榜 编号 [理由]", "接一单", EXPERTS, "optional", "揭榜 12"),
    Command("问", conversing.ask, "问 编号 问题", "先问对方", EXPERTS, example="问 12 先发两张叶子照片"),
    Command(
        "答", conversing.advise, "答 编号 建议", "不接单，直接给建议", EXPERTS, example="答 12 先把落果捡出来，雨后排水"
    ),
    Command(
        "婉拒",
        claiming.decline,
        "婉拒 编号 [理由]",
        "不接这单，可推荐别人",
        EXPERTS,
        "optional",
        "婉拒 12 出差，推荐王建国老师",
    ),
    Command("交回", claiming.hand_back, "交回 编号 [理由]", "接了去不了", EXPERTS, "optional", "交回 12 家里有急事"),
    Command("我的任务", claiming.my_tasks, "我的任务", "手上的单", EXPERTS, "nothing", "我的任务"),
    Command("我的记录", ledger.show, "我的记录", "今年办了多少", EXPERTS, "nothing", "我的记录"),
    Command("完成", completing.complete, "完成 编号 小结", "报服务完成", takes="optional", example=completing.EXAMPLE),
    Command("请假", leave.go, "请假 到哪天", "暂不接新单", EXPERTS, "words", "请假 到12月5日"),
    Command("销假", leave.come_back, "销假", "恢复接单", EXPERTS, "nothing", "销假"),
    Command(
        "改资料",
        profiles.show_or_change,
        "改资料 擅长=…",
        "看或改自己的资料",
        EXPERTS,
        "words",
        "改资料 擅长=脆李栽培、裂果防控",
    ),
    Command("待办", overview.todo, "待办 [急件|没人接|区县]", "要办的事和在办的需求", STAFF, "words", "待办"),
    Command("查", overview.show, "查 编号", "一件需求的全部经过", STAFF, example="查 12"),
    Command("发布", assigning.publish, "发布 编号", "同意上榜单，或重新推送", STAFF, example="发布 12"),
    Command("派单", assigning.assign, "派单 编号 姓名 [单位]", "直接指派", STAFF, example="派单 12 王建国"),
    Command(
        "改",
        changing.change,
        "改 编号 领域=…",
        "改领域、类型、地点、摘要、形式、紧急、范围",
        STAFF,
        example="改 12 领域=果树",
    ),
    Command("备注", noting.note, "备注 编号 内容", "给自己人记一句", STAFF, "numbered", "备注 12 只有晚上有空"),
    Command("督办", chasing.chase, "督办 [编号]", "看超时的，或提醒一位专家", STAFF, "optional", "督办"),
    Command("办结", ending.close_by_staff, "办结 编号 结果", "办结，再请对方确认", STAFF, example="办结 12 已现场解决"),
    Command("退回", ending.send_back, "退回 编号 原因", "退给提需求的人", STAFF, example="退回 12 请写明是哪个区县"),
    Command(
        "代录",
        recording.record_for,
        "代录 内容",
        "替打电话来的人登记",
        STAFF,
        "words",
        "代录 奉节白帝镇王大爷，脆李裂果，想请专家看看",
    ),
    Command(
        "添加专家",
        managing.add,
        "添加专家 姓名；单位；职称；擅长；所在地",
        "加进专家库",
        STAFF,
        "words",
        "添加专家 王建国；奉节县农业农村委；高级农艺师；脆李栽培、裂果防控；奉节",
    ),
    Command(
        "改专家",
        managing.change,
        "改专家 姓名 擅长=…",
        "改专家的资料，或替他请假",
        STAFF,
        "words",
        "改专家 王建国 擅长=脆李栽培、裂果防控",
    ),
    Command(
        "停用专家",
        managing.stop,
        "停用专家 姓名 原因",
        "退休、调走、去世的不再推送",
        STAFF,
        "words",
        "停用专家 王建国 退休",
    ),
    Command("恢复专家", managing.restore, "恢复专家 姓名", "停用错了的", STAFF, "words", "恢复专家 王建国"),
    Command("邀请", inviting.invite, "邀请 身份 姓名", "给管家、专家一个邀请码", STAFF, "words", inviting.EXAMPLE),
    Command("找专家", searching.find_experts, "找专家 关键词", "看谁对口", takes="words", example=searching.EXAMPLE),
    Command("重复专家", doubles.show, "重复专家", "像是同一个人的专家", STAFF, "nothing", "重复专家"),
    Command("合并专家", doubles.merge, "合并专家 编号 编号", "合成一个，前一个留下", STAFF, "words", doubles.EXAMPLE),
    Command(
        "添加词条",
        entries.add,
        "添加词条 二级领域；对象；外行话；专家说法",
        "让一种说法找得到对口的专家",
        STAFF,
        "words",
        entries.EXAMPLE,
    ),
    Command("词条", entries.show, "词条", "最近加的词条", STAFF, "nothing", "词条"),
    Command("删除词条", entries.remove, "删除词条 编号", "收回一条词条", STAFF, example="删除词条 1"),
    Command(
        "听", recording.hear, "听 事项号 语音里的话", "把语音登记成需求", STAFF, example="听 7 奉节白帝镇，脆李裂果"
    ),
    Command(
        "回复",
        tasks.reply_to_task,
        "回复 事项号 内容",
        "答复来问的人",
        STAFF,
        example="回复 7 已帮您问到，要带营业执照",
    ),
    Command("办了", tasks.finish_task, "办了 事项号 [结果]", "勾掉一条事项", STAFF, example="办了 7"),
    Command("通过", approving.approve, "通过 事项号", "同意专家登记", STAFF, example="通过 7"),
    Command("驳回", approving.refuse, "驳回 事项号 理由", "不同意专家登记", STAFF, example="驳回 7 单位写全"),
    Command("宣讲", activity_listing.show, "宣讲 [编号]", "近期的宣讲和活动", takes="optional", example="宣讲"),
    Command("报名", activity_words.sign_up, "报名 编号 [人数]", "参加活动", takes="optional", example="报名 3 两个人"),
    Command("取消报名", activity_words.withdraw, "取消报名 编号", "去不了了", takes="optional", example="取消报名 3"),
    Command("签到", activity_attending.check_in, "签到 编号", "到了会场", takes="optional", example="签到 3"),
    Command(
        "添加宣讲",
        activity_planning.add,
        "添加宣讲 主题；时间；地点；对象；名额",
        "发一场宣讲或活动，确认后通知对象",
        STAFF,
        "words",
        "添加宣讲 脆李冬季管护；12月1日上午9点；白帝镇文化中心；奉节果农；50人",
    ),
    Command(
        "改宣讲",
        activity_changing.change,
        "改宣讲 编号 时间=…",
        "改时间、地点、主题、对象、名额",
        STAFF,
        example="改宣讲 3 时间=12月2日上午9点",
    ),
    Command(
        "取消宣讲",
        activity_changing.cancel,
        "取消宣讲 编号 [原因]",
        "不办了，通知报名的人",
        STAFF,
        example="取消宣讲 3",
    ),
    Command(
        "宣讲通知",
        activity_changing.tell_all,
        "宣讲通知 编号 内容",
        "给报了名的人发一句",
        STAFF,
        example="宣讲通知 3 请带身份证",
    ),
    Command("名单", activity_attending.attendance, "名单 编号", "谁报了名，谁签了到", STAFF, "optional", "名单 3"),
    Command("统计", statistics.show, "统计 [本周|本月|今年]", "件数、用时、解决和满意", STAFF, "words", "统计 本月"),
    Command("命令", list_commands, "命令", "您能用的全部命令", takes="words", example="命令"),
)


def by_name(name: str) -> Command:
    """The command of that name."""
    return next(command for command in COMMANDS if command.name == name)
