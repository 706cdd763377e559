"""Shelflist's command line: parse arguments, call shelflist, print. `python build.py --help` lists the commands."""

import argparse
import gc
import os
import sys
from pathlib import Path

from shelflist import __version__, publish, report
from shelflist.errors import BadSettings, BuildFailed, shorten
from shelflist.exports import FORMATS as EXPORTS
from shelflist.readers import FORMATS
from shelflist.settings import Settings, load

COMMANDS = {
    "build": "make the site (this is what happens without a command)",
    "watch": "build, then build again on every change",
    "serve": "watch, and preview the site with live reload",
    "check": "build nothing; report what is wrong with records, notes, links and the built site",
    "import": "copy record files into content/records/",
    "export": "write the list, or a part of it, for other programs",
    "new": "write a note in content/books/ to fill in",
}


def arguments(given: list[str]) -> argparse.Namespace:
    """The command line, parsed. Leaves with status 2 when it is wrong."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--site", default=".", metavar="DIR", help="the folder of site.toml (default: this one)")
    common.add_argument("--quiet", action="store_true", help="say nothing but errors")
    making = argparse.ArgumentParser(add_help=False)
    making.add_argument("--out", metavar="DIR", help="where to publish (default: public/ beside site.toml)")
    making.add_argument("--jobs", type=int, default=0, metavar="N", help="processes (default: all cores)")
    making.add_argument("--base-url", metavar="URL", help="where the site will stand")
    making.add_argument("--strict", action="store_true", help="fail when there is a warning")
    making.add_argument("--no-search", action="store_true", help="make no search index")
    making.add_argument("--clean", action="store_true", help="trust no earlier build")
    making.add_argument("--report", metavar="FILE", help="write a report in JSON; - is standard output")
    parser = argparse.ArgumentParser(prog="build.py", description="Shelflist: records in, a reading list out.")
    parser.add_argument("--version", action="version", version=f"Shelflist {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    added = {
        name: commands.add_parser(
            name,
            help=text,
            parents=[common, making] if name in ("build", "watch", "serve") else [common],
        )
        for name, text in COMMANDS.items()
    }
    added["serve"].add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    added["serve"].add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
    added["serve"].add_argument("--open", action="store_true", help="open the preview in a browser")
    added["check"].add_argument("--out", metavar="DIR", help="the built site (default: public/ beside site.toml)")
    added["check"].add_argument("--residue", action="store_true", help="name every record that no rule used up")
    added["check"].add_argument("--mirror", action="store_true", help="name every finding of the mirror, too")
    added["import"].add_argument("files", nargs="+", metavar="FILE", help="files of records")
    added["import"].add_argument("--as", dest="format", choices=sorted(FORMATS), help="the files' format")
    added["import"].add_argument("--dry-run", action="store_true", help="say what would happen, copy nothing")
    added["export"].add_argument("format", choices=list(EXPORTS), metavar="FORMAT", help=", ".join(EXPORTS))
    added["export"].add_argument("--output", metavar="FILE", help="where to write (default: standard output)")
    added["export"].add_argument("--book", default="", metavar="NAME", help="only the book with this address")
    added["export"].add_argument(
        "--heading", default="", metavar="ADDRESS", help="only a heading's, as in subjects/salt"
    )
    added["export"].add_argument("--personal", action="store_true", help="with your own reading, published or not")
    added["new"].add_argument("title", help="the book's title")
    if not any(word in COMMANDS or word in ("-h", "--help", "--version") for word in given):
        given = ["build", *given]
    return parser.parse_args(given)


def settings(given: argparse.Namespace) -> Settings:
    """The site's settings with what the command line overrides."""
    return load(
        Path(given.site).absolute(), frozenset(FORMATS), getattr(given, "base_url", None), getattr(given, "out", None)
    )


def say(text: str) -> None:
    """One line for people."""
    print(text, file=sys.stderr, flush=True)


def build(given: argparse.Namespace) -> int:
    """`build`: the site, its findings, one closing line."""
    from shelflist.progress import Progress
    from shelflist.site import Options
    from shelflist.site import build as make

    gc.disable()  # a build makes few cycles and ends soon: looking for them costs some 5 %
    found = settings(given)
    search = "with" if found.build.search and not given.no_search else "none"
    options = Options(given.jobs or os.cpu_count() or 1, search, given.clean)
    with Progress(shown=not given.quiet and sys.stderr.isatty()) as progress:
        made = make(found, options, None, progress.told)
    if given.report == "-":
        sys.stdout.buffer.write(report.to_json(made))
    elif given.report:
        Path(given.report).write_bytes(report.to_json(made))
    if not given.quiet:
        for line in report.lines(made):
            say(line)
        say(report.closing(made))
    if given.strict and (made.warnings or made.rejected):
        raise BuildFailed(f"--strict: {len(made.warnings) + len(made.rejected)} warnings; the site was made")
    return 0


def watch(given: argparse.Namespace) -> int:
    """`watch` and `serve`: see shelflist.preview."""
    from shelflist import preview

    return preview.run(settings(given), given, say)


def check(given: argparse.Namespace) -> int:
    """`check`: a line for each finding; 1 when there is one that is an error."""
    from shelflist import mirrored
    from shelflist.check import check as look

    chosen = settings(given)
    found = look(chosen, every=given.residue, mirror=True)
    for line in [
        *found.errors,
        *found.warnings,
        *found.residue,
        *(mirrored.lines(found.mirror) if given.mirror else []),
    ]:
        say(line)
    told = mirrored.write(found.mirror, chosen)
    if not given.quiet:
        say(told)
        left = f"; something of {report.count(found.records, 'record')} used by no rule" if found.records else ""
        say(f"{report.count(len(found.errors), 'error')}, {report.count(len(found.warnings), 'warning')}{left}")
    return 1 if found.errors else 0


def add(given: argparse.Namespace) -> int:
    """`import`: copies files of records, and says what they hold."""
    from shelflist.bring import bring

    refused, lines = bring(settings(given), [Path(name) for name in given.files], given.format, dry=given.dry_run)
    if refused or not given.quiet:
        for line in lines:
            say(line)
    return 1 if refused else 0


def export(given: argparse.Namespace) -> int:
    """`export`: books for other programs."""
    from shelflist.deliver import deliver

    left_out, pieces = deliver(settings(given), given.format, given.book, given.heading, personal=given.personal)
    for line in left_out:
        say(line)
    if not given.output:
        try:
            for piece in pieces:
                sys.stdout.buffer.write(piece.encode("utf-8", "replace"))
            sys.stdout.flush()
        except BrokenPipeError:  # whoever read has enough, as `head` does
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    data = "".join(pieces).encode("utf-8", "replace")
    Path(given.output).write_bytes(data)
    return 0


def new(given: argparse.Namespace) -> int:
    """`new`: a note to fill in."""
    from shelflist.bring import new_note

    say(f"{new_note(settings(given), given.title)}: fill it in, and build")
    return 0


def main(given: list[str]) -> int:
    """The exit status of a command line: 0 done, 1 failed, 2 wrong usage or settings, 75 locked."""
    os.umask(0o022)
    chosen = arguments(given)
    run = {"build": build, "watch": watch, "serve": watch, "check": check, "import": add, "export": export, "new": new}[
        chosen.command
    ]
    try:
        publish.recover(settings(chosen).out)
        return run(chosen)
    except BadSettings as error:
        say(str(error))
        return 2
    except BuildFailed as error:
        say(shorten(str(error), 500))
        return error.status
    except OSError as error:
        say(f"{error.filename or ''}: {error.strerror}; the site that stood before still stands".lstrip(": "))
        return 1
    except KeyboardInterrupt:
        say("stopped; the site that stood before still stands")
        return 1


if __name__ == "__main__":
    status = main(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # to free the memory piece by piece would only cost time
