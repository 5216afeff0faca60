"""English: how people say yes, praise work and are polite. Refusals: see en_refusals."""

from __future__ import annotations

from signoff.interpret.language import Kind, Language
from signoff.interpret.languages.en_acts import ACTS
from signoff.interpret.languages.en_doubt import DOUBTS
from signoff.interpret.languages.en_facts import FACT_WORDS, FACTS
from signoff.interpret.languages.en_refusals import REFUSAL_WORDS, REFUSALS
from signoff.interpret.languages.en_subjects import SUBJECT_WORDS, SUBJECTS
from signoff.interpret.languages.en_words import WORDS

_YES = """
(<reply> | alright | fine | very well | go ahead | go on) then | then (<reply> | go ahead | do it)
(i | we) (don t | do not) see (why not | any reason not to | a reason not to) | (i | we) see no \
reason not to
<reply> [<reply>] [please] [<reply>]
sure thing | of course | absolutely | definitely | certainly | totally | by all means | gladly
indeed
affirmative | roger | roger that | aye aye | agree | agreed | i agree | we agree
i am in agreement
i fully agree | i totally agree | i completely agree
i agree with [all of] (it2 | this | that | it | <np>)
fully agree | agree completely | agree with you | agreed on all points | all agreed
fully agreed
go | go ahead | go for it | go on | go ahead [then] (please | now) | please go ahead | do it
do so
please do | please do so | let s do it | lets do it | let s go | lets go | let s go ahead
make it so
let s go for it | make it happen | proceed | please proceed | please go ahead | you may proceed
go go go
you can proceed | you can go ahead | you may go ahead | please to proceed | feel free to proceed
feel free to go ahead | happy to proceed | happy for you to proceed | full steam ahead
do proceed
+1 | + 1 | 👍 | 👌 | ✅ | ✔ | ☑ | 🆗 | 💯 | 🙆 | 🟢 | 👍🏻
thumbs up | two thumbs up | thumbs up from me | a thumbs up from me | big thumbs up | it s a yes
yes from me | it is a yes | a yes from me | that s a yes | that is a yes | yes yes | hell yes
heck yes
strong yes | a strong yes | definite yes | a clear yes | yes of course | of course yes
sure go ahead
works | works for me | that works | that works for me | this works | this works for me
works for us
sounds good | sounds great | sounds fine | sgtm | sounds like a plan | sounds perfect | fine
fine by me | fine with me | ok by me | ok with me | okay with me | okay by me | ok for me
ok from me
i m fine with <it> | i m ok with <it> | i m okay with <it> | i am ok with <it>
i am okay with <it>
i am fine with <it> | i m cool with <it> | <im> (agree | agreed) with <it>
<im> on board [with <it>] | <im> in | count me in | let <him> in | let <him> have it
he s our man | she s our woman | strong hire | a strong hire | definite hire | a hire
make <him> an offer | back into stock | back in stock | back on the shelf | out it goes
off you go | on with it | yes count me in
we are good | we re good | <im> good to go | <im> good with <it> | deal | it s a deal
you got it | suits me
why the hell not | no problem | no problem at all | np | with pleasure | my pleasure
with great pleasure
gladly | happily | <im> happy to | i d be happy to | i would be happy to | please and thank you
you have a go | it s a go | it is a go | we have a go | that s a go | green light | green from me
k | kk
okie | okey | okey dokey | okie dokie | alright | all right | right | very well | righto | cool
cool with me
yes it is | yes it does | yes they are | yes we are | yes you may | yes you can | yes please do
yes they can
yes she can | yes he can | yes we can | it is | they are | they can | it can | you can | you may
permission granted | granted | access granted | confirmed | i confirm | i can confirm
confirmed from my side
i hereby confirm | we confirm | can confirm | correct | that is correct | that s correct
that s right
that is right | exactly | precisely | right you are | true | i concur | concur | concurred
seconded
"""

_GOOD = """
then [please] <doit>
[there is | there s] no need to (change | fix | add | edit | correct | improve) (anything | a \
thing | more)
[<subj>] [<very>] <look> [<very>] (reasonable | fair | sensible | balanced | accurate | \
consistent) [<tail>]
<im> [<very>] <happy> for <it> to [be] <acted> [<when>] | [<very>] <happy> for <it> to [be] <acted>
<subj> <is> [<very>] [<very>] <good> [<tail>] [<tail>] | its [<very>] <good> [<tail>]
thats [<very>] <good>
[<subj>] [<very>] <look> [<very>] [<very>] <good> [<tail>] [<tail>]
<very> [<very>] <good> [<tail>] | <good> [<tail>] [<tail>]
all [<very>] <good> [<tail>] [<tail>]
[a] [<very>] <good> [<very>] <noun> [<tail>] | what a <good> <noun> | such a <good> <noun>
everything <is> [<very>] (<good> | as it should be | there | in place | as agreed | as \
discussed) [<tail>]
everything [<very>] <look> <good> [<tail>] | all <look> [<very>] <good> [<tail>]
all <is> [<very>] <good> [<tail>]
[<i>] [<very>] (approve | accept | endorse | authorise | authorize) [of] [<it2>] [<tail>] [as \
requested]
[<i>] [<very>] sign off on <it2> [<tail>]
<im> (approving | accepting | signing off on | signing off) <it2> [<tail>]
approving [<it2>] [<tail>]
<ive> [<very>] (approved | accepted | signed | signed off on | cleared | signed off) [<it2>] \
[<tail>]
(approved | accepted | authorised | authorized | signed off | endorsed | cleared) [<tail>] \
[<tail>]
(approved | accepted | cleared | okayed) (as is | as it stands | in full | without changes | \
with thanks)
approved (with pleasure | without reservation | without reservations | with no changes | \
unconditionally)
approved (for release | for publication | for print | for sending | for payment | for use | for \
production)
[<subj>] [<is>] [<very>] <good> for (release | publication | print | production | sending | me)
(i hereby | hereby | consider it | consider this | you can consider it | please consider this) \
(approve | approved)
[you] (have | ve got | got | get) (my | our) <mine>
you have my full support
(you | he | she | they) (have | has | ve got | get | gets) (my | our) [full | complete | \
unconditional] <mine>
(my | our | full) <mine> [granted | given] | <mine> (given | granted | from me | from my side)
it has my <mine>
this has my [full] <mine> | it gets my vote | this gets my <mine> | lgtm [<tail>]
lgtm [<reply>] | looks good lgtm
ship it | shipit | send it | sign off | signing off | signed | stamp of approval | rubber stamped
stamped
[please] <doit> | please do <doit> | [so] let s <doit> | lets <doit> | go ahead and <doit>
go on and <doit>
[you] (can | may | should | could) [<very>] [go ahead and] <doit>
feel free to [go ahead and] <doit>
<subj> (can | may | should | must | needs to | ought to) [<very>] [be] <acted> [<when>] [<when>]
(can | may) [<very>] [be] <acted> [<when>] [<when>] | to be <acted> [<when>] | just <doit>
<very> <doit>
(happy | glad | fine | okay | ok | delighted | pleased) (to | for you to | for us to | for this \
to | for it to) <doit>
<im> [<very>] (happy | glad | fine | okay | ok | delighted | pleased | ready) (to | for you to \
| for this to) <doit>
<im> [<very>] (happy | satisfied | pleased | delighted | thrilled | content) [<tail>]
<im> [<very>] <happy> with <it2> [<tail>] | [<very>] <happy> with <it2> [<tail>]
<im> [<very>] <happy> that it appears
<subj> <is> [<very>] (ready | good | clear | cleared | set | fit) (to | for) (<doit> | be \
<acted> | go | <acting> | {topic})
[<very>] (ready | good | clear | cleared | set) (to | for) (<doit> | be <acted> | go [<when>] | \
<acting>)
you re clear to <doit>
[i] [<very>] (love | like | adore) (it2 | it | this | that | this one | how it reads | <whole>) \
[<tail>] [a lot | so much | very much]
<i> [<very>] (love | like | adore) (it | this | that | this one | them | <whole>) [<tail>]
[<very>] love it | loving it
<i> (have | see | had | found | find | can see | spotted | got) <none> <fault> [<with>] [<tail>]
<i> have none [<tail>]
<none> <fault> [<with>] [<tail>] [<tail>]
<none> <fault> (needed | required | necessary | found | to report | to add)
no [further] <fault> (and | or | nor) <fault> [<with>] [<tail>] | not a single <fault> [<tail>]
without [any] <fault>
<i> (couldn t | could not | can t | cannot) (find | see | spot | think of) (any | a single | \
one) <fault> [<with>] [<tail>]
<i> (found | see | find | spotted) not a single <fault>
<i> (don t | do not | didn t | did not) (have | see | find) any <fault> [<with>] [<tail>]
[<i>] [have] nothing [else | more | further] (to | i would) (add | change | fix | object | \
correct | object to | complain about | improve | criticise | say against it)
[<i> | there is | there s] [have] nothing [else | more] <tochange> [<tail>]
there [is | s | are] <none> <fault> [<with>] [<tail>] | there <is> <none> <fault>
nothing (missing | wrong | to it | wrong with <it> | stands out | jumped out) [<tail>]
nothing wrong (here | with <it2>) [that i can see] | not bad at all | not bad | not half bad
<i> found not a single <fault> [<tail>]
<i> (would not | wouldn t | would) change (a thing | nothing | a word | a comma | anything)
don t change a (thing | word | comma)
do not (change a thing | change a word | change anything | touch anything | touch a thing | \
touch a word)
don t touch (a thing | anything | a word)
(can t | cannot | couldn t) (fault it | be better | fault this | ask for more | have said it \
better | have put it better)
could not be better | couldn t be happier
no reason (to wait | not to | to hold it | to hold this | to hold back | to hold <it> back | to \
delay) [<tail>]
there is no reason to (wait | hold <it> back | delay | hold it) [any longer]
<subj> (hits | nails | ticks) (the mark | it | all the boxes | every box | the brief | the spot)
nailed it | you nailed it | spot on | bang on | bullseye
<subj> (captures | says | does | covers | has | contains | delivers | meets | fits) [<very>] \
(everything | it all | exactly what <i> <wanted> | what <i> <wanted> | the brief | the bill | \
all <i> <wanted>) [well | perfectly | nicely]
<subj> (works | reads | flows | does the job | does the trick | fits) [<very>] [well | great | \
nicely | perfectly | beautifully | fine] [<tail>]
<subj> will do [nicely | fine]
<subj> <is> <is> good as (it gets | we are going to get | we can get)
<subj> <is> as good as (it gets | we are going to get | we re going to get)
(good | okay | ok | clear | fine | free | ready | great | happy) to (merge | go | ship | \
publish | release | send | sign | launch | deploy | proceed | go out | pay | print)
(off | out | in | up | away) (it goes | you go | we go | with it | it can go) | in it goes
get (it | this) (out | live | up | going | done | over the line) [<when>]
(all | everything) (set | clear | sorted | there | checks out | correct | in order | checked | \
fine | as agreed) [<tail>]
all systems go | (top | first) (notch | class | rate) | five stars | 10/10 | 10 out of 10
all [the] (boxes | points) (ticked | checked | covered) | print it [as is]
to the (printer | press) with it | bring it on | let it (rip | go | roll | fly | out) | send away
fire away | off it goes
🚀 | 🎉 🚀 | 🎬 🎉 | 🟩 | 👏 👍
<i> (support | back | stand behind | welcome | give my blessing to) (this | it | <whole>)
(short | sweet) and (sweet | short | to the point)
<im> comfortable with (it | this | that | <np>) [<tail>] | no notes [<tail>] | zero notes
use it | i d buy it | i d sign it | i d sign that | i d hire <him>
use this [one]
<i> (can | could) (live with | get behind | sign | approve | confirm | support | accept | agree \
to | sign off on) (it | this | that | <np>) [<tail>]
<i> (have | ve got) no (problem | problems | issue | issues) with (it | that | this | <np>)
<none> problem with (it | that | this | <np>) | no problems here
(it | this | that) (is | s) (a | an) (yes | go | approval | approve | ok | okay | thumbs up | \
green light | easy yes | easy approve | big yes) [<tail>]
approve | approval | accept
"""

_SUPPORT = """
now
[all] [of] (my | our | the) (comments | points | remarks | changes | questions | concerns | \
notes) \
(have been | were | are | has been) [all] (addressed | incorporated | taken into account | \
resolved \
| included | answered | dealt with | covered | considered)
(it | they | these | those | all of them | both of them) <is> [all] [<very>] <partgood> [<tail>]
(<i> | she | he | they | it | <np>) [<very>] <did> [<plainly>+] [and <plainly>+]
<did> <plainly>+ | as (<i> | she | he | they | it | <np>) <did> [<plainly>+]
<ive> [<very>] <checked> [<this>] [<of> <np>] [and <checked> [<this>]] [<how>] [<how>]
<checked> [<this>] [with <approver>] [and <approver>] [<how>]
[<very>] (<partnp> | <np>) [<very>] <is> [<very>] [<very>] <partgood> [and [<very>] <partgood>] \
[<tail>]
[<very>] (<partnp> | <np>) (and | ,) (<partnp> | <np>) [<very>] <is> [<very>] <partgood> [<tail>]
(<partnp> | <np>) [<very>] <look> [<very>] <partgood> [<tail>]
[<very>] <partgood> [and <partgood>] [<noun>]
[<i>] [<very>] (love | like | enjoyed | appreciate) (<partnp> | <np>) [<tail>] [a lot | so much \
| very much | best]
<i> <very> (like | love) <np>
<approver> [and <approver>] [<is> | has | have] [<very>] [already] (approved <this> | cleared \
<this> | reviewed <this> | accepted <this> | seen <this> | approved | agreed | signed off | \
signed \
off on <it> | cleared <it> | okayed <it> | happy | happy with <it> | on board | fine with <it> \
| fine | ok with <it> | okay with <it> | checked <it> | looked at <it> | seen <it> | reviewed \
<it> | confirmed | confirmed <it> | confirmed this) [<tail>] [<when>]
(<partnp> | <np>) (add up | adds up | match | matches | match up | matches up | check out | \
checks out | hold up | hold | tally | line up | reconcile | make sense | makes sense | work | \
works | follows | follow | reads well | read well | pass | passed | covers everything) [well] \
[<this>] [<tail>] [with <np>]
(it | this | that | all) (matches | follows | reflects | covers | includes | fits | respects | \
is within | is in line with | is covered by) [everything] (what <i> <wanted> | <np> | \
everything <i> <wanted>)
matches <np>
(within | in | under) budget | on (time | budget | brand)
well (written | done | put | structured | said | researched | thought out | balanced)
clear and concise | concise and clear | easy to (read | follow | understand) | reads well
flows well
<i> [<very>] (trust | believe in) (you | the team | your judgement | your judgment | your call) \
[on this | here]
i like it
(it | this) (was | is) worth (the wait | it) | makes sense [to me] | that makes sense
(it | this) makes [<very>] sense [to me] | good (point | points | call | choice)
great (choice | call)
[it | this] (is | s) (a | an) [<very>] (improvement | step forward | big improvement | great \
improvement | good start to the week)
much better [now | than before | than the last version] | (big | huge | great | nice) improvement
"""

_COURTESY = """
enjoy [the | your] ({topic} | {name} | trip | ride | meal | show)
thanks | thank you | thx | ty | tks | cheers | many thanks | thanks a lot | thanks so much
thank you so much | thanks again | much appreciated | thank you very much | tysm
thanks very much | thanks a million | big thanks | thanks a bunch | thanks a ton | ta | merci
danke | gracias
(thanks | thank you | thx | cheers | many thanks | hi | hello | hey | dear | good morning | \
morning | good afternoon | good evening | yo | greetings | hiya | ciao | sorry) [dr | mr | ms | \
mrs] ({name} | {name} {name} | team | all | everyone | everybody | folks | guys | both | again \
| there | colleagues | dear | mate | man | sir | madam | boss | you)
(thanks | thank you | thx | cheers | many thanks | thanks again | kudos | props) [<very>] [team \
| all | everyone] for [<very>] (<np> | <thankful> | your <np> | all your <np> | all the <np> | \
the [quick | fast | great | good | hard] <np> | doing this | asking | waiting | checking | \
sending | sharing | your patience | your help | your time | your effort | the effort | letting \
me know | everything) [<when>]
hi | hello | hey | dear | good morning | morning | good afternoon | good evening | hiya
dear sir | dear madam | hi there | mate | man | team | all | everyone | folks | guys
dear colleagues | colleagues | sir | bro | boss | buddy | please
<very0> (great | nice | good | excellent | amazing | awesome | lovely | fantastic | brilliant | \
outstanding | superb | super | solid | stellar | beautiful | wonderful) (work | job | effort | \
stuff | one | teamwork | turnaround | catch | cleanup | read | piece | writing) [everyone | \
everybody | all | team | guys | folks | {name}] [on <this>]
(great | nice | good | excellent | amazing | awesome | lovely | fantastic | brilliant | \
outstanding | superb | super | solid | stellar | beautiful | wonderful) (work | job | effort | \
stuff | one | teamwork | turnaround | cleanup | read | piece | writing) [everyone | everybody | \
all | team | guys | folks | {name}] [on <this> | as always | as usual | as ever | again | here]
well done | bravo team | kudos | congrats | congratulations | hats off | way to go | good going
nicely done | neatly done | beautifully done | well written | keep it up
keep up the [good | great] work | you rock | you re the best | you are the best | proud of you
proud of the team | impressed | <im> [<very>] impressed | respect
(best | kind | warm | warmest | many) (regards | wishes | greetings) | regards | best | br | rgds
kr | yours | sincerely | yours sincerely | yours truly | best wishes | all the best | take care
have fun | enjoy it | happy holidays | safe travels
have a (good | great | nice | lovely | wonderful) (day | one | weekend | evening | week | time \
| trip | {topic} | workshop | holiday)
enjoy [your | the] (day | weekend | evening | week)
sent from my (iphone | phone | mobile | android | ipad)
see you [on] (monday | tuesday | wednesday | thursday | friday | tomorrow | there | soon | \
later | next week | then)
talk (soon | later | to you soon) | speak soon | bye | good (luck | day | night)
happy (friday | monday | weekend | holidays) | good luck [with <this>] | fingers crossed
[<im>] sorry [<very>] (for | about) (the | my) (delay | wait | late reply | late answer | slow \
reply | slow response | late response | delayed response)
apologies for the (delay | late reply | wait) | sorry to keep you waiting | sorry <im> late
let me know if (you need | there is | there s) anything [else] [from me]
(shout | ping me | call me) if you need (me | anything | anything else) | keep me posted
please keep me posted | keep me in the loop
<i> (appreciate | appreciated) (it | this | you | your <np> | the <np> | all the <np>)
(happy | glad | pleased | nice | good | great | excited | delighted | thrilled | a pleasure) to \
(see | read | hear | have | be) [<it>] (this | it | you | from you | done | that) [finally] \
[<very>] [done | moving | live | out]
[<i>] [can t wait | looking forward | look forward | i look forward | and look forward | <im> \
looking forward] to (it | this | see it live | see it | seeing it | seeing it live | the <noun> \
| the {topic} | reading it | starting | it | working with you | this) [<date>]
can t wait | looking forward to it | exciting | exciting stuff | excited | finally | at last
wow | yay | hooray | woohoo | whoop | hurray | haha | ha | great news | good news | fyi
🙂 | 😊 | 😀 | 😃 | 😄 | 😁 | 🙏 | ❤ | 💚 | 👏 | 💪 | 🎉 | 🥳 | 🙌 | 😍 | 🤩 | 🔥 | ✨ | 🌟 | ⭐
💖 | 💯 | 🤝 | 😎 | 🎊 | 🍾 | ☺ | 🥂 | 🎬
(that | this) (is | was | s) all [from me | from my side | i have | for now] | that s all from me
nothing more from me | as (discussed | agreed | promised | always | requested | usual)
as (discussed | agreed) (with {name} | yesterday | today | this morning | on the phone | in the \
meeting | last week)
from (me | my side | my end | us | our side)
welcome aboard | welcome to the team | welcome | enjoy | you deserve it | you earned it
well deserved | job done | mission accomplished | no rush | no hurry | take your time | whenever
easy | hooray
(you have | you ve) (done | made) [a] [<very>] (great | good | excellent | fantastic | lovely) \
(job | work | effort) [with <this> | on <this> | here]
you did [a] [<very>] (great | good | excellent | fantastic) (job | work) [with <this> | on <this> \
| here]
(your | the) (work | effort) shows | the effort shows
"""

_LATER = """
next time [round | around | please] | for next time | for the next time | the next time
in [the] future | for the future | for future reference | going forward | for future <noun>
for the next (one | issue | edition | version | release | round | time | <noun> | {topic})
in the next (one | issue | edition | version | release | round | <noun> | {topic})
for [the] following (release | issue | version | <noun>)
(one | a) (thought | idea | note | wish | suggestion | request | small wish | small note | hint \
| tip) for (next time | the future | the next one | next month | next year | next week | next \
quarter)
from now on | down the road | some day | someday | for version 2 | for v2
in a later (version | release | issue | edition | step | pr) | as a follow up | in a follow up
for (january | february | march | april | may | june | july | august | september | october | \
november | december) (i | we | it | let | please)
long term | from next (week | month | year | time) [on]
[and | just | then] [please | pls] (cc | copy in | copy me | keep me (posted | in the loop) | \
log it | log this | note it on | note that on | note this on | file it | file this | book it (to \
| on | as) | charge (it to | to | this to) | use cost (centre | center) | cost (centre | center) \
| put it in the (diary | calendar) | make sure (everyone | {name} | they | he | she | i) (gets | \
get) a copy | send (me | {name} | them) a copy | thank (the | everyone | everybody | them | him \
| her) | say thanks | pass on my thanks | give (my | our) (regards | thanks | best) | well done \
to | compliments to | invite (him | her | them) | tag (the | {name}) | let (me | us) know (when \
| once) (it s | it is) (done | out | live | sent | through))
"""

_MOCK = """
asking for a friend | go figure | ^ (ha | haha | hah | hehe | heh) [ha] [ha] $
oh (sure | great | yes | of course | absolutely | wonderful | perfect | brilliant | lovely | \
fantastic | right | yeah | good | nice | please | joy)
yeah right | yeah sure | sure sure | right right | my (foot | ass | arse | eye | butt) | as if
, just great | just (great | perfect | wonderful | lovely | brilliant | fantastic | marvellous)
how (wonderful | lovely | nice | original | brilliant)
thanks for nothing | great (start | stuff) again | bravo bravo | well well
what could (possibly | go) | be my guest | knock yourself out | good luck with that
if you say so | whatever | sure why not | why not , sure | fine fine | ok ok ok | in theory
on paper | if you (must | insist) | 🙄 | 🙃 | 😏 | 🤡 | 😒 | 👎 | 🙁 | 😂 | 🤣
"""

LANGUAGE = Language(
    code="en",
    slots={**WORDS, **SUBJECT_WORDS, **REFUSAL_WORDS, **FACT_WORDS},
    phrases={
        Kind.YES: _YES + ACTS[Kind.YES],
        Kind.GOOD: _GOOD + ACTS[Kind.GOOD],
        Kind.SUPPORT: _SUPPORT + ACTS[Kind.SUPPORT],
        Kind.COURTESY: _COURTESY,
        Kind.LATER: _LATER,
        Kind.MOCK: _MOCK,
        Kind.SEPARATOR: """
            because | all in all | from (my | our) (side | end | perspective)
            from the (<noun> | {name}) side | for me | in my (view | opinion | book) | to me
            in short | overall | on the whole | as far as i can (see | tell) | and | so | &
            plus | also | therefore | since | well | oh | ah | too | as well
            """,
        **FACTS,
        **SUBJECTS,
        **REFUSALS,
        **DOUBTS,
    },
    plain="the of a to in is you that it he was for on are as with his they i at be this have \
    from "
    "or one had by but not what all were we when your can said there use an each which she do how "
    """
        their if will up other about out many then them these so some her would make like him
        into has
        """
    "my our us please me just am",
)
