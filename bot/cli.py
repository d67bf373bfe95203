"""The command line: one group, each command's work in a module of its own, loaded only when it is used."""

from __future__ import annotations

import asyncio
import codecs
import gc
import os
import secrets
import sys
from collections.abc import Coroutine
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from bot import config
from bot.config import Configuration, ConfigurationError
from bot.trouble import Trouble
from domain.durations import Duration
from domain.errors import DomainError

ROLES = ("admin", "butler", "expert")
LOADING_OBJECTS = 1_000_000  # what is loaded at the start stays: the collector need not look for rubbish in it
LONGEST_NAME = 60
BASE_HELP = "The base, as the configuration names it, like 重庆."
EXPORTS = ("demands", "experts", "visits", "activities", "ratings", "messages", "audit")


class Words(click.ParamType[str]):
    """What a person types as a name: the halves of characters that a terminal may hand over go nowhere."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Halves become marks; what is longer than any name is refused."""
        if len(str(value)) > LONGEST_NAME:
            self.fail(f"is longer than {LONGEST_NAME} characters", param, ctx)
        return str(value).encode("utf-8", "replace").decode()


WORDS = Words()


class Friendly(click.Group):
    """No traceback reaches a person: what is known to go wrong is said in one sentence."""

    def main(self, *words: Any, **options: Any) -> Any:
        """What click itself writes, such as the help, may find no room either."""
        _prepare_streams()
        try:
            return super().main(*words, **options)
        except OSError as error:
            _fail(f"output: {error.strerror or type(error).__name__}", 2)

    def invoke(self, ctx: click.Context) -> Any:
        """Run, and turn known failures into exit code 1 or 2 with a sentence."""
        try:
            return super().invoke(ctx)
        except ConfigurationError as error:
            _fail("\n".join(error.problems), 2)
        except DomainError as error:
            _fail(str(error), 1)
        except Trouble as error:
            _fail(str(error), error.code)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(0)
        except OSError as error:
            if os.environ.get("DEBUG"):
                raise
            what = error.filename if error.filename is not None else "input or output"
            _fail(f"{what}: {error.strerror or type(error).__name__}", 2)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if os.environ.get("DEBUG"):
                raise
            from bot.commands.opened import trouble_of

            if (trouble := trouble_of(error)) is not None:
                _fail(str(trouble), trouble.code)
            _fail(f"unexpected: {type(error).__name__}; DEBUG=1 shows where", 1)


def _prepare_streams() -> None:
    """UTF-8 where the terminal has no say; what is no text at all is shown by its number, also to a pipe.

    A stream that is closed from the start reads as empty and takes what is written for nobody.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - as long as the process
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            is_poor = not stream.isatty() or codecs.lookup(stream.encoding).name == "ascii"
            encoding = "utf-8" if is_poor else stream.encoding
            stream.reconfigure(encoding=encoding, errors="replace" if stream is sys.stdin else "backslashreplace")
    if not os.environ.get("DEBUG"):
        sys.unraisablehook = lambda _: None  # a library's half-closed file after a failure that has been told


def _fail(message: str, code: int) -> None:
    click.echo(message, err=True)
    sys.exit(code)


@click.group(cls=Friendly, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--config", "path", type=click.Path(path_type=Path), help="The configuration; else config.toml if there is one."
)
@click.version_option(package_name="jiebang", message="%(package)s %(version)s")
@click.pass_context
def main(ctx: click.Context, path: Path | None) -> None:
    """揭榜: a plain message becomes an order that the right expert claims.

    To look around: `jiebang demo`. To run it: check-config, migrate, experts import, invite, serve.
    """
    ctx.obj = path


def _configuration(ctx: click.Context) -> Configuration:
    return config.load(ctx.obj)


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(work)


@main.command("check-config")
@click.pass_context
def check_config(ctx: click.Context) -> None:
    """Name wrong keys, and what `serve` needs."""
    configuration = _configuration(ctx)
    try:
        config.for_serving(configuration)
    except ConfigurationError as error:
        click.echo("The file is well-formed. `serve` still needs:")
        for problem in error.problems:
            click.echo(f"  {problem}")
        return
    click.echo("The configuration is complete.")


@main.command("new-key")
def new_key() -> None:
    """Print a fresh key for [privacy] data_key."""
    click.echo(secrets.token_urlsafe(32))


@main.command()
@click.pass_context
def migrate(ctx: click.Context) -> None:
    """Bring the database to the current schema."""
    from bot.commands.database import migrate as work

    _run(work(_configuration(ctx)))


@main.command()
@click.pass_context
def serve(ctx: click.Context) -> None:
    """Run the service.

    Several may run on one PostgreSQL, each on ports of its own.
    """
    gc.set_threshold(LOADING_OBJECTS)
    from bot.serving import serve as work

    _run(work(config.for_serving(_configuration(ctx))))


@main.command()
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """Say what is wrong, and what to do."""
    from bot.commands.doctor import doctor as work

    _run(work(_configuration(ctx)))


@main.command()
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--directory",
    type=click.Path(path_type=Path),
    help="Where the demo keeps its database.  [default: var/demo/PORT]",
)
def demo(port: int, directory: Path | None) -> None:
    """Show phones in a browser, with sample data.

    No WeChat account is needed, and the database is the demo's own: it is made anew at each start.
    """
    from bot.demo.run import run as work

    _run(work(port, directory))


@main.command()
@click.option(
    "--as", "name", type=WORDS, default="我", show_default=True, help="Who chats; another name is another person."
)
@click.pass_context
def chat(ctx: click.Context, name: str) -> None:
    """Chat in the terminal as one person.

    On the configured database, which is made where there is none. An empty line ends it.
    """
    from bot.commands.chat import chat as work

    _run(work(_configuration(ctx), name))


@main.command()
@click.argument("text", required=False)
@click.option("--now", "moment", help="The clock to read times by, ISO 8601.")
@click.option("--jsonl", is_flag=True, help='Read JSON lines {"text": …} from standard input.')
def parse(text: str | None, moment: str | None, jsonl: bool) -> None:
    """Print what the bot understands, as JSON.

    Without TEXT it is read from standard input: one text, or JSON lines.
    """
    from bot.commands.parse import parse as work

    work(text, moment, jsonl)


@main.command()
@click.argument("text", required=False)
@click.option("--top", default=5, show_default=True, type=click.IntRange(1, 100), help="How many at most.")
@click.option("--base", help="The base that asks, like 重庆; else the home base of the place.")
@click.option("--jsonl", is_flag=True, help='Read JSON lines {"text": …, "base"?: …} from standard input.')
@click.pass_context
def match(ctx: click.Context, text: str | None, top: int, base: str | None, jsonl: bool) -> None:
    """Print the experts who fit a need, as JSON.

    Without TEXT it is read from standard input: one text, or JSON lines. The experts are those of the database.
    """
    from bot.commands.match import match as work

    _run(work(_configuration(ctx), text, top, base, jsonl))


@main.command()
@click.option("--since", default="180d", show_default=True, help="How far back, like 90d.")
@click.option("--out", type=click.Path(path_type=Path), help="Where the weights go if they are better; TOML.")
@click.pass_context
def tune(ctx: click.Context, since: str, out: Path | None) -> None:
    """Re-fit the weights of the match.

    To what people claimed, declined and rated. Prints before and after, and changes nothing by itself.
    """
    from bot.commands.tune import run as work

    try:
        span = Duration.parse(since)
    except ValueError as error:
        raise Trouble(f"--since {since}: write it like 90d", 2) from error
    _run(work(_configuration(ctx), span, out))


@main.command()
@click.argument("role", type=click.Choice(ROLES))
@click.option("--base", required=True, help=BASE_HELP)
@click.option("--name", type=WORDS, help="Whom the code is for.")
@click.option("--expert", type=WORDS, help="Name or id of the expert, for role expert.")
@click.option("--all", "everybody", is_flag=True, help="Codes for every unbound expert, with --out.")
@click.option("--out", type=click.Path(path_type=Path), help="The file for all the codes; CSV.")
@click.pass_context
def invite(
    ctx: click.Context, role: str, base: str, name: str | None, expert: str | None, everybody: bool, out: Path | None
) -> None:
    """Print a one-time code for a role.

    It stands alone on the last line; whoever sends it in chat (绑定 CODE) has the role.
    """
    from bot.commands.invite import invite as work

    _run(work(_configuration(ctx), role, base, name, expert, everybody, out))


@main.group()
def experts() -> None:
    """Import experts, find doubled ones."""


@experts.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--base", required=True, help=BASE_HELP)
@click.pass_context
def import_experts(ctx: click.Context, file: Path, base: str) -> None:
    """Import experts from .csv or .xlsx.

    The first row names the columns: 姓名,职称,单位,所在地,专业领域,擅长,简介,层次,手机,最大在办. Bad rows are named,
    the others are stored; who is there already (name and unit) is brought up to date.
    """
    from bot.commands.experts import import_file as work

    _run(work(config.load(_root(ctx)), file, base))


@experts.command("duplicates")
@click.option("--base", required=True, help=BASE_HELP)
@click.pass_context
def duplicate_experts(ctx: click.Context, base: str) -> None:
    """List pairs that look like one person.

    In this base and its partners; staff merge a pair in chat.
    """
    from bot.commands.experts import list_duplicates as work

    _run(work(config.load(_root(ctx)), base))


@main.group()
def policies() -> None:
    """Import, list and repeal policy papers."""


@policies.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_context
def import_policies(ctx: click.Context, paths: tuple[Path, ...]) -> None:
    """Import papers: .txt, .md, .docx, .pdf.

    A directory stands for all the papers in it.
    """
    from bot.commands.policies import import_files as work

    _run(work(config.load(_root(ctx)), paths))


@policies.command("list")
@click.pass_context
def list_policies(ctx: click.Context) -> None:
    """List the papers with their numbers."""
    from bot.commands.policies import list_papers as work

    _run(work(config.load(_root(ctx))))


@policies.command("repeal")
@click.argument("numbers", nargs=-1, required=True, type=click.IntRange(1, 2**31))
@click.pass_context
def repeal_policies(ctx: click.Context, numbers: tuple[int, ...]) -> None:
    """Quote these papers no more."""
    from bot.commands.policies import repeal as work

    _run(work(config.load(_root(ctx)), numbers))


@main.command()
@click.argument("kind", metavar="TABLE", type=click.Choice(EXPORTS))
@click.option("--format", "form", required=True, type=click.Choice(["csv", "xlsx", "jsonl"]))
@click.option("--out", type=click.Path(path_type=Path), help="The file; else standard output.")
@click.pass_context
def export(ctx: click.Context, kind: str, form: str, out: Path | None) -> None:
    """Write a table to a file or standard output.

    TABLE is one of demands, experts, visits, activities, ratings, messages, audit.
    """
    from bot.commands.export import export as work

    _run(work(_configuration(ctx), kind, form, out))


def _root(ctx: click.Context) -> Path | None:
    path: Path | None = ctx.find_root().obj
    return path
