"""What is said about work that was done, its ratings and its ending."""

from __future__ import annotations


def completed(no: int, asks_summary: bool) -> str:
    """完成, to the expert: thanks, and the other rating."""
    line = f"辛苦您了！#{no} 记为已服务，已请对方评价。也请您给对方的配合打个分，1 到 5，直接回数字就行，对方看不到。"
    return line + (f"想补个小结回“完成 {no} 小结”。" if asks_summary else "")


def summary_added(no: int) -> str:
    """完成 again: only the summary is new."""
    return f"小结补到 #{no} 了。"


def next_time(no: int) -> str:
    """只看了一半: the rest is done another time."""
    return f"#{no} 还没完，先不记完成。哪天接着去，直接说几号几点；全弄完了回“完成 {no}”。"


def visit_done(no: int) -> str:
    """One more visit after the demand was served."""
    return f"#{no} 这次服务也记下了，辛苦您！"


def done_by_asker(no: int) -> str:
    """The asker reports that the work is done."""
    return f"好，#{no} 记为已服务。问题解决了吗？回“解决了 5分”或“没解决”，几句话说说也行，对方看不到您的评分。"


def rated_and_closed(no: int) -> str:
    """Solved by the asker's word."""
    return f"太好了，#{no} 办结，谢谢您的评价！过几周我再来问一声；要是反复了，回“没解决 {no}”。"


def rated(no: int) -> str:
    """A rating of the other side, or one after the end."""
    return f"谢谢，#{no} 的评价记下了，对方看不到。"


def ask_solved(no: int) -> str:
    """A score without a word on whether it helped."""
    return f"评价记下了，谢谢！再问一句：#{no} 的问题解决了吗？1 解决了，2 没解决。"


def ask_score(no: int) -> str:
    """Solved, without a score."""
    return f"太好了，#{no} 办结。顺手打个分吧，1 到 5，回数字就行，不打也没关系。"


def reopened(no: int, who: str, by: str) -> str:
    """Not solved: who does what by when."""
    return f"对不住，#{no} 重新办理，已告诉{who}和管家，最迟{by}给您回话。哪里没解决，直接补一句更好。"


def ask_rating(no: int) -> str:
    """评价 12 without anything."""
    return f"#{no} 打几分？1 到 5，再说解决没有，比如“5 解决了”。"


def ask_score_of_asker(no: int) -> str:
    """Kind words of an expert, without a score."""
    return f"#{no} 给对方的配合打几分？1 到 5，直接回数字就行，对方看不到。"


def ask_relapse(no: int) -> str:
    """还有点针孔, after the closing."""
    return f"#{no} 还没完全好是吧？回“是”我接着请专家来看，回“不”就先这样。"


def no_rating_needed(no: int) -> str:
    """不想评."""
    return f"没关系，不评也行。#{no} 的问题没解决的话，回“没解决”，我接着办。"


def score_counts(given: str, full: int, score: int) -> str:
    """打个8分: what it is out of five."""
    return f"{given} 分按{'百分制' if full == 100 else '十分制'}折成 {score} 分（满分 5 分）。"


def look_back_kept(no: int) -> str:
    """Still solved."""
    return f"好嘞，#{no} 记为已解决，谢谢您！以后有难处再说。"


def revealed(asker: str, expert: str) -> str:
    """查: both ratings, once they may be seen."""
    return f"评价：对方{asker}；专家{expert}"


def score(points: int | None, is_solved: bool | None, comment: str) -> str:
    """One rating in a line."""
    told = "" if is_solved is None else "已解决" if is_solved else "没解决"
    parts = [f"{points} 分" if points else "", told]
    return "，".join(part for part in [*parts, comment] if part) or "未评"


def chased(no: int, who: str) -> str:
    """督办 12."""
    return f"已提醒{who}（#{no}）。"


BY_THEMSELVES = "对方自己解决了，没用专家来"


def self_solved_sure(no: int, *, has_expert: bool) -> str:
    """已经修好了哈, before anybody was there."""
    if has_expert:
        return f"#{no} 是自己解决了、不用专家来了吗？回“是”就结了并告诉专家；专家来过了回“来过了”；还要请回“不”。"
    return f"#{no} 是自己解决了、不用请专家了吗？回“是”就结了，还要请回“不”。"


def goes_on(no: int) -> str:
    """不, to that question."""
    return f"好，#{no} 照旧办。"


def closed_by_themselves(no: int, *, was_told: bool) -> str:
    """是."""
    return f"好，#{no} 记为自己解决了，{'也告诉专家不用来了。' if was_told else '不再找专家了。'}又有难处再说。"


def not_begun(no: int, when: str) -> str:
    """Kind words or a score before anybody was there."""
    about = f"约的是 {when}，" if when else ""
    return f"谢谢您！#{no} {about}服务后我再来问您怎么样。"


def sounds_well(no: int) -> str:
    """今年柚子水分足了, to whether it still holds."""
    return f"听着不错！#{no} 这回算解决了吗？回“解决了”或“没解决”。"


def blind() -> str:
    """他给我打了几分?"""
    return "评价互相看不到，都评完或到期后只给管家看。您放心实话实说。"


def asked_expert_too(no: int) -> str:
    """何时见效, while it is asked whether it is solved."""
    return f"等看出效果了，再回一声 #{no} “解决了”或“没解决”就行。"
