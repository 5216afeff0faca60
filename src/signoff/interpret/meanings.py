"""What the words in outcomes' names mean, in a few languages.

Data only. How a name is read, and whom it may permit something, is not known here.
"""

from __future__ import annotations

from enum import StrEnum

from signoff.interpret.language import Kind


class Meaning(StrEnum):
    """What choosing an outcome does.

    Not what a phrase does (``Kind``): no phrase is UNKNOWN, and no outcome is a DOUBT. But where a
    phrase says just what an outcome does, they are one value: words that HOLD choose what HOLDs.
    """

    REJECT = Kind.REJECT
    HOLD = Kind.HOLD
    ESCALATE = Kind.ESCALATE
    INFO = Kind.INFO
    NEGOTIATE = Kind.NEGOTIATE
    LEAVE = Kind.LEAVE
    ROLLBACK = Kind.ROLLBACK
    DISPUTE = Kind.DISPUTE
    KEEP = Kind.KEEP
    UNSURE = Kind.UNSURE
    BUG = Kind.BUG
    FEATURE = Kind.FEATURE
    QUESTION = Kind.QUESTION
    URGENT = Kind.URGENT
    NORMAL = Kind.NORMAL
    LOW = Kind.LOW
    SPAM = Kind.SPAM
    FRAUD = Kind.FRAUD

    APPROVE = "approve"
    REVISE = "revise"
    NOT_YET = "not_yet"
    BAD = "bad"
    NEGATED = "negated"
    UNKNOWN = "unknown"


# Looked for as whole words of the name, in this order: 'not_approved' is no approval.
WORDS: tuple[tuple[Meaning, str], ...] = (
    (
        Meaning.NOT_YET,
        """
        not fit | not ok | not okay | not correct | not right | not complete | needs time
        not ready | not yet | unready | incomplete | not done | no listo | nicht fertig
        nicht bereit | not good enough | pas pret | nao pronto | not finished | niet klaar
        non pronto | 未完成 | 未准备好
        """,
    ),
    (
        Meaning.REVISE,
        """
        a completer | completar | erganzen | vervollstandigen | completare | devolver | devuelto
        zuruck | retour | devolvido | renvoyer | terug | terugsturen | rimandare indietro
        back to writer | back to editor | back to sender | back to designer | back to developer
        back to shop | back to team | back to start | back to draft | back to desk | to reviser
        second pass | another pass | one more pass | touch up | retest | retranslate | redesign
        reshoot | recheck | recalculate | resend | refile | reword | rephrase | shorten | needs fix
        needs fixing | needs edits | needs polish | rebuild | recount | remake | repaint | reprint
        retocar | rectificar | volver a | zurueck an | zuruck an | neu machen | retoucher
        rectifier | refaire | reecrire | reescrever | reformular | riscrivere | herschrijven
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
        call in | to counsel | ask counsel | compliance review | bring in | to committee
        to supervisor | to specialist | specialist | expert review | ask expert | ask a lawyer
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
        waitlist | wait list | waiting list | hold on | hold off | keep on hold | on ice | halt
        bench | shortlist later | revisit | suspendre | suspender | retener | reter | sospendere
        aussetzen | zuruckhalten | en attente | en espera | em espera | in attesa | vertagen
        en pausa | pausar | pausieren | mettre en attente | not today | next week | next month
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
        ask customer | call customer | ask client | call client | ask supplier | call supplier
        ask vendor | ask applicant | ask sender | ask user | ask seller | ask first | ask them
        call back | need details | missing info | nachfragen | preguntar | demander | perguntar
        request documents | request evidence | needs documents | check with
        info | more info | needs info | information | clarify | clarification | query | ask
        more detail | more details | needs detail | details | need info | discuss later
        query supplier | query vendor | request info | ask author | question author
        mas informacion | ruckfrage | plus d infos | mais informacoes | 補足 | 补充
        """,
    ),
    (
        Meaning.NEGOTIATE,
        """
        better price | lower price | ask discount | ask for discount | push back | better terms
        new terms | new quote | new offer
        negotiate | renegotiate | negotiation | counter offer | counteroffer | counter
        discussion | discuss | needs discussion | bargain | haggle | negociar | verhandeln
        negocier | negoziare | onderhandelen | 交渉 | 谈判 | 协商
        """,
    ),
    (
        Meaning.DISPUTE,
        """
        contester | reklamieren | reclamar | contestar | contestare
        dispute | contest | disputed | contested | challenge | object | appeal | 争议 | 異議
        """,
    ),
    (
        Meaning.LEAVE,
        """
        look elsewhere | go elsewhere | pull out | back out | step away | leave it | forget it
        walk away | walk | withdraw | quit | exit
        """,
    ),
    (
        Meaning.REJECT,
        """
        skip | skip it | delist | shelve | shelve it | terminate | bounce | throw away | throw out
        toss | dump | axe | bury | negate | not fit | do not hire | rule out | evict | expel | ban
        stornieren | storno | zuruckweisen | anular | negar | abandonar | descartado | eliminar
        jeter | abandon | scartare | bocciare | verwijderen | absagen | streichen | wegwerfen
        send home | send packing | show the door | put down | kill it | bin it | close it
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
        nein | non | nao | nee | いいえ
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
