"""English: harmless words of work life, of which a sentence beside an approval may be made.

Only what tells of finished things or explains: no word that denies, weakens,
puts off, reports what others said, plays, or names a fault. What no list may
hold is in tests/interpret/test_facts.py.
"""

from __future__ import annotations

from signoff.interpret.language import Kind
from signoff.interpret.languages.en_things import DOING, DONE, ORDERS, QUALITIES, THINGS

_NOUNS = """
account accountant accounts address afternoon agency agenda agreement airport allergies amount
amounts analyst apartment appendix applicants application architect area argument article artwork
assets attachment audience auditor auditors august autumn background badge badges baker bakers
bakery banner bar basis batch beginning benchmark benchmarks bike bill bills bit boat body bonus
booking bookings books booth boxes branch breakfast briefing brochure brother builders
building bus business buyer cabinet calculation calendar campaign candidate candidates capacity
car cards carpenter carpet catalogue catering cents ceo cfo chairs changelog chapter chapters
charts checklist chef chf child children choice cinema ciso city class classroom clause clauses
client clients climate closing coach coffee colleague colleagues colour colours column columns
community company compliments computer conditions conference confirmation contents contractor
contractors contracts control conversation cook copies corner cost costs council country couple
course coverage crew cto cup curriculum customer customers dad dashboard data database date dates
daughter day days deadline deal dealer december deliveries delivery demo department deployment
description designer desk desks details developer developers diagram diff dinner director discount
doctor documentation documents dollars door doors drawing drawings driver drivers drum dutch
editor editors education effort electrician employee employees ending energy engineer engineers
england english entrance equipment eur euro euros evening event events everybody everyone
everything evidence exhibition expense expenses expert eye eyes factory facts family fans favour
feature features february fee fees field fields figure figures files findings fire flat fleet
flight floor font fonts food footage forms foundation france freight french friday friend friends
front fuel function furniture future gallery garden gbp german germany glass goal goals goods
grammar gran grandma graph guests hall hardware headings headline headlines heart history holiday
honour hotel hour hours hr husband illustration illustrations images impression information ink
installation intro introduction inventory investment invoices italian item items january job
journey july june jury keys kg kids kitchen km lab labels labs lamp landlord language
law lawyer lawyers layout league lecture legal lesson lessons letter level library licence
licences license lights lines links litre location logic logistics logo logs loop lot lunch lung
machine machines mailing main maintenance man management manager manuscript march margin margins
marketing material materials maths meals measurements meeting meetings member members memory menu
meters metres metrics migration milestone mine minute minutes mom monday money monitoring month
months morning mother motor museum music names neighbourhood neighbours network newsletter night
nights november numbers nurse october offers office officer offices opening operations option
orders outcome output overview owner package pages painter papers parcel parents parking partner
parts party path patient patients payment payments payroll people percent performance period
person phase photo photographer photos pictures places plans plants plumber policy portfolio
portuguese position posters pounds prep presentation prices pricing printer product production
products professor projects proofs property proposal provider pupils purchasing purpose qa quality
quantity quarter queries quotes range rates ratio reader readers reasons receipt receipts recipe
records references region renewal reports residents response restaurant results reviewer reviewers
reviews rig road rollback roof room rooms route rows rules runs runtime safety salary sale sales
saturday saving savings school schools scope screens screenshots season seats secretary sections
security seller semester seminar september sequence series server servers services session setup
shipment sides sister site sizes skills slides software solution son song
soup sources spanish speaker speakers specs speech spelling spending spring square staff staging
standard standards statistics status steps stock storage strategy street student students studio
subtitles suite summary summer sunday supplier suppliers surface system systems tables teacher
teachers teams technician tenant tenants tender terms tests texts theme thing things thursday
tickets tiles timeline times titles tone tool tools topic topics total totals town tracker traffic
trainer training translation translator truck trucks tuesday tv union unit units updates usd users
vacation values van vat vehicle vendor vendors venue version video videos visitors visuals volume
volunteers walls warehouse warranty way website wednesday week weekend weeks weight wife window
winter woman women wood wording words worker workers workflow workshop workshops world year years
youth zone
"""
_ADJECTIVES = """
able accessible accurate active actual additional adequate affordable all annual appealing
appropriate attractive available average aware balanced beautiful believable black blue bright
brilliant broad brown busy calm careful cautious central charming cheapest cheerful clearest
clever coherent colourful comfortable common compact comparable compatible compelling competent
competitive comprehensive concise confident consistent content convenient convincing cosy covered
crisp current daily decent dedicated deep delicious delighted delightful detailed digital done
durable easiest easy effective efficient elegant eligible enjoyable enough entire equal essential
exact excellent exceptional excited exciting experienced fabulous factual fair familiar famous
fantastic fast fastest favourite final fine finished firm fitting flawless flexible fluent focused
foreign frequent fresh friendly full fully fun gentle genuine glad global golden good gorgeous
graceful grateful great greatest green happy harmless healthy helpful historic honest huge human
identical impressed impressive improved included independent individual informative innovative
instructive interesting internal joyful kind large latest leading legible lively local logical
lovely loyal major manageable marvellous mature meaningful medium memorable mild modern modest
monthly natural neat neutral new newest nice nicest normal notable numerical official organised
outstanding overall paid painless particular passionate permanent personal plain pleasant pleased
pleasing poetic polite popular positive powerful practical precise pretty private professional
proficient promising prompt proper proud public punctual pure qualified quick readable ready real
realistic reasonable recent regional regular related relaxed relevant reliable relieved remarkable
responsible responsive right round routine same satisfied seamless sensible serious several shared
sharp shiny short signed silent similar simple sincere skilled sleek small smart snappy solid
specific splendid stable steady straightforward strong stunning successful suitable sunny super
superb supportive sure sustainable tasteful tasty technical terrific thankful thorough thoughtful
thrilled tight timely top touching traditional transparent true trustworthy typical unanimous
understandable uniform unique usable useful usual valid valuable various vibrant vivid watertight
weekly well white whole wide witty wonderful worth worthwhile yearly yellow young
"""
# In front of a clause these would be orders: check the numbers.
_ORDERS = """
access aim approach audit balance bank benefit board book box brand brief budget cable care chair
channel chart check checks clean clear code complete contract copy correct credit deserve design
detail direct document draft enjoy export file film finance fit flow form format grant group guide
help hire home house image index installer insurance interest interview invoice label lean light
line link live load log mail map market match monitor name narrow number offer order outline own
pack page paint paper park part pass perfect picture pilot place plan plant poster present
press price process program programme project protocol purchase query quiet quote rate record
reference release renew rent repair report research result review robust role row rule safe
schedule score screen script seat section secure service shape share shelf shift shop show side
size sketch slide slot smooth snow source space special stage stand start station step stock store
story structure style subject sum supply support survey table tag talk target tax team text thank
ticket tidy time title tour train transport trip trust update upgrade user value view visit voice
wall warm water welcome work wrap
"""
_VERBS = """
accepted achieved added addressed adjusted aligned amended answered arrived assembled attached
attended balanced began bought brightened brings brought built came captured captures
carried caught celebrated checked cleaned cleared collected combined comes compared completed
confirmed confirms connected consented considered contains convinced cooked corrected corresponds
counted covered covers created cured cuts dealt delivered delivers demonstrated described deserved
deserves designed developed did discussed displayed documented downloaded drawn drew drove earned
earns edited enabled enjoyed entered established examined executed exists expected experienced
explained explains explored felt filled finalised finalized finished fits fitted fixed flew flows
followed follows formatted funded gave gets given gives goes got granted grew guided
handled handles happened helped helps highlighted holds hosted identified implemented improved
improves included includes informed inspected installed introduced invested invited involved
joined keeps kept knew know known knows launched learned learnt led liked likes lined listed
listened lives loads looked loved loves made makes managed mapped marked matched matches measured
met migrated modelled monitored negotiated noted noticed obtained offered offers
ordered organised owns packed paid painted participated passed passes performed phoned
photographed picked placed planned polished prepared presented printed processed produced
programmed promised promoted proofread provided provides published pulled purchased raised
reached read received reconciled recorded refers reflected reflects registered related released
renewed renews renovated rented repaired reported represents reproduced researched resolved
restored reviewed reworked rewrote runs sampled saved saves saw scanned scheduled seen selected
served serves settled shaped shared shipped showed shown shows signed simplified sits solved
sorted spotted started stood stored structured studied submitted suits supported supports
surpassed talked taught tested tests thanked tidied took trained translated travelled trusted
understand understands understood unpacked updated updates upgraded uploaded used uses
validated verified visited waited walked watched wins worked works wrapped
"""
_ADVERBS = """
absolutely afterwards again already also beautifully carefully certainly clearly completely
directly easily entirely especially even ever exactly finally further genuinely gladly greatly
happily highly immediately indeed jointly just luckily nicely overnight perfectly personally
properly quickly quite really recently simply since smoothly so specifically straight
thoroughly thus today together tonight totally truly very well wonderfully yesterday
"""
_SMALL = """
a about above across ago along alongside always among an and anyone apiece around as at away back
because both by during each eight eighteen eleven every everyday everywhere extra far fifteen
fifty five for forty four from halfway he her hers herself him himself his hundred i in inside
into it its lots many me mine more most much my myself nine of off on one ones onto others our
ours ourselves outside own per plenty seven seventeen she six sixteen sixty some ten than that
the their theirs them themselves these they thirteen thirty this those thousand three through
throughout to towards twelve twenty twice two under up upon us via we where which who with within
you your yours yourself
"""


def _slot(said: str, without: str = "") -> str:
    return " | ".join(word for word in said.split() if word not in without.split())


# 'That was ...', 'this is the ...' and 'it came from ...' may speak of the reply itself.
_ITSELF = "it | this | that | these | those"

FACT_WORDS = {
    "fn": f"{_slot(_NOUNS + THINGS)} | {{name}} | {{topic}} | both | which | who",
    "fa": f"""
        {_slot(_ADJECTIVES + QUALITIES)} | in (time | stock | order | place | budget | scope | line)
        (better | easier | clearer | shorter | faster | simpler | cheaper | nicer) than \
        (before | ever | in the past | expected | the (last | previous | old) (one | version))
        """,
    "fv": f"""
        {_slot(_VERBS + DONE)} | (i | we | they | you) (have | ve) | (he | she) has
        (i | we | she | he | they) (need | needs) (it | them | this | that)
        ({_ITSELF}) (matches | match | covers | cover | includes | include | works | work | \
        helps | saves | fits | follows | contains | meets | solves | serves | made)
        """,
    "fl": f"""
        (<fn> | <fa> | <fo> | everything | all) (is | are | was | were | s | has | have | had) \
        [been]
        (i | we) (am | m | are | re | was | were) [on | from | with | in]
        (he | she) (is | s | was) (on | from | with | in | our | my)
        ({_ITSELF}) (is | s | are | re) [<fadv>+] <fa>
        """,
    "fo": _slot(_ORDERS + ORDERS),
    "fadv": _slot(_ADVERBS),
    "fs": f"""
        {_slot(_SMALL)} | anyway | (rd | th | st | nd) | because of | so far
        last (week | month | year | night | monday | tuesday | wednesday | thursday | friday)
        next to | on call | as well as | more than | in the end | at last | by hand | by heart
        (in | since | from | of | on) (january | february | march | april | may | june | july | \
        august | september | october | november | december)
        """,
    "fbegin": f"<fn> | <fa> | {_slot(_SMALL, without=_ITSELF)}",
    "fe": f"<fn> | <fa> | <fv> | <fs> | <fo> | <fadv> | been | {_slot(DOING)}",
    "fw": "<fe> | <fl>",
    "fgood": """
        best | strong | strongest | good | great | excellent | fantastic | wonderful | lovely
        brilliant
        superb | outstanding | solid | impressive | reliable | fair | sound | amazing | nice | fine
        loyal | experienced | remarkable | awesome | terrific | stunning | beautiful
        """,
    "fmore": """
        cheaper | faster | quicker | easier | safer | stronger | nicer | clearer | shorter | simpler
        """,
}

FACTS = {
    Kind.FACT: """
        [<fadv>+] <fbegin> [<fw>+] <fv> [[<fw>+] <fe>]
        [<fadv>+] [<fbegin> [<fw>+]] <fl> [<fw>+] <fe>
        [<fadv>+] <fbegin> [<fw>+] <fv> [[<fw>+] <fe>] too
        [<fadv>+] <fv> [<fw>+] <fe>
        (it | they | he | she) (is | s | are | re | was | were) [<fadv>+] <fa>
        [a | an | the | our | my | such a] [<fadv>+] <fgood> (<fn> | <fo>) [<fw>+]
        [much | far] <fmore> than <fe> [<fw>+]
        """,
}
