"""What an outcome's name says about it: which kinds of words may mean it.

Names are read as authors write them: any case, snake or camel, a few
languages. A name that says nothing has no meaning here, and its author is
asked which outcomes permit something (``approving``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from signoff.interpret.language import Kind
from signoff.interpret.normal import tokens


class Meaning(StrEnum):
    """What choosing an outcome does."""

    APPROVE = "approve"
    REJECT = "reject"
    REVISE = "revise"
    NOT_YET = "not_yet"
    BAD = "bad"
    HOLD = "hold"
    ESCALATE = "escalate"
    INFO = "info"
    NEGOTIATE = "negotiate"
    LEAVE = "leave"
    ROLLBACK = "rollback"
    DISPUTE = "dispute"
    KEEP = "keep"
    UNSURE = "unsure"
    BUG = "bug"
    FEATURE = "feature"
    QUESTION = "question"
    URGENT = "urgent"
    NORMAL = "normal"
    LOW = "low"
    SPAM = "spam"
    FRAUD = "fraud"
    NEGATED = "negated"
    UNKNOWN = "unknown"


# Looked for as whole words of the name, in this order: 'not_approved' is no approval.
_WORDS: tuple[tuple[Meaning, str], ...] = (
    (
        Meaning.NOT_YET,
        """
        not ready | not yet | unready | incomplete | not done | no listo | nicht fertig
        nicht bereit | not good enough | pas pret | nao pronto | not finished | niet klaar
        non pronto | 未完成 | 未准备好
        """,
    ),
    (
        Meaning.REVISE,
        """
        revision | revisions | revise | revised | rework | redo | changes | change | edit | edits
        fix | fixes | amend | amendment | improve | correct it | corrections | correction
        send back | sent back | return | returned | back to author | needs work | modify
        modification | modifications | rewrite | retry | try again | iterate | redraft | update
        needs update | adjust | more work | adjustments | with changes | counter | resubmit
        cambios | revisar | corregir | modificar | rehacer | uberarbeiten | nacharbeiten
        anderungen | korrigieren | nachbessern | a corriger | corriger | reviser | a revoir
        modifier | ajustar | corrigir | refazer | alterar | alteracoes | ajustes | mudancas
        da rivedere | rivedere | modifiche | correggere | da correggere | aanpassen | herzien
        wijzigen | bijwerken | verbeteren | 差し戻し | 修正 | 要修正 | 再提出 | 差戻し | 修改
        需修改 | 退回 | 退回修改 | 返工 | 需要修改 | rework needed | refine | polish | clean up
        tweak
        """,
    ),
    (
        Meaning.ROLLBACK,
        """
        rollback | roll back | revert | undo | 回滚 | ロールバック
        """,
    ),
    (
        Meaning.ESCALATE,
        """
        ask boss | ask director | ask lead | ask owner | to director | to board | raise | consult
        escalate | escalated | escalation | refer | referred | ask manager | ask legal
        legal review | to legal | to manager | manager | second opinion | forward | delegate
        hand over | to audit | to human | human review | supervisor | escalar | eskalieren
        escalader | 上报 | 升级 | エスカレーション
        """,
    ),
    (
        Meaning.HOLD,
        """
        reschedule | another day | another time | move date | put off | stand by
        hold | on hold | hold back | postpone | postponed | wait | defer | deferred | delay
        delayed | pause | paused | park | later | snooze | not now | esperar | aplazar | posponer
        warten | verschieben | zuruckstellen | attendre | reporter | aguardar | adiar | attendere
        rimandare | wachten | uitstellen | quarantine | isolate | set aside | 保留 | 保留する
        延期 | 暂缓 | 推迟 | 等待 | 延后 | suspend | suspended | freeze | stay
        """,
    ),
    (
        Meaning.INFO,
        """
        info | more info | needs info | information | clarify | clarification | query | ask
        more detail | more details | needs detail | details | need info | discuss later
        query supplier | query vendor | request info | ask author | question author
        mas informacion | ruckfrage | plus d infos | mais informacoes | 補足 | 补充
        """,
    ),
    (
        Meaning.NEGOTIATE,
        """
        negotiate | renegotiate | negotiation | counter offer | counteroffer | counter
        discussion | discuss | needs discussion | bargain | haggle | negociar | verhandeln
        negocier | negoziare | onderhandelen | 交渉 | 谈判 | 协商
        """,
    ),
    (
        Meaning.DISPUTE,
        """
        dispute | contest | disputed | contested | challenge | object | appeal | 争议 | 異議
        """,
    ),
    (
        Meaning.LEAVE,
        """
        walk away | walk | withdraw | quit | exit
        """,
    ),
    (
        Meaning.REJECT,
        """
        call off | called off | let lapse | lapse | let expire | let it lapse | retire | end it
        discontinue | shut down | turn off | leave out | turn away | send away | cut off
        reject | rejected | rejection | decline | declined | deny | denied | refuse | refused
        refusal | veto | vetoed | cancel | canceled | cancelled | discard | discarded | scrap
        abort | aborted | block | blocked | drop | dropped | kill | no | nope | nogo | stop
        disapprove | disapproved | unapproved | take down | remove | archive | close | closed
        closepr | dismiss | dismissed | fail | failed | trash | bin | void | forbid | forbidden
        prohibit | disallow | turn down | suppress | withhold | not | never | dont | thumbs down
        down | nay | against | delete | rechazado | rechazar | denegar | denegado | descartar
        cancelar | abgelehnt | ablehnen | abbrechen | verwerfen | refuser | rejete | rejeter
        annuler | abandonner | reprovado | reprovar | recusado | recusar | rejeitado | rejeitar
        respinto | respingere | rifiutato | rifiutare | annullare | afgekeurd | afwijzen
        afkeuren | weigeren | annuleren | 却下 | 拒否 | 否認 | 不承認 | 拒绝 | 驳回 | 否决
        不同意 | 不批准 | 取消 | 不通过 | 中止 | ng
        """,
    ),
    (
        Meaning.BAD,
        """
        bad | poor | wrong | incorrect | invalid | unacceptable | inadequate | bad quality
        """,
    ),
    (
        Meaning.UNSURE,
        """
        unsure | unclear | unknown | undecided | not sure | maybe | borderline
        """,
    ),
    (
        Meaning.FRAUD,
        """
        fraud | fraudulent | scam | suspicious | fake
        """,
    ),
    (
        Meaning.SPAM,
        """
        spam | junk
        """,
    ),
    (
        Meaning.BUG,
        """
        bug | defect | error | incident
        """,
    ),
    (
        Meaning.FEATURE,
        """
        feature | feature request | enhancement | idea | suggestion
        """,
    ),
    (
        Meaning.QUESTION,
        """
        question | inquiry | enquiry | support question | how to
        """,
    ),
    (
        Meaning.URGENT,
        """
        urgent | critical | high | emergency | p0 | p1 | asap | immediate | immediately | highest
        blocker
        """,
    ),
    (
        Meaning.NORMAL,
        """
        normal | medium | standard | regular | p2 | moderate | routine | default
        """,
    ),
    (
        Meaning.LOW,
        """
        low | minor | p3 | p4 | trivial | lowest | backlog | someday
        """,
    ),
    (
        Meaning.KEEP,
        """
        keep | retain | leave | leave up | leave as is | status quo
        """,
    ),
    (
        Meaning.APPROVE,
        """
        approve | approved | approval | accept | accepted | yes | publish | published | ship
        shipped | ok | okay | passed | good | go | confirm | confirmed | merge | merged | allow
        allowed | release | released | proceed | deploy | deployed | send | sent | sign | signed
        sign off | signoff | correct | agree | agreed | ready | grant | granted | pay | hire
        launch | continue | valid | authorize | authorise | authorized | greenlight | green light
        go ahead | lgtm | perfect | done | complete | permit | permitted | endorse | ratify
        sanction | aye | yay | thumbs up | aprobado | aprobar | aceptar | aceptado | publicar | si
        freigegeben | freigeben | genehmigt | genehmigen | annehmen | ja | approuve | approuver
        valide | valider | accepter | accepte | publier | oui | aprovado | aprovar | aceitar
        aceito | sim | approvato | approvare | accettare | accettato | goedgekeurd | goedkeuren
        akkoord | accepteren | 承認 | 許可 | 同意 | 通过 | 批准 | 是 | 可 | 发布 | 公開
        """,
    ),
)
# To pass is a success of a test and a refusal of an offer; only `approving` tells which.
_PASSING = frozenset(("pass", "passed"))
_NEGATING = frozenset(tokens("no not non dont never un nicht nao niet ne kein 不 未"))
# 'fail_safe' or 'no_changes' permit, whatever words they are made of.
_PERMITTING = ("no changes", "no change", "no objection", "no objections", "no edits", "no issues")

# A refusal in one flow, a deed that cannot be undone in another: as a guess they permit.
_DEEDS = frozenset(tokens("delete remove kill block close take rollback revert"))

_ACCEPTED: dict[Meaning, tuple[Kind, ...]] = {
    Meaning.REJECT: (Kind.REJECT, Kind.NO),
    Meaning.NEGATED: (Kind.REJECT, Kind.NO),
    Meaning.REVISE: (Kind.CHANGE,),
    Meaning.NOT_YET: (Kind.NO, Kind.REJECT, Kind.HOLD, Kind.CHANGE),
    Meaning.BAD: (Kind.NO, Kind.REJECT, Kind.CHANGE),
    Meaning.LEAVE: (Kind.LEAVE, Kind.REJECT, Kind.NO),
}


@dataclass(frozen=True, slots=True)
class Named:
    """An outcome with what its name says."""

    outcome: str
    meaning: Meaning
    words: tuple[str, ...]


@cache
def named(outcome: str) -> Named:
    """Return what the name of an outcome says."""
    words = words_of(outcome)
    return Named(outcome, _meaning(words), words)


def words_of(outcome: str) -> tuple[str, ...]:
    """Return the words of a name: 'needsRevision' and 'needs_revision' are the same."""
    return tokens(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", outcome))


def permits(outcome: str, approving: Sequence[str] | None) -> bool:
    """Return whether ``outcome`` permits something: what ``approving`` says, or else its name.

    A name that says nothing counts as permitting: the careful side.
    """
    if approving is not None:
        return outcome in approving
    found = named(outcome)
    does = any(word in _DEEDS for word in found.words)
    return does or found.meaning in (
        Meaning.APPROVE,
        Meaning.NEGATED,
        Meaning.UNKNOWN,
        Meaning.KEEP,
    )


def meaning_of(outcome: str, *, permitting: bool) -> Meaning:
    """Return what an outcome means, once it is known whether it permits something."""
    found = named(outcome)
    if found.meaning is Meaning.UNKNOWN and not permitting and set(found.words) & _PASSING:
        return Meaning.REJECT
    return found.meaning


def accepted_kinds(meaning: Meaning) -> tuple[Kind, ...]:
    """Return which cues mean an outcome of this meaning, where it stands alone for them."""
    if meaning in _ACCEPTED:
        return _ACCEPTED[meaning]
    return (Kind(meaning.value),) if meaning.value in _KINDS else ()


_KINDS = frozenset(kind.value for kind in Kind)


def _meaning(words: tuple[str, ...]) -> Meaning:
    said = " ".join(words)
    if said in _PERMITTING:
        return Meaning.APPROVE
    index = _index()
    found = _first_of(index, words)
    if found is Meaning.REJECT and any(word in _NEGATING for word in words):
        rest = tuple(word for word in words if word not in _NEGATING)
        return _negated(_first_of(index, rest)) if rest else Meaning.REJECT
    return found


def _negated(meaning: Meaning) -> Meaning:
    if meaning is Meaning.UNKNOWN:
        return Meaning.NEGATED
    # 'no_reject' is too clever a name to be read.
    return Meaning.REJECT if meaning is Meaning.APPROVE else Meaning.UNKNOWN


@cache
def _index() -> dict[tuple[str, ...], Meaning]:
    index: dict[tuple[str, ...], Meaning] = {}
    for meaning, said in _WORDS:
        for phrase in said.replace("\n", "|").split("|"):
            if phrase.strip():
                index.setdefault(tokens(phrase), meaning)
    return index


def _first_of(index: dict[tuple[str, ...], Meaning], words: tuple[str, ...]) -> Meaning:
    """Return the meaning of the longest known part of a name; the careful one of two as long."""
    order = [meaning for meaning, _ in _WORDS]
    for length in range(len(words), 0, -1):
        parts = (words[at : at + length] for at in range(len(words) - length + 1))
        found = [index[part] for part in parts if part in index]
        if found:
            return min(found, key=order.index)
    return Meaning.UNKNOWN
