"""The configuration: TOML with an environment on top, every key known, every error with its key's name."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, time
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from domain.bases import Base, Rules
from domain.calendar import Calendar, QuietHours
from domain.durations import Duration
from domain.matching import Weights

PREFIX = "JIEBANG_"
_DATABASE_URL = re.compile(r"sqlite\+aiosqlite:///(?!:memory:)[^?]+|postgresql\+asyncpg://.+")
_WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s?#]*")
_AES_KEY = re.compile(r"[A-Za-z0-9+/]{43}")
_CHINESE_HEADER = re.compile(r"^(?P<head>\s*\[bases\.)(?P<name>[^\]\"'\s.]*[^\x00-\x7f][^\]\"'\s.]*)(?P<tail>\])", re.M)


class ConfigurationError(Exception):
    """What is wrong, a line for each key."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


def _duration(text: str) -> str:
    Duration.parse(text)
    return text


def _quiet(text: str) -> str:
    QuietHours.parse(text)
    return text


def _weights(weights: dict[str, float]) -> dict[str, float]:
    Weights.named(weights)
    return weights


def _database_url(text: str) -> str:
    if not _DATABASE_URL.fullmatch(text):
        raise ValueError("write sqlite+aiosqlite:///FILE or postgresql+asyncpg://USER@HOST/DATABASE")
    if not text.startswith("sqlite"):
        _check_host(text)
    return text


def _web_address(text: str) -> str:
    if not _WEB_ADDRESS.fullmatch(text):
        raise ValueError("write it like https://api.weixin.qq.com")
    _check_host(text)
    return text


def _check_host(address: str) -> None:
    """ValueError where host or port of an address is none; its message shows nothing, a password may stand there."""
    try:
        _ = urlsplit(address).port
    except ValueError as error:
        raise ValueError("its host or port is none") from error


def _host(text: str) -> str:
    """Nothing at all would mean every network that the machine is in; who wants that says so."""
    if not text.strip():
        raise ValueError("is empty; write 127.0.0.1 for this machine alone, 0.0.0.0 for all networks")
    return text


DurationText = Annotated[str, AfterValidator(_duration)]
QuietText = Annotated[str, AfterValidator(_quiet)]
HostText = Annotated[str, AfterValidator(_host)]


class Section(BaseModel):
    """A table of the file; an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Server(Section):
    """Where the service listens."""

    host: HostText = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    admin_host: HostText = "127.0.0.1"
    admin_port: int = Field(default=8081, ge=0, le=65535)


class DatabaseSection(Section):
    """Where everything is kept."""

    url: Annotated[str, AfterValidator(_database_url)] = "sqlite+aiosqlite:///var/jiebang.sqlite3"


class NoticeSection(Section):
    """Which template carries a notice; `fields` maps our names (subject, state, time, next) to the platform's."""

    via: Literal["template", "subscribe"]
    template_id: str
    fields: dict[str, str] = {}


NoticeName = Literal["visit_reminder", "activity_reminder", "new_order", "progress", "rate", "look_back"]


class WeChat(Section):
    """The account's settings."""

    app_id: str = ""
    app_secret: str = Field(default="", repr=False)
    token: str = Field(default="", repr=False)
    encoding_aes_key: str = Field(default="", repr=False)
    mode: Literal["safe", "plain"] = "safe"
    api_base_url: Annotated[str, AfterValidator(_web_address)] = "https://api.weixin.qq.com"
    notices: dict[NoticeName, NoticeSection] = {}


class BaseSection(Section):
    """One base's own facts."""

    operator: str = ""
    hotline: str = ""
    hours: str = ""
    fee_note: str = ""
    partners: list[str] = []
    approve_list: bool = False
    regions: list[str] = []
    day_start: time = time(9, 0)
    day_end: time = time(17, 30)
    holidays: list[date] = []
    workdays: list[date] = []


class Reminders(Section):
    """When people are reminded."""

    visit: list[DurationText] = ["1d", "2h"]
    activity: list[DurationText] = ["1d", "2h"]
    quiet_hours: QuietText = "22:00-07:30"


class Matching(Section):
    """How many experts are told, and what counts how much."""

    notify: int = Field(default=3, ge=0, le=50)
    weights: Annotated[dict[str, Annotated[float, Field(allow_inf_nan=False)]], AfterValidator(_weights)] = {}


class Duty(Section):
    """What is due when."""

    claim_within: DurationText = "2wd"
    close_within: DurationText = "15d"
    look_back_after: DurationText = "21d"
    rating_window: DurationText = "7d"


class Privacy(Section):
    """The key that seals phones, and how long texts are kept."""

    data_key: str = Field(default="", repr=False)
    keep_messages: DurationText = "365d"


class Media(Section):
    """Where pictures and voices are kept."""

    directory: str = "var/media"

    @property
    def kept_search(self) -> Path:
        """Where the search is kept between two starts: beside the pictures."""
        return Path(self.directory).parent / "search"


def _bases() -> dict[str, BaseSection]:
    return {
        "重庆": BaseSection(operator="重庆市专家服务中心", partners=["四川"], regions=["50"]),
        "四川": BaseSection(operator="四川省专家服务中心", partners=["重庆"], regions=["51"]),
    }


class Configuration(Section):
    """The whole of it."""

    server: Server = Server()
    database: DatabaseSection = DatabaseSection()
    wechat: WeChat = WeChat()
    bases: dict[str, BaseSection] = Field(default_factory=_bases)
    reminders: Reminders = Reminders()
    matching: Matching = Matching()
    duty: Duty = Duty()
    privacy: Privacy = Privacy()
    media: Media = Media()

    def rules(self, is_workday: Callable[[date], bool]) -> Rules:
        """What the handlers go by; `is_workday` is the national calendar, which a base may override by date."""
        return Rules(
            bases={name: _base(name, section, is_workday) for name, section in self.bases.items()},
            notify=self.matching.notify,
            visit_reminders=tuple(Duration.parse(text) for text in self.reminders.visit),
            activity_reminders=tuple(Duration.parse(text) for text in self.reminders.activity),
            quiet_hours=QuietHours.parse(self.reminders.quiet_hours),
            claim_within=Duration.parse(self.duty.claim_within),
            close_within=Duration.parse(self.duty.close_within),
            look_back_after=Duration.parse(self.duty.look_back_after),
            rating_window=Duration.parse(self.duty.rating_window),
        )


def _base(name: str, section: BaseSection, is_workday: Callable[[date], bool]) -> Base:
    holidays, workdays = frozenset(section.holidays), frozenset(section.workdays)

    @lru_cache(maxsize=1024)
    def works(day: date) -> bool:
        return day in workdays or (day not in holidays and is_workday(day))

    return Base(
        name=name,
        operator=section.operator,
        hotline=section.hotline,
        hours=section.hours,
        fee_note=section.fee_note,
        partners=tuple(section.partners),
        approve_list=section.approve_list,
        regions=tuple(section.regions),
        calendar=Calendar(works, section.day_start, section.day_end),
    )


def load(path: Path | None, environment: Mapping[str, str] | None = None) -> Configuration:
    """Read FILE (or `config.toml` where it is there), put the environment on top, check everything."""
    environment = os.environ if environment is None else environment
    values = _read(path)
    problems = _overlay(values, environment)
    problems += [f"{key}: holds a NUL character" for key in _with_nul(values)]
    try:
        configuration = Configuration.model_validate(values)
    except ValidationError as error:
        raise ConfigurationError([*problems, *(_problem(one) for one in error.errors())]) from error
    problems += [
        f"bases.{name}.partners: {partner} is no base"
        for name, base in configuration.bases.items()
        for partner in base.partners
        if partner not in configuration.bases
    ]
    if not configuration.bases:
        problems.append("bases: at least one base is needed")
    if problems:
        raise ConfigurationError(problems)
    return configuration


def for_serving(configuration: Configuration) -> Configuration:
    """What `serve` cannot do without; ConfigurationError names it."""
    wechat = configuration.wechat
    needed = {"app_id": wechat.app_id, "app_secret": wechat.app_secret, "token": wechat.token}
    problems = [
        f"wechat.{name}: is empty; take it from the account's settings page"
        for name, value in needed.items()
        if not value
    ]
    if wechat.mode == "safe" and not _AES_KEY.fullmatch(wechat.encoding_aes_key):
        problems.append("wechat.encoding_aes_key: must be the 43 characters of the settings page in safe mode")
    if not configuration.privacy.data_key:
        problems.append("privacy.data_key: is empty; make one with `jiebang new-key`")
    if problems:
        raise ConfigurationError(problems)
    return configuration


def _read(path: Path | None) -> dict[str, Any]:
    if path is None:
        path = Path("config.toml")
        if not path.exists():
            return {}
    try:
        return tomllib.loads(_quote_names(path.read_text(encoding="utf-8-sig")))
    except FileNotFoundError as error:
        raise ConfigurationError([f"{path}: there is no such file"]) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError([f"{path}: is no UTF-8 text; save it as UTF-8"]) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is no TOMLDecodeError
        raise ConfigurationError([f"{path}: {error}"]) from error
    except OSError as error:
        raise ConfigurationError([f"{path}: cannot be read ({error.strerror})"]) from error


def _quote_names(text: str) -> str:
    """TOML wants quotes around Chinese table names; people write [bases.重庆], and so does our contract."""
    return _CHINESE_HEADER.sub(lambda found: f'{found["head"]}"{found["name"]}"{found["tail"]}', text)


def _overlay(values: dict[str, Any], environment: Mapping[str, str]) -> list[str]:
    problems = []
    for name, raw in environment.items():
        if not name.startswith(PREFIX) or name.startswith(PREFIX + "TEST_"):
            continue
        keys = [_key(part) for part in name.removeprefix(PREFIX).split("__")]
        if len(keys) < 2 or keys[0] not in Configuration.model_fields:
            problems.append(f"{name}: there is no such key")
            continue
        if not _put(values, keys, _value(raw)):
            problems.append(f"{name}: what it belongs to is no table")
    return problems


def _put(table: dict[str, Any], keys: list[str], value: Any) -> bool:
    """False where a key on the way has a value of its own."""
    for key in keys[:-1]:
        table = table.setdefault(key, {})
        if not isinstance(table, dict):
            return False
    table[keys[-1]] = value
    return True


def _key(part: str) -> str:
    return part.lower() if part.isascii() else part


def _value(raw: str) -> Any:
    if raw[:1] in "[{":
        try:
            return json.loads(raw)
        except (ValueError, RecursionError):
            return raw
    return raw


def _with_nul(value: Any, key: str = "") -> Iterator[str]:
    """Keys whose names or texts no file system and no database would take."""
    if isinstance(value, str) and "\x00" in value:
        yield key
    elif isinstance(value, list):
        for part in value:
            yield from _with_nul(part, key)
    elif isinstance(value, dict):
        for name, part in value.items():
            path = f"{key}.{name}" if key else name
            if "\x00" in name:
                yield path.replace("\x00", "\\0")
            yield from _with_nul(part, path)


def _problem(error: Any) -> str:
    key = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"{key}: there is no such key"
    return f"{key}: {error['msg'].removeprefix('Value error, ')}"
