"""Who holds the phones of the demo, and what each might say first."""

from __future__ import annotations

from bot.simulator.people import SimulatedPerson

FARMER = SimulatedPerson(
    "farmer",
    "果农老刘",
    "demo-farmer",
    "farmer",
    "刘",
    (
        "我屋头脆李今年裂果凶得很，啷个办嘛，能不能请个专家来看哈，奉节白帝镇",
        "进度",
        "专家好久来",
        "宣讲",
        "帮助",
    ),
    "老刘",
)
ENTERPRISE = SimulatedPerson(
    "enterprise",
    "榨菜厂小陈",
    "demo-enterprise",
    "enterprise",
    "陈",
    ("我们厂在涪陵，泡菜放几天就发黑变褐，想请老师来指导", "高企怎么申报", "进度", "转人工"),
    "小陈",
)
HOSPITAL = SimulatedPerson(
    "hospital",
    "县医院朱主任",
    "demo-hospital",
    "hospital",
    "朱",
    ("我们想请重症的专家", "奉节县人民医院，俯卧位通气和ECMO不会用，希望现场带教", "进度"),
    "朱主任",
)
FRUIT_EXPERT = SimulatedPerson(
    "expert1",
    "果树专家陈老师",
    "demo-expert-fruit",
    "expert",
    "果",
    ("榜单", "我的任务", "我接，下周三上午九点半去果园", "请假三天"),
    "陈老师",
)
CARE_EXPERT = SimulatedPerson(
    "expert2",
    "重症专家周主任",
    "demo-expert-care",
    "expert",
    "周",
    ("榜单", "我接，明天下午三点线上", "我的任务", "请假三天"),
    "周主任",
)
ADMINISTRATOR = SimulatedPerson(
    "admin",
    "管理员小王",
    "demo-admin",
    "admin",
    "管",
    ("待办", "督办", "统计 本月", "命令", "添加宣讲 柑橘冬管培训；下周五上午9点；奉节白帝镇政府；果农"),
    "小王",
)
PEOPLE = (FARMER, FRUIT_EXPERT, ADMINISTRATOR, ENTERPRISE, HOSPITAL, CARE_EXPERT)  # the story's three come first
BOUND = {"陈立春": FRUIT_EXPERT.openid, "周启明": CARE_EXPERT.openid}
