"""Pictures, voices, videos and pins that came in."""

from __future__ import annotations

from handlers.wording.common import cut


def picture_for(no: int, count: int) -> str:
    """A picture after the text."""
    return f"收到，{count} 个图片放到 #{no} 了。" if count > 1 else f"收到，放到 #{no} 了。"


def picture_first() -> str:
    """A picture before the text."""
    return "图片收到了。再说一句：在哪个区县、是什么问题？我一起登记。"


def media_kept(kind: str) -> str:
    """A file in the middle of the intake."""
    return {"image": "图片", "video": "视频", "location": "位置"}.get(kind, "文件") + "收到了。"


def voice_kept(no: int | None) -> str:
    """A voice message without recognition."""
    where = f"，放在 #{no} 里" if no else ""
    return f"语音收到了{where}，管家会听了给您登记，上班时间内回您。方便打字的话，一句话更快。"


def video_kept(no: int | None) -> str:
    """A video."""
    return f"视频收到，放到 #{no} 了。" if no else "视频收到了。再说一句：在哪个区县、是什么问题？我一起登记。"


def place_noted(label: str, no: int | None) -> str:
    """A pin."""
    what = f"位置收到了（{cut(label, 20)}）" if label else "位置收到了"
    return f"{what}，放到 #{no} 了，专家好找路。" if no else f"{what}。请再说一句是什么问题，我一起登记。"
