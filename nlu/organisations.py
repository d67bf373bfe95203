"""Names of companies, hospitals, schools and offices as the text has them, so that places inside them can be told apart."""

from __future__ import annotations

import re

from nlu.segment import segment

LONGEST = 24
_ENDING = re.compile(
    r"(?:有限责任公司|股份有限公司|有限公司|分公司|公司|集团|合作联社|合作社|人民医院|中医院|医院|卫生院|卫生室|卫生所|卫健委|诊所|"
    r"疾控中心|妇幼保健院|保健院|大学|学院|中学|小学|幼儿园|学校|职教中心|研究院|研究所|农科院|农技站|畜牧站|兽医站|服务中心|中心(?=[，。！？、,. ]|$)|"
    r"委员会|农业农村委|科委|科协|村委会|居委会|村委|政府|工作站|管委会|(?:农业农村|农业|林业|科技|教育|水利|水务|卫生|市场监管|税务|人社|财政|文旅|"
    r"自然资源|生态环境|环保|民政|公安|交通|经信)局|(?:农|茶|林|药|猪|牧|渔|园艺|养殖|养猪|养鸡|苗木)场|"
    r"(?:食品|加工|机械|制药|药|酒|醋|酱|茶|化工|水泥|砖|纸|电子|配件|模具|铸造|饲料|肥料|榨菜|豆瓣|罐头|泡菜|面粉|米|面|服装|纺织|家具|五金|玻璃|陶瓷|"
    r"污水处理|自来水|发电|钢|铝)厂|药房|药店|基地)"
)
_STOPS = frozenset(
    "我 我们 咱 咱们 你 你们 他 他们 她 它 俺 是 在 叫 的 了 和 跟 与 及 同 请 找 到 去 来 给 为 由 向 有 个 家 一家 一个 一所 这 那 这个 那个 这家 那家 想 要 "
    "需要 联系 从 被 把 让 帮 等 说 问 就 都 也 还 想请 代表 属于 我家 这里 这边 这里是 这边是 您好 你好 希望 收 收购 喊 老师 专家 医生 教授 毕业 于 开 办 建 做 搞 "
    "我是 我们是 有没有 能不能 去年 今年 现在 刚 刚刚 几家 很多 所有 每个 全部 附近 推荐 认为 建议 感谢 谢谢 送 送到 住 住在 位于 进 就是 通知 转 转到 "
    "果农 农户 农民 村民 种植户 养殖户 老乡 里 上 下".split()
)
_MARK = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9（）()·]")
_GENERIC = re.compile(
    r"^(?:[县区市镇乡村本各某]|乡镇|县级|基层|社区|大型|小型|一些|别的|其他|三甲|公立|民营|私人|国有|养殖|种植|食品|农业|加工|科技|生产|贸易|当地|本地|"
    r"人民|中心|小|大|老|新|科技型|中小|人家|合作)*$"
)


def find_organizations(text: str) -> list[tuple[int, int]]:
    """Spans of names that are more than a kind (医院, 镇卫生院 alone are kinds)."""
    spans: list[tuple[int, int]] = []
    tokens = _token_starts(text) if _ENDING.search(text) else []
    for match in _ENDING.finditer(text):
        start = _leftmost(text, match.start(), tokens)
        if spans and start < spans[-1][1]:
            start = spans.pop()[0]
        if not _GENERIC.match(text[start : match.start()]):
            spans.append((start, match.end()))
    return spans


def read_organization(text: str) -> str | None:
    """The first organisation's name; what is introduced as the sender's own goes first."""
    spans = find_organizations(text)
    own = [span for span in spans if re.search(r"(?:我是|我们是|我们|这里是|这边是|单位[是:：]?)$", text[: span[0]])]
    for start, end in own or spans:
        return text[start:end]
    return None


def _token_starts(text: str) -> list[tuple[int, str]]:
    found, position = [], 0
    for token in segment(text):
        found.append((position, token))
        position += len(token)
    return found


def _leftmost(text: str, start: int, tokens: list[tuple[int, str]]) -> int:
    """Go left word by word until a word that cannot belong to a name."""
    left = start
    for position, token in reversed(tokens):
        if position >= start:
            continue
        if token in _STOPS or _MARK.search(token) or start - position > LONGEST:
            break
        left = position
    return left
