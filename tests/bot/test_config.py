"""The configuration: the shipped example says the defaults, and every mistake is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.config import ConfigurationError, for_serving, load

ROOT = Path(__file__).resolve().parents[2]
NOTHING = Path("/dev/null")


def test_the_example_is_the_defaults() -> None:
    assert load(ROOT / "config.example.toml", {}) == load(NOTHING, {})


def test_the_environment_overrides() -> None:
    environment = {
        "JIEBANG_SERVER__PORT": "9000",
        "JIEBANG_REMINDERS__VISIT": '["3h"]',
        "JIEBANG_BASES__重庆__HOTLINE": "023",
    }
    found = load(ROOT / "config.example.toml", environment)
    assert (found.server.port, found.reminders.visit, found.bases["重庆"].hotline) == (9000, ["3h"], "023")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[server]\nprot = 1", "server.prot"),
        ("[severs]\n", "severs"),
        ('[duty]\nclaim_within = "soon"', "duty.claim_within"),
        ("[server]\nport = 70000", "server.port"),
        ('[wechat]\nmode = "open"', "wechat.mode"),
        ('[bases.成都]\npartners = ["北京"]', "bases.成都.partners"),
        ('[reminders]\nquiet_hours = "night"', "reminders.quiet_hours"),
        ("[matching.weights]\ndistance = 1.0", "distance: there is no such weight"),
        ("[matching.weights]\nplace = 'near'", "matching.weights.place"),
        ("nonsense", "config"),
        (f"[server]\nport = {'9' * 5000}", "config"),
        ('[server]\nadmin_host = " "', "server.admin_host: is empty"),
        ('[media]\ndirectory = "a\\u0000b"', "media.directory: holds a NUL"),
        ('[bases."a\\u0000b"]', "bases.a\\0b: holds a NUL"),
        ('[bases.重庆]\nregions = ["50", "\\u0000"]', "bases.重庆.regions: holds a NUL"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load(tmp_path / "config.toml", {})
    assert named in str(caught.value)


@pytest.mark.parametrize("name", ["JIEBANG_SRVER__PORT", "JIEBANG_PORT", "JIEBANG_WECHAT__TOKN"])
def test_a_mistyped_variable_is_named(name: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load(NOTHING, {name: "1"})
    assert name.removeprefix("JIEBANG_").split("__")[-1].lower() in str(caught.value).lower()


def test_a_missing_file_is_said() -> None:
    with pytest.raises(ConfigurationError, match="no such file"):
        load(Path("nowhere.toml"), {})


def test_chinese_base_names_need_no_quotes(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text("[bases.西部科学城]\nregions = ['500107']\n", encoding="utf-8")
    assert "西部科学城" in load(tmp_path / "c.toml", {}).bases


def test_serving_names_what_is_missing() -> None:
    with pytest.raises(ConfigurationError) as caught:
        for_serving(load(NOTHING, {}))
    for key in ("wechat.app_id", "wechat.app_secret", "wechat.token", "wechat.encoding_aes_key", "privacy.data_key"):
        assert key in str(caught.value)


def test_secrets_are_not_shown() -> None:
    assert "s3cret" not in repr(load(NOTHING, {"JIEBANG_WECHAT__APP_SECRET": "s3cret"}))


def test_a_base_may_work_on_a_holiday(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text(
        "[bases.重庆]\nworkdays = [2026-11-22]\nholidays = [2026-11-23]\n", encoding="utf-8"
    )
    calendar = load(tmp_path / "c.toml", {}).rules(lambda day: day.weekday() < 5).bases["重庆"].calendar
    assert calendar.is_workday(date(2026, 11, 22))
    assert not calendar.is_workday(date(2026, 11, 23))


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"JIEBANG_DATABASE__URL": "mysql://host/x"}, "database.url: write sqlite"),
        ({"JIEBANG_DATABASE__URL": ""}, "database.url"),
        ({"JIEBANG_DATABASE__URL": "sqlite+aiosqlite:///:memory:"}, "database.url: write sqlite"),
        ({"JIEBANG_DATABASE__URL": "sqlite+aiosqlite:///own.db?mode=ro"}, "database.url: write sqlite"),
        ({"JIEBANG_DATABASE__URL": "postgresql+asyncpg://u:secret@h:port/x"}, "database.url: its host or port"),
        ({"JIEBANG_DATABASE__URL": "postgresql+asyncpg://[::1/x"}, "database.url: its host or port"),
        ({"JIEBANG_WECHAT__API_BASE_URL": "http://[half"}, "wechat.api_base_url: its host or port"),
        ({"JIEBANG_WECHAT__API_BASE_URL": "http://a:70000"}, "wechat.api_base_url: its host or port"),
        ({"JIEBANG_SERVER__HOST": ""}, "server.host: is empty"),
        ({"JIEBANG_REMINDERS__VISIT": "[" * 100_000}, "reminders.visit"),
        ({"JIEBANG_WECHAT__API_BASE_URL": "api.weixin.qq.com"}, "wechat.api_base_url"),
        ({"JIEBANG_SERVER__PORT": "1", "JIEBANG_SERVER__PORT__X": "1"}, "JIEBANG_SERVER__PORT__X"),
    ],
)
def test_a_wrong_value_from_the_environment_is_named(variables: dict[str, str], named: str) -> None:
    with pytest.raises(ConfigurationError, match=named):
        load(NOTHING, variables)


def test_a_value_where_a_table_belongs_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("server = 5", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="JIEBANG_SERVER__PORT"):
        load(tmp_path / "config.toml", {"JIEBANG_SERVER__PORT": "80"})


@pytest.mark.parametrize("content", ["[bases.重庆]".encode("gbk"), "[server]".encode("utf-16")])
def test_a_file_in_another_encoding_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "config.toml").write_bytes(content)
    with pytest.raises(ConfigurationError, match="UTF-8"):
        load(tmp_path / "config.toml", {})


def test_a_key_that_is_no_key_is_named() -> None:
    wechat = {"app_id": "wx", "app_secret": "s", "token": "t", "encoding_aes_key": "*" * 43}
    variables = {f"JIEBANG_WECHAT__{name.upper()}": value for name, value in wechat.items()}
    with pytest.raises(ConfigurationError, match=r"wechat.encoding_aes_key"):
        for_serving(load(NOTHING, variables | {"JIEBANG_PRIVACY__DATA_KEY": "k"}))
