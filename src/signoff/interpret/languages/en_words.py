"""English: the words that fill the slots of praise and of letting something go."""

from __future__ import annotations

WORDS = {
    "i": "i | we | myself",
    "im": "i am | i m | im | we are | we re",
    "ive": "i have | i ve | ive | we have | we ve | i | we | have | just",
    "is": "is | s | are | re | am | m | has been | have been | s been | ve been | all seems",
    "date": """
        on (monday | tuesday | wednesday | thursday | friday | saturday | sunday)
        next (week | month | monday | tuesday | wednesday | thursday | friday)
        """
    """
        this (week | month | morning | afternoon | evening) | today | tomorrow | tonight
        yesterday | last (week | month | night) | an hour ago | just now
        for (two | three | a few) (days | weeks | months)
        """
    """
        on the (first | second | third | {name}) [of {name}] | at {name} [am | pm] | at noon
        by (noon | monday | friday | tomorrow) | in the morning | for a (week | month)
        on {name} {name}
        """,
    "it": "it | this | that | them | these | those | this one | that one | both | all of it | all",
    "det": """
        the | this | that | these | those | your | our | my | his | her | their | a | an | all
        """
    "all the | both | each | every | its | any",
    "adj": """
        new | final | latest | updated | revised | current | whole | entire | full | proposed
        draft | attached | present | overall | short | long | main | little | small | big
        corrected
        """,
    "noun": """
        draft | version | text | document | doc | copy | wording | contract | agreement | letter
        newsletter | post | article | blog | piece | report | plan | proposal | offer | quote
        invoice
        budget | design | layout | mockup | logo | page | website | site | release | build
        deployment
        deploy | code | pr | pull request | patch | branch | diff | email | mail | message
        reply
        response | answer | campaign | ad | advert | banner | image | picture | photo | video
        slide
        slides | deck | presentation | brochure | flyer | poster | menu | recipe | schedule
        agenda
        translation | chapter | book | manual | guide | summary | abstract | paper | statement
        press
        announcement | description | request | order | purchase | payment | transfer
        refund
        expense | expenses | trip | booking | hire | candidate | file | script | spec | roadmap
        policy
        terms | result | idea | solution | approach | thing | one
        package
        content | output | product | outline | story | title | headline
        lease | review | account | accounts | record | data | money | signature | money back
        item | items | open item | paragraph | clause | clauses | section | sections | strings
        feature | bug fix | fix | step | steps
        """,
    "part": """
        number | numbers | figure | figures | tone | length | structure | format | clause
        clauses
        wording | price | prices | pricing | date | dates | rest | math | maths | language
        style | intro
        introduction | ending | conclusion | title | headline | colour | colours | color | colors
        font
        fonts | grammar | spelling | facts | sources | references | tests | test | logic
        metrics
        dashboard | staging | rollback | steps | budget | scope | timeline | details | table
        chart
        charts | graphs | names | links | photos | pictures | everything else | margins | address
        amount | total | vat | id | selfie | terms | liability | indemnity | section | paragraph
        examples | line | lines | message | point | points | name | quality | result | results
        """,
    "of": "of | for | in | to | from | on | with | about | at | by",
    "nouns": """
        work | job | stuff | <noun>+ | {topic} | {topic} <noun> | <noun> {topic} | {topic} {name}
        """,
    "np1": """
        [<det>] [<adj>] <nouns>
        (the | this | that | these | those | your | our | both) [<adj>] {name} [{name} | <noun>]
        """,
    "np": "<np1> | <np1> <of> <np1> | <np1> and <np1>",
    "whole": """
        [<det>] [<adj>] [<adj>] <noun>+ [<of> <np1>]
        [<det>] [<adj>] {topic} [<noun>] [<of> <np1>]
        everything | all of it | all of this | the whole thing
        (the | your | these | those | all the | all) [latest | new] (changes | edits | updates | \
        corrections | revisions | amendments | change | edit | update | amendment | revision)
        """,
    "partnp": """
        [<det>] [<adj>] <part> [<of> <np1>] | [<det>] [<adj>] <part> and [<det>] [<adj>] <part>
        """,
    "subj": "it | this | that | they | these | those | both | all | this one | <whole>",
    "very": """
        very | really | so | quite | all | pretty | just | absolutely | totally | completely
        perfectly
        truly | super | rather | simply | genuinely | extremely | indeed | now | also | still
        all very
        actually very | particularly | wonderfully | exceptionally | entirely | thoroughly
        fully
        more than | much | way | honestly | certainly | definitely | surely | clearly | again
        already
        """,
    "good": """
        good | great | fine | perfect | excellent | awesome | amazing | brilliant | wonderful
        lovely
        fantastic | superb | outstanding | terrific | beautiful | gorgeous | stunning | splendid
        stellar | ok | okay | alright | all right | acceptable | satisfactory | right | correct
        spot on | good to go out | ready to go out | good to go live | ready to go live
        impressive | solid | nice | neat | clean | polished | flawless | impeccable | ideal
        delightful
        ready | ready to go | good to go | set | cool | sound | okey | okay as it is
        fit for purpose
        fit to print | in order | in good shape | in great shape | good enough | top | top notch
        first class | first rate | on point | on brand | on the mark | the way to go | a go
        a yes
        a yes from me | a keeper | a winner | a big yes | approved | accepted | agreed
        confirmed
        cleared | signed off | exactly right | just right | just what <i> <wanted>
        what <i> <wanted>
        exactly what <i> <wanted> | exactly as <i> <wanted> | precisely what <i> <wanted> | legit
        fab
        a great piece | a good piece | a lovely piece | a lovely <noun>
        a great <noun>
        a good <noun> | an excellent <noun> | a very good <noun> | a solid <noun>
        a strong <noun>
        tip top | a ok | dandy | fine and dandy | all there | bang on | magnificent | marvellous
        crisp
        phenomenal | sweet | sorted | done and dusted | a pleasure to read | a joy to read
        complete
        compelling | comprehensive | clear and concise | concise and clear
        in place
        """,
    "wanted": """
        the (client | customer | board | team | agency) (asked for | wanted | wants | ordered)
        want | wanted | need | needed | asked for | was looking for | were looking for
        am looking for
        hoped for | had hoped for | had in mind | expected | discussed | agreed | agreed on
        wished for
        had asked for | ordered | requested | were hoping for | was hoping for | imagined
        <wanted0> with [<det>] ({name} | {topic} | <noun> | team | client)
        """,
    "wanted0": "discussed | agreed",
    "partgood": """
        there | available | covered | addressed
        <good> | clear | accurate | consistent | short | readable | well written | easy to follow
        reasonable | fair | realistic | right on | well chosen | as expected | within {name}
        good quality | in one place | done well | precise | friendly | convincing
        up to date | plausible | in line | quiet | green | well structured | engaging | fun
        strong
        harmless | on time | within budget | balanced | where <i> <wanted> it | crystal clear
        catchy
        done | documented | passing | healthy | stable
        """,
    "look": """
        looks | look | sounds | sound | seems | seem | reads | feels | appears | looked | lookin
        looking
        """,
    "tail": """
        to me | for me | by me | with me | from me | from my side | from our side | on my side
        on our side | from my end | on my end | from our end | on our end | from here | for us
        by us
        with us | to us | as is | as it is | as it stands | as they are | as written | as drafted
        overall
        now | today | this time | here | in my book | in my opinion | in my view | at my end
        as far as i am
        concerned | as far as i m concerned | from where i sit | from where i stand
        on all counts
        all round | all around | throughout | across the board | from a legal point of view
        and ready
        from my perspective | from the {name} side | from the <noun> side | on the {name} side
        too | as well
        thanks | indeed | from start to finish | from top to bottom | end to end
        in its present form
        in its current form | in this form | like this | that way | the way it is | again
        already
        at all | so far as i can see | as far as i can see | as far as i can tell
        in every respect
        from [the | our | my] [whole | entire] <dept> [team | side | department | desk | people]
        from the product side | <date> | as requested | as agreed | as discussed | as expected
        as it should | with flying colours | this way | for this | any more | any longer
        though it took a while | for (the | this | our) {topic} | by me | by us
        """,
    "when": """
        now | today | tomorrow | right away | right now | asap | immediately | at once | please
        straight away | whenever you like | whenever you want | whenever you are ready | then
        whenever you re ready | whenever it suits | whenever it suits you | at your convenience
        whenever | as planned | as is | as it is | as scheduled | as requested | as proposed
        as discussed | to everyone | to all | to the list | to the client | to the customer
        to the team | to them | to him | to her | to {topic} | to the {topic} | out | live | online
        as soon as you can | as soon as possible | at will | at your leisure | for me | to go
        ahead | to the printer | to print | to press | to production | to prod | out the door
        out there | anytime | any time | any time you like | all the way | as it stands
        in its present form | in this form | on schedule | with confidence | into production
        on my behalf | to 100 | to 100% | everywhere | into the wild | to the world | <date>
        with pleasure | the way it is | for everyone | for all | on all three
        """,
    "act": """
        approve | restock | unlock | reinstate | refund | reimburse | onboard | promote | renew
        execute | activate | enable | admit | accept | publish | post | send | ship | release
        deploy | merge | launch | sign | pay | print | file | submit | grant | confirm
        authorise | authorize | issue | order | book | buy | hire | distribute | circulate
        proceed with | move forward with | move ahead with | press ahead with | go for
        go ahead with | green light | greenlight | sign off | sign off on | implement | schedule
        arrange | process | finalise | finalize | allow | ratify | endorse | send out | send off
        roll out | ship out | publish out | push out to prod | push the button on
        """,
    "done_deal": """
        proceed | go | move forward | move ahead | press ahead | press on | carry on | continue
        crack on | close the deal | make it happen | go live | go online | go to print | begin
        start | get (it | this | them) (out | live | up | online | going | done)
        roll (it | this) out
        put (it | this | them) (out | live | up | online)
        push (it | this) (live | out | to prod)
        put my signature on it | hand (it | them | this) over
        let (it | this) (out | go out | go live)
        use (it | this | this one) | take (it | this | this one)
        run (it | with it | this) | go with (it | this) | share (it | this | them)
        do (it | this | that)
        give <him> (access | the ok | the job | the money | the go ahead | the green light | \
        the nod)
        upload (it | this | them) | land (it | this)
        place (it | this | them | the order | the ad)
        upload it | wave (it | this | them) through | let <him> (in | have it)
        bring <him> on board
        give it to <him> | offer <him> the (job | role | position) | make <him> an offer
        clear it
        execute | post | ship | send | merge | deploy | publish | sign | pay | roll
        """,
    "this": "<it2> | <np> | <partnp>",
    "did": """
        use it | uses it | use them | use this | love it | like it
        has been with us | have been with us | is on my team | s on my team | needs it | need it
        asked for it | asked me for it | asked for this | spoke to | spoke with | talked to
        talked with | called | phoned | met | met with | tested | compared | tried | discussed
        clicked through | went through | walked through | looked at | looked into | worked with
        works with | know | knows | have been waiting for this | has been waiting for this
        matches | match | matched | covers | cover | includes | include | reflects | reflect
        respects | follows | follow | fits | passes | passed | came back | arrived | was delivered
        is delivered | delivered | is covered by | are covered by | is within | are within
        is part of | was agreed | were agreed | was agreed with | is agreed with | is signed
        was signed | is documented | are documented | is in place | are in place | is budgeted
        was budgeted | is in the budget | is in budget | was ordered by | was checked by | checked
        was approved by | has approved | has signed off on | is booked | was booked | is paid for
        was reviewed by | is due | are due | is overdue | is our <noun> | is my <noun>
        is new here
        is ours | is mine | s mine | s ours | belongs to us | was expected | were expected
        is expected | is as agreed | are as agreed | is what was agreed | ordered | requested
        is the same as | are the same as | corresponds to | correspond to | is consistent with
        has been tested | have been tested | has been checked | have been checked | was tested
        has been paid | has arrived | have arrived | got (it | them) | received (it | them)
        """,
    "plainly": """
        daily | every day | a lot | all the time | a while
        <det> | <of> | <noun> | <part> | <adj> | <partgood> | {name} | {topic} | <date> | me
        him | her
        us | them | it | both | two | three | four | five | as | and | too | twice | times
        line | hour
        all | every | each | side | desk | phone | minutes | hours | days | weeks | months | years
        week | month | year | day | morning | quarter | team | customer | client | supplier
        vendor
        """,
    "exactly": """
        for (a | another | one more | two | three | this) [more] (year | years | month | months \
        | week | weeks \
        | quarter | time | order)
        (another | one more) (year | month | week | quarter) | a year | a month
        (the | a | an) {name} (plan | account | team | list | <noun>) | <det> | <noun>
        of | in | to | from | on | with | at | by
        <part> | <adj> | {topic} | <date> | me | him | her | us
        them | it | both
        two | three | four | five | as | full | whole | amount | please | days | weeks
        months | years
        week | month | year | requested | planned | agreed | proposed | now | today | right away
        """,
    "doit": """
        {act} <exactly>+
        <act> [<it2>] [<when>] [<when>] | <done_deal> [<when>] [<when>]
        {act} [<it2>] [<when>] [<when>]
        """,
    "him": "him | her | them | it | us",
    "acted": """
        approved | accepted | published | posted | sent | shipped | released | deployed | merged
        launched
        signed | paid | printed | filed | submitted | granted | confirmed | authorised
        authorized
        issued | ordered | booked | hired | run | pushed | rolled out | put up | uploaded
        shared | used
        distributed | circulated | placed | signed off | scheduled | implemented | executed
        given
        processed | passed | cleared | handed over | sent out | sent off | go | go out | go live
        go up
        proceed | go ahead | go to print | go online | be
        """,
    "acting": """
        sending | publishing | posting | shipping | releasing | deploying | merging | launching
        signing | paying | printing | filing | proceeding | going ahead | going out
        moving forward
        moving ahead | going live | using | approving | hiring | accepting | granting
        """,
    "it2": "it | this | that | them | these | those | this one | both | all | <whole>",
    "none": """
        no | zero | not any | no more | no further | no other | no major | no real
        no additional
        """,
    "fault": """
        objection | objections | concern | concerns | issue | issues | problem | problems
        complaint
        complaints | comments | note | notes | remark | remarks | correction
        corrections
        change | changes | edit | edits | question | questions | worry | worries | reservation
        doubts
        reservations | red flags | suggestion | suggestions | additions | amendment
        mistake
        amendments | mistakes | errors | error | typos | typo | blockers | nits | quibbles
        doubt
        show stoppers | showstoppers | surprises | faults | flaws | gaps | notes to add | stress
        """,
    "dept": """
        legal | finance | hr | marketing | sales | security | it | engineering | design | qa | ops
        operations | procurement | purchasing | compliance | support | product | accounting | \
        controlling
        logistics | editorial | communications | comms | management | research | quality | safety
        propulsion | development | payroll | facilities | database | data | infra | infrastructure
        platform | backend | frontend | privacy | treasury | tax | brand | production | maintenance
        """,
    "reply": "yes | yeah | yep | yup | yess | yesss | ok | okay | sure | y | aye | ya | yah",
    "approver": """
        {name} | [the] <noun> | the {name} | our {name} | the native speaker | legal | finance
        hr | marketing | compliance | security | qa | sales
        """
    """
        everyone | everybody | the team | all | my team | the board | the union | the client
        both | engineering
        """,
}
