"""English: words for outcomes that sort and rank instead of deciding."""

from __future__ import annotations

from signoff.interpret.language import Kind

SUBJECT_SLOTS = {
    "level": "priority | prio | urgency | importance | case | one | matter | issue | ticket",
}

SUBJECTS = {
    Kind.URGENT: """
        urgent | urgently | immediate | within the next hour | next two hours | very urgent | super urgent | asap | as soon as possible | right away | immediately | emergency
        critical | (high | highest | top) <level> | p0 | p1 | sev 1 | sev1 | drop everything | production is down | prod is down
        is down | system is down | can t wait | cannot wait | on fire | right now | today | within the hour | blocker | 🔥 | 🚨
        losing (money | customers) | life threatening | will leave | all hands
        """,
    Kind.NORMAL: """
        normal | regular | usual | standard | ordinary | medium | routine | average | default | (normal | regular | usual) <level>
        in the usual order | as usual | business as usual | not an emergency | regular appointment | ordinary slot | ordinary appointment | can wait for a | no emergency
        """,
    Kind.LOW: """
        low | low <level> | lowest <level> | minor | no hurry | no rush | nice to have | whenever you have time | whenever you can
        whenever | when you have time | can wait | not important | trivial | cosmetic | someday | some day | backlog | p3 | p4
        at some point | eventually | back burner | not pressing | when there is time | if there is time | nothing pressing
        """,
    Kind.BUG: """
        bug | defect | a regression | regression | error | throws an error | throws | crash | crashes | crashed | crashing | broken
        does not work | doesn t work | not working | stopped working | fails | failing | exception | stack trace | blank | is blank
        freezes | hangs | used to work | reproduce | reproducible | reproduced | vanished | disappeared | 500 | 404 | glitch
        wrong result | data loss | timeout | timed out
        """,
    Kind.FEATURE: """
        feature | feature request | new feature | enhancement | would be nice | would be great | would be good | would love | nice to have
        please support | please add | support for | wish | want a new | they want a new | new option | an option | add an option
        could you add | can you add | ability to | it would help | suggestion | improvement | asking for | we don t have that | file it as a request
        """,
    Kind.QUESTION: """
        question | just a question | how do i | how can i | how to | where can i | where do i | where is | what is | what does | is it possible
        is there a way | can i | when will | why does | asking how | wants to know | wondering
        """,
    Kind.SPAM: """
        spam | junk | scam | phishing | advert | advertisement | unsolicited | bulk mail | not legit | fake | bot
        """,
    Kind.FRAUD: """
        fraud | fraudulent | fake | scam | stolen | not mine | not me | wasn t me | was not me | never been to | i didn t make | i did not make
        don t recognise | don t recognize | do not recognise | do not recognize | block the card | block my card | suspicious | unauthorised
        unauthorized | counterfeit
        """,
}
