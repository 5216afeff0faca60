"""English: how people refuse, and how they ask for changes."""

from __future__ import annotations

from signoff.interpret.language import Kind

REFUSAL_WORDS = {
    "start": """
        ^ | , | and | but | please | pls | plz | so | also | just | then | you | kindly | or
        could you | can you
        """
    """
        would you | will you | & | maybe | perhaps | rather | first | i d | i would | they should
        you should | we should
        """
    """
        better | let s | lets | must | should | need to | needs to | have to | has to | want to
        want you to | like you to
        """
    """
        would like to | ought to | us | them | him | her | team | instead | by the way | only
        hi | again | otherwise | therefore
        """,
    "cv": """
        add | change | fix | correct | remove | cut | shorten | rewrite | reword | rephrase
        revise | rework | redo
        replace | swap | update | move | include | mention | clarify | simplify | tone | trim
        split | rename | reorder | double check
        restructure | expand | explain | elaborate | translate | reduce | increase | lower
        raise | adjust | amend | tweak
        improve | polish | tighten | strip | take out | put in | spell | capitalise
        capitalize | format | align | insert
        recheck | tidy | crop | resize | enlarge | lengthen | soften | recalculate | redraft
        re draft | re do | re write | re work
        leave out | switch | break up | turn | lighten | darken | brighten | state | specify
        cite | rearrange | proofread
        spellcheck | refactor | retest | re run | rerun | rebase | address | resolve | repair
        document | handle | retake | reshoot
        edit | modify | extend | attach | resubmit | re submit | resend | give us more
        give me more | bring | quote | rebuild
        """,
    "cvo": """
        the | this | that | these | those | a | an | some | it | your | our | my | his | her
        their | more | all | in | out
        every | each | any | another | at least | two | three | one | both | all | which | what
        how | who | where | down | up | paragraph
        page | section | line | name | title | date | price | number | tests | test | names
        dates | them | at | from | to | less | clear
        clearer | shorter | longer | simpler | bigger | smaller | accordingly | and | with | back
        {topic} | by | for | as
        """,
    "too": """
        long | short | vague | formal | informal | casual | technical | high | low | much | many
        small | big | large
        expensive | pushy | aggressive | soft | weak | dark | bright | busy | wordy | dense
        complicated | complex | generic | bland
        loud | salesy | late | early | far | detailed | thin | general | risky | cheap | dry
        slow | similar | close | negative
        narrow | wide | tight | heavy | few | little | corporate | long winded | cold | flowery
        optimistic | steep | boring | blunt
        """,
    "bad": """
        wrong | incorrect | missing | unclear | confusing | broken | outdated | out of date
        inaccurate | misleading
        inconsistent | incomplete | blurry | pixelated | upside down | misspelled | misspelt
        mistaken | off | ambiguous | dull
        boring | bland | vague | repetitive | redundant | sloppy | weak | poor | false | obsolete
        dead | unreadable | illegible
        cut off | truncated | mixed up | swapped | reversed | out of order | misaligned | garbled
        not ready | half empty | empty
        messy | lacking | untranslated | ugly | awkward | clumsy | stiff | cropped | overwritten
        flaky | red | failing | bent
        unfinished | not finished | not done | not there | not right | not correct | not clear
        not good | not good enough | not convincing
        not convinced | not great | not quite right | not what <i> <wanted>
        not acceptable as it is | not up to date | not covered | not regulated
        not measurable | not consistent | not quite there | not there yet | not readable
        not working | a bit much | all over the place | too <too>
        """,
    "isnt": """
        isn t | is not | aren t | are not | isnt | arent | wasn t | was not | s not | re not
        not
        """,
    "doesnt": """
        doesn t | does not | doesnt | don t | do not | dont | didn t | did not | won t | will not
        """,
    "approving": """
        approve | approved | accept | agree | agree to | agree with | support | sign | sign off
        sign off on | endorse | authorise
        authorize | allow | permit | ok | okay | green light | recommend | confirm
        go along with | go ahead | proceed | let | let it out
        """,
    "neg": """
        not | don t | dont | do not | can t | cant | cannot | can not | won t | wont | will not
        wouldn t | would not | shouldn t | should not
        """
    """
        must not | mustn t | never | couldn t | could not | may not | am not going to
        m not going to | are not going to | re not going to
        """
    "refuse to | decline to | unable to | am not able to | are not able to | m not able to",
    "doact": """
        approve | accept | publish | post | send | ship | release | deploy | merge | launch
        sign | pay | print | file | submit | grant
        confirm | authorise | authorize | issue | order | book | buy | hire | run | push | roll
        upload | share | distribute | circulate
        place | proceed | move forward | install | export | execute | agree | fund
        """,
    "done": """
        approved | accepted | published | posted | sent | shipped | released | deployed | merged
        launched | signed | paid | printed
        """
    """
        granted | go out | go live | be sent | be published | be released | see the light of day
        leave the building | be signed | be approved
        """
    """
        be paid | be shared | go anywhere | be used | be released | happen | be deployed
        be merged | be shipped | go to print
        """,
    "boss": """
        his manager | her manager | their manager | his boss | her boss | their boss | the owner
        legal | finance | hr | compliance | security | my boss | my manager | the manager
        the boss | the director | the board | the ceo
        the cfo | the cto | the lawyer | the lawyers | our lawyers | management | general counsel
        our general counsel | the legal team | a lawyer
        my director | my supervisor | the supervisor | the regional director | the team lead
        someone senior | someone above me | someone higher up
        someone with more authority | a senior | the committee | privacy | dpo | the dpo
        our dpo | head office | headquarters | upper management | the vp | {name}
        """,
    "him": "him | her | them | it | us",
    "checked": """
        read | reviewed | checked | went through | gone through | looked at | looked over
        looked through | verified | tested
        compared | proofread | double checked | reconciled | examined | studied | been through
        gone over | went over | read through | ran | tried
        run | validated | scanned | inspected | seen | cross checked | discussed | had a look
        had a look at | taken a look | taken a look at | re read
        """,
    "how": """
        twice | carefully | in detail | line by line | thoroughly | end to end | again
        with {name} | with <np> | today | this morning | yesterday
        locally | on staging | from start to finish | from top to bottom | in full | now
        against <np> | last night | and <partgood> | word by word
        """,
    "happy": """
        happy | fine | ok | okay | satisfied | comfortable | pleased | content | delighted | good
        cool | thrilled | at ease | in agreement
        """,
    "mine": """
        approval | ok | okay | blessing | go ahead | go | green light | sign off | vote | consent
        permission | support | signature | authorisation | authorization
        """,
    "with": """
        with (it | this | that | them | <np>) | to (it | this | that | <np>)
        on (it | this | that | <np>) | about (it | this | that | <np>)
        """,
    "tochange": """
        to (add | change | fix | object | correct | improve | report | criticise | complain \
        about | object to | remark | say against it | worry about | comment on | flag)
        """,
    "thankful": """
        turning (this | it) (around | round) [<fast>] | getting (this | it) done [<fast>]
        (the | your) [quick] (turnaround | heads up | reminder | update | fixes | changes | \
        draft | work)
        """,
    "fast": "so fast | so quickly | quickly | that quickly | so promptly",
    "very0": "<very> | a | such | what a | such a | really",
}

_NO = """
so no $ | so no from me $ | so (it s | that s | its | thats) a no $ | (sorry | afraid) [,] no $
^ not at (that | this) (price | money | rate | cost) | ^ no way ($ | ,) | ^ no chance ($ | ,)
^ better not ($ | ,) | (i | we) d rather not ($ | ,) | (i | we) would rather not ($ | ,) | ^ \
rather not
(i | we) (prefer | d prefer) not to
(can t | cannot | couldn t) do (this | it | that | $ | ,) | ^ not possible
not possible (in | on | this)
(i | we) (don t | do not) like (it | this | that) ($ | ,) | <neg> {act}
^ no $ | ^ no ,
^ (don t | do not | please don t | please do not) $ | ^ stop $ | ^ stop , | ^ stop (please | now \
| right)
not a (fit | good fit | match | good idea | good match | priority) | ^ not for (us | me) | a bad \
idea
^ no (i | we | this | that s | it s | please | sorry | not | don t | thanks | thank you | do \
not | can | way | never | absolutely | sir | mate | nope | never | , )
^ nope | ^ nah | ^ nay | ^ no no | , no $ | ^ sorry (no | but no) | ^ unfortunately no
^ hi , no | , so no | ^ afraid not | , no thanks | , no thank you | i m afraid not
i am afraid not | not approved | unapproved | disapproved | disapprove | not accepted
not agreed | not ok | not okay | not acceptable | not good enough | isn t good enough | not good
i disagree | we disagree | do not agree | don t agree | i say no | say no | answer is no
(it s | it is | that s | that is) a no ($ | , | from | for) | a no from me | no from me | no \
from us
no go | i vote no
<neg> [<very>] <approving> [<it2>] | <neg> <doact> [<it>] | <neg> be <done> | should never <done>
must not <done> | never be <done> | can not <done> | cannot <done> | should not <done>
shouldn t <done> | no approval [from me]
can t go live | cannot go live | can t go out | cannot go out | can t let this | can t let it
not letting | can t be <done> | cannot be <done> | won t be <done> | not going to <doact>
not happy with | not in favour | not in favor
👎 | ❌ | 🚫 | ⛔ | 🛑 | 🙅 | ✖ | 🔴 | -1 | ^ not like this | , not like this | not in this form
not in its current form | not in its present form | not as it stands | not a fan | no deal
no way | i object | we object | against it | against this | not this way | i withhold
withhold my | can t support | not comfortable | will not do | won t do | doesn t work for
does not work for me | not feasible
"""

_REJECT = """
^ (not | we are not | we re not | i am not | i m not) (accepting | approving | authorising | \
authorizing | signing | paying for | agreeing to | having) (it | this | that | these | those | any)
drop the (whole | entire) (thing | idea | plan | project) | drop (it | this) (altogether | entirely)
(don t | do not) need (it | them | this | that) | no longer (want | wanted)
it s off $ | it is off $ | call it off | let <it> (die | lapse | expire | run out)
don t (renew | extend | hire | buy | order) | do not (renew | extend | hire | buy | order)
(would | d) (turn <him> | pass on | skip | say no to | decline | reject) | turn (this | it) down
(hiring | spending | budget) freeze | has no business | have no business | not on our watch
keep <him> out | don t let <him> in | no access for | not with me | out with <him>
not a penny more | not another (cent | penny) | turn <him> away | say no
no {topic} budget | no money for | no budget for | can t afford | cannot afford | not in the budget
reject | rejected | rejecting | rejection | i reject it | decline | declined | declining | deny
denied | denying | refuse | refused | refusing | veto | vetoed
no way | absolutely not | certainly not | definitely not | of course not | hell no | hard no
hard pass | no chance | not a chance | over my dead body | not on my watch | by no means
under no circumstances | in no case | not under any circumstances | never ever | no deal
scrap <it> | scrap the | scrap | kill <it> | bin <it> | ditch <it> | junk it
shelve <it> for good
forget it | forget about it | forget about this | pull the plug | call <it> off | call off
abandon <it> | cancel <it> | cancel the | cancelled | canceled | cancel | abort | abort <it>
discard | discard <it>
turn <it> down | turn down | turning <it> down | turning down | turned down | we ll pass
we will pass | i ll pass | i will pass | pass on (this | it) | hard pass | not interested
not for us | not for me | no interest | no longer interested | no longer needed | no longer need
don t need this | don t want this | do not want this | we don t want
i don t want to do business
unacceptable | totally unacceptable | completely unacceptable | out of the question
not happening | not going to happen | not gonna happen | won t happen | will not happen
off the table | for the bin | in the bin
in the skip | on the scrap heap | not paying $
not paying (this | them | it) | not refunding | no refund | no money back | not covered by
doesn t cover | does not cover | gone , | no access | nobody gets | nothing back | not a penny
block the card | thumbs down | two thumbs down | not a cent | not one cent
we will not <doact> this | should never be <done> | never be <done> | must never <done>
stop the | block <it> | block the | stop the launch | stop payment
we withdraw
closing <it> | closing as | should be closed | won t fix | wontfix | duplicate of
already in main | is a duplicate | keep the old version | outside the | against policy
not eligible | is denied | is rejected | is refused | must be rejected | should be rejected
recommend rejecting | have to reject | have to decline | must decline | to decline
return to sender | fell through | signed somewhere else | accepted another | found something else
deal is off | we decided against | decided against it | have decided against | decided not to
have decided not to | not our | we never ordered | never ordered | no budget | there is no budget
budget is gone | don t bother | not worth it | not worth the | waste of | no deploys
tell them no | say no to | walk away | we walk | give it up | bury it | send <it> back to them
sending <it> back to them | sending this one back
"""

_DROP = """
drop <it> | remove it | pull <it> | take <it> down | stop <it> | stop it | stop this one
get rid of | get rid of it | delete <it> and
withdraw (it | this | from | the | our) | toss it | throw <it> away | throw it out | take it \
off | trash <it> | dump <it>
throw the | throw <it> | close <it> | close this
"""

_CHANGE = """
(don t | do not) (call | say | mention | use | write | show | name | claim | refer)
(i | we) (don t | do not) like (the | how | your)
<start> make <cvo>
you forgot | forgot to (add | mention | include) | forgot the | has been forgotten
(^ | , | please | and) use (the | a | an | another | less | more | our | your | bigger | smaller)
<start> <cv> <cvo> | <start> <cv> {topic} | could you [please] <cv> | can you [please] <cv>
would you [please] <cv> | (need | needs) to be <cv> | please <cv> | i d <cv> | i would <cv>
(is | are | s | re | was | were | looks | look | seems | feels | sounds | reads | got) [<very>] \
[a bit | a little | slightly | still | way | far | kind of | sort of | somewhat | simply \
| just | rather | completely] <bad>
too <too> | <bad> in | still <bad> | <bad> , | ^ <bad> | wrong <noun> | wrong <part>
<isnt> [<very>] [yet] (right | correct | clear | good | good enough | quite | up to date | \
ready | there | finished | done | complete | consistent | readable | convincing | accurate | \
consistent | enough | what <i> <wanted>)
<doesnt> (work | match | fit | mention | make sense | add up | include | explain | cover | \
reflect | show | contain | read well | sound | look right | look good | open | load | compile | \
say who | address)
typo | typos | misspelled | misspelt | spelling mistake | spelling mistakes | spelling error
spelling errors | misspelling | a mistake in | mistakes in | errors in | an error in
grammar mistakes | there s a mistake | there is a mistake | there is an error | there s an error
has an error | has a mistake | few mistakes | some mistakes | several mistakes | several errors
should be (a | an | the | in | at | on | under | less | more | {name} | <cv> | changed | corrected\
 | updated | added | removed | replaced | mentioned | included | explained | shorter | longer\
 | clearer | bigger | smaller | simpler | called | spelled | written | moved | cut | fixed)
(should | ought to) (say | read | have | mention | include | match | not be | refer | cover)
(has to | have to | needs to | need to) (be <cv> | mention | include | match | refer | cover)
(has to | needs to) (go | be | come down | show | end | start)
should also
needs (more | a | an | some | work | another | changes | revision | editing | improvement | \
fixing | tests | updating | to | changing | correcting | rewriting)
need (more | a | an | some | another | changes | revisions | tests) | need to <cv>
have to <cv> | has to <cv> | needs to come
(can | could) be (better | shorter | clearer | improved | more | stronger | simpler | a bit)
could use (a | some | more | another) | would be (better | nicer | stronger | good to have)
a test would be
i d (prefer | rather | like | want | suggest | expect) (a | the | it | to see | more | if | \
another | something | to have)
i would (prefer | rather | like | want | suggest | expect) (a | the | it | to see | more | if | \
another | something | to have)
would prefer | would like to see | could you add | could we
can we (have | get | add | make | use | change)
missing | is missing | are missing | lacks | lacking |  forgotten | left out | omitted
leaves out | no mention of | without mentioning | nothing about | says nothing about
there s nothing about
there is no (section | mention | link | test | rollback | date | price | name | explanation | \
source | step | plan | information | reference)
there s no (section | mention | link | test | rollback | date | price | name | explanation | \
source | step | plan | information | reference)
nowhere | not mentioned | not included | was not included
instead of | rather than | not quite | not there yet | almost there | nearly there | close but
almost | ^ try again | , try again | please try again | start over | start again | another round
one more round | another pass
(<start> | , | please | pls | and | then | you | i | we | just) (send | make | write | prepare \
| share | submit | give | show | get | upload | produce | create | need | want | try | do) \
[me | us] (another | one more | a (new | fresh | revised | corrected | reworked | better \
| different | second)) (draft | version | proposal | attempt | take)
another look at the | back to the drawing board | send <it> back | sending <it> back | send back
goes back | go back to | have another go | give it another | needs work
rework needed | changes needed | revision needed | some changes | a few changes | small changes
minor changes | request changes | requesting changes | changes requested | requested changes
see my inline comments | see my comments | see inline comments | see comments | my comments
see my notes | left comments | left some comments | i left comments | left a few comments
more (concise | formal | detail | details | specific | tests | about | space | emphasis | \
personal | friendly | examples | precise | information on | information about)
less (formal | salesy | technical | pushy | text | aggressive | jargon | detail | wordy)
a bit (more | less | too | long | short)
(shorter | longer | clearer | simpler | softer | bigger | smaller) (please | version | and | \
would | headline | title | intro)
make it | make the | make them | makes no sense | make no sense | contradicts
contradict each other | overlaps | overlap | crashes | crash | crashed | throws | breaks | broke
fails | fail | failing | bug in | has a bug | bugs | stack trace | breaks on | drops the
doubled | duplicated | appears twice
(nobody | no one) will (open | understand | read | get | believe | know)
sounds like (every | a | an) | reads like | looks like a | hard to (read | follow | understand)
difficult to (read | follow | understand) | don t understand the | confusing | wording is
we cannot say | can t say that | we can t say | you can t say | spelled | is spelled | spelt
off brand | not on brand |  incorrect | outdated | inaccurate | shows last year
still shows | still says | still has | still have | still gives | still refers | still mentions
still missing | still wrong | still open | <start> no <noun> ,
tone <it> down | tone down | cut it | cut down | spice up | spell out | flesh out | tidy up
clean up | shorten | rewrite | rephrase | reword | revise | rework | redo | redraft | amend
needs_revision | tweak | tweaks | nit | nits | lose the | drop the | get rid of the
take out the | take the | strike the | swap the | switch the | move the | put the | bring the
change the | fix | fix the | fix these | fix that | correct the | update the | add the | add a
add more | remove the | delete the
"""

REFUSALS = {
    Kind.NO: _NO,
    Kind.REJECT: _REJECT,
    Kind.DROP: _DROP,
    Kind.CHANGE: _CHANGE,
}
