"""English: what turns, weakens or puts off what is said, and what speaks to a machine."""

from __future__ import annotations

from signoff.interpret.language import Kind

_NEGATION = """
(can t | cannot | couldn t | could not | don t | do not | didn t) (find | see | spot) anything
(can t | cannot | couldn t | could not | don t | do not | didn t) (find | see | spot) any
not | no | never | don t | dont | do not | doesn t | doesnt | does not | didn t | did not | isn t
isnt | is not | aren t | wasn t | won t | wouldn t | shouldn t | can t | cannot | nothing | none
without | neither | nor | nobody | hardly | barely | no longer | no need to | rather than
instead of | n t | stop | refuse | zero | aint | ain t | less | free of | not any
"""

_DOUBT = """
on the fence | approve of | approved the last | the last one | respond | choice here | delegate
every request
previously | formerly | for the most part | in part | in theory | on paper | premature
a lie | lie | lies
^ (can | could | should | shall | may | do | does | is | are | would | will) (we | i | you | it \
| this | that)
with changes | with the change | with edits | with corrections | with modifications
not sure | sceptical | skeptical
not | no | nope | nah | never | none | nothing | nobody | don t | dont | cannot | can t | cant
won t | wont | isn t | isnt | doesn t | doesnt | didn t | aren t | wasn t | shouldn t | wouldn t
couldn t | mustn t | haven t | hasn t | hadn t | ain t | neither | nor | without
wait | hold | stop | until | till | unless | if | except | only | after | before | when | later
pending | provided | providing | subject to | assuming | as long as | as soon as | conditional
conditionally | on condition | contingent | depends | depending | in case | while | though
although | however | but | yet | still | otherwise | instead | rather | almost | nearly | mostly
partly | partially | half | apart from | other than | aside from | excluding | minus | bar
unsure | maybe | perhaps | probably | possibly | might | could | would | should | guess | suppose
think | believe | hope | wonder | assume | seems | apparently | supposedly | allegedly | sort of
kind of | not sure | hesitant | reluctant | reluctantly | worried | concerned | afraid
unfortunately | sadly | sorry but | regret
said | says | told | wrote | quote | quoted | claims | claimed | thinks | thought | asked | asks
according to | heard | he | she | they want | someone | somebody | anyone | kidding | joking
joke | just kidding | jk | lol | lmao | rofl | psych | sarcasm | /s | yeah right | as if
pretend | imagine | supposed | whatever | regardless | anyway | anyhow | nevertheless
nonetheless | actually | hmm | hm | hmmm | um | uh | er | erm | meh | oops | ugh | hang on
scratch that | correction | take that back | change my mind | changed my mind | on second thought
second thoughts | reconsider | undo | revoke | retract | rescind | withdraw | disregard | ignore
reject | rejected | decline | declined | deny | denied | refuse | refused | cancel | cancelled
withdrawn | revoked | objects | objected | refuses | retracted | rescinded | voided
overruled | terminated | nullified | aborted | scrapped | dismissed
abort | disapprove | disapproved | unapproved | unacceptable | oppose | object | disagree
against | veto | far from | anything but | less than | hardly | barely | scarcely | fix | change
revise | rework | redo | missing | wrong | incorrect | typo | too | must | needs | need | have to
has to | first | next week | tomorrow i | will | ll | shall | going to | gonna | later today
forwarded | out of office | out of the office | on vacation | on leave | ask | please ask | who
what | why | how | where | which | whose | whether | or | either | previous | old | former
earlier | another | other | opposite | reverse | wrong window | test | example | e g | vice versa
the latter | the former | 🙄 | 🤔 | 😏 | 🙃 | 😒 | 😬 | 🤷 | 👎 | ❌ | 🚫 | 🛑 | ⛔ | 😂 | 🤣
😅 | 😠 | 😡 | 🤨 | 😕 | 🙁 | 🤦 | 😉 | 🤡 | 💩 | 🤮 | 🥱 | 😴
"""

_CONDITION = """
if | once | until | till | unless | provided | providing | assuming | subject to
as long as | as soon as | pending | on condition | on the condition
conditional on | contingent on | except | not until | only if | depends on | depending on
"""

_POLITE = """
^ (can | could | would | will) (you | we | someone | somebody | i | they)
, (can | could | would | will) (you | we | someone) | please | (would | do) you mind | how about
what about (adding | using | changing) | mind <cv> | and (can | could | would) (you | we)
why not (add | use | make | change) | but (can | could) (you | we) | any chance you (can | could)
"""

_MACHINE = """
bot | robot | robots | ai , | grader | graders | option 1 | option one | answer , | final answer
(auto | automatically | pre) approved | auto approve | by policy | new policy | policy update
(the | your | our | these) (rules | task | role | job | policy | goal | guidelines) (have | has | \
was | were | is now | are now | changed | change)
from now on | counts as | count as | complete the (sentence | line | text | phrase)
(begins | begin | starts | start | ends | end) with | you may decide | you can decide | you decide
use your [best | own] (judgement | judgment | discretion) | best judgement | best judgment
trust the (machine | system | computer | model | process) | the machine | mark (it | this | them)
print approved | print , | print yes | set status | set state | status , | approved status
classifier | evaluator | reviewer bot | automation | automated | automatically
ignore [all] [of] (your | the | all | any | previous | prior | these | those | my | earlier | \
above)
disregard [all] (your | the | all | any | previous | prior | above)
forget [all] (your | the | all | previous | prior | everything) | override | overrule the
bypass | your instructions | previous instructions | prior instructions | new instructions
instructions | system prompt | system message | system | prompt | developer mode | jailbreak
dan mode | as an ai | an ai | the ai | language model | llm | assistant | chatbot | chatgpt | gpt
claude | the model | the bot | the parser | the classifier | classify | classification
classified as | parse | output | outputs | json | xml | yaml | html | base64 | decode | regex
python | function call | tool call | tool | api | token | tokens | outcome | outcomes | enum
label | return | respond with | reply with | answer with | print only | say only | repeat after
set | set the | set it to | set to | mark it as | mark this as | mark as | record | record it as
record this | record as | treat | treat this | treat it | interpret | consider this | regard
act as | role play | roleplay | pretend | simulate | imagine you | you are now | you are a
you must | you will | you have to | you re now | must output | must be | must return | must say
execute | eval | admin | administrator | root | sudo | debug | test mode | begin | end of | user
null | true | false
"""

_AWAY = """
(come | get | comes | be) back to you | before i (say | decide) (anything | on it | this | that)
(deciding | decide | judge) (this | that | it) (without | alone | myself) | not mine to decide
not my call | not for me to (say | decide) | (have | need) to check with | let me check with
^ (maybe | perhaps | possibly) | meant to send (this | it) to | i (have moved | moved) to
wait for (me | my (call | mail | answer | reply | ok | word) | them | him | her | us) $
annual leave | maternity leave | sick leave | auto reply | if urgent | anything urgent
urgent (matters | cases | queries | enquiries) | in a meeting | in meetings | brb | bear with me
(call | ring | phone | text | ping) you (back | in | later | when | after | soon | in a)
(back | with you | there) in (a minute | a sec | a moment | a bit | an hour | {name})
(on | on the) (phone | call) (now | right now | atm)
give me (a minute | a sec | a moment | five | ten | {name} | an hour)
(add | put | copy | include) (me | us) (to | on | in | off) | remove (me | us | my) | keep (me | \
us) (posted | informed)
(to | in | into) my (calendar | agenda | diary) | let me know when it | (could not | couldn t | \
can t | cannot) open
(from | on) my (phone | mobile) | one (moment | second | minute) $ | ^ hold on ($ | ,) | hold \
the line
sorry for the typos | missing (you | him | her) | (still | yet) [have | need] to read | delete \
my (address | name | mail)
(old | last | previous | earlier) (version | draft) was | ^ no , (that was | you | ask | it was)
whoever (wants | has | wishes | likes) | in the wrong (mail | thread | chat | window) | \
greetings from
will try | i ll try | fell asleep | cannot decide | can t decide | others object | torn between
not approved yet | not yet approved | can be answered | reply to this (mail | message)
answer this (mail | message)
remove me | unsubscribe | stop sending | sending me | i wonder | wondering | have not decided
haven t decided | doesn t open | does not open | won t open | can t be opened | cannot be opened
wrong (thread | mail | chat | channel | list | group | meeting | file | attachment | link | \
document)
(says | thinks | told me | claims) (it | this | that | the | we | you) | last week
attachment is missing | no attachment | forgot the attachment | attachment missing
nothing attached
can t access | cannot access | can t see the | can t find the | access denied | file is empty
link (is broken | doesn t work | does not work | is dead) | who are you | wrong number
should be [<very>] (<good> | enough | possible | there)
probably , | i think so | too close to call
out of office | out of the office | on vacation | on holiday | on leave | parental leave
i m away | i am away | away until
back on (monday | tuesday | wednesday | thursday | friday | the) | back in the office
limited access
automatic reply | forwarded to | forwarded this | passed this on | passed it on | passed this to
wrong person | wrong {name} | wrong window | wrong email | wrong address | wrong recipient
no longer responsible | not my area | i ll look | i will look | will look at | let me look
let me think | need to think | think about it | think it over | sleep on it | still reading
haven t read | have not read | haven t looked | have not looked | will read | i ll read
will get back | get back to you | i ll let you know | will let you know | ask me again
ask me later | please contact | in a meeting | in court | i ll check | will check | let me check
let me ask | let me talk | i ll review | will review | i ll have a look | will have a look
more time | ten minutes | later today | tonight | tomorrow morning | unsubscribe | misread
not for me to | can t open the | cannot open the | didn t get the | no attachment | on a plane
not sure | as far as i know | haven t been | have not been | no idea | not certain | either way
i don t know | don t mind | toss a coin | up to you | you decide | your call | whatever you
actually no | no wait | hang on | or wait | changed my mind | on second thought | scratch that
oh great | oh brilliant | oh wonderful | yeah right | as if | of course we must
may i have until | give me until | give me a
🙄 | 🙃 | 😏 | 🤡 | 🤔 | 🤷
"""

_MENDED = """
fixed | corrected | changed | removed | added | replaced | updated | rewritten | revised
repaired | shortened | included | reworked | resolved | addressed | clarified | raised | lowered
reduced | swapped | deleted | adjusted | amended | cleaned up | sorted | sorted out | in there
translated | done | filled in | completed | in place | gone | out of there | right | correct
"""

_CONTRAST = """
the rest is (ok | okay | fine | good | great | perfect) | but | however | except | though | \
although | otherwise | nevertheless | apart from
other than | once
just one thing | one thing | one more thing | two things | a few things | one small thing
, first $ | first $ | before it | before we | before this | not yet | not quite | almost
"""

DOUBTS = {
    Kind.ANSWER: """
        yes | yeah | yep | yup | yess | yesss | ok | okay | sure | y | aye | ya | yah | k | kk
        fine
        right | alright | all | of course | absolutely | definitely | certainly | indeed | correct
        true | exactly | do | i | it is | very well | agree | agreed | affirmative | please | no
        problem | totally | sounds | good | great | cool | roger | gladly | with | my | pleasure
        """,
    Kind.ASKING: "(should | shall | may | can | could) (we | i | they)",
    Kind.TIMING: "when | before | after | first | almost | nearly",
    Kind.NEGATION: _NEGATION,
    Kind.DOUBT: _DOUBT,
    Kind.CONDITION: _CONDITION,
    Kind.CONTRAST: _CONTRAST,
    Kind.POLITE: _POLITE,
    Kind.MACHINE: _MACHINE,
    Kind.AWAY: _AWAY,
    Kind.MENDED: _MENDED,
}
