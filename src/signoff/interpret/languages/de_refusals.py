"""German: how people refuse, ask for changes, put off; and what makes us doubt."""

from __future__ import annotations

from signoff.interpret.language import Kind

REFUSALS = {
    Kind.NO: """
        ^ nein | ^ nee | ^ ne | ^ nö | ^ nope | ^ nein nein | ^ nein danke | ^ leider nein
        ^ leider nicht | ^ nein leider
        nicht (freigegeben | genehmigt | einverstanden | akzeptiert | akzeptabel | \
        angenommen | freigeben | genehmigen | veröffentlichen | versenden | senden | \
        schicken | zahlen | bezahlen | unterschreiben | akzeptieren | zustimmen | drucken | \
        mergen | deployen | ausrollen | in ordnung | zufrieden | gut genug | so raus | \
        rausschicken | überzeugt | zustimmungsfähig | freigabefähig | annehmen | machen)
        stimme nicht zu
        (ich | wir) (kann | können | will | wollen | werde | werden) (das | dem | es | den \
        | die | diesen | dieser) [so] nicht
        so nicht | kein ok | keine freigabe | keine zustimmung | dagegen | bin dagegen
        ich bin dagegen | auf keinen fall so | 👎 | ❌ | 🚫 | ⛔
        geht (so nicht | gar nicht | nicht) | gefällt mir nicht | kommt nicht in frage
        passt (so | mir) nicht | ich lehne | lieber nicht
        """,
    Kind.REJECT: """
        abgelehnt | ablehnen | lehne ab | lehne ich ab | lehnen wir ab | ich lehne
        wir lehnen | ablehnung | verworfen | verwerfen | verweigert | zurückgewiesen
        zurückweisen | abbrechen | abbruch | brecht ab | brich ab | storniert | stornieren
        auf keinen fall | auf gar keinen fall | keinesfalls | unter keinen umständen
        niemals | nie und nimmer | kommt nicht in frage | kommt nicht infrage | nicht mit mir
        vergiss es | vergesst es | vergessen sie es | lassen wir | lassen wir bleiben
        lass es | lasst es | ausfallen | in die tonne | weg damit | in den müll
        kein interesse | nicht interessiert | kein budget | inakzeptabel | unzumutbar
        wir verzichten | verzichten wir | absagen | abgesagt | sagen sie ab | sag ab
        einstellen und löschen | schließen | kann zu | brauchen wir nicht | stopp | stoppen
        sofort stoppen | blockieren
        """,
    Kind.CHANGE: """
        bitte (noch | ändern | anpassen | korrigieren | kürzen | ergänzen | überarbeiten | \
        nachbessern | prüfen | umformulieren | austauschen | ersetzen | streichen | \
        entfernen | hinzufügen | einfügen | verschieben | kleiner | größer | klarer)
        (noch | mal | nochmal | noch mal | erst | zuerst | unbedingt | dringend) (ändern | \
        anpassen | korrigieren | kürzen | ergänzen | überarbeiten | nachbessern | \
        umformulieren | austauschen | ersetzen | streichen | entfernen | hinzufügen | \
        einfügen)
        ändern | ändere | ändert | anpassen | korrigieren | korrigiere | korrigiert bitte
        kürzen | kürze | ergänzen | ergänze | ergänzt bitte | überarbeiten | überarbeite
        nachbessern | nacharbeiten | umformulieren | umschreiben | neu schreiben
        austauschen | ersetzen | streichen | streiche | entfernen | rausnehmen | raus nehmen
        hinzufügen | einfügen | aktualisieren | berichtigen | umstellen | verbessern
        verschieben sie den absatz | neu machen
        fehlt | fehlen | fehlte
        muss (noch | anders | geändert | korrigiert | gekürzt | ergänzt | überarbeitet | \
        raus | rein | heißen | lauten | auf)
        müssen (noch | geändert | korrigiert | wir noch | raus) | müsste | müssten
        sollte (noch | lauten | heißen | stehen | kürzer | größer | man)
        sollten (noch | wir noch) | gehört (raus | da nicht)
        zu (lang | kurz | viel | viele | wenig | hoch | niedrig | teuer | klein | groß | \
        förmlich | formell | technisch | spät | früh | vage | dunkel | hell | aggressiv | \
        werblich)
        ist (falsch | veraltet | unklar | missverständlich | unvollständig | verwirrend | \
        defekt | kaputt | fehlerhaft | unscharf | ungenau)
        sind (falsch | veraltet | unklar | unvollständig | vertauscht) | falsch | falsche
        falscher | falsches | tippfehler | rechtschreibfehler | schreibfehler | fehler in
        fehler im | ein fehler | fehler drin | stimmt nicht | stimmen nicht | stimmt so nicht
        passt nicht | passen nicht | fehlerhaft | unklar
        nicht (klar | verständlich | richtig | korrekt | aktuell | vollständig | fertig | \
        lesbar | überzeugend)
        überlappt | abgeschnitten | verpixelt | unscharf | doppelt | zweimal | schreibt man
        statt | anstatt | anstelle | stattdessen | lieber (mit | ohne | ein | eine | kürzer)
        besser wäre | wäre besser
        ich (hätte gern | hätte gerne | würde lieber | wünsche mir)
        (kürzer | klarer | größer | kleiner | einfacher | länger | förmlicher | freundlicher)
        mehr (details | infos | beispiele)
        (kannst | könntest) du (bitte | noch | das | den | die)
        (können | könnten) sie (bitte | noch | das | den | die)
        könnt ihr (bitte | noch | das | den | die)
        noch nicht (freigeben | ganz | fertig | gut | rund | reif | so weit) | fast | beinahe
        zurück an | überarbeitung | änderungswunsch | korrekturbedarf | mit änderungen
        nicht ganz
        """,
    Kind.HOLD: """
        warte | wartet | warten | warten sie | abwarten | bitte warten | noch nicht
        jetzt nicht | heute nicht | nicht heute | nicht jetzt | erst mal nicht
        vorerst nicht | später | verschieben | verschiebt | verschoben | zurückstellen
        zurückgestellt | aufschieben | vertagen | vertagt | auf eis | pausieren | pause
        anhalten | zurückhalten | nächste woche | nächsten monat
        lieber (montag | dienstag | mittwoch | donnerstag | freitag | nächste woche | \
        morgen | später)
        besser (montag | dienstag | morgen | nächste woche)
        erst (am | nächste | im | morgen | montag) | liegen lassen | bis auf weiteres
        moment noch | halt | zu früh
        """,
    Kind.CONTRAST: """
        aber | jedoch | allerdings | außer | bis auf | erst | zuerst | vorher | wenn | falls
        sobald | nur | fast | bevor | lediglich
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
        verhandeln | nachverhandeln | verhandelt | neu verhandeln | gegenangebot | rabatt
        nachlass | preis drücken | günstiger | zu teuer | zu viel | fragen sie | frag mal
        runtergehen | handeln sie | skonto
        """,
    Kind.DISPUTE: """
        reklamieren | reklamiert | reklamation | widersprechen | widerspruch | bestreiten
        beanstanden | anfechten | doppelt berechnet | zu viel berechnet | nicht geliefert
        nie erhalten | nicht bestellt | nie bestellt
        """,
    Kind.ESCALATE: """
        eskalieren | eskaliere | eskaliert
        muss (der chef | die geschäftsführung | die geschäftsleitung | die rechtsabteilung \
        | der vorstand | mein chef) (entscheiden | ran | draufschauen | freigeben)
        kann ich nicht (allein entscheiden | entscheiden) | darf ich nicht entscheiden
        übersteigt meine | nicht meine entscheidung | über meiner kompetenz
        an die rechtsabteilung | an den vorstand | an die geschäftsleitung
        rechtsabteilung fragen | zur entscheidung an
        """,
    Kind.INFO: """
        mehr (informationen | infos | details) | weitere (informationen | infos | angaben)
        nachfragen | bitte dort nachfragen | rückfrage | rückfragen | bitte klären | klären
        klärt | bitte erläutern | nachhaken | fragen sie beim | frag beim
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
        je nachdem
        """,
    Kind.CONDITION: """
        wenn | falls | sobald | sofern | nachdem | bevor | solange | vorausgesetzt
        unter der bedingung | unter vorbehalt | vorbehaltlich | es sei denn | bis | erst wenn
        nur wenn | sonst | nach rücksprache | nach prüfung | nach freigabe | nach korrektur
        nach änderung | im falle
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
        abwesend | abwesenheit | abwesenheitsnotiz | im urlaub | in urlaub | nicht im büro
        außer haus | nicht im haus | elternzeit | automatische antwort | schaue ich mir
        schau ich mir | sehe ich mir | gucke ich | melde mich | ich melde mich | muss ich mir
        muss noch überlegen | muss überlegen | überlege noch | überlege ich mir
        ich überlege | weitergeleitet | leite ich weiter | weitergegeben
        bin nicht zuständig | nicht zuständig | falscher empfänger | falsche person
        keine ahnung | weiß nicht | weiß ich nicht | bin unsicher | bin nicht sicher
        mir egal | entscheide du | entscheiden sie | eigentlich würd | mein bauch
        noch nicht dazu gekommen | noch nicht gelesen | später mehr
        doch lieber nicht sicher | 🙄 | 🤔 | 🤷
        """,
    Kind.MENDED: """
        korrigiert | geändert | angepasst | ergänzt | überarbeitet | behoben | gefixt
        ausgetauscht | ersetzt | gekürzt | entfernt | aktualisiert | nachgereicht | eingefügt
        geklärt | nachgetragen | berichtigt | repariert | drin | draußen
        """,
}
