"""What is said when life, limb or property is in danger: the number first, then one or two things to do."""

from __future__ import annotations

_AID: dict[str, tuple[str, str]] = {
    "poisoning": ("120", "请马上打 120！让人侧卧、头偏一侧，别灌水、别硬催吐，把药瓶或毒物包装带上。"),
    "suffocation": ("120", "请马上打 120！先把人移到通风处，清掉口鼻异物；没有呼吸就按压胸口，别停。"),
    "injury": ("120", "请马上打 120！别搬动伤员，出血就用干净布压住，等医生来。"),
    "collapse": ("120", "请马上打 120！让人平躺，没反应没呼吸就双手按压胸口中间，每分钟 100 到 120 下。"),
    "suicide": (
        "12356",
        "请别一个人扛着，现在就打 12356 心理援助热线（24 小时）；已经动手或有危险，马上打 110、120，身边的人别离开。",
    ),
    "fire": ("119", "请马上打 119！人先撤到上风处，别回去拿东西，用湿布捂口鼻低身走。"),
    "flood": ("119", "请马上打 119！人先往高处撤，别蹚水、别过桥，关掉电闸。"),
}
_DEFAULT = ("120", "有人受伤或病危请马上打 120，着火打 119，有危险打 110。先保护好人。")


def first_aid(hazard: str | None) -> tuple[str, str]:
    """The number, and what to do first."""
    return _AID.get(hazard or "", _DEFAULT)


def say(advice: str, is_staff_told: bool, contact: str) -> str:
    """Advice first; then who was told, or the honest word that nobody is on duty here."""
    if is_staff_told:
        return f"{advice}我已通知值班人员联系您。"
    return f"{advice}我这边现在没有值班人员，请以急救电话为准。" + (f"事后可打{contact}。" if contact else "")
