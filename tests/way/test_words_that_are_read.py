"""What replies in words come to: read by rule or by a model, asked back twice, left at that."""

import json
from dataclasses import replace
from threading import Event

import pytest

from signoff import Flow, human_feedback, start
from signoff.errors import UnclearReply
from signoff.flow.config import FlowConfig, flow_config
from signoff.inbox.response import Source, Verification
from signoff.jobs.answer import Answer
from signoff.store.queries import find_request, run_history
from tests.way.cast import ANA
from tests.way.mails import reply_address, reply_to, text_of

OPEN = "The second paragraph wanders, I think?"  # no rule decides it


class Model:
    """A language model that says what it is told to, and keeps what it saw when it was asked."""

    def __init__(self, bench, says):
        self.bench = bench
        self.says = says
        self.n_transactions = []

    def __call__(self, prompt):
        self.n_transactions.append(self.bench.app.engine.pool.checkedout())
        outcome = self.says() if callable(self.says) else self.says
        return json.dumps({"outcome": outcome})


@pytest.fixture
def reply(bench):
    """Answers the newest mail, or another; returns the mails that went out for it."""

    def replied(words, to=-1, **headers):
        posted, n_posted = bench.posted[to], len(bench.posted)
        mail = reply_to(posted, words, **headers)
        assert bench.receive(mail, sender=ANA, recipient=reply_address(posted)) is None
        return bench.posted[n_posted:]

    return replied


@pytest.fixture
def served(bench, seen):
    """Serves one more flow and starts it: served(OfferFlow) -> what can be seen of the run."""

    def started(flow_class):
        bench.app = replace(bench.app, flows={**bench.app.flows, "offer": flow_class})
        return seen(bench.start("offer"))

    return started


@pytest.fixture
def flow_settings():
    """The application's settings, as if nobody had set any."""
    yield flow_config
    vars(flow_config).update(vars(FlowConfig()))


def offer_flow(model, emit=("approved", "needs_revision", "rejected"), **options):
    class OfferFlow(Flow):
        @start()
        @human_feedback(message="Send this?", emit=list(emit), llm=model, **options)
        def review(self):
            return "An offer."

    return OfferFlow


class TestAReplyThatRulesCanRead:
    def test_approves_in_a_persons_own_words(self, bench, seen, reply):
        run = seen(bench.start("post"))

        [confirmation] = reply("Looks good, approved!")

        assert run.status == "ended"
        [response] = run.responses
        assert (response.outcome, response.source) == ("approved", Source.RULE)
        assert "Fixed rules read your words as “approved”" in text_of(confirmation)
        assert "| Looks good, approved!" in text_of(confirmation)
        with bench.app.unit() as unit:
            trail = unit.trail.of_run(run.run_id)
        [answered] = [event for event in trail if event.kind == "request.answered"]
        assert answered.data["source"] == "rule"
        with bench.app.reading() as connection:
            [told] = [item for item in run_history(connection, run.run_id) if item.outcome]
        assert told.source == "rule"
        assert told.detail.endswith("; read by rule from the words")

    def test_may_be_a_sign_where_the_sign_is_an_outcomes_name(self, served, reply):
        run = served(offer_flow(None, emit=("👍", "👎"), approving=["👍"]))

        reply("👎")

        assert [each.outcome for each in run.responses] == ["👎"]

    def test_approves_nothing_on_a_condition(self, served, reply):
        run = served(offer_flow(None, emit=("approved", "rejected")))

        [asked_back] = reply("approved once the price is fixed")

        assert run.responses == []
        assert "| approved once the price is fixed" in text_of(asked_back)

    @pytest.mark.parametrize(("approving", "outcome"), [(["left"], "left"), (["right"], "right")])
    def test_takes_a_yes_for_what_the_author_calls_approving(
        self, served, reply, approving, outcome
    ):
        run = served(offer_flow(None, emit=("left", "right"), approving=approving))

        reply("Yes, go ahead. Thanks!")

        assert [response.outcome for response in run.responses] == [outcome]

    def test_takes_a_yes_for_nothing_where_no_outcome_approves(self, served, reply):
        run = served(offer_flow(None, emit=("left", "right"), approving=[]))

        reply("Yes, go ahead. Thanks!")

        assert run.responses == []


class TestAReplyThatRulesLeaveOpen:
    def test_is_read_by_the_model_of_the_review(self, bench, served, reply):
        run = served(offer_flow(Model(bench, "needs_revision")))

        [confirmation] = reply(OPEN)

        [response] = run.responses
        assert (response.outcome, response.source) == ("needs_revision", Source.MODEL)
        assert (response.feedback, response.text, response.read_by) == (OPEN, OPEN, "Model")
        assert "(read by a language model from the words: Model)" in text_of(confirmation)
        with bench.app.unit() as unit:
            trail = unit.trail.of_run(run.run_id)
        [answered] = [event for event in trail if event.kind == "request.answered"]
        assert (answered.data["source"], answered.data["read_by"]) == ("model", "Model")
        assert "A language model read your words as “needs revision”" in text_of(confirmation)

    def test_holds_no_transaction_while_the_model_is_asked(self, bench, served, reply):
        model = Model(bench, "needs_revision")
        run = served(offer_flow(model))

        reply(OPEN)

        assert model.n_transactions == [0]
        assert len(run.responses) == 1

    def test_is_not_approved_by_a_model_where_the_words_doubt(self, bench, served, reply):
        model = Model(bench, "approved")
        run = served(offer_flow(model, emit=("approved", "rejected")))

        [asked_back] = reply("Approved once the price is fixed")

        assert model.n_transactions == [0]
        assert run.responses == []
        assert "| Approved once the price is fixed" in text_of(asked_back)

    def test_is_asked_back_when_the_model_hangs(self, bench, served, reply, flow_settings):
        never = Event()
        flow_settings.llm_timeout = 0.05
        model = Model(bench, never.wait)
        run = served(offer_flow(model))

        reply(OPEN)

        never.set()
        assert model.n_transactions == [0]
        assert run.responses == []
        assert "reply.unclear" in run.kinds

    def test_is_asked_back_when_the_model_fails(self, bench, served, reply):
        def fail():
            raise ConnectionError("no route to model")

        run = served(offer_flow(Model(bench, fail)))

        reply(OPEN)

        assert run.responses == []
        assert "reply.unclear" in run.kinds

    def test_is_read_by_the_installations_model_where_the_review_names_none(
        self, bench, served, reply
    ):
        model = Model(bench, "needs_revision")
        bench.app = replace(bench.app, settings=replace(bench.app.settings, llm=model))
        run = served(offer_flow(None))

        reply(OPEN)

        assert [response.source for response in run.responses] == [Source.MODEL]

    def test_is_read_by_the_model_of_a_nested_review(self, bench, served, reply):
        child = offer_flow(Model(bench, "needs_revision"))

        class ParentFlow(Flow):
            @start()
            def make(self):
                return child().kickoff()

        run = served(ParentFlow)

        reply(OPEN)

        assert [response.source for response in run.responses] == [Source.MODEL]

    def test_is_asked_back_when_its_flow_is_served_no_more(self, bench, served, reply):
        run = served(offer_flow(Model(bench, "needs_revision")))
        [request] = run.requests
        assert request.ask.model == "Model"
        flows = {name: flow for name, flow in bench.app.flows.items() if name != "offer"}
        bench.app = replace(bench.app, flows=flows)
        del bench.jobs

        reply(OPEN)

        assert run.responses == []
        assert "reply.unclear" in run.kinds

    def test_by_api_or_page_is_read_alike(self, bench, served):
        model = Model(bench, "needs_revision")
        run = served(offer_flow(model))
        [request] = run.requests

        given = Answer(request.id, OPEN, None, ANA, "api", Verification.TOKEN)
        response = bench.app.answer(given).response

        assert (response.outcome, response.source) == ("needs_revision", Source.MODEL)
        assert model.n_transactions == [0]

    def test_asks_no_model_about_a_request_that_is_closed(self, bench, served, reply):
        model = Model(bench, "needs_revision")
        run = served(offer_flow(model))
        reply("rejected")

        [refusal] = reply(OPEN, to=0)

        assert model.n_transactions == []
        assert [response.outcome for response in run.responses] == ["rejected"]
        assert "gave “rejected”" in text_of(refusal)


class TestSomebodyWhoIsFasterThanTheModel:
    def test_wins_and_the_other_is_told(self, bench, served, reply):
        def meanwhile():
            [request] = run.requests
            bench.app.answer(
                Answer(
                    request.id,
                    "",
                    "rejected",
                    "bo@x.test",
                    "api",
                    Verification.TOKEN,
                    may_override=True,
                )
            )
            return "needs_revision"

        run = served(offer_flow(Model(bench, meanwhile)))

        reply(OPEN)

        assert [response.outcome for response in run.responses] == ["rejected"]
        assert "bo@x.test gave “rejected” by the API" in text_of(bench.posted[-1])
        assert run.kinds.count("reply.refused") == 1


class TestTwoWorkersWithTheSameMail:
    def test_record_it_once(self, bench, served, reply):
        def taken_over():
            model.says = "needs_revision"
            with bench.app.engine.connect() as connection:
                received = "SELECT subject FROM audit_event WHERE kind = 'reply.received'"
                reply_id = connection.exec_driver_sql(received).scalar_one()
            bench.jobs["receive"](reply_id, job="the same job, elsewhere")
            return "needs_revision"

        model = Model(bench, taken_over)
        run = served(offer_flow(model))

        mails = reply(OPEN)

        assert len(model.n_transactions) == 2
        assert len(run.responses) == 1
        assert len(mails) == 1
        assert "reply.refused" not in run.kinds


class Dying:
    """Reads nothing any more."""

    def is_elsewhere(self, request):
        return False

    def understand(self, request, answer):
        raise KeyboardInterrupt


class TestAWorkerThatDiesWhileAModelIsAsked:
    def test_leaves_the_mail_to_the_next_one(self, bench, served, reply):
        run = served(offer_flow(Model(bench, "needs_revision")))
        alive = bench.jobs
        bench.jobs = {**alive, "receive": replace(alive["receive"], reader=Dying())}
        with pytest.raises(KeyboardInterrupt):
            reply(OPEN)
        assert "reply.unclear" not in run.kinds

        bench.jobs = alive
        bench.drain()

        assert [response.outcome for response in run.responses] == ["needs_revision"]
        assert len(bench.posted) == 2


class TestUnclearReplies:
    @pytest.fixture
    def run(self, bench, seen):
        return seen(bench.start("post"))

    def test_are_asked_back_in_other_words_the_second_time(self, run, reply):
        [first] = reply("Hm, not sure")
        [second] = reply("Well, maybe")

        assert "| Hm, not sure" in text_of(first)
        assert "Reply to this mail with “approved”" in text_of(first)
        assert "| Well, maybe" in text_of(second)
        assert "Reply with 1, 2 or 3." in text_of(second)
        assert run.kinds.count("reply.unclear") == 2
        assert run.responses == []

    def test_do_not_stand_in_the_way_of_a_clear_one(self, run, reply):
        reply("Hm, not sure")
        reply("Well, maybe")

        reply("approved")

        assert run.status == "ended"
        assert [response.outcome for response in run.responses] == ["approved"]

    def test_from_the_third_on_are_kept_and_not_asked_back(self, bench, run, reply):
        reply("Hm, not sure")
        reply("Well, maybe")

        assert reply("Who knows") == []
        assert reply("Nobody does") == []

        assert run.status == "waiting"
        assert run.kinds.count("reply.unclear") == 4
        [request] = run.requests
        with bench.app.unit() as unit:
            unclear = [
                event.data["asked_back"]
                for event in unit.trail.of_request(request.id)
                if event.kind == "reply.unclear"
            ]
        assert unclear == [True, True, False, False]

    def test_are_shown_with_their_words_where_the_request_is_shown(self, bench, run, reply):
        for words in ("Hm, not sure", "Well, maybe", "Who knows\nreally"):
            reply(words)

        [request] = run.requests
        with bench.app.reading() as connection:
            row = find_request(connection, request.id)
            told = [
                (item.title, item.detail, item.quote)
                for item in run_history(connection, run.run_id)
                if item.kind in ("unclear", "waiting")
            ]
        assert row.n_unclear == 3
        assert told == [
            ("review", f"Waiting for {ANA}, after 3 unclear replies", ""),
            ("Unclear reply", f"{ANA}, by email; asked again", "Hm, not sure"),
            ("Unclear reply", f"{ANA}, by email; asked again", "Well, maybe"),
            ("Unclear reply", f"{ANA}, by email; not asked again", "Who knows\nreally"),
        ]

    def test_that_come_twice_are_counted_once(self, bench, run):
        posted = bench.posted[0]
        mail = reply_to(posted, "Hm, not sure")

        for raw in (mail, b"Received: by another way\r\n" + mail):
            bench.receive(raw, sender=ANA, recipient=reply_address(posted))

        assert run.kinds.count("reply.unclear") == 1
        assert len(bench.posted) == 2


class TestANumber:
    @pytest.fixture
    def run(self, bench, seen, reply):
        run = seen(bench.start("post"))
        reply("Hm, not sure")
        reply("Well, maybe")
        return run

    def test_answers_the_mail_that_gave_it(self, run, reply):
        [confirmation] = reply("1.")

        [response] = run.responses
        assert (response.outcome, response.source) == ("approved", Source.NUMBER)
        assert response.feedback == "1."
        assert "Recorded as: approved (chosen by its number)" in text_of(confirmation)

    def test_may_carry_a_comment(self, run, reply):
        reply("2: the price is wrong")

        assert run.responses[0].outcome == "needs_revision"
        assert run.responses[0].feedback == "2: the price is wrong"

    @pytest.mark.parametrize("words", ["4", "1 or 2", "1?", "1\n\n3", "1\nbut not yet"])
    def test_that_may_mean_two_things_decides_nothing(self, run, reply, words):
        assert reply(words) == []

        assert run.responses == []

    @pytest.mark.parametrize("to", [0, 1])
    def test_in_an_answer_to_another_mail_is_only_a_number(self, run, reply, to):
        reply("1", to=to)

        assert run.responses == []

    def test_counts_where_a_mail_server_wrote_other_ids_over_ours(self, bench, run):
        posted = bench.posted[-1]
        mail = reply_to(posted, "3", quote=False).replace(
            posted.message["Message-ID"].encode(), b"<0100@mail.cloud.test>"
        )

        bench.receive(mail, sender=ANA, recipient=reply_address(posted))

        assert [response.outcome for response in run.responses] == ["rejected"]

    def test_means_what_the_mail_said_though_the_class_offers_another_order(
        self, bench, served, reply
    ):
        run = served(offer_flow(None))
        reply("Hm, not sure")
        reply("Well, maybe")
        other = offer_flow(None, emit=("rejected", "needs_revision", "approved"))
        bench.app = replace(bench.app, flows={**bench.app.flows, "offer": other})
        del bench.jobs

        reply("1")

        assert [response.outcome for response in run.responses] == ["approved"]

    def test_is_not_offered_before_it_is_needed(self, bench, seen, reply):
        run = seen(bench.start("post"))

        reply("1")

        assert run.responses == []


class TestAnAnswerInWordsByApi:
    def test_that_is_unclear_is_refused_and_nothing_is_written_to_anybody(self, bench, seen):
        run = seen(bench.start("post"))
        [request] = run.requests
        given = Answer(request.id, "hm", None, ANA, "api", Verification.TOKEN)

        with pytest.raises(UnclearReply, match="stays pending"):
            bench.app.answer(given)

        assert len(bench.posted) == 1
        assert run.status == "waiting"
