"""What tells of something that is wrong, whatever field it belongs to."""

from __future__ import annotations

from nlu.text.patterns import lazy_regex

TROUBLE = lazy_regex(
    r"裂|烂|卷|皱|枯|蔫|死|掉|发[黄黑软霉烧臭]|黄叶|病|虫|霉|臭|漏|坏|卡|堵|塌|渗|报警|故障|异响|拖欠|滞销|退货|拉稀|咳|痛|晕|肿"
    r"|不(?:吃|长|结|转|动|会|懂|通|出|够|稳|准|达标|合格)|招不到|卖不|想(?:学|建|开|做|办|引|申|贷|改)|贷款|补贴|转学"
)
