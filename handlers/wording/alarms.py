"""What staff read of danger that they were told of: the words to pass on, who knows of it, what is still to do."""

from __future__ import annotations

UNKNOWN_NUMBER = "来电号码、地点也问清。"


def sounded(advice: str, task_id: int, told: int, *, has_phone: bool) -> str:
    """The advice first, since somebody is on the telephone."""
    who = f"已通知 {told} 位同事" if told else "这边没有别的值班人员，请您盯住"
    ask = "" if has_phone else UNKNOWN_NUMBER
    return f"{advice}请马上把这些话转告对方。{ask}{who}；记作急事 {task_id}，没上榜单，办完回“办了 {task_id}”。"


def goes_on(advice: str, task_id: int) -> str:
    """More of the same event."""
    return f"{advice}记到急事 {task_id} 上了，同事也看得到。"


def report_kept(task_id: int) -> str:
    """How it goes, told by whoever deals with it."""
    return f"记到急事 {task_id} 上了，同事也看得到。办完回“办了 {task_id}”。"


def epidemic(no: int, summary: str) -> str:
    """A suspected epidemic was written down."""
    return (
        f"已代录 #{no}：{summary}。像是疫情，没上榜单、没请专家：请马上报主管部门（动物找畜牧兽医站，植物找植保站），"
        "再告诉来电的人先别搬动、别外卖。"
    )


def critical(no: int, summary: str, pushed: int) -> str:
    """A hospital's own patient was written down."""
    also = f"，同时推给了 {pushed} 位对口专家" if pushed else ""
    return f"已代录急件 #{no}：{summary}。危重病人，请您现在就打电话找专家{also}。人选回“查 {no}”看，科室电话也记上。"
