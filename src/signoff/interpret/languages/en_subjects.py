"""English: words for outcomes that put off, ask elsewhere, sort or rank instead of deciding."""

from __future__ import annotations

from signoff.interpret.language import Kind

SUBJECT_WORDS = {
    "level": "priority | prio | urgency | importance | case | one | matter | issue | ticket",
}

_HOLD = """
(find | pick | choose | look for) another (day | date | weekend | week | time | slot | month)
move it to the | put it off | put <it> off | let s wait (for | until) | reschedule | rescheduled
not this (week | month | quarter | year | sprint) | not right now | not at the moment | not for now
<neg> <doact> [anything | it | this | that | them] yet | set <it> aside | put <it> aside
set aside | hold fire | stay put | leave it at | not until
hold | hold it | hold off | holding off | hold on until | hold on to | hold <it> back | hold back
on hold | put <it> on hold | put on hold | keep <it> on hold | wait | wait for | wait until
wait till | let s wait | please wait | postpone | postponed | postponing | delay
delay it | defer | deferred | park it | park <it> | park | pause | pause it | paused | not now
not yet | not today | not this week | not before | later | another time | some other time
let s leave it | leave it for now | leave it until | leave it for | leave it at | sit on it
sit tight | stop for now | freeze | come back in | revisit | revisit in
push <it> to (next | monday | tuesday | wednesday | thursday | friday)
move <it> to (next | monday) | next week | next month | next quarter | not until | too early
too soon | keep <it> in the drawer | in the drawer | give it a day | overnight | after the freeze
until further notice | snooze | hang on | let it rest | rather not yet
don t <doact> [<it2>] (yet | now | today | until | before)
do not <doact> [<it2>] (yet | now | today | until | before)
dont <doact> [<it2>] (yet | now | today | until | before)
"""

_ESCALATE = """
escalate | escalate it | escalated | escalating
above my (pay grade | level | limit | authority | paygrade) | above my head
beyond my (authority | remit | limit | competence | pay grade) | over my limit
out of my (league | hands | remit) | not my call | not my decision | not mine to decide
can t decide [that | this] on my own | cannot decide [that | this] on my own | not authorised to
not authorized to | i m not allowed to decide
(needs | need | has | have) to go to (<boss> | the) | take <it> to <boss> | take <it> up
take it higher | pass <it> to <boss> | pass it up | hand <it> to <boss> | send <it> to <boss>
run <it> by <boss> | run <it> past <boss> | check with <boss> first
(^ | , | please | better | should | must | let s | then) ask <boss>
(needs | need) <boss> | refer <it> to | refer to <boss> | bring in <boss>
let <boss> (decide | look | rule | see | have)
<boss> (should | must | has to | needs to | needs | have to | need to) (decide | approve | look \
| see | sign | rule | handle | weigh | be | take)
up the chain | want <boss> to (rule | decide | look | see | approve | weigh | sign)
second pair of eyes | get <boss> involved | loop in <boss> | someone more senior
for <boss> to decide | one for <boss> | a case for <boss> | belongs with <boss> | <boss> needs to
involve <boss> | consult <boss>
"""

_INFO = """
need more (info | information | details | detail | context | background | data)
needs more (info | information | details | context | background | data)
more (info | information | details | context | background) [please]
not enough (info | information | detail | details | context | data)
(i | we) need (the | a | an) [full | exact | original | missing | signed | current] (cost \
| numbers | figures \
| receipt | receipts | breakdown | list | report | invoice | quote | evidence | proof | documents) \
(first | before)
please (clarify | explain | provide | send me | tell me | specify | elaborate)
can you (clarify | explain | provide | send me | tell me | specify | elaborate)
could you (clarify | explain | provide | send me | tell me | specify | elaborate) | clarify
find out | ask them | ask the (supplier | vendor | customer | author | client | applicant)
query | check with the (supplier | vendor | customer) | i d need to know | i need to know
need to know | i have a question | i have questions | i have a few questions
insufficient information | ring <him> | call them | credit note | need to see the
can t judge without | can t decide without | what i need is | request more | <start> ask <it>
get back to them | where is the receipt | please attach the
"""

_OTHERS = {
    Kind.LEAVE: """
        walk away | we walk | walking away | forget it | withdraw | pull out | we re out
        we are out | not do business | do business with them | no deal | drop <it>
        look elsewhere
        """
    """
        go elsewhere | found (a | another) (cheaper | better) | went with another
        found (a | another) (place | supplier | vendor | provider) | end the talks
        not interested | leave it | break off
        """,
    Kind.NEGOTIATE: """
        negotiate | renegotiate | push back | push back on | counter | counter offer
        counteroffer | ask for a | ask for | ask them to | ask them for | haggle | bargain
        (see | ask) if they (can | will | would)
        discuss | talk about | need to talk | let s talk | want to talk | can we talk
        talk to them about | get them to | have them | has to come down | come down | go down
        lower the price | better price
        a discount | discount | down to | too expensive | too high | too much | has to go up
        want better | better terms | change the clause | strike clause | strike the clause
        not paying for | would accept | would sign | i d sign | i d accept | might accept
        until the <np> is in
        """,
    Kind.DISPUTE: """
        dispute | dispute <it> | contest | contest <it> | disputed | we never ordered | billed us
        billed twice | charged twice | charged us | overcharged | double charged
        not what we agreed | not delivered | never delivered | never received | did not receive
        didn t receive | wrong amount | was not done | wasn t done | complain to them
        claim it back
        """,
    Kind.ROLLBACK: """
        roll back | ^ rollback | rollback (please | now | it | this | asap | immediately)
        a rollback | roll <it> back | revert | revert <it> | back out
        undo | go back to the (previous | last | old) | previous version
        back to the (previous | old | last)
        """,
    Kind.KEEP: """
        leave <it> up | nothing wrong with it | let it stand | let it be | keep | keep it
        keep <it> | leave <it> | leave <it> where it is | leave <it> alone | leave it as it is
        don t (touch | delete | remove | change | archive)
        do not (touch | delete | remove | change | archive) | nothing may be touched | stay
        stays | let it stay | retain
        """,
    Kind.UNSURE: """
        unsure | not sure | no idea | can t tell | cannot tell | can t say | hard to say
        hard to tell | i don t know | could go either way | either way | don t know | undecided
        who knows | might be | could be either | 50 50 | fifty fifty | on the fence | torn
        """,
}

SUBJECTS = {
    **_OTHERS,
    Kind.HOLD: _HOLD,
    Kind.ESCALATE: _ESCALATE,
    Kind.INFO: _INFO,
    Kind.URGENT: """
        urgent | urgently | immediate | within the next hour | next two hours | very urgent
        super urgent | asap | as soon as possible | right away | immediately | emergency
        critical | (high | highest | top) <level> | p0 | p1 | sev 1 | sev1 | drop everything
        production is down | prod is down
        is down | system is down | can t wait | cannot wait | on fire | right now | today
        within the hour | blocker | 🔥 | 🚨
        losing (money | customers) | life threatening | will leave | all hands
        """,
    Kind.NORMAL: """
        normal | regular | usual | standard | ordinary | medium | routine | average | default
        (normal | regular | usual) <level>
        in the usual order | as usual | business as usual | not an emergency
        regular appointment | ordinary slot | ordinary appointment | can wait for a
        no emergency
        """,
    Kind.LOW: """
        low | low <level> | lowest <level> | minor | no hurry | no rush | nice to have
        whenever you have time | whenever you can
        whenever | when you have time | can wait | not important | trivial | cosmetic | someday
        some day | backlog | p3 | p4
        at some point | eventually | back burner | not pressing | when there is time
        if there is time | nothing pressing
        """,
    Kind.BUG: """
        bug | defect | a regression | regression | error | throws an error | throws | crash
        crashes | crashed | crashing | broken
        does not work | doesn t work | not working | stopped working | fails | failing
        exception | stack trace | blank | is blank
        freezes | hangs | used to work | reproduce | reproducible | reproduced | vanished
        disappeared | 500 | 404 | glitch
        wrong result | data loss | timeout | timed out
        """,
    Kind.FEATURE: """
        feature | feature request | new feature | enhancement | would be nice | would be great
        would be good | would love | nice to have
        please support | please add | support for | wish | want a new | they want a new
        new option | an option | add an option
        could you add | can you add | ability to | it would help | suggestion | improvement
        asking for | we don t have that | file it as a request
        """,
    Kind.QUESTION: """
        question | just a question | how do i | how can i | how to | where can i | where do i
        where is | what is | what does | is it possible
        is there a way | can i | when will | why does | asking how | wants to know | wondering
        """,
    Kind.SPAM: """
        spam | junk | scam | phishing | advert | advertisement | unsolicited | bulk mail
        not legit | fake | bot
        """,
    Kind.FRAUD: """
        fraud | fraudulent | fake | scam | stolen | not mine | not me | wasn t me | was not me
        never been to | i didn t make | i did not make
        don t recognise | don t recognize | do not recognise | do not recognize | block the card
        block my card | suspicious | unauthorised
        unauthorized | counterfeit
        """,
}
