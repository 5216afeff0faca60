"""English: short answers and deeds by which people let the work go, and reasons they add."""

from __future__ import annotations

from signoff.interpret.language import Kind

ACTS = {
    Kind.YES: """
it may | they may | she may | he may | you may | we may | of course we (want to | do | will)
count us in | we are in | we re in | out with it | go live | green | nothing against it
i have nothing against (it | this | that) | i m all for it | all for it | i m for it | i am for it
[a] (clear | definite | big | resounding | wholehearted) (yes | go | ok) [from (me | us)]
works on my end | no objection here | carry on | onwards
yes and yes | yes to (all | both | everything | all of it) | ok to all | good by me | aok | a ok
we are go | we are a go | we re a go | all go | (ok | okay | yes | sure) (buy | sell | run it | \
use it)
okay go | ok go | yes go | go then | full speed ahead | all clear | coast is clear | no brainer
it s a no brainer | you have my word | say no more
<reply> to <it2> [from (me | us | my side)]
""",
    Kind.GOOD: """
<i> [<very>] [gladly] (consent | agree) to <it2> [<tail>] | <i> (confirm | accept) [<very>] <it2>
<i> (confirm | hereby confirm | hereby accept) (my | our | the) (acceptance | approval | agreement \
| consent | participation) [of <whole>] [<tail>]
<i> (would | d) (be [<very>] <happy> to | love to | be delighted to | gladly) (join [you | the \
team] | accept | take it | take the (job | role | offer) | come | do it | start)
(release | make | transfer | send | settle | wire | pay out | clear | issue) (the | this | that) \
(payment | money | invoice | amount | bill | refund | funds) [<when>]
(settle | transfer | wire | restock | reorder | renew | replace | extend | refund | submit | \
schedule | publish | install | start | activate | adopt) (it | them) [<when>] [<when>]
(give | let) <him> (have it | have them | the money | in | through | go | access | what <him> \
(asked for | wants | needs))
(<i> (d | would | will | ll) | <i>) [just | definitely | happily] (say | choose | pick | go for | \
go with | vote for | opt for | prefer | favour | favor | recommend | take) {act} [<tail>]
(let s | lets) (choose | pick | go for | go with | make it | say | take | do) {act} [<tail>]
(go | going | stick) (for | with) {act} [<tail>]
[my] (choice | vote | pick | verdict | decision | recommendation | answer) [is | goes to] [a | \
an] {act}
[it s | it is | that s | that is | this is | he s | she s] [<very>] [a | an] [clear | strong | \
definite | easy | big | solid | firm] [case of | case for] {act} [<tail>]
(put | place | mark | set | call | make | move) <him> [down] [on | in | to | as | into | under] \
[the] {act} [<tail>] [<when>]
(goes | can go | should go) [on | in | to | into | under] [the] {act} [<tail>]
give (it | them) to <him> | (hire | take | get | bring | sign) (him | her | them) [<when>]
(put | get) (it | this | them) (online | live | out | out there | up | on the site | on the air)
(run | go | proceed | stick) with (it | this | that | <whole>) [<when>]
(i | we) ll take (it | them | her | him | this one) | (i | we) will take (it | them | her | him)
(i | we) take it | i d take (her | him | it | them) | sold | take my money
<i> (couldn t | could not) have (put | said | written | done | explained) it better [myself]
<i> (don t | do not | can t | cannot | couldn t) (see | find | spot) anything (wrong | to change \
| to fix | to add | missing | to complain about | to object to | to worry about | that would stop \
(it | us | this) | amiss) [<with>] [<tail>]
<approver> (has | have) (<none> <fault> | nothing to (add | complain about | change | object to | \
criticise | say against it)) [<with>] [<tail>]
<subj> <is> (as ready as it ll ever be | exactly it | the one | just it | what the doctor ordered)
ready as it ll ever be | ready as ever | (that | this) (is | s) (the one | it | exactly it)
[<very>] <good> next | (next | next one) please
(reads | looks | sounds | feels) like (a charm | a dream | a winner | the real thing | a million)
<i> (have | ve | had) [<very>] nothing to (add | complain about | object to | change)
<i> (could not | couldn t) be happier [with <it2>] | <i> (would | d) (sign | buy | hire | book) \
(it | this | that | her | him | them) [<when>] [blind | blindly | at once | today | tomorrow]
<i> (stand | am | m) (fully | completely | 100%) behind (it | this | that | <whole>)
""",
    Kind.SUPPORT: """
(nice | short | simple | clear | light | fresh | sweet) and (short | sweet | simple | clear | \
crisp | light)
which is (what | exactly what | just what) <i> <wanted>
(i | we | they | you) (ll | will) need (it | this | them | that) [anyway | soon] [<date>]
(it | they | this | he | she) (is | s | are | re) [well | certainly] worth (it | the money | \
every penny | the price)
(people | everyone | everybody | customers | users | readers | the team | the staff | our \
customers | the \
kids | guests | they | he | she) [<very>] (love | loves | like | likes | use | uses | enjoy \
| enjoys | need | needs) (it | this | them)
(they | he | she) (agreed | confirmed | consented | signed) [to (it | this)] [in writing | by mail \
| by email | on the phone | yesterday | today | last week]
(they | he | she) (are | re | is | s) (happy | fine | ok | okay | comfortable) with (it | this | \
that)
(within | inside | under | below) (the | our | my | his | her | their) [agreed | usual | normal] \
(limit | limits | budget | policy | tolerance | scope | allowance | threshold | range | rules)
(in line with | according to | as per | per) (the | our) (policy | plan | contract | agreement | \
rules | quote | order | offer | schedule)
[the | our | my | a] (customer | client | team | crew | patient | buyer | supplier | printer | \
guests | line | readers | kids) (is | are | s) [already] waiting [for (it | this | them | that)]
(it | this | that | they) won t get [any] (cheaper | better) [than (this | that)] | the sooner \
the better
about time | high time
""",
}
