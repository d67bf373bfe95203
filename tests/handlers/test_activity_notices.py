"""What is pushed about activities: every kind is worded, fits a template's fields, and tells the next step."""

from __future__ import annotations

import pytest

from domain.notices import Notice
from handlers.wording.activity_notices import ACTIVITIES
from handlers.wording.notices import brief_of, template_of, text_of

FIELDS = {
    "activity": 12,
    "title": "柑橘黄龙病与木虱的统防统治技术培训班第二期",
    "when": "12月1日（周二）9:00",
    "at": "12-01 09:00",
    "place": "奉节县白帝镇文化中心",
    "places": 50,
    "heads": 2,
    "old_title": "柑橘黄龙病与木虱的统防统治技术培训班第二期",
    "old_when": "11月30日（周一）9:00",
    "old_place": "奉节县白帝镇文化中心",
    "reason": "讲师生病",
    "signed_up": 50,
    "checked_in": 43,
}


@pytest.mark.parametrize("kind", sorted(ACTIVITIES))
def test_texts_and_tiny_fields(kind: str) -> None:
    notice = Notice(kind, 1, FIELDS)
    assert "12" in text_of(notice)
    assert len(text_of(notice)) <= 160
    assert all(
        0 < len(value) <= 20 and "…" not in value for name, value in brief_of(notice).items() if name != "subject"
    )


def test_a_change_names_only_what_changed() -> None:
    text = text_of(Notice("activity_moved", 1, FIELDS))
    assert "时间由11月30日（周一）9:00改为12月1日（周二）9:00" in text
    assert "地点由" not in text


def test_an_announcement_never_leaves_by_template() -> None:
    """Mass announcements by template are against the platform's rules; reminders of what one signed up for are not."""
    assert template_of(Notice("announcement", 1, FIELDS)) == ""
    assert template_of(Notice("activity_reminder", 1, FIELDS)) == "activity_reminder"
