"""The command line.

Exit codes: 0 all well, 1 something could not be read (it is kept with its reason), 2 wrong use, 3 the ledger contradicts
itself, 130 interrupted.
"""

from __future__ import annotations

import sys
from typing import Final

import click

from saidby import __version__
from saidby.cli.demo import demo
from saidby.cli.gazetteer import gazetteer
from saidby.cli.read import INTERRUPTED, read
from saidby.cli.releasing import release
from saidby.cli.scoring import score
from saidby.cli.showing import show
from saidby.cli.training import train
from saidby.cli.verifying import verify
from saidby.errors import IntegrityError, SaidbyError

WRONG_USE: Final = 2
CONTRADICTION: Final = 3


class Teaching(click.Group):
    """A group whose commands end in one clear line when Saidby raises on purpose."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except KeyboardInterrupt:
            click.echo("saidby: interrupted; what was read is kept, run the same command again to go on", err=True)
            context.exit(INTERRUPTED)
        except SaidbyError as error:
            click.echo(f"saidby: {error}", err=True)
            context.exit(CONTRADICTION if isinstance(error, IntegrityError) else WRONG_USE)


@click.group(cls=Teaching, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="saidby")
def main() -> None:
    """Read reporting on armed conflict and keep a ledger of who says what happened.

    \b
    saidby read reports/ --ledger mine.db      read text files, saved pages, JSON Lines
    saidby show mine.db                        who says what, side by side
    saidby release mine.db --format html -o ledger.html

    Saidby takes no side and decides no truth: it says who says what.
    """


for command in (read, show, release, verify, demo, gazetteer, score, train):
    main.add_command(command)


if __name__ == "__main__":
    sys.exit(main())
