"""A question to a person who sits there: choices, help, a form, an editor, asking again.

What was typed is handed on as it is; whether it decides anything is not
known here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from signoff.errors import AnswerInvalid
from signoff.flow.answer import Answer
from signoff.flow.console.editing import Edit
from signoff.flow.console.folding import folded
from signoff.flow.console.form import Form
from signoff.flow.console.markdown import rendered
from signoff.flow.console.opening import changed, changes, opening
from signoff.flow.console.question import Choices, Question, called, number_in
from signoff.flow.console.shown import RULE, guarded, in_line, text_of, visible
from signoff.flow.console.terminal import BOLD, DIM, END_BOLD, END_DIM, Terminal
from signoff.inbox.response import Response, Source
from signoff.interpret import permits

_FOUND = {
    Source.RULE: " (read from your words)",
    Source.MODEL: " (read from your words, by the model)",
    Source.DEFAULT: " (the default, as you typed nothing)",
}


@dataclass
class _Said:
    """What the person has typed so far for one question."""

    words: str = ""
    outcome: str | None = None
    unclear: list[str] = field(default_factory=list)
    n_unclear: int = 0
    fields: Mapping[str, Any] | None = None
    problems: Mapping[str, str] = field(default_factory=dict)


class LiveReview:
    """One question, from its first words to what was recorded."""

    def __init__(self, terminal: Terminal, question: Question) -> None:
        self.terminal = terminal
        self.question = question
        self.choices = Choices(question)
        self.change = changed(question)
        schema = question.response_schema
        # Without named fields there is no form: such an answer is typed as JSON.
        has_fields = schema is not None and schema.get("properties")
        self.form = Form(terminal, schema, self._name) if schema and has_fields else None
        self.edit = Edit(terminal, question.method_name, question.method_output)
        self.said = _Said()

    def show(self) -> None:
        """Show the output, the question and its choices."""
        self.terminal.say(*opening(self.question, self.terminal.columns, self._laid_out))
        for line in changes(self.question):
            self.terminal.say(*folded(line, self.terminal.width, rest="    "))
        for line in visible(self.question.message).split("\n"):
            self.terminal.say(*folded(line, self.terminal.width))
        self.terminal.say(self._first_hint(), "", *self._listed(), *self._keys(), "")

    def ask(self) -> str | Answer:
        """Show the question; return the answer."""
        self.show()
        self._read_decision()
        return self._answer()

    def ask_again(self, said: str) -> str | Answer:
        """Ask for what was wrong or unclear, and only for that; return the answer."""
        if self.said.problems and self.form:
            self._drop_json(self.form, said)
            self.said.fields = self.form.mend(self.said.problems)
            self.said.problems = {}
            return self._answer()
        self.said.n_unclear += 1
        if said.strip():
            self.said.unclear.append(said)
        self.terminal.say("", *self._asking_back(said), "")
        self._read_decision()
        return self._answer()

    def refused(self, error: Exception) -> None:
        """Keep what was wrong with the fields; ``ask_again`` shows it."""
        if isinstance(error, AnswerInvalid):
            self.said.problems = error.problems or {"": str(error)}

    def recorded(self, response: Response, of: str = "") -> None:
        """Say what the words came to; ``of``: the question, where another was asked since."""
        edited = response.edited_output is not None
        if response.outcome is not None:
            what = f"{in_line(response.outcome)}{_FOUND.get(response.source, '')}"
        else:
            what = "your feedback" if response.feedback.strip() else "no feedback"
        recorded = f"Recorded for {in_line(of)}" if of else "Recorded"
        self.terminal.say("", f"{recorded}: {what}{', with your edit' if edited else ''}.")

    # What is shown.

    def _laid_out(self, output: object) -> list[str]:
        text = text_of(output)
        if not isinstance(output, str):
            return text.split("\n")
        return rendered(text.rstrip("\n"), self.terminal.width, is_styled=self.terminal.is_styled)

    def _first_hint(self) -> str:
        if self.choices.names and self.choices.default is None:
            return "(Type your feedback)"
        return "(Press Enter to skip, or type your feedback)"

    @property
    def _enter(self) -> str | None:
        """Return what Enter stands for: after doubtful words, nothing that permits something."""
        default = self.choices.default
        if default is None or not self.said.unclear:
            return default
        return None if permits(default, self.question.approving) else default

    def _listed(self) -> list[str]:
        lines = []
        for number, name in enumerate(self.choices.names, 1):
            default = f"  {DIM}(Enter){END_DIM}" if name == self._enter else ""
            mark = f"{number:>3}" if self.choices.are_numbered else "  -"
            lines.append(f"{mark}  {BOLD}{in_line(name)}{END_BOLD}{default}")
        return lines

    def _keys(self) -> list[str]:
        keys = ", ".join(f"{key} {what}" for key, what in self._commands().items())
        lines = folded(f"Type {keys}.", self.terminal.width, first="  ", rest="  ") if keys else []
        return [f"{DIM}{line}{END_DIM}" for line in lines]

    def _commands(self) -> dict[str, str]:
        """Return what each key of one letter does; an outcome of that name comes first."""
        keys = {"?": "for help"}
        if self.question.editable:
            keys["e"] = "to edit the output"
        if self.change is not None and self.change.lessons:
            keys["o"] = "to see the original"
        return {key: what for key, what in keys.items() if key not in self.choices.names}

    def _asking_back(self, said: str) -> list[str]:
        short = in_line(said)
        shown = f'"{short[:80]}{"..." if len(short) > 80 else ""}"' if short else "An empty answer"  # noqa: PLR2004
        if not self.choices.names:
            problems = "; ".join(self.said.problems.values()) or "Please say it in other words"
            return folded(f"{shown} could not be taken. {in_line(problems)}.", self.terminal.width)
        if self.said.n_unclear == 1:
            why = f"{shown} does not decide it, and doubt approves nothing. Which one do you mean?"
            return [*folded(why, self.terminal.width), *self._listed()]
        offered = enumerate(map(in_line, self.choices.names), 1)
        if self.choices.are_numbered:
            wanted = ", ".join(f"{number} for {name}" for number, name in offered)
        else:
            wanted = "one of these words: " + ", ".join(name for _, name in offered)
        enter = f", or Enter for {in_line(self._enter)}" if self._enter else ""
        return folded(f"Still open. Type {wanted}{enter}.", self.terminal.width)

    # What is typed.

    @property
    def _name(self) -> str:
        return called(self.question)

    def _read_decision(self) -> None:
        """Read until something is typed that is no command."""
        self.terminal.begin()
        while True:
            typed = self.terminal.pasted("Your feedback: ", self._name)
            command = self._command(typed)
            if command is None:
                break
            command()
        self.said.words = self.choices.named(typed)
        self.said.outcome = self._chosen(typed)

    def _chosen(self, typed: str) -> str | None:
        """Return the outcome that is chosen rather than described: by number, or when asked back.

        Words at the first asking are read as words, even where they are a name.
        """
        if not typed and self.said.unclear:
            return self._enter
        is_choice = self.said.unclear or number_in(typed) is not None
        return self.choices.find(typed) if is_choice else None

    def _command(self, typed: str) -> Callable[[], None] | None:
        known = {"?": self._help}
        if self.question.editable:
            known |= {"e": self._edit, "edit": self._edit}
        if self.change is not None and self.change.lessons:
            known |= {"o": self._show_original, "original": self._show_original}
        return None if typed in self.choices.names else known.get(typed.lower())

    def _edit(self) -> None:
        self.edit.open()

    def _show_original(self) -> None:
        original = self.change.original if self.change else ""
        shown = guarded(self._laid_out(original), self.terminal.columns)
        rule = f"{DIM}{RULE}{END_DIM}"
        self.terminal.say("", rule, "ORIGINAL, BEFORE THE LESSONS:", rule, *shown, rule, "")

    def _help(self) -> None:
        from signoff.flow.console.help import help_rows  # noqa: PLC0415 - only where it is wanted

        rows = help_rows(self.choices, self._commands(), has_form=self.form is not None)
        self.terminal.say("")
        for key, what in rows:
            head = f"  {key:<8}  "
            self.terminal.say(*folded(what, self.terminal.width, first=head, rest=" " * len(head)))
        self.terminal.say("")

    # What is answered.

    def _answer(self) -> str | Answer:
        said = self.said
        if self.form and said.fields is None and "{" not in said.words:
            said.fields = self.form.fill()
        outcome, words = said.outcome, said.words
        if outcome is not None:
            # Whoever picks a number after unclear words still means those words by it.
            words = "\n".join(said.unclear) or outcome
        edited = self.edit.output
        if outcome is None and edited is None and said.fields is None:
            return words
        return Answer(words, outcome, edited_output=edited, response=said.fields)

    def _drop_json(self, form: Form, said: str) -> None:
        """Take a JSON object in the words as the form, and what stands before it to decide."""
        decision, brace, rest = said.partition("{")
        if self.said.fields is None and brace:
            self.said.words = decision.rstrip(" :\n")
            form.keep(brace + rest)
