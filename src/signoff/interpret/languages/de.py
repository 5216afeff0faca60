"""German. Umlauts are read as written and as 'ae', 'oe', 'ue'."""

from __future__ import annotations

from signoff.interpret.language import Kind, Language
from signoff.interpret.languages.de_consent import (
    CONSENT_GOOD,
    CONSENT_SLOTS,
    CONSENT_YES,
    PRAISE_SLOTS,
)
from signoff.interpret.languages.de_facts import FACT_SLOTS, FACTS
from signoff.interpret.languages.de_refusals import REFUSAL_SLOTS, REFUSALS

_DEEDS = """
veröffentlichen senden versenden verschicken abschicken schicken rausschicken raussenden
freigeben drucken zahlen bezahlen
überweisen unterschreiben unterzeichnen mergen deployen ausrollen livestellen onlinestellen
starten umsetzen beauftragen
bestellen kaufen buchen annehmen akzeptieren genehmigen verwenden nutzen
nehmen posten ausliefern
anweisen loslegen fortfahren weitermachen durchführen ausführen übernehmen bestätigen
unterschreiben einkaufen erteilen zusagen
"""

_SLOTS = {
    "inf": " | ".join(_DEEDS.split())
    + """
        online stellen | live gehen | online gehen | live stellen | rausgehen | raus gehen
        so bleiben | live | online
        """,
    "imp": """
        veröffentliche | veröffentlicht | sende | sendet | schick | schickt | schicke | druck
        druckt | zahl | zahlt | zahle | bezahl | bezahlt | überweise | unterschreib | merge
        merg | deploy | deployt | starte | startet | bestell | bestellt | kauf | kauft | buch
        nimm | nehmt | nehmen wir | gib | gebt | stell | stellt | leg los | legt los | mach
        macht | mach weiter | macht weiter | haut | hau | roll | rollt | lass | lasst | setz
        setzt
        """,
    "es": """
        es | das | den | die | sie | ihn | dies | diese | dieses | diesen | alles | das ding
        ihn so | es so | das so | sie so | die so | den so | so
        """,
    "det": """
        der | die | das | den | dem | des | ein | eine | einen | einem | einer | dieser | diese
        dieses | diesen | diesem | mein | meine | meinen | unser | unsere | unseren | euer | eure
        ihr | ihre | ihren | dein | deine | deinen | alle | im | am | vom | zum | zur | beim
        """,
    "noun": """
        entwurf | text | dokument | vertrag | kundenvertrag | rechnung | vorschlag | bericht
        version | fassung | pressemitteilung | newsletter | artikel | budget | angebot | design
        layout | logo
        website | webseite | startseite | seite | plan | antrag | anfrage | zahlung | kauf
        kosten | reise | mail | nachricht | antwort | kampagne | anzeige | foto | bild | video
        post | beitrag | übersetzung | handbuch | anleitung | plakat
        flyer | broschüre | release | rollout | deployment | änderung | änderungen | pr | code
        daten | konten | bestellung | vereinbarung | konditionen | arbeit | ergebnis | idee
        projekt | katalog | präsentation | folien | druck | kunden | kunde | unterlagen
        stellenanzeige | konzept
        """,
    "obj": """
        [<det>] [neue | neuen | neuer | aktuelle | aktuellen | vorliegende | vorliegenden | \
        finale | finalen | ganze | ganzen] (<noun> | {topic} | <noun> <von> [<det>] (<noun> | \
        {topic}))
        """,
    "np": """
        [<det>] [neue | neuen | neuer | aktuelle | aktuellen | vorliegende | vorliegenden | \
        finale | finalen | angehängte | beigefügte | ganze | ganzen] (<noun> | {topic} | {name} \
        | <noun> {name} | <noun> <von> [<det>] (<noun> | {topic} | {name}) | {topic} {name})
        """,
    "von": """
        von | für | mit | an | im | in | zu | zur | zum | auf | über | aus | bei | der | des
        vom
        """,
    "sehr": """
        sehr | wirklich | richtig | echt | ganz | total | absolut | super | alles | soweit | so
        völlig | vollkommen | ziemlich | rundum | mehr als | einfach | auch | jetzt | schon
        insgesamt | bestens | wunderbar | durchaus | wieder
        """,
    "gut": """
        gut | super | prima | perfekt | toll | klasse | spitze | hervorragend | ausgezeichnet
        wunderbar | großartig | einwandfrei | tadellos | in ordnung | ok | okay | okey | fein
        schön | top | bestens | passend | richtig | korrekt
        fertig | stimmig | rund | gelungen | sauber | freigegeben | genehmigt | angenommen
        akzeptiert | bestätigt | abgenommen | bewilligt | genau richtig | mega | genial | geil
        fantastisch | exzellent | einverstanden | i o | bereit | vollständig | klar
        verständlich
        wie besprochen | wie gewünscht | wie vereinbart | druckreif | sachlich richtig
        rechnerisch richtig | sachlich und rechnerisch richtig | plausibel | so gut | erteilt
        hübsch | klasse geworden | super geworden | gut geworden | toll geworden | schön geworden
        sehr gut geworden | gut so | perfekt so | prima so
        """,
    "ende": """
        für mich | von mir | von mir aus | von meiner seite | von meiner seite aus | meinerseits
        aus meiner sicht | von uns | unsererseits | von unserer seite | für uns
        aus unserer sicht | so | wie es ist | wie er ist | wie sie ist | in dieser form | jetzt
        heute
        diesmal | insgesamt | hier | bei mir | soweit | auch | meiner meinung nach | finde ich
        aus sicht der {name} | ebenfalls | in der vorliegenden form | in der vorliegenden fassung
        zum druck | zur zahlung | für den druck | damit | hiermit | ohne einschränkung
        ohne vorbehalt | übrigens | dazu
        """,
    "wann": """
        jetzt | heute | morgen | sofort | gleich | bitte | bitte so | gerne | gern | ruhig
        einfach | jederzeit | wie geplant | wie besprochen | wie es ist | so | raus | online
        live | ein | ab | an | rein | rüber | durch | frei | los | an alle | an den kunden
        an die kunden | <von> <np> | in produktion | auf prod | zügig | umgehend | auch
        das ding | dann | doch | mal
        """,
    "ist": """
        ist | sind | war | sieht | sehen | schaut | klingt | liest sich | wirkt | finde ich
        passt | geht | scheint | bleibt | ist so | sieht so | sieht alles | ist alles
        schaut alles | läuft | aus
        """,
    "fehler": """
        einwände | einwand | bedenken | anmerkungen | anmerkung | änderungen | änderungswünsche
        kommentare | fehler | probleme | problem | fragen | korrekturen | beanstandungen
        ergänzungen | einwendungen | vorbehalte | beschwerden | änderung | wünsche
        """,
    "gelesen": """
        geprüft | gelesen | durchgelesen | angeschaut | angesehen | durchgesehen | kontrolliert
        getestet | verglichen | gegengelesen | nachgerechnet | durchgegangen | überprüft
        gesehen
        """,
}


_WITHOUT_UMLAUTS = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue"}


def _respelled(said: str) -> str:
    """Return the phrases with those spelled without umlauts added, a line each."""
    plain = said.translate(_WITHOUT_UMLAUTS)
    return said if plain == said else f"{said}\n{plain}"


_LANGUAGE = Language(
    code="de",
    slots={
        **_SLOTS,
        **CONSENT_SLOTS,
        **PRAISE_SLOTS,
        **FACT_SLOTS,
        **REFUSAL_SLOTS,
        "partizip": """
            veröffentlicht | gesendet | versendet | verschickt | freigegeben | gedruckt | bezahlt
            gezahlt | überwiesen | unterschrieben | unterzeichnet | gemergt | deployt
            ausgerollt | gestartet | umgesetzt | beauftragt | bestellt | gebucht | eingestellt
            angenommen | weitergeleitet | verwendet | genommen
            """,
    },
    phrases={
        Kind.YES: """
            ja | jo | jup | jepp | jawohl | jawoll | ja ja | ja gerne | ja gern | ja bitte
            ja klar | klar | na klar | aber klar | klaro | natürlich | selbstverständlich
            sicher | auf jeden fall | unbedingt | gerne | gern | sehr gerne | ok | okay | okey
            oki | in ordnung | geht klar | geht in ordnung | alles klar | abgemacht
            einverstanden | bin einverstanden | ich bin einverstanden | wir sind einverstanden
            damit einverstanden | bin damit einverstanden | ich bin damit einverstanden
            bin dabei | bin dafür | ich bin dafür | wir sind dafür | stimme zu | ich stimme zu
            wir stimmen zu | stimme dem zu | zugestimmt | zustimmung | passt | passt so
            passt für mich | passt schon so | das passt | passt mir | passt uns | machen wir
            machen wir so | so machen wir es | so machen wir das | mach | mach das | macht das
            machen sie das | so machen | bitte so machen | kann man so machen | los | los geht s
            los gehts | auf geht s | auf gehts | go | weiter | weiter so | nur zu | tu das
            tun sie das | von mir aus ja | von mir aus gerne | von mir aus gern
            meinetwegen gerne | für mich ok | für mich okay | für mich in ordnung
            für mich passt das | für mich passt es | kein problem | gar kein problem | kein thema
            grünes licht | daumen hoch | richtig | korrekt | genau | stimmt | stimmt so
            bestätigt | ich bestätige | hiermit bestätigt | wir bestätigen | 👍 | ✅ | 👌 | ✔
            🆗 | +1 | jap | yes | yep | logo | freilich | gebongt | deal | ich sage ja
            ein klares ja | ja von mir | ja von meiner seite | ja machen | ja mach | ja los
            ja bitte machen
            """
        + CONSENT_YES,
        Kind.GOOD: """
            [<obj> | alles | das | es | so | die | der | er | sie] <ist> [<sehr>] [<sehr>] <gut> \
            [aus] [<ende>] [<ende>]
            <ist> [<sehr>] <gut> und [<sehr>] <gut>
            [<obj> | alles | das | es | so] (sieht | schaut | sehen) [<sehr>] [<sehr>] <gut> aus \
            [<ende>]
            (sieht | schaut) (gut | super) aus | alles [<sehr>] <gut> [<ende>]
            [<sehr>] [<sehr>] <gut> [<ende>] [<ende>]
            [<det>] [<sehr>] (schöner | guter | toller | gelungener | klasse | super | tolle | \
            gute | schöne | gelungene | gutes | schönes | tolles) (<noun> | {topic}) [<ende>] \
            [geworden]
            passt [alles | so | für mich | perfekt | super | gut] [<ende>] | alles passt
            das passt [so | alles] | (ist | sind) [<sehr>] <gut> geworden
            gefällt mir [<sehr>] [gut | super] [<ende>]
            (freigabe | genehmigung | zustimmung | ok | okay) (erteilt | ist erteilt | hiermit \
            erteilt | von mir | von meiner seite | gegeben | liegt vor)
            hiermit (freigegeben | genehmigt | erteile ich die freigabe | gebe ich frei | gebe \
            ich <obj> frei | stimme ich zu | genehmige ich <obj>)
            (freigegeben | genehmigt | angenommen | bewilligt | abgenommen | abgesegnet | \
            akzeptiert | gebilligt) [<ende>] [<ende>]
            (ist | sind | sei | wird) [hiermit | damit] (freigegeben | genehmigt | angenommen | \
            bewilligt | akzeptiert) [<ende>]
            (ich | wir) (gebe | geben) [<es> | <obj>] frei [<ende>]
            (ich | wir) (genehmige | genehmigen | akzeptiere | akzeptieren | bewillige | \
            unterschreibe | nehme <obj> an | nehmen <obj> an | nehmen an | nehme an | befürworte) \
            [<es> | <obj>] [<ende>]
            gebe ich frei | gebe hiermit frei
            (ich | wir) (gebe | geben) (meine | unsere | die | mein | unser | grünes) (freigabe \
            | zustimmung | ok | okay | licht) [<ende>]
            (du hast | sie haben | ihr habt | hast | haben sie) (meine | unsere | mein | unser \
            | meinen) (freigabe | zustimmung | ok | okay | segen | einverständnis | go) \
            [<ende>]
            (mein | unser) (ok | okay | go | segen) (habt ihr | hast du | haben sie)
            meine (zustimmung | freigabe) (hast du | habt ihr | haben sie)
            [<obj> | das | es | er | sie | die | der] (kann | können | darf | dürfen | sollte) \
            [jetzt | gerne | gern | so | ruhig | auch | heute | bitte | sofort] [<obj> | <es>] \
            [so | jetzt | gerne | gern | wie geplant] (<inf> | raus | online | live | rein | \
            weg | ab) [<wann>] [<ende>]
            (kann | darf | können) [gerne | gern | so | jetzt] <partizip> werden
            [<obj> | das | es] (kann | darf | können) [gerne | gern | so | jetzt] <partizip> \
            werden
            (könnt | können | kannst) (ihr | sie | du | wir) [<es> | <obj>] [gerne | gern | so | \
            jetzt | ruhig] <inf>
            (sie | ihr | du | wir) (können | könnt | kannst | dürfen | dürft | darfst) [<es> | \
            <obj>] [gerne | gern | so | jetzt | ruhig] <inf> [<wann>]
            [bitte] [<es> | <obj>] [bitte | gerne | gern | jetzt | so | sofort | heute | wie \
            besprochen] <inf> [<wann>]
            <inf> [bitte] [wir <es>] | [bitte] <imp> [<es> | <obj>] [<wann>] [<wann>] [<wann>]
            (bereit | fertig | frei) (zum | zur | für) (<obj> | <inf> | versand | druck | \
            veröffentlichung | freigabe)
            ab (damit | dafür | die post | in den druck) | raus damit | rein damit | her damit
            immer her damit | ab in den druck
            lasst uns (loslegen | starten | <inf>)
            (wir | dann) (nehmen | machen | starten | senden | drucken) (es | das | sie) [so]
            wir nehmen das angebot an | so (nehmen | machen | lassen | übernehmen) [wir]
            (keine | keinerlei | ohne | habe keine | ich habe keine | wir haben keine | sehe \
            keine | hab keine | gibt keine | keine weiteren | habe ich keine) [weiteren] \
            <fehler> [<ende>] [mehr]
            nichts (einzuwenden | zu beanstanden | hinzuzufügen | auszusetzen | zu ergänzen | \
            zu meckern | zu ändern | dagegen | dran auszusetzen) [<ende>]
            (habe | hab | ich habe | wir haben | haben | von mir aus) nichts (einzuwenden | zu \
            beanstanden | hinzuzufügen | auszusetzen | zu ergänzen | dagegen | zu meckern) \
            [<ende>]
            (es | da) gibt (es | s) nichts (auszusetzen | zu beanstanden | zu meckern)
            spricht nichts dagegen | nichts spricht dagegen | nicht zu beanstanden
            (würde | ich würde) nichts (ändern | daran ändern) | bitte nichts mehr ändern
            besser geht s nicht | besser geht es nicht | da gibt es nichts zu meckern
            (genau | exakt) (so | das) (wollte ich | hatte ich | wollten wir | haben wir | \
            wollte ich das | hatte ich mir das vorgestellt) [es | das] [vorgestellt | \
            besprochen | vereinbart]
            genau so | genau so machen
            (bin | sind | ich bin | wir sind) [damit] [<sehr>] (zufrieden | happy | glücklich) \
            [damit | mit <obj>] [<ende>]
            (finde | find) (ich | wir) [<sehr>] <gut>
            ich finde (es | das | ihn | sie | <obj>) [<sehr>] <gut> | lgtm | 🚀 | daumen hoch
            imprimatur | läuft | [ich] (mag | liebe) (es | das | <obj>)
            """
        + CONSENT_GOOD,
        Kind.SUPPORT: """
            (ich | wir) (habe | haben) [<np>] [mit <np>] (gesprochen | telefoniert | abgestimmt \
            | besprochen | geklärt | getestet | verglichen)
            (das | es | <np>) (entspricht | entsprechen | deckt sich mit | ist abgestimmt mit | \
            ist im | liegt im) (<np> | budget | rahmen | plan)
            <np> (ist | sind) (da | vorhanden | bezahlt | geliefert | angekommen | abgestimmt | \
            besprochen | dokumentiert | geplant | eingeplant | unterschrieben) [worden]
            (die arbeit | die arbeiten | die leistung | <np>) (wurde | wurden) (erbracht | \
            geliefert | erledigt | geprüft | abgenommen | bestellt | besprochen)
            [ich | wir | hab | habe] [hab | habe | haben] [<np> | <es> | alles] [<sehr>] [mit \
            <np>] [zweimal | genau | gründlich | in ruhe | noch mal | heute | eben | nochmal] \
            <gelesen> [und <gelesen>]
            <np> (stimmt | stimmen | passen | passt | sind richtig | ist richtig | sind korrekt \
            | ist korrekt | sind plausibel) [alle | auch] [<ende>]
            <np> <ist> [<sehr>] <gut> [aus] [und [<sehr>] <gut>]
            (die rechtsabteilung | die buchhaltung | der kunde | das team | die \
            geschäftsleitung | legal | {name} | der chef | alle) (hat | haben | ist | sind) \
            [auch | ebenfalls | schon | bereits] (zugestimmt | freigegeben | einverstanden | \
            sein ok gegeben | ihr ok gegeben | abgenommen | das ok gegeben)
            gut (geschrieben | gemacht | gelöst | lesbar | verständlich | strukturiert)
            im (budget | rahmen | zeitplan) | klar und verständlich | kurz und knackig
            schön (geschrieben | kompakt | kurz)
            """,
        Kind.FACT: FACTS,
        Kind.COURTESY: """
            danke | vielen dank | danke schön | dankeschön | besten dank | herzlichen dank
            danke dir | danke euch | danke ihnen | danke sehr | tausend dank
            danke [an] (alle | {name} | team | dir | euch | das team)
            (danke | vielen dank | besten dank | herzlichen dank | danke dir | danke euch) für \
            (<np> | alles | die arbeit | die mühe | die schnelle <noun> | die geduld | eure \
            arbeit | deine arbeit | ihre mühe | die info | den entwurf | die zusendung | die \
            rückmeldung | die schnelle bearbeitung)
            hallo [{name} | zusammen | alle | herr {name} | frau {name} | team]
            hi [{name} | zusammen] | moin [moin | {name} | zusammen] | servus [{name}]
            grüß gott
            guten (tag | morgen | abend) [{name} | herr {name} | frau {name} | zusammen]
            liebe {name} | lieber {name} | liebe kollegen | liebes team
            sehr geehrte damen und herren | sehr geehrte frau {name} | sehr geehrter herr {name}
            (mit freundlichen | mit besten | freundliche | beste | viele | liebe | schöne | \
            herzliche) (grüßen | grüße) [aus {name}]
            (gruß | grüße | lg | vg | mfg | bg) [{name} | aus {name}]
            (schönes | ein schönes) (wochenende | we) | schönen (tag | abend | feierabend) [noch]
            bis (dann | bald | morgen | montag | später)
            (gute | tolle | super | klasse | schöne | starke | saubere) arbeit [leute | team | \
            an alle | {name} | zusammen]
            (gut | super | toll | klasse | sauber | schön) gemacht | großes lob | hut ab
            respekt | weiter so | glückwunsch | gratuliere | bravo
            sorry für die (verspätung | späte antwort)
            entschuldigung für die (verspätung | späte antwort) | entschuldigt die verspätung
            bitte | team | leute | freut mich | freue mich | ich freue mich | sehr schön
            endlich | viel erfolg | viel spaß | gute reise | gute fahrt | schöne grüße | na dann
            sehr geehrte (frau | herr) (dr | prof | prof dr) {name} | sehr geehrter herr dr {name}
            guten tag zusammen | hallo ihr lieben | ihr lieben | liebe alle | lieber herr {name}
            liebe frau {name} | hey [{name}] | tach | hallöchen | herzlichst | ganz liebe grüße
            schöne (woche | feiertage | ostern | weihnachten | zeit) | schönes restwochenende
            spitze [leute | team] | (tolle | super | klasse | starke) (leistung | sache | nummer)
            (großes | riesen | dickes | ein großes | ein dickes) (lob | dankeschön | kompliment) \
            [an alle | an euch | an {name} | ans team] | kompliment [an alle | an {name}]
            danke für (eure | deine | ihre | die) [schnelle | tolle | gute | super] (arbeit | \
            geduld | mühe | hilfe | unterstützung | info | nachricht | erinnerung | umsetzung) |\
            dank an alle | danke vielmals | merci | dankeschön an alle | ich danke (dir | euch | \
            ihnen) | hab dank | sauber [leute] | top [leute | team] | weltklasse | yeah | juhu
            hurra | yay | jippie | juchhu | gern geschehen | freu mich [drauf | darauf | schon]
            freuen uns [drauf | darauf | schon] | wir freuen uns [drauf | darauf | schon]
            ich freue mich [drauf | darauf | schon | auf <obj> | auf das ergebnis]
            ist mir recht | soll mir recht sein | wie (besprochen | vereinbart | immer) | 🙂 | 😊
            🙏 | 👏 | 💪 | 🎉 | 😍 | ❤ | 😀 | 😄 | 🔥 | ✨ | 🥳 | 🙌 | 🤝
            """,
        Kind.LATER: """
            beim nächsten mal | das nächste mal | nächstes mal | fürs nächste mal
            [bitte] kostenstelle | [bitte] (kopie | cc) an | [bitte] (auf | über) kostenstelle
            [bitte] ablegen unter | (halt | haltet | halten sie) (mich | uns) auf dem laufenden
            (dank | danke | gruß | grüße) an
            für das nächste mal | in zukunft | künftig | zukünftig | für die zukunft
            ab dem nächsten mal | für den nächsten <noun> | für die nächste <noun>
            beim nächsten <noun> | bei der nächsten <noun>
            ein kleiner hinweis für das nächste mal
            (ein | kleiner | ein kleiner) (hinweis | wunsch | tipp) [ohne eile] für (das \
            nächste mal | die zukunft)
            für spätere {topic} | im nächsten <noun>
            """,
        Kind.SEPARATOR: """
            und | also | dann | auch | so | ach | oh | na | ja dann | daher | deshalb | & | plus
            sowie | nur weiter so | außerdem | na dann
            """,
        **REFUSALS,
        Kind.URGENT: """
            dringend | eilig | sofort | so schnell wie möglich | schnellstmöglich | kritisch
            hohe priorität | höchste priorität
            """,
        Kind.LOW: """
            niedrig | niedrige priorität | geringe priorität | keine eile | eilt nicht
            wenn zeit ist
            """,
        Kind.NORMAL: "normal | normale priorität | mittel | regulär",
    },
    plain="""
        der die das den dem des ein eine einen und ist sind war in im an am auf mit von vom zu
        zum zur für bei aus nach wir ich du er sie es ihr uns mich mir dich dir
        """
    """
        sich nicht auch noch nur wie was wer wo man hat haben habe hab wird werden kann können so
        da dann wenn dass als über unter schon mal bitte
        """,
)

LANGUAGE = Language(
    code=_LANGUAGE.code,
    slots={name: _respelled(said) for name, said in _LANGUAGE.slots.items()},
    phrases={kind: _respelled(said) for kind, said in _LANGUAGE.phrases.items()},
    plain=_respelled(_LANGUAGE.plain),
)
