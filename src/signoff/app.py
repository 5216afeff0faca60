"""The only place where the parts meet: read it to see what is plugged where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property, partial
from typing import Any

from sqlalchemy import Connection, Engine

from signoff.channels.email.authenticity import FindText, SenderCheck, find_text
from signoff.channels.email.compose import Sender
from signoff.channels.email.door import SmtpDoor
from signoff.channels.email.imap import ImapWatch
from signoff.channels.email.imap_account import ImapAccount
from signoff.channels.email.incoming import Ours, read_mail
from signoff.channels.email.lmtp import LmtpDoor
from signoff.channels.email.mailbox import LocalMailbox
from signoff.channels.email.ticket import TicketKeys
from signoff.channels.email.ticket_keys import read_ticket_keys
from signoff.channels.webhook.destination import serves_itself
from signoff.channels.webhook.send import WebhookSender
from signoff.clock import Clock
from signoff.flow.flow import Flow
from signoff.jobs import follow_ups, forget, sweep, tallies
from signoff.jobs.acts import Acts
from signoff.jobs.advance import Advance
from signoff.jobs.answer import Answer, Reader, Taken, take_answer
from signoff.jobs.asked import Asked
from signoff.jobs.audit import checkpoint, retain
from signoff.jobs.audit.checkpoint import Checkpoints
from signoff.jobs.audit.evidence import Evidence
from signoff.jobs.audit.retain import Retain
from signoff.jobs.calls.crew_telling import CrewTelling
from signoff.jobs.calls.hook_calls import HookCalls
from signoff.jobs.calls.notify import NOTIFY, NOTIFY_SLOWLY, Notify, Queue
from signoff.jobs.calls.notify import Sender as Caller
from signoff.jobs.calls.webhook_calls import WebhookCalls
from signoff.jobs.clockwork import Tick
from signoff.jobs.deliver import Deliver, Postman
from signoff.jobs.deploying import deploy
from signoff.jobs.doorkeeper import Doorkeeper
from signoff.jobs.engine import Job, JobEngine, new_worker_id
from signoff.jobs.forget import Forget
from signoff.jobs.give_up import GiveUp
from signoff.jobs.learn import Learn
from signoff.jobs.outbox import Outbox
from signoff.jobs.receive import ReadMail, Receive
from signoff.jobs.routing import people_of
from signoff.jobs.served import is_elsewhere
from signoff.jobs.sweep import Sweep
from signoff.jobs.tallies import Tallies
from signoff.jobs.trial import BUILT_IN
from signoff.settings import Settings, has_secret, prepare_data_dir, read_secret
from signoff.store.audit.signing import SigningKey, read_signing_key
from signoff.store.clock import EVERY, DatabaseClock, clock_of
from signoff.store.database import make_engine, one_moment, upgrade
from signoff.store.lesson_book import StoredLessons
from signoff.store.runs import find_deployment
from signoff.store.sealed import Sealer, open_sealer
from signoff.store.unit_of_work import UnitOfWork
from signoff.store.workers import LEASE

Flows = Mapping[str, type[Flow[Any]]]


@dataclass(frozen=True)
class App:
    """One wired installation: what doors need, and the jobs that go on behind them."""

    settings: Settings
    flows: Flows
    clock: Clock
    engine: Engine
    queue: Queue
    outbox: Outbox
    mailbox: LocalMailbox | None
    deployment_id: str
    deployment_name: str
    worker: str
    find_text: FindText = find_text  # how DNS is asked
    with_commit: Callable[[Connection], None] | None = None  # what each transaction does last
    caller: Caller | None = None  # how webhooks are called; None: over the network
    smtp_port: int | None = None  # where the mail door listens, once it is open

    def unit(self) -> UnitOfWork:
        """Open a transaction; ``commit`` stores the follow-up jobs with it."""
        follow_up = partial(follow_ups.follow_up, self.queue)
        return UnitOfWork(self.engine, follow_up, with_commit=self.with_commit)

    def reading(self) -> AbstractContextManager[Connection]:
        """Open a connection for store.queries, which all see the same moment."""
        return one_moment(self.engine)

    @contextmanager
    def looking(self) -> Iterator[UnitOfWork]:
        """Open a unit for who only looks: it cannot commit, and waits for nobody who writes."""
        with self.reading() as connection:
            yield UnitOfWork.looking(connection)

    @property
    def runnable(self) -> Flows:
        """Return every flow that runs here: those served, and those of our own."""
        return {**self.flows, **BUILT_IN}

    def flow_of(self, run_id: str, name: str) -> type[Flow[Any]] | None:
        """Return the flow of a run that goes by ``name``; None where it is not served here."""
        with self.engine.connect() as connection:
            deployment_id = find_deployment(connection, run_id)
        return self.flow_in(deployment_id, name)

    def flow_in(self, deployment_id: str, name: str) -> type[Flow[Any]] | None:
        """Return the flow ``name`` of a deployment; None where it is not served here."""
        if is_elsewhere(self.deployment_id, deployment_id, name):
            return None
        return self.runnable.get(name)

    @property
    def reader(self) -> Reader:
        """Return what reads people's words."""
        return Reader(self.runnable, self.settings.llm, self.deployment_id)

    def answer(
        self, answer: Answer, *, also: Callable[[UnitOfWork, Taken], None] | None = None
    ) -> Taken:
        """Read and record what a person gave; outside of any transaction of the caller's.

        ``also`` happens in the transaction that records it.
        """
        return take_answer(
            self.unit, self.reader, answer, asked=self.asked, clock=self.clock, also=also
        )

    @property
    def asked(self) -> Asked:
        """Return what asks people, and lets go of them."""
        return Asked(self.outbox, clock=self.clock)

    def lessons(self, actor: str) -> StoredLessons:
        """Return the book of what people taught the flows, as ``actor`` may change it."""
        return StoredLessons(self.unit, self.deployment_id, clock=self.clock, actor=actor)

    @cached_property
    def sealer(self) -> Sealer:
        """Return what keeps secrets that must be read again."""
        return open_sealer(self.settings.data_dir)

    @property
    def ours(self) -> Ours:
        """Return how we are known in mails."""
        return self.settings.ours

    def jobs(self, postman: Postman, *, read: ReadMail = read_mail) -> Mapping[str, Job]:
        """Return every kind of job, plugged together; ``read`` makes values of raw mail."""
        notify = self._notify()
        return {
            follow_ups.ADVANCE: Advance(
                unit=self.unit,
                flows=self.runnable,
                outbox=self.outbox,
                clock=self.clock,
                worker=self.worker,
                lease=LEASE,
                crews=CrewTelling(self.unit, self.flows, self.queue, self.clock),
                deployment_id=self.deployment_id,
            ),
            follow_ups.DELIVER: Deliver(
                unit=self.unit, outbox=self.outbox, postman=postman, clock=self.clock
            ),
            follow_ups.RECEIVE: Receive(
                unit=self.unit,
                outbox=self.outbox,
                reader=self.reader,
                keys=self.outbox.keys,
                ours=self.ours,
                read=read,
                clock=self.clock,
                senders=self.sender_check,
            ),
            follow_ups.LEARN: Learn(
                unit=self.unit,
                flows=self.flows,
                clock=self.clock,
                deployment_id=self.deployment_id,
            ),
            NOTIFY: notify,
            NOTIFY_SLOWLY: replace(notify, queue=None),
        }

    def _notify(self) -> Notify:
        to_webhook = WebhookCalls(
            sealer=self.sealer,
            keys=self.outbox.keys,
            public_url=self.settings.base_url,
            ticket_life=self.outbox.ticket_life,
        )
        sender, to_hook = self.caller or self.webhook_sender, HookCalls(self.sealer)
        return Notify(self.unit, sender, to_webhook, to_hook, self.clock, self.queue)

    @property
    def webhook_sender(self) -> WebhookSender:
        """Return what calls webhooks, and where it may."""
        is_development = serves_itself(self.settings.base_url)
        return WebhookSender(self.settings.webhook_networks, is_development=is_development)

    @property
    def sweep(self) -> Sweep:
        """Return what does what is due, when nobody answers."""
        acts = Acts(self.asked, self.outbox, people_of, self.reader.takes_nothing)
        return Sweep(self.unit, acts, clock=self.clock)

    def ticks(self) -> tuple[Tick, ...]:
        """Return what is done again and again while a server runs."""
        shared = self.clock
        asking = [Tick("clock", EVERY, shared.tick)] if isinstance(shared, DatabaseClock) else []
        return (
            *asking,
            Tick("deadlines", sweep.EVERY, self.sweep.tick, again=sweep.AGAIN),
            Tick("checkpoints", checkpoint.EVERY, self.checkpoints.tick),
            Tick("call keys", forget.EVERY, Forget(unit=self.unit, clock=self.clock).tick),
            Tick("retention", retain.EVERY, Retain(unit=self.unit, clock=self.clock).tick),
            Tick("figures", tallies.EVERY, self.tallies.tick, again=tallies.AGAIN),
        )

    @property
    def tallies(self) -> Tallies:
        """Return what counts beforehand what pages of figures are added up from."""
        return Tallies(self.engine, self.unit, clock=self.clock)

    @property
    def audit_key(self) -> SigningKey:
        """Return what vouches for the trail, made at the first call."""
        return read_signing_key(self.settings.data_dir)

    @property
    def checkpoints(self) -> Checkpoints:
        """Return what vouches for the trail from time to time."""
        return Checkpoints(unit=self.unit, key=self.audit_key, clock=self.clock)

    @property
    def evidence(self) -> Evidence:
        """Return what bundles how a run was decided."""
        vouching = self.checkpoints
        return Evidence(reading=self.reading, key=vouching.key, vouch=vouching.tick)

    @property
    def sender_check(self) -> SenderCheck:
        """Return what says whether a mail was written by whom it names."""
        return SenderCheck(
            mode=self.settings.inbound_auth,
            authserv_id=self.settings.authserv_id,
            minimum=self.settings.minimum_verification,
            unsigned_domains=self.settings.unsigned_domains,
            ways=self.settings.inbound_auth_ways,
            find_text=self.find_text,
        )

    @property
    def give_up(self) -> GiveUp:
        """Return what puts a job on record that was tried for the last time."""
        return GiveUp(unit=self.unit, clock=self.clock, outbox=self.outbox)

    @property
    def doorkeeper(self) -> Doorkeeper:
        """Return what stands behind every way in for mail."""
        return Doorkeeper(unit=self.unit, keys=self.outbox.keys, ours=self.ours, clock=self.clock)

    def door(self) -> SmtpDoor:
        """Return the way in by SMTP, not yet open."""
        keeper = self.doorkeeper
        return SmtpDoor(
            host=self.settings.inbound_host,
            port=self.settings.inbound_port,
            is_ours=keeper.is_ours,
            refuse=keeper.refuse,
            keep=keeper.keep,
            mailbox=self.mailbox,
            clock=self.clock,
        )

    def lmtp_door(self) -> LmtpDoor:
        """Return the way in by LMTP, not yet open: for mail to us alone."""
        keeper = self.doorkeeper
        return LmtpDoor(
            host=self.settings.inbound_host,
            port=0,
            is_ours=keeper.is_ours,
            refuse=keeper.refuse,
            keep=keeper.keep,
            mailbox=None,
            clock=self.clock,
        )

    def imap_watch(self, account: ImapAccount) -> ImapWatch:
        """Return the way in from a mailbox, not yet looked at."""
        return ImapWatch(account, keeper=self.doorkeeper, clock=self.clock)


def open_app(
    settings: Settings,
    flows: Flows,
    *,
    name: str = "signoff",
    clock: Clock | None = None,
    worker: str | None = None,
    queue: Callable[[Engine, str, Clock], Queue] | None = None,
) -> App:
    """Prepare the data folder and the database, and plug the parts together.

    ``name`` is the deployment's; ``queue`` makes the job queue (DBOS if None).
    Raises: ConfigurationError and its kinds.
    """
    prepare_data_dir(settings)
    worker = worker or new_worker_id()
    engine = make_engine(settings.database_url)
    upgrade(engine)
    clock = clock or clock_of(engine)
    made = (queue or _dbos)(engine, worker, clock)
    sender = Sender(
        settings.sender, settings.sender_name, settings.reply_domain, settings.reply_mailbox
    )
    keys = _ticket_keys(settings)
    mailbox = LocalMailbox(settings.data_dir / "mailbox") if settings.is_local else None
    return App(
        settings=settings,
        flows=flows,
        clock=clock,
        engine=engine,
        queue=made,
        outbox=Outbox(
            keys=keys,
            sender=sender,
            public_url=settings.base_url,
            language=settings.language,
            ticket_life=timedelta(days=settings.ticket_days),
        ),
        mailbox=mailbox,
        deployment_id=deploy(
            engine,
            name,
            creator=settings.creator,
            organisation=settings.organisation,
            now=clock.now(),
        ),
        deployment_name=name,
        worker=worker,
    )


def _ticket_keys(settings: Settings) -> TicketKeys:
    if not has_secret(settings):
        read_secret(settings)
    return read_ticket_keys(settings.data_dir)


def _dbos(engine: Engine, worker: str, clock: Clock) -> Queue:
    return JobEngine(engine, worker=worker, clock=clock)
