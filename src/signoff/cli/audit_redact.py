"""`signoff audit redact`: take a person, or a run's words, out of what is over."""

from __future__ import annotations

import argparse

from signoff.cli.audit_place import opened_place
from signoff.cli.opened import add_place, who
from signoff.cli.words import Commands, counted, visible


def add(commands: Commands) -> None:
    """Say what words the command takes."""
    parser = commands.add_parser(
        "redact",
        help="take a person's or a run's words out",
        description="Take words and names out of what is over. Rows and hashes stay, the chain "
        "can be checked as before, and a fact says what was done. It cannot be undone.",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--person", metavar="ADDRESS", help="whose words and address")
    what.add_argument("--run", dest="run_id", metavar="RUN_ID", help="which closed run's words")
    add_place(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Do it and say what was done; return the exit code.

    Raises: ConfigurationError, AddressInvalid, RunNotFound, RedactionRefused.
    """
    with opened_place(options) as place:
        from signoff.clock import SystemClock  # noqa: PLC0415 - the extra may be missing
        from signoff.jobs.audit.redact import redact_person, redact_run  # noqa: PLC0415

        now = SystemClock().now()
        with place.unit() as unit:
            if options.person is not None:
                done = redact_person(unit, options.person, by=who(), now=now)
            else:
                done = redact_run(unit, options.run_id, by=who(), now=now)
            unit.commit()
    lost = counted(done.n_facts, "fact lost its", "facts lost their")
    print(f"{lost} words; the hashes are as they were.")
    if done.pseudonym:
        print(visible(f"{options.person} is {done.pseudonym} from now on, in what is over."))
    if done.runs:
        print(
            "What runs made of their words, in steps and results, is as it was. To take that out, "
            "too: signoff audit redact --run, with each of"
        )
        print("\n".join(f"  {run_id}" for run_id in done.runs))
    if done.n_open:
        left = counted(done.n_open, "run goes", "runs go")
        print(f"{left} on with questions to them: nothing in there was changed.")
    return 0
