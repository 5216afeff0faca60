"""Dutch: more ways to say yes, the deeds that let a work go, and plain facts beside them."""

from __future__ import annotations

CONSENT_SLOTS = {
    "daad": """
        publiceer | publiceren | verstuur | versturen | verzend | verzenden | stuur | sturen | \
        plaats
        plaatsen | betaal | betalen | teken | tekenen | onderteken | ondertekenen | merge | mergen
        deploy | deployen | rol | druk | drukken | keur | goedkeuren | start | starten | bestel
        bestellen | koop | kopen | boek | boeken | regel | regelen | neem | nemen | neem aan | \
        aannemen
        huur | inhuren | maak | maak over | overmaken | zet | zetten | gooi | gooien | haal binnen
        doe | doen | ga | gaan | geef | geven | geef toegang | toegang geven | laat | laat maar toe
        lever | leveren | lanceer | lanceren | release | releasen | voldoe | voldoen | vergoed
        vergoeden | schrijf in | plan | plannen | voer | uitvoeren | post | posten | push | pushen
        zet klaar voor betaling | inplannen | vrijgeven | accepteren | accepteer | contracteer
        """,
    "hem": """
        het | hem | haar | ze | die | dat | dit | deze | alles | hen | hun | het hele zaakje | de \
        boel
        """,
    "snel": """
        maar | gerust | nu | vandaag | vandaag nog | morgen | direct | meteen | zo | snel | graag \
        | even
        alsjeblieft | alstublieft | aub | svp | gewoon | lekker | dan | alvast | hoor | zoals \
        gepland
        zoals afgesproken | vanavond | vanmiddag | deze week | maandag | dinsdag | woensdag | \
        donderdag
        vrijdag | om {name} uur | zonder problemen | zo snel mogelijk | over | uit | erop | erin | \
        eruit
        door | live | online | aan | vrij | af | in | weg | goed | klaar | naar de klant | naar \
        iedereen
        de deur uit | de deur uit ermee | ermee door | er maar op | er maar in | op de site | in \
        productie
        naar de drukker | ervoor | ervan uit | toegang | los | nog
        """,
    "prachtig": """
        prachtig | schitterend | geweldig | fantastisch | puik | dik in orde | dik voor elkaar
        tiptop | picobello | subliem | briljant | knap | strak | strak gedaan | scherp | sterk | \
        stijlvol
        verzorgd | overtuigend | redelijk | eerlijk | marktconform | passend | volledig | foutloos
        zoals afgesproken | zoals besproken | zoals gevraagd | zoals verwacht | conform offerte
        conform afspraak | binnen budget | op tijd | veel beter | beter dan de vorige | beter dan \
        voorheen
        leesbaar | overzichtelijk | netjes gedaan | goed gedaan | mooi gedaan | top gedaan | goed \
        opgelost
        goed geschreven | helemaal top | een plaatje | in orde zo | een goed plan | een mooi plan \
        | een goed \
        idee | een prima idee
        """,
    "ding": """
        <noun> | {topic} | prijs | prijzen | bedrag | bedragen | cijfers | aantallen | aantal | \
        totaal
        termijn | levertijd | datum | data | namen | naam | adres | kleuren | kleur | afbeeldingen
        tabel | tabellen | hoofdstuk | alinea | titel | kop | inleiding | slot | samenvatting | \
        bijlage
        bijlagen | bronnen | toon | stijl | opbouw | inhoud | boodschap | tests | test | build | \
        logs
        documentatie | migratie | goederen | levering | dienst | diensten | werkzaamheden | \
        montage | uren
        bonnetjes | kosten | korting | btw | clausules | clausule | klanten | baas | team | collegas
        boekhouding | juridische zaken | inkoop | marketing | directie | leverancier | bedrijf | \
        gesprek
        indruk | cv | referenties | kandidaat | vervanging | hotel | vlucht | trein | cursus | beurs
        kwaliteit | vergelijking | punt | punten | details | week | maand | dag | jaar | euro | \
        maandag
        dinsdag | woensdag | donderdag | vrijdag | stoelen | budget
        """,
    "begin": """
        de | het | een | dit | dat | deze | die | onze | ons | mijn | zijn | alle | alles | ik | \
        we | wij
        hij | zij | ze | heb | ook | gisteren | vandaag | allebei | <ding>
        """,
    "werk": """
        is | zijn | heeft | hebben | heb | klopt | kloppen | past | passen | werkt | werken | loopt
        lopen | staat | staan | dekt | dekken | voldoet | voldoen | komt | kwam | kwamen | leest | \
        lezen
        ziet | zien | voelt | verdient | kennen | ken | ging | gingen | werd | werden | bevalt | \
        bevallen
        """,
    "woord": """
        {name} | <ding> | <werk> | de | het | een | dit | dat | deze | die | onze | ons | mijn | \
        zijn
        haar | hun | alle | alles | ik | we | wij | hij | zij | ze | mij | ons | en | met | van | \
        voor | in
        op | aan | bij | uit | door | binnen | sinds | dan de vorige | dan eerst | zoals | al | \
        ook | goed
        beter | heel | erg | echt | zeer | helemaal | volledig | netjes | correct | juist | op tijd
        snel | mooi | mooie | duidelijk | duidelijker | helder | compleet | klaar | redelijk | \
        eerlijk
        passend | stabiel | groen | nuttig | nodig | betrouwbaar | nieuw | nieuwe | zelfde | eerste
        tweede | derde | gelezen | doorgelezen | bekeken | gecontroleerd | nagekeken | getest | \
        gezien
        vergeleken | afgesproken | besproken | besteld | ontvangen | binnen | geleverd | opgeleverd
        gedaan | gemaakt | af | getekend | voorzien | opgenomen | verwerkt | opgelost | gemeld | \
        gisteren
        vandaag | vanmorgen | twee | drie | vier | vijf | tien | keer | uur | jaar | jaren | weken
        maanden | dagen | euro | € | % | ok | oke | prima | top | perfect | zonder fouten
        zonder problemen | rustig | even | vooral | blij | tevreden | er | uit
        """,
}

CONSENT_YES = """
(ja | ok | oke | okay | prima | goed | top | akkoord | tuurlijk | zeker | natuurlijk | perfect) \
(hoor \
| prima | doe maar | goed | is goed | graag | zeker | natuurlijk | akkoord | ga je gang | top | \
doen | \
perfect | mag | dat mag | dat is goed | regel maar | wat mij betreft)
wat (mij | ons) betreft (prima | akkoord | ja | goed | is het goed | oke | ok | mag het | kan het \
| \
helemaal goed | mag dat | doen | top | perfect | doorgaan)
(van | voor) (mij | ons) (mag het | mag dat | is het goed | is het prima | akkoord | prima | oke | \
ok | \
goed | in orde) | lijkt (me | ons) (prima | goed | top | uitstekend | een goed plan | een goed \
idee | \
oke | in orde | helemaal goed | leuk) | helemaal (mee eens | akkoord | goed | prima | top)
ik ben (voor | om | akkoord | ermee akkoord | het eens | het er helemaal mee eens | voorstander)
(we | wij) zijn (voor | akkoord | het eens) | ga ervoor | ga er voor | ga er maar voor | gaan met \
die \
banaan | komt goed | kan zo | kan gewoon | mag zo | mag gewoon | mag gerust | doe dat maar | doen we
doen we zo | zo doen | zo doen we het | gewoon doen | lekker doen | zeker doen | ja dus | jep | \
yes doen
(mijn | onze) zegen (heb je | hebben jullie | heeft u) | je hebt mijn zegen | groen licht van mij
groen licht wat mij betreft | vind ik prima | vind ik best | mij best | best hoor | prima hoor
geen bezwaar | geen bezwaar hoor | geen probleem hoor | niets op tegen | niks op tegen | niks mis \
mee
niets mis mee | niets op aan te merken | niks op aan te merken | akkoord met alles | volledig \
akkoord
in orde | in orde hoor | is in orde | dat is in orde | voor elkaar | gelezen en akkoord
gezien en akkoord | voor akkoord | gaarne | jazeker graag | met plezier
"""

CONSENT_GOOD = """
[<snel>] <daad> [<hem> | <obj>] [<snel>] [<snel>] [<snel>]
(je | jullie | u | we | wij) (mag | mogen | kan | kunt | kunnen) [<hem> | <obj>] [<snel>] [<snel>] \
(<daad> | <snel>) [<snel>] | [<obj> | het | dit | dat | deze | hij | alles] (mag | kan | mogen | \
kunnen) [<hem>] [<snel>] [<snel>] (<daad> | eruit | erin | erop | online | live | de deur uit | \
naar de \
drukker | weg | door | worden <gedaan> | <gedaan> worden) [<snel>] [<eind>]
[<obj> | alles | het | dit | dat] <is> [<erg>] [<erg>] <prachtig> [uit] [<eind>] | [<erg>] \
<prachtig> \
[<eind>] | [<obj> | het] is [<erg>] (gelukt | geslaagd | geworden zoals ik wilde)
(mijn | onze | volledige) (goedkeuring | akkoord | toestemming) [heb je | hebben jullie | heeft u]
(hierbij) (akkoord | goedgekeurd | mijn akkoord | mijn goedkeuring | geef ik akkoord | ga ik \
akkoord)
(ik | wij | we) (vind | vinden) (het | dit | <obj>) [<erg>] (<goed> | <prachtig>) | (ik | wij | \
we) \
(geef | geven) [hierbij] (akkoord | toestemming | groen licht | goedkeuring) [voor <obj>] | \
akkoord \
(met | op | voor) (<obj> | alles | de rest) | (we | ik) (nemen | neem | doen | doe | kopen | \
tekenen) \
(het | hem | ze | dit | <obj>) [zo | graag] | ik teken ervoor | daar teken ik voor
(geen | zonder) (bezwaar | bezwaren | opmerkingen | aanmerkingen | problemen | bedenkingen) (van \
mij | \
mijnerzijds | van onze kant | hier) | (niets | niks) [meer] (aan te merken | toe te voegen | op \
aan te \
merken | aan veranderen) | dit is precies (wat ik wilde | goed | wat we zochten | de bedoeling)
"""

FACTS = """
<begin> <werk> [<woord>+] | <begin> <woord>+ <werk> [<woord>+]
(heb | ik heb | we hebben | is | zijn | klopt | past | werkt) <woord>+
[<det>] <ding> [<ding>] [en [<det>] <ding>] [<erg>] (<goed> | <prachtig> | gecontroleerd | \
ontvangen | \
geleverd | opgeleverd | binnen | op tijd) | (mooi | mooie | goed | goede | leuk | leuke | prima) \
<ding>
(zonder | geen) (fouten | problemen | vertraging) [gevonden | gezien]
"""
