"""Two agents make a newsletter item; a person reviews the facts, and the text before it goes out.

Run it here with `python examples/newsletter_crew.py`, or serve it with
`signoff serve examples/newsletter_crew.py`. No model is needed: the agents put their
texts together from parts, and add what the reviewer asks for. Where they stand you would
give an agent of a library, or a function that asks a model with `call.prompt`.
"""

from signoff.crew import Agent, Crew, CrewResult, Task, TaskCall

FACTS = (
    "- {topic}: in use since the 9th century, first for grain.",
    "- Few are left: 4 % of those of 1850 still turn.",
    "- Source for both: the register of monuments, counted last year.",
)


def look_up(call: TaskCall) -> str:
    """One more fact for every round that a person sends back."""
    call.emit_step(thought="The register knows.", tool="register", result="3 entries")
    return "\n".join(FACTS[: 1 + call.round]).format(topic=call.inputs["topic"])


def write(call: TaskCall) -> str:
    """A text from what was found, and what people wanted of it."""
    found = "\n\n".join(part.output for part in call.context)
    wishes = [remark.words for remark in call.remarks] + [one.words for one in call.feedback]
    notes = "".join(f"\n\n> You said: {words}" for words in wishes)
    return f"# {call.inputs['topic']}\n\nWhat is worth knowing this week:\n\n{found}{notes}"


researcher = Agent("Researcher", goal="find facts about {topic} that can be checked", run=look_up)
writer = Agent("Writer", goal="say it so that {readers} read on", run=write)

research = Task(
    "Find facts about {topic}.",
    "A list of facts, each with where it is from.",
    researcher,
    human_input=True,
    name="research",
)
item = Task(
    "Write an item about {topic} for {readers}.",
    "A title and up to 200 words, in Markdown.",
    writer,
    human_input=True,
    name="item",
)

newsletter = Crew([researcher, writer], [research, item])

if __name__ == "__main__":
    result = newsletter.kickoff({"topic": "Windmills", "readers": "engineers"})
    if isinstance(result, CrewResult):
        print(f"\n{result.output}\n")
