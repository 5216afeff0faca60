"""German: plain facts that may stand beside an approval, of words that take nothing back."""

from __future__ import annotations

_NUMBERS = " | ".join(str(number) for number in range(1, 32))

FACT_SLOTS = {
    "ding": """
        <noun> | {topic} | preis | preise | betrag | beträge | summe | zahlen | zahl | zahlung
        fristen | frist | termin | termine | datum | daten | namen | adresse | anschrift | menge
        mengen | maße | farben | farbe | bilder | fotos | grafik | grafiken | tabelle | tabellen
        kapitel | abschnitt | absatz | absätze | überschrift | titel | einleitung | schluss | fazit
        zusammenfassung | seiten | anhang | anlagen | anlage | fußnoten | quellen | zitate
        formulierung | formulierungen | ton | stil | sprache | struktur | aufbau | gliederung
        argumentation | inhalt | inhalte | aussage | tests | test | pipeline | build | logs | log
        dokumentation | doku | migration | staging | monitoring | performance | ware | lieferung
        leistung | leistungen | arbeiten | arbeit | montage | reparatur | dienst | stunden
        stundenzettel | belege | beleg | quittung | quittungen | kosten | konditionen | rabatt
        kostenstelle | mwst | steuer | klauseln | klausel | paragraphen | haftung | laufzeit
        kunde | kunden | chef | chefin | team | kollegen | kollege | kollegin | buchhaltung
        rechtsabteilung | einkauf | vertrieb | marketing | vorstand | betriebsrat | lieferant
        anbieter | firma | handwerker | gespräch | eindruck | lebenslauf | referenzen | zeugnisse
        bewerber | bewerberin | kandidat | kandidatin | vorstellungsgespräch | probezeit | stelle
        vertretung | übergabe | resturlaub | reise | hotel | flug | bahn
        schulung | messe | stand | workshop | projekt | abteilung | praktikant | praktikantin
        junge | mädchen | leute | mitarbeiter | mitarbeiterin | qualität | ergebnis | vergleich
        punkt | punkte | details | angaben | werte | version | text | woche | monat | tag | jahr
        uhr | euro | prozent | stück | mal | zeit | freitag | montag | dienstag | mittwoch
        donnerstag | samstag | sonntag | januar | februar | märz | april | juni | juli
        august | september | oktober | november | dezember | release notes | rechnungen | \
        bestellung | auftrag | angeboten | zuschlag
        """,
    "anfang": """
        der | die | das | den | dem | ein | eine | einen | diese | dieser | dieses | unser | unsere
        mein | meine | euer | eure | ihr | ihre | ich | wir | es | er | sie | alles | alle | beide
        hier | damit | habe | hab | haben | gerade | eben | besonders | vor allem | inzwischen
        mittlerweile | gestern | auch | jetzt | <ding> | von {topic}
        """,
    "verb": """
        ist | sind | wurde | wurden | hat | haben | habe | hab | bin | passt | passen | stimmt
        stimmen | reicht | reichen | deckt | decken | liegt | liegen | entspricht | entsprechen
        steht | stehen | gibt | läuft | laufen | lief | liefen | klappt | klappen | funktioniert
        funktionieren | arbeitet | arbeiten | macht | kommt | kam | kamen | lohnt | freut | freue
        freuen | gefällt | gefallen | trifft | treffen | wirkt | wirken | liest | lesen | sieht
        sehen | überzeugt | überzeugen | verdient | kennt | kennen | braucht | brauchen
        """,
    "wort": """
        {name} | <ding> | <det> | ich | wir | es | er | sie | mir | uns | ihm | ihnen | und | \
        sowie | auch
        alles | alle | beide | beides | jede | jedes | jeder | mit | im | in | am | an | auf | für
        bei | aus | vom | von | zum | zur | nach | durch | seit | über | unter | als | wie | so
        da | damit | dazu | davon | dabei | dafür | drei | zwei | vier | fünf | zehn | beiden
        heute | gestern | jetzt | schon | bereits | inzwischen | mittlerweile | gerade | eben
        endlich | wieder | immer | pünktlich | rechtzeitig | letzte | letzten | diese | dieser
        dieses | nochmal | noch mal | noch einmal | zweimal | genau | gründlich | kurz | komplett
        vollständig | vollzählig | ist | sind | wurde | wurden | worden | hat | haben | habe | hab
        bin | passt | passen | stimmt | stimmen | reicht | reichen | deckt | decken | liegt
        liegen | entspricht | entsprechen | steht | stehen | gibt | läuft | laufen | lief | liefen
        klappt | klappen | funktioniert | funktionieren | arbeitet | arbeiten | macht | machen
        kommt | kam | kamen | gehört | lohnt | freut | freue | freuen | gefällt | gefallen | trifft
        treffen | wirkt | wirken | liest | lesen | sieht | sehen | sich | überzeugt | überzeugen
        geprüft | gelesen | durchgelesen | gesehen | angesehen | angeschaut | geschaut | getestet
        kontrolliert | verglichen | abgeglichen | abgestimmt | besprochen | geklärt | vereinbart
        bestellt | geliefert | angekommen | eingegangen | erbracht | erledigt | abgenommen
        montiert | eingebaut | erhalten | bekommen | gemacht | gelöst | gelungen | geschrieben
        formuliert | aufgebaut | durchgelaufen | durch | drin | dran | da | vorhanden | eingeplant
        eingearbeitet | berücksichtigt | umgesetzt | übernommen | enthalten | dabei | zugestimmt
        informiert | bescheid | gut | super | prima | toll | klasse | schön | sauber
        ordentlich | perfekt | richtig | korrekt | klar | klarer | verständlich | verständlicher
        übersichtlich | übersichtlicher | besser | schöner | kürzer | flüssiger | lesbarer
        stimmig | rund | grün | stabil | schnell | schneller | günstig | günstigste | günstigsten
        günstiger | fair | angemessen | üblich | marktüblich | vernünftig | zuverlässig | fleißig
        freundlich | kompetent | qualifiziert | geeignet | verdient | nötig | wichtig | hilfreich
        nützlich | sinnvoll | plausibel | nachvollziehbar | fehlerfrei | sehr | wirklich | richtig
        echt | viel | deutlich | wesentlich | total | ganz | sogar | besonders | vor allem | als \
        vorher
        wie vorher | als früher
        letztes mal | beim letzten mal | zuletzt | gute | guten | guter | gutes | schöne | schönen
        schöner | tolle | tollen | toller | klare | klaren | neue | neuen | neuer | neues | erste
        ersten | zweite | zweiten | dritte | dritten | jahr | jahren | jahre | tage | tagen
        wochen | monate | monaten | stunden | minuten | ihr | ihre | seine | seinen | sein | euro
        € | % | § | ok | okay | in ordnung | budget | plan
        """
    f" | {_NUMBERS}",
}

FACTS = """
(habe | hab | haben) <wort>+ | <anfang> <verb> [<wort>+] | <anfang> <wort>+ <verb> [<wort>+]
[<det>] <ding> [<ding>] [und <ding>] [<sehr>] [<sehr>] (<gut> | <gelesen> | grün | da | erbracht | \
erledigt | plausibel | im rahmen | im budget | eingegangen | geliefert | angekommen | geklärt)
(keine | ohne) (fehler | auffälligkeiten | probleme | abweichungen | beanstandungen | mängel | \
verzögerungen | überraschungen) [gefunden | mehr | festgestellt | entdeckt]
nichts (auffälliges | ungewöhnliches | zu beanstanden) [gefunden | gesehen]
(guter | gute | toller | tolle | klasse | starker | starke | schöner | schöne) <ding>
"""
