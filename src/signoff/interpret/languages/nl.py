"""Dutch."""

from __future__ import annotations

from signoff.interpret.language import Kind, Language
from signoff.interpret.languages.nl_consent import (
    CONSENT_GOOD,
    CONSENT_SLOTS,
    CONSENT_YES,
    FACTS,
)

LANGUAGE = Language(
    code="nl",
    slots={
        **CONSENT_SLOTS,
        "doe": """
            publiceren | publiceer | versturen | verstuur | verzenden | verzend | sturen | stuur
            plaatsen | plaats | betalen | betaal | tekenen | teken | onderteken | ondertekenen
            mergen | merge | deployen | deploy | uitrollen | afdrukken | drukken | druk
            goedkeuren | starten | start | bestellen | bestel | kopen | koop | boeken
            boek | aannemen | inplannen | doorgaan | verdergaan | gebruiken | gebruik
            accepteren | accepteer | uitvoeren
            online zetten | live zetten | live gaan | online | de deur uit
            """,
        "het": "het | dit | dat | deze | die | hem | haar | ze | alles | maar | zo",
        "det": """
            de | het | een | dit | dat | deze | die | mijn | onze | ons | jullie | je | jouw | uw
            zijn | haar | alle | hele
            """,
        "noun": """
            concept | tekst | document | contract | factuur | voorstel | rapport | versie
            persbericht | nieuwsbrief | artikel | stuk | interview | begroting | offerte
            ontwerp | logo | website | site | pagina | plan | aanvraag | betaling | aankoop
            reis | mail | bericht | antwoord | campagne | advertentie | foto | beeld | video
            post | vertaling | handleiding | poster | folder | brochure | release | wijziging
            wijzigingen | pr | code | gegevens | rekening | bestelling | afspraken | voorwaarden
            werk | resultaat | idee | project | omslag | klant | productie | druk
            """,
        "obj": """
            [<det>] [nieuwe | voorgestelde | huidige | definitieve | bijgevoegde] (<noun> | \
            {topic} | <noun> <van> [<det>] (<noun> | {topic}))
            """,
        "np": """
            [<det>] [nieuwe | voorgestelde | huidige | definitieve | bijgevoegde] (<noun> | \
            {topic} | {name} | <noun> {name} | <noun> <van> [<det>] (<noun> | {topic} | \
            {name}))
            """,
        "van": "van | voor | met | aan | in | op | naar | over | bij | door",
        "erg": """
            erg | heel | echt | zeer | helemaal | prima | super | alles | zo | lekker
            hartstikke | best | ook | nu | meer dan | gewoon | volledig | absoluut | mooi
            """,
        "goed": """
            goed | prima | perfect | uitstekend | geweldig | fantastisch | top | mooi | fijn
            leuk | ok | oke | okay | in orde | akkoord | goedgekeurd | correct | juist | klaar
            netjes | helder | duidelijk | compact | geslaagd | geaccepteerd | bevestigd
            toegestaan | super | keurig | schitterend | voortreffelijk | compleet | groen | klopt
            goed zo | prima zo | mooi zo | mooi geworden | goed geworden | leuk geworden
            """,
        "eind": """
            voor mij | wat mij betreft | van mijn kant | van onze kant | voor ons | zo | nu
            vandaag | deze keer | hier | ook | in mijn ogen | mijns inziens | wat ons betreft
            hoor | ook wel | zoals het is | uit | in deze vorm | met het voorgestelde {topic}
            """,
        "wanneer": """
            nu | vandaag | morgen | direct | meteen | maar | gerust | zo | online | live | uit
            erop | erin | eruit | door | aan | in productie | <van> <np> | zoals gepland | graag
            alvast | hoor
            """,
        "is": """
            is | zijn | ziet er | ziet er allemaal | ziet | zien er | lijkt | lijkt me | vind ik
            klinkt | leest | was | werkt | oogt
            """,
        "gedaan": """
            gepubliceerd | verstuurd | verzonden | geplaatst | betaald | getekend | ondertekend
            gemerged | gedeployed | uitgerold | gedrukt | goedgekeurd | besteld | geboekt
            gebruikt
            """,
        "gelezen": """
            gelezen | doorgelezen | bekeken | gecontroleerd | nagekeken | getest | gezien
            doorgenomen | vergeleken | nagelopen
            """,
    },
    phrases={
        Kind.YES: """
            ja | jazeker | jawel | ja hoor | ja graag | ja prima | ja doe maar | ja natuurlijk
            natuurlijk | zeker | tuurlijk | zeker weten | absoluut | uiteraard | graag | ok | oke
            okay | okee | prima | goed | is goed | vind ik goed | dat is goed | akkoord
            ga akkoord | ik ga akkoord | wij gaan akkoord | we gaan akkoord | mee eens | eens
            ik ben het ermee eens | helemaal mee eens | doe maar | doen | doe het | ga je gang
            ga uw gang | ga door | ga maar door | ga verder | vooruit | vooruit maar
            laten we het doen | laten we gaan | gaan | go | geen probleem | geen enkel probleem
            groen licht | wat mij betreft ja | wat mij betreft akkoord | wat mij betreft prima
            voor mij prima | voor mij akkoord | voor mij oke | van mij mag het | mag | het mag
            dat mag | klopt | dat klopt | juist | bevestigd | ik bevestig | afgesproken | deal
            👍 | ✅ | 👌 | ✔ | 🆗 | +1 | yes | yep | jup | top doen | zet maar online
            zet online | zet het online | zet hem live | zet live | erin ermee | erop ermee
            gooi maar online | gooi online | geef maar vrij
            """
        + CONSENT_YES,
        Kind.GOOD: """
            [<obj> | alles | het | dit | dat] <is> [<erg>] [<erg>] <goed> [uit] [<eind>] [<eind>]
            ziet er [<erg>] <goed> uit [<eind>] | <is> [<erg>] <goed> en [<erg>] <goed>
            alles [<erg>] <goed> [<eind>] | [<erg>] <goed> [<eind>] [<eind>]
            [<erg>] (mooie | goede | leuke | mooi | goed | leuk | sterk | sterke | prachtige | \
            prachtig | heldere) <noun> [geworden] [<eind>]
            <obj> is [<erg>] <goed> [geworden]
            (goedgekeurd | akkoord | geaccepteerd | toegestaan | vrijgegeven | goedkeuring | \
            toestemming) [verleend | gegeven] [<eind>] [<eind>]
            (ik | wij | we) (keur | keuren) (<het> | <obj>) [hierbij] goed
            (ik | wij | we) (accepteer | accepteren | geef akkoord | geven akkoord | teken | \
            tekenen) [<obj>]
            (ik | wij | we | het bestuur) (ga | gaan | gaat) [hierbij] \
            akkoord [met <obj>] [<eind>]
            akkoord (met | voor) (<obj> | betaling | publicatie | verzending | plaatsing | druk)
            (je | jullie | u) (hebt | heb | hebben | heeft) (mijn | onze) (akkoord | \
            goedkeuring | zegen | toestemming | ok)
            [<obj> | het | dit | deze | hij] (mag | kan | mogen | kunnen) [zo | nu | gerust | \
            wel | gewoon | van mij | door] (<doe> | eruit | erin | erop | online | live | de \
            deur uit | naar buiten | uit | weg | worden <gedaan> | <gedaan> worden) [<wanneer>] \
            [<eind>]
            (je | jullie | u | we) (mag | kan | kunt | mogen | kunnen) [<het>] <doe> [<wanneer>]
            <doe> [<het> | <obj>] [maar] [<wanneer>] [<wanneer>]
            (graag | maar) <doe> [<wanneer>]
            klaar (om te <doe> | voor <obj> | voor publicatie | voor verzending)
            (geen | zonder | ik heb geen | we hebben geen | heb geen | verder geen) [verdere | \
            enkele] (opmerkingen | bezwaar | bezwaren | wijzigingen | aanpassingen | vragen | \
            problemen | fouten | aanvullingen | kanttekeningen | commentaar) [meer] [<eind>]
            niets (op aan te merken | toe te voegen | te verbeteren | aan te merken | aan toe \
            te voegen) [<eind>]
            niks (op aan te merken | toe te voegen | aan veranderen)
            niets [meer] aan (doen | veranderen)
            precies (zo | goed | wat ik wilde | wat we wilden | wat we nodig hadden)
            ik ben [<erg>] (tevreden | blij) [ermee | met <obj>]
            [ik vind het | vind het | vind ik] [<erg>] <goed> | lgtm | 🚀
            klopt (helemaal | allemaal)
            """
        + CONSENT_GOOD,
        Kind.SUPPORT: """
            <np> (is | zijn) (geleverd | ontvangen | afgesproken | besproken | getest | \
            gecontroleerd | binnen)
            [ik heb | heb | hebben | we hebben] [<np> | <het> | alles] [<erg>] [twee keer | \
            goed | even | zorgvuldig] <gelezen> [en <gelezen>]
            <np> (klopt | kloppen) [helemaal | allemaal | ook] | <np> <is> [<erg>] <goed> [uit]
            (juridische zaken | finance | {name} | het team | de klant | de directie | het \
            bestuur) (is | zijn | heeft | hebben) [ook | al] (akkoord | goedgekeurd | akkoord \
            gegeven)
            goed (geschreven | gedaan | leesbaar) | lekker (compact | kort) [ook]
            helder en (kort | bondig) | binnen (budget | het budget)
            """,
        Kind.FACT: FACTS,
        Kind.COURTESY: """
            dank | bedankt | dank je | dank je wel | dankjewel | dank u | dank u wel | dankuwel
            hartelijk dank | veel dank | thanks | merci
            bedankt [allemaal | {name} | team | iedereen]
            (dank | bedankt | dank je | hartelijk dank) voor (<np> | alles | het werk | de \
            moeite | je werk | de snelle reactie | het sturen)
            hoi [{name} | allemaal | team] | hallo [{name} | allemaal] | hey [{name}]
            dag [{name} | allemaal] | goedemorgen [{name}] | goedemiddag [{name}]
            beste [{name} | allemaal | collegas]
            geachte [heer | mevrouw] [de | van | {name}] {name} | geachte heer | geachte mevrouw
            groet [{name}] | groeten [{name}] | gr [{name}] | mvg | met vriendelijke groet
            met vriendelijke groeten | vriendelijke groet | hartelijke groet
            tot (snel | morgen | maandag | straks) | fijne (dag | avond | week | middag) [nog]
            fijn weekend | prettig weekend
            (goed | mooi | knap | lekker | top | super | netjes) (werk | gewerkt | gedaan | \
            bezig) [allemaal | team | {name}]
            complimenten | gefeliciteerd | petje af | sorry voor de (late reactie | vertraging)
            (dank | bedankt | dank je | dank je wel | hartelijk dank) voor <woord>+ | goeie reis | \
            goede reis
            (hoi | hallo | dag | goedemorgen) [,] {topic} | groetjes [{name}] | top team | hoera | \
            joepie
            team | allemaal | fijn | eindelijk | leuk | mooi hoor | 🙂 | 😊 | 🙏 | 👏 | 💪 | 🎉
            😍 | ❤ | 😀 | 😄 | 🔥 | ✨ | 🥳 | 🙌 | 🤝
            """,
        Kind.LATER: """
            volgende keer | de volgende keer | voor de volgende keer | een volgende keer
            in de toekomst | voortaan | in het vervolg | voor volgende keer
            bij de volgende <noun> | voor de volgende <noun> | voor het volgende <noun>
            """,
        Kind.SEPARATOR: """
            wat mij betreft | van mijn kant | wat ons betreft | voor mij | en | dus | dan | ook | \
            nou | ja dan | & | daarom | oh | ah | hoor | verder
            """,
        Kind.NO: """
            dus [,] nee $ | ^ deze keer niet ($ | ,)
            ^ nee | ^ nee hoor | ^ nee dank | ^ helaas niet | ^ helaas nee | ^ nee sorry
            niet (akkoord | goedgekeurd | goedkeuren | publiceren | plaatsen | versturen | \
            sturen | betalen | tekenen | accepteren | mergen | mee eens | acceptabel | goed \
            genoeg | goed | doen | ondertekenen)
            ga niet akkoord | (dit | dat | deze | dit stuk) ga ik niet | ga ik niet
            gaan we niet | kan ik niet (goedkeuren | akkoord | tekenen | accepteren)
            geen akkoord | zo niet | oneens | niet mee eens | tegen | ik ben tegen | 👎 | ❌ | 🚫
            ⛔ | bevalt me niet
            """,
        Kind.REJECT: """
            (dit | dat) (doen | nemen) we niet | geen denken aan | (kan | mag) de prullenbak in
            keur (het | dit | deze) (niet goed | af) | we sturen (niks | niets) | afgekeurd | \
            afkeuren | keur ik af | afgewezen | afwijzen | wijs ik af | wij wijzen af
            geweigerd | weiger | weigeren | verworpen | annuleren | annuleer | geannuleerd
            afblazen | schrappen | schrap | vergeet het | vergeet het maar | absoluut niet
            zeker niet | geen sprake van | onder geen beding | in geen geval | nooit
            geen interesse | niet geinteresseerd | onacceptabel | prullenbak | weg ermee
            gooi weg | gooi het weg | geen budget | laat maar | laten we maar | sluiten
            sluit maar | sluit deze | sluiten maar | niet meer nodig | stop ermee | afbreken
            breek af | blokkeren
            """,
        Kind.CHANGE: """
            (stuur | maak | lever | wil | graag) [me | mij | ons] [graag] (een nieuw | een nieuwe \
            | een ander | nog een) (versie | concept)
            (een nieuwe | een nieuw) (versie | concept) (graag | sturen | maken | aanleveren)
            ontbreekt | ontbreken | mist | missen
            moet (nog | anders | worden | korter | eruit | erin | zijn | op | naar)
            moeten (nog | anders | worden | we nog) | zou (moeten | korter | beter)
            graag (aanpassen | wijzigen | corrigeren | toevoegen | inkorten | herzien | \
            weghalen | verwijderen | vervangen | nog | een | het | de)
            aanpassen | pas aan | pas het aan | aangepast worden | wijzig | wijzigen | verander
            veranderen | corrigeer | corrigeren | voeg toe | toevoegen | verwijder | verwijderen
            haal weg | weghalen | inkorten | korter maken | kort in | herschrijf | herschrijven
            vervang | vervangen | herzie | herzien | verbeter | verbeteren | bijwerken | werk bij
            verplaats | verduidelijk | opnieuw | overdoen | maak het | maak de
            te (lang | kort | veel | weinig | klein | groot | formeel | technisch | vaag \
            | donker | laat | vroeg | druk)
            is [nog] (fout | onjuist | onduidelijk | verouderd | verkeerd | onvolledig | \
            verwarrend | \
            kapot | wazig)
            zijn (fout | onjuist | verouderd | verkeerd) | fout | fouten | foutje | verkeerd
            verkeerde | tikfout | tikfouten | typefout | spelfout | spelfouten | klopt niet
            kloppen niet
            niet (duidelijk | correct | juist | compleet | af | klaar | actueel | leesbaar)
            werkt niet | onduidelijk | verouderd | in plaats van
            liever (een | geen | korter | met) | ik zou (liever | graag)
            (iets | maak het | veel) (korter | duidelijker | groter | kleiner) | meer (details | \
            voorbeelden)
            (kun je | kunt u | kunnen jullie | zou je) <woord>+ (aanpassen | wijzigen | toevoegen \
            | \
            erbij zetten | veranderen | corrigeren | inkorten) | stacktrace | crasht | nog niet \
            helemaal
            verander <woord>+ | staat er nog in | staan (er | nog) fouten | dekt de lading niet
            (het | de) oude <ding> (staat | staan) | (ontbreekt | ontbreken) <woord>+
            nog niet goed | aanpassingen nodig
            """,
        Kind.HOLD: """
            wacht | wachten | wacht even | nog niet | nu niet | vandaag niet | niet vandaag
            niet nu | ^ later | uitstellen | stel uit | uitgesteld | pauzeren | pauze | aanhouden
            even aanhouden | in de wacht | on hold | (pas | tot) (volgende week | volgende maand)
            liever (maandag | dinsdag | volgende week | later | morgen) | tot nader order
            voorlopig niet
            """,
        Kind.CONTRAST: """
            maar | echter | behalve | eerst | als | zodra | alleen | bijna | voordat | wel nog
            """,
        Kind.MOCK: "ja ja | vast wel | 🙄 | 😏 | 🙃 | 👎",
        Kind.ROLLBACK: """
            rollback | terugdraaien | draai terug | rol terug | terugzetten | vorige versie
            """,
        Kind.NEGOTIATE: """
            onderhandel | onderhandelen | korting | tegenbod | te duur | heronderhandelen
            prijs omlaag | vraag korting
            """,
        Kind.DISPUTE: """
            bezwaar maken | bezwaar | betwist | betwisten | reclameren | dubbel gefactureerd
            niet geleverd | nooit ontvangen | nooit besteld | niet gedaan
            """,
        Kind.ESCALATE: """
            escaleren | escaleer | moet de directie | niet aan mij | kan ik niet beslissen
            kan ik niet alleen beslissen | juridische zaken laten | naar juridische zaken
            """,
        Kind.INFO: """
            meer informatie | meer details | meer info | navragen | vraag na | graag toelichting
            toelichten | verduidelijking
            """,
        Kind.NEGATION: "niet | geen | nooit | niets | niks | zonder | nee | noch | nauwelijks",
        Kind.DOUBT: """
            niet | geen | nooit | niets | niks | zonder | nee | maar eerst | echter | behalve
            tenzij | alleen | misschien | wellicht | denk | geloof | vermoed | ligt eraan
            hangt ervan af | wacht | wachten | nog | eerst | daarna | later | bijna | eigenlijk
            twijfel | hmm | afgekeurd | afgewezen | zegt | zei | volgens | grapje | haha | of
            anders | helaas | zou | zouden | toch | al twijfel | wanneer | zodra | nadat | voordat \
            | totdat
            """,
        Kind.CONDITION: """
            als | indien | mits | zodra | onder voorwaarde
            op voorwaarde | tenzij | pas als | alleen als | na overleg
            na correctie
            """,
        Kind.TIMING: "wanneer | nadat | voordat | totdat | tot",
        Kind.POLITE: """
            ^ kun je | ^ kunt u | ^ kunnen jullie | ^ zou je | ^ zou u | ^ wil je | , kun je
            graag | alsjeblieft | alstublieft
            """,
        Kind.MACHINE: """
            negeer | vergeet (alle | je | de) | je instructies | instructies | systeem
            je bent een | je bent nu | u bent een | gedraag je als | doe alsof
            je moet (antwoorden | teruggeven) | antwoord (met | alleen) | geef terug
            markeer als | het model | assistent
            """,
        Kind.AWAY: """
            bij spoed | voor dringende | neem contact op | contact opnemen met | in een vergadering
            ik bel je | bel je zo | bel je terug | weer aanwezig
            afwezig | op vakantie | niet op kantoor | automatisch antwoord | ik kijk | kijk ik
            ik kom erop terug | kom erop terug | moet nadenken | denk erover na | slaap er
            nachtje over | doorgestuurd | doorgezet | ben niet de | niet de juiste persoon
            weet ik nog niet | mwah | weet ik niet | geen idee | weet niet | niet zeker | maakt \
            mij niet uit | beslis jij
            twijfel | 🙄 | 🤔 | 🤷
            """,
        Kind.MENDED: """
            aangepast | gecorrigeerd | gewijzigd | toegevoegd | verwijderd | vervangen | opgelost
            bijgewerkt | hersteld | ingekort | verbeterd
            """,
        Kind.URGENT: "dringend | spoed | zo snel mogelijk | direct | kritiek | hoge prioriteit",
        Kind.LOW: "laag | lage prioriteit | geen haast | heeft geen haast",
        Kind.NORMAL: "normaal | normale prioriteit | gemiddeld",
        Kind.LEAVE: "weglopen | afhaken | haken af",
    },
    plain="""
        de het een en van in is dat op te aan met voor er maar om hem dan zou of wat mijn men dit
        zo door over ze zich bij ook tot je mij uit der daar haar naar heb hoe heeft hebben deze
        u want
        """
    """
        nog zal me zij nu ge geen omdat iets worden toch al waren veel meer doen toen moet ben
        zonder kan hun dus alles onder ja eens hier wie werd altijd doch wordt wezen kunnen ons
        zelf tegen na reeds wil kon niets uw iemand geweest andere wel ik we wij jullie nieuwe
        """,
)
