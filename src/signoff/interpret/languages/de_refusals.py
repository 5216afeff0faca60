"""German: how people refuse, ask for changes, put off; and what makes us doubt."""

from __future__ import annotations

from signoff.interpret.language import Kind

REFUSALS = {
    Kind.NO: """
        (also | daher | deshalb | leid | leider) [,] nein $ | ^ diesmal [leider] nicht ($ | ,)
        ^ nein | ^ nee | ^ ne | ^ nö | ^ nope | ^ nein nein | ^ nein danke | ^ leider nein
        ^ leider nicht | ^ nein leider | ^ danke nein | ^ so nicht | so nicht $ | ^ dagegen $
        nicht (freigegeben | genehmigt | einverstanden | akzeptiert | akzeptabel | angenommen | \
        freigeben | genehmigen | veröffentlichen | versenden | senden | schicken | zahlen | \
        bezahlen | unterschreiben | akzeptieren | zustimmen | drucken | mergen | deployen | \
        ausrollen | so raus | rausschicken | zustimmungsfähig | freigabefähig | annehmen | \
        freischalten | bestellen | überweisen | erteilen | bewilligen | gestatten | erlauben)
        stimme (nicht | dem nicht | da nicht) zu | kein ok | keine freigabe | keine zustimmung
        kein okay | keine genehmigung | keine erlaubnis | dafür gibt es kein ok
        (keine | keinen | kein) {topic} [bitte | mehr] $
        [ich | wir] (kann | können | will | wollen | werde | werden) [ich | wir] (das | dem | es | \
        den | die | diesen | dieser | dieses) [<wort>] [so] nicht (mittragen | verantworten | \
        befürworten | unterstützen | gutheißen | erlauben | bewilligen)
        (bin | ich bin | wir sind | wäre | wir wären) [eher | klar | strikt] dagegen
        auf keinen fall so | ^ [das] geht (so | gar | leider | so leider) nicht | 👎 | ❌ | 🚫 | ⛔
        ^ lieber nicht | ^ besser nicht | ^ bitte nicht $ | ^ auf keinen fall
    """,
    Kind.REJECT: """
        abgelehnt | ablehnen | lehne [<wort>] [<wort>] [<wort>] ab | lehne ich [hiermit | leider] ab
        lehnen wir [leider] ab | lehnen [<wort>] [<wort>] ab | ich lehne | wir lehnen | ablehnung
        verworfen | verwerfen | verweigert | zurückgewiesen | zurückweisen | abbrechen | abbruch
        brecht ab | brich ab | storniert | stornieren | storniere | auf keinen fall | keinesfalls
        auf gar keinen fall | unter keinen umständen | niemals | nie und nimmer | nicht mit mir
        (kommt | kommen) [für mich | für uns | gar | überhaupt] nicht in (frage | betracht)
        kommt nicht infrage | vergiss es | vergesst es | vergessen sie es | lassen wir bleiben
        lassen wir (es | das) [lieber] [bleiben | sein] | (lass | lasst) (es | das) (bleiben | sein)
        wir lassen (es | das) [lieber] (bleiben | sein) | in die tonne | weg damit | in den müll
        kein interesse | nicht interessiert | kein bedarf | kein budget | inakzeptabel | unzumutbar
        wir verzichten | verzichten wir | absagen | abgesagt | sagen sie ab | sag ab | sagt ab
        einstellen und löschen | bitte schließen | schließen wir | kann (zu | geschlossen werden)
        brauchen wir (nicht | nicht mehr) | stopp | stoppen | sofort stoppen | blockieren | \
        blockiert
        (das | es | sie | ihn | die | den | <obj>) (machen | nehmen | wollen | kaufen | bezahlen | \
        bestellen | unterschreiben | veröffentlichen) wir [so] nicht [mehr] | zurück damit
        (haben uns | wir haben uns) [<wort>] [<wort>] für (einen anderen | eine andere | etwas \
        anderes | jemand anderen) [<wort>] [{name}] entschieden | nicht mehr nötig | hinfällig
        hat sich erledigt | wird nicht mehr (gebraucht | benötigt) | zieht den antrag zurück
    """,
    Kind.CHANGE: """
        bitte (einen neuen | noch einen | einen anderen | eine neue | eine andere) \
        (entwurf | fassung | version)
        (schick | schicke | schickt | mach | macht | brauche | brauchen | erstell | erstelle \
        | möchte | hätte gern) [mir | uns | wir] [bitte] (einen neuen | noch einen \
        | einen anderen | eine neue | eine andere) (entwurf | fassung | version)
        bitte [<luecke>+] <aendern> | <aendern> bitte | bitte <aendere> | <aendere> [bitte] \
        [<luecke>+]
        (noch | mal | nochmal | erst | zuerst | unbedingt | dringend) [<luecke>+] <aendern>
        <aendern> und (nochmal | noch mal | neu | erneut) | zum <aendern> | zur überarbeitung
        ändern | anpassen | korrigieren | kürzen | ergänzen | überarbeiten | nachbessern
        nacharbeiten | umformulieren | umschreiben | neu schreiben | austauschen | ersetzen
        streichen | entfernen | rausnehmen | raus nehmen | hinzufügen | einfügen | aktualisieren
        berichtigen | umstellen | neu machen | nachreichen
        fehlt | fehlen | fehlte | (ist | wurde) vergessen worden | <ding> vergessen
        (muss | müssen | müsste | müssten | sollte | sollten | gehört | gehören) [<luecke>+] \
        (<geaendert> [werden] | raus | rein | weg | heißen | lauten | stehen | sein | hin | drauf \
        | \
        kürzer | größer | kleiner | klarer | anders | <aendern>)
        <ding> (muss | müssen | müsste | müssten | sollte | sollten) | muss (noch | anders)
        [viel | etwas | leider | noch | ein bisschen | deutlich | ziemlich | einfach] zu (lang | \
        kurz \
        | klein | groß | förmlich | formell | technisch | vage | dunkel | hell | aggressiv | \
        werblich | grell | bunt | blass | wenig | allgemein | kompliziert | unübersichtlich | \
        locker)
        (ist | sind) [<luecke>] [<luecke>] (falsch | veraltet | unklar | missverständlich | \
        unvollständig | verwirrend | defekt | kaputt | fehlerhaft | unscharf | ungenau | \
        vertauscht | verpixelt | überholt | unleserlich | unlogisch | widersprüchlich | doppelt)
        falscher | falsches | falsche <ding> | falsch geschrieben | tippfehler
        rechtschreibfehler | schreibfehler | zahlendreher | fehler in | fehler im | ein fehler
        fehler drin | [so] nicht (haltbar | tragbar | tragfähig | vollständig | korrekt | aktuell)
        (stimmt | stimmen | passt | passen) [<luecke>] [<luecke>] nicht
        (da | hier | dort) (steht | stehen) (noch | immer noch) | (noch | immer noch) (der alte | \
        die alte | das alte | die alten | den alten)
        nicht (klar | verständlich | richtig | lesbar | überzeugend | das was)
        (gefällt | gefallen | überzeugt | überzeugen) [mir | uns] [<luecke>] nicht
        überlappt | abgeschnitten | verpixelt | schreibt man | statt | anstatt | anstelle
        stattdessen | lieber (mit | ohne | ein | eine | kürzer)
        besser wäre | wäre besser | ich (hätte gern | hätte gerne | würde lieber | wünsche mir)
        (etwas | bitte | noch | deutlich | ein bisschen | viel) (kürzer | größer | kleiner | \
        förmlicher | freundlicher | einfacher) [machen | fassen | bitte]
        mehr (details | infos | beispiele)
        (kannst | könntest | könnt | können | könnten | würdest | würden) (du | ihr | sie) \
        [<luecke>+] (<aendern> | beschreiben | erläutern | erklären | ausführen)
        noch nicht (ganz | freigeben | veröffentlichen | fertig | gut | rund | reif | so weit) | \
        zurück an
        änderungswunsch | korrekturbedarf | mit änderungen | mit (neuer | neuem | anderem | \
        anderer) <ding>
    """,
    Kind.HOLD: """
        ^ warte | ^ wartet | bitte (warten | wartet | warte) | warten sie | warten wir | abwarten
        wartet (noch | bitte | bis | auf) | warte (noch | bitte | bis | auf)
        (noch | lieber | besser | erst | bis) [<luecke>] [<luecke>] warten | noch nicht | jetzt \
        nicht
        heute nicht | nicht heute | nicht jetzt | erst mal nicht | vorerst nicht | ^ später
        (erst | lieber | besser) später | verschieben | verschiebt | verschoben | zurückstellen
        zurückgestellt | aufschieben | vertagen | vertagt | auf eis | pausieren | anhalten
        zurückhalten | (erst | lieber | besser | auf) (nächste woche | nächsten monat)
        (lieber | besser | erst | erst am | auf) (montag | dienstag | mittwoch | donnerstag | \
        freitag | morgen) | erst (nächste | im) | liegen lassen | bis auf weiteres | moment noch
        ^ halt | zu früh | nicht vor {name} | nicht vor (montag | nächster woche) | vorher geht
    """,
    Kind.CONTRAST: """
        aber | jedoch | allerdings | außer | bis auf | zuerst | vorher | wenn | falls | nur | bevor
        sobald | bis
        lediglich
    """,
    Kind.MOCK: """
        ja ja | ja klar , | na toll | na super | na bravo | na prima | schon klar | von wegen
        ganz toll | 🙄 | 😏 | 🙃 | 👎
        """,
    Kind.ROLLBACK: """
        rollback | zurückrollen | rolle zurück | rollt zurück | zurücksetzen | rückgängig
        alte version wieder
        """,
    Kind.NEGOTIATE: """
        verhandeln | nachverhandeln | verhandelt | neu verhandeln | gegenangebot | rabatt | nachlass
        preis drücken | günstiger (werden | machen | anbieten) | zu teuer | zu viel | zu hoch
        (fragen sie | frag mal | fragt) [<luecke>] [<luecke>] (nach | ob) | runtergehen | handeln \
        sie
        skonto | [da] geht [doch] noch (was | etwas) [am preis] | preis (runter | senken)
    """,
    Kind.DISPUTE: """
        reklamieren | reklamiert | reklamation | widersprechen | widerspruch | bestreiten
        beanstanden | anfechten | doppelt (berechnet | abgerechnet) | zu viel (berechnet | \
        abgerechnet)
        nicht geliefert | nie (erhalten | bestellt | bekommen | angekommen | geliefert)
        nicht bestellt | kam nie an
    """,
    Kind.ESCALATE: """
        eskalieren | eskaliere | eskaliert
        (muss | soll | sollte | sollen | müssen) [bitte] (der | die | mein | meine | unser | \
        unsere | \
        das) (chef | chefin | geschäftsführung | geschäftsleitung | rechtsabteilung | vorstand | \
        vorgesetzte | vorgesetzter | abteilungsleiter | justiziar | management | leitung | it | \
        datenschutz) [<luecke>] [<luecke>] (entscheiden | ran | draufschauen | freigeben | klären \
        | prüfen)
        kann ich nicht [allein | alleine | selbst] entscheiden | darf ich nicht [allein] entscheiden
        übersteigt meine | nicht meine entscheidung | über meiner kompetenz | bin nicht befugt
        (an | zu | zur | zum) [die | den | der] (rechtsabteilung | vorstand | geschäftsleitung | \
        chef \
        | geschäftsführung | anwalt) [bitte] [geben | weiterleiten | damit | weitergeben]
        rechtsabteilung fragen | zur entscheidung an | (frag | fragt | fragen sie) [bitte | mal | \
        lieber] (den chef | die chefin | die rechtsabteilung | den vorstand | den anwalt)
    """,
    Kind.INFO: """
        mehr (informationen | infos | details) | weitere (informationen | infos | angaben)
        bitte [<luecke>+] (nachfragen | klären | erläutern | nachhaken | erkundigen)
        rückfrage | rückfragen | klärt | (fragen sie | frag | fragt) [bitte | mal] (beim | bei)
        fehlen mir angaben | beim lieferanten nachfragen
    """,
    Kind.NEGATION: """
        nicht | kein | keine | keinen | keinem | keiner | nie | niemals | nichts | ohne
        weder | kaum | nee | nein
        """,
    Kind.DOUBT: """
        nicht | kein | keine | keinen | nie | niemals | nichts | ohne | nein | nee | nö
        aber | jedoch | allerdings | außer | bis auf | ausgenommen | nur | vielleicht
        eventuell | evtl | vermutlich | wahrscheinlich | wohl | glaube | denke | meine
        schätze | eigentlich | im prinzip | grundsätzlich | theoretisch | fast | beinahe
        noch | erst | später | zuerst | warte | warten | moment | doch nicht | hätte | würde
        würd | wäre | könnte | müsste | sollte | zweifel | unsicher | hmm | naja | na ja
        abgelehnt | ablehnen | sagt | sagte | meinte | meint | laut | angeblich | scherz
        witz | spaß | haha | oder | sonst | andererseits | leider | kommt drauf an
        je nachdem | sobald | nachdem | bevor | bis
        """,
    Kind.CONDITION: """
        wenn | falls | sofern | solange | vorausgesetzt | unter der bedingung | unter vorbehalt
        vorbehaltlich | es sei denn | erst wenn | nur wenn | sonst | nach rücksprache | nach prüfung
        nach freigabe | nach korrektur | nach änderung | im falle | erst nach
    """,
    Kind.TIMING: """
        sobald | nachdem | bevor | bis
    """,
    Kind.POLITE: """
        ^ kannst du | ^ könntest du | ^ können sie | ^ könnten sie | ^ könnt ihr
        , kannst du | , können sie | ^ könnte man | ^ kann man | bitte | ^ würden sie
        ^ würdest du
        """,
    Kind.MACHINE: """
        ignoriere | ignorieren sie | ignoriert | vergiss (alle | deine | die)
        vergessen sie (alle | ihre | die) | deine anweisungen | ihre anweisungen
        anweisungen | vorherige anweisungen | system | du bist ein | du bist eine
        du bist jetzt | sie sind ein | handle als | tu so als | spiele die rolle
        du musst (antworten | ausgeben | zurückgeben) | antworte (mit | nur) | gib aus
        gib zurück | markiere als | das modell | assistent | ergebnis | setze
        """,
    Kind.AWAY: """
        in dringenden fällen | in dringenden fallen | wenden sie sich | bin erreichbar
        wieder im büro
        rufe (dich | sie | gleich) | im meeting | in einer besprechung | nicht erreichbar
        abwesend | abwesenheit | abwesenheitsnotiz | im urlaub | in urlaub | nicht im büro
        außer haus | nicht im haus | elternzeit | automatische antwort | schaue ich mir
        schau ich mir | sehe ich mir | gucke ich | melde mich | ich melde mich | muss ich mir
        muss noch überlegen | muss überlegen | überlege noch | überlege ich mir
        ich überlege | weitergeleitet | leite ich weiter | weitergegeben
        bin nicht zuständig | nicht zuständig | falscher empfänger | falsche person
        keine ahnung | weiß nicht | weiß ich nicht | bin unsicher | bin nicht sicher
        mir egal | entscheide du | entscheiden sie | eigentlich würd | mein bauch
        noch nicht dazu gekommen | noch nicht gelesen | später mehr
        doch lieber nicht sicher | (kann | will) (ich | das) nicht (beurteilen | sagen) | prüfe ich
        prüfe das | kümmere mich | morgen mehr | gebe bescheid | sage bescheid | sag bescheid
        meldet sich | bin im urlaub | bin unterwegs | bin krank | nicht da | 🙄 | 🤔 | 🤷
        """,
    Kind.MENDED: """
        korrigiert | geändert | angepasst | ergänzt | überarbeitet | behoben | gefixt
        ausgetauscht | ersetzt | gekürzt | entfernt | aktualisiert | nachgereicht | eingefügt
        geklärt | nachgetragen | berichtigt | repariert | drin | draußen
        """,
}

REFUSAL_SLOTS = {
    "luecke": "<wort> | dort | hier | bei | beim | sie | {topic} | {name} | den | dem | das | noch \
    | mal | auf seite | zu | nach",
    "aendern": """
        ändern | anpassen | korrigieren | kürzen | ergänzen | überarbeiten | nachbessern
        umformulieren | austauschen | ersetzen | streichen | entfernen | hinzufügen | einfügen
        verschieben | kleiner | größer | klarer | rausnehmen | raus nehmen | aktualisieren
        berichtigen | umstellen | verbessern | nachreichen | nachtragen | nacharbeiten | löschen
        reinnehmen | einbauen | präzisieren | vereinfachen | umschreiben | neu machen
        neu formulieren | tauschen | prüfen und anpassen | abändern | ausbessern | richtigstellen
        kürzer | länger | erweitern | zusammenfassen | einarbeiten | weglassen | mehr abstand
        """,
    "aendere": """
        ändere | ändert | korrigiere | korrigiert | kürze | kürzt | ergänze | ergänzt | überarbeite
        überarbeitet | streiche | streicht | entferne | entfernt | ersetze | ersetzt | tauscht
        tausche | formuliert | formuliere | präzisiere | ändern sie | korrigieren sie
        ergänzen sie | überarbeiten sie | kürzen sie | passen sie | streichen sie | entfernen sie
        ersetzen sie | tauschen sie | verschieben sie den absatz
        """,
    "geaendert": """
        geändert | angepasst | korrigiert | gekürzt | ergänzt | überarbeitet | nachgebessert
        umformuliert | ausgetauscht | ersetzt | gestrichen | entfernt | hinzugefügt | eingefügt
        aktualisiert | berichtigt | verbessert | präzisiert | umgestellt | anders formuliert
        """,
}
