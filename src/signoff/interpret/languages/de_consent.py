"""German: more ways to say yes, and the deeds by which people let a work go."""

from __future__ import annotations

CONSENT_SLOTS = {
    "tat": """
        beauftragen | freischalten | live schalten | scharf schalten | einstellen | raushauen
        rausgeben | rausgehen lassen | durchwinken | einrichten | erlauben | gewähren | auszahlen
        erstatten | begleichen | anstoßen | einspielen | ausspielen | absegnen | zusammenführen
        reinnehmen | vergeben | einplanen | losschicken | weiterleiten | weitergeben | reservieren
        anschaffen | abschließen | durchziehen | so veröffentlichen | so rausschicken | so drucken
        so freigeben | so lassen | so umsetzen | so übernehmen | so verschicken
        hochladen | pushen | releasen | launchen | publizieren | verlängern | einladen | einstellen
        zusagen | aushängen | in auftrag geben | in druck geben | in den druck geben
        auf die reise schicken | unter vertrag nehmen | auf prod bringen | zur zahlung anweisen
        zur zahlung freigeben | eintüten | raus schicken | ab schicken | abschicken
        fertig machen | fertigmachen | ins netz stellen | onlinestellen | den auftrag erteilen
        den zuschlag erteilen | zuschlagen
        """,
    "tu": """
        überweis | überweist | bezahle | schalt | schalte | schaltet | beauftrag | beauftrage
        beauftragt | poste | postet | post | bestelle | buche | bucht | unterschreibe | push | pusht
        führ | führt | führe | winkt | wink | nehmen sie | stellen sie | geben sie | schicken sie
        senden sie | machen sie | zahlen sie | überweisen sie | bestellen sie | buchen sie
        drucken sie | unterschreiben sie | beauftragen sie | schalten sie | veröffentlichen sie
        starten sie | legen sie los | fahren sie fort | merge ruhig | merg | mergt | hol | holt
        gewähre | gewährt | erlaube | erlaubt | verschickt | verschick | publizier | deployed
        """,
    "ihm": """
        es | das | den | die | sie | ihn | ihm | ihr | ihnen | uns | alles | so | das ding
        den zugang | die rechte | den zugriff | die zahlung | die rechnung | den betrag | das geld
        den auftrag | den zuschlag | die freigabe | die bestellung | das angebot | den artikel
        den vertrag | die seite | den newsletter | die mail
        """,
    "rasch": """
        bitte | gerne | gern | ruhig | einfach | jetzt | sofort | gleich | heute | morgen | schnell
        umgehend | direkt | dann | also | mal | doch | heute noch | noch heute | zügig | bitte gerne
        noch diese woche | diese woche | so | so schnell wie möglich | wie geplant | wie besprochen
        wie vorgeschlagen | wie vereinbart | wie angeboten | jederzeit | auch | schon | am montag
        am dienstag | am mittwoch | am donnerstag | am freitag | heute abend | morgen früh
        um {name} uhr | um {name} | am {name} | bis {name}
        """,
    "teil": """
        raus | rein | online | live | frei | ab | an | los | durch | weiter | ein | auf | drauf
        rüber | fertig | zu ende | in druck | in produktion | ins netz
        """,
}

CONSENT_YES = """
ja (unbedingt | sicher | sehr gern | sehr gerne | natürlich | selbstverständlich | absolut | \
auf jeden fall | genau | definitiv | passt | ok | okay | bitte gern | danke | mit vergnügen)
(jo | jep | jupp | joa | yo | yep | jup | jepp) [passt | ok | mach | klar | gern | gerne]
(meinen | unseren) (segen | zuspruch) (habt ihr | hast du | haben sie) | absolut | definitiv
(da | dabei) bin ich [voll | ganz] (dabei | dafür) | bin ich dabei | bin ich dafür | dafür
(da | hier) bin ich einverstanden | ich bin dabei | wir sind dabei | ich wäre dafür
sehe ich (auch so | genauso | genau so) | das sehe ich (auch so | genauso) | ganz meine meinung
mach ruhig | mach nur | macht ruhig | macht nur | machen sie ruhig | ruhig | leg los | legt los
nichts wie los | immer gern | immer gerne | aber gern | aber gerne | aber ja | aber natürlich
aber sicher | aber selbstverständlich | wird genehmigt | ist genehmigt | ist gebongt | ist ok
ist okay | ist in ordnung | ist gut | das ist ok | das ist okay | das ist gut so | das geht
das geht klar | das geht in ordnung | geht von mir aus klar | kann gemacht werden | machen
ist gekauft | gekauft | topp | go für | ein go | go von mir | von mir ein go | von uns ein go
ok von mir | von mir ok | von mir okay | von mir ein ok | von mir ein ja | von uns ein ja
von mir ein (dickes | klares | ganz klares) ja | ein (dickes | ganz klares | großes) ja
volle zustimmung | meine volle zustimmung | vollste zustimmung | meine zustimmung
uneingeschränkt ja | mit (vergnügen | freude) | herzlich gern | mit sicherheit | sowieso
einverstanden mit {name} uhr | einverstanden mit {name} | einverstanden mit <obj>
nichts dagegen | (ich habe | hab | habe | wir haben) nichts dagegen | gegen <obj> (habe ich | \
haben wir) nichts (einzuwenden | auszusetzen)
kann losgehen | kanns losgehen | kann weitergehen | es kann losgehen | dann mal los
dann los | also los | alles (paletti | roger | fein | supi | im grünen bereich | tutti) | yes bitte
"""

CONSENT_GOOD = """
[<rasch>] [<rasch>] [<ihm> | <obj>] [<rasch>] [<rasch>] <tat> [<rasch>] [<ende>]
von (meiner | unserer) seite [aus] spricht nichts dagegen
(kannst | könnt | kann | können | darfst | dürft | darf | dürfen) [du | ihr | sie | wir] [<ihm> | \
<obj>] [<rasch>] [<rasch>] (<tat> | <inf>) [<wann>] [<ende>]
(du | ihr | sie | wir) (kannst | könnt | können | darfst | dürft | dürfen) [<ihm> | <obj>] \
[<rasch>] [<rasch>] (<tat> | <inf>) [<wann>] [<ende>]
(<obj> | das | es | er | sie | die | der | alles) (kann | können | darf | dürfen) [von mir aus | \
von uns aus | meinetwegen] [<rasch>] [<rasch>] [<von> <np>] (<tat> | <inf> | <teil> | <partizip> \
werden) \
[<wann>] [<ende>]
(kann | darf | können) [von mir aus | meinetwegen] [<rasch>] [<rasch>] [<von> <np>] (<teil> | \
<partizip> \
werden | so <partizip> werden) [<ende>]
(von mir aus | meinetwegen | von uns aus) (kann | können | darf) [<es> | <obj>] [<rasch>] \
(<tat> | <inf> | <teil> | <partizip> werden) [<ende>]
[<rasch>] (<tu> | <imp>) [<ihm> | <obj>] [<rasch>] [<rasch>] [<teil>] [<rasch>]
(<teil> | her) damit [<rasch>] | ab damit | und (raus | rein | ab) damit | los damit
zuschlag (für | an) <np> | der zuschlag (geht | kann) an <np> | zuschlag erteilt
(bin | ich bin | sind | wir sind | bin ganz | bin total) [<sehr>] (begeistert | hin und weg | \
angetan | überzeugt | einverstanden | fein damit | fine damit | happy) [<ende>] [davon | von <obj>]
(mit <obj> | mit allem | mit allen punkten | mit dem rest | mit dem ganzen) (bin ich | sind wir) \
[<sehr>] (einverstanden | zufrieden | glücklich) [<ende>]
(bin | ich bin | sind | wir sind) mit (<obj> | allem | allen punkten | dem ganzen) [<sehr>] \
(einverstanden | zufrieden | glücklich | happy)
<gut> und [<sehr>] <gut> [<ende>] | [<sehr>] <gut> [<sehr>] <gut> | [<sehr>] <prima> [<ende>]
[<obj> | alles | das | es | so | die | der] <ist> [<sehr>] <prima> [aus] [<ende>]
[<obj> | das | es | er | sie] (liest | schaut | fühlt | hört) sich [<sehr>] (<gut> | <prima> | \
rund \
| gut an | flüssig | angenehm) [an] [<ende>]
[<obj> | das | es | sie | er] <ist> [euch | ihnen | dir] [<sehr>] (gelungen | gut gelungen | super \
gelungen | perfekt gelungen | toll geworden)
<obj> (gefällt | gefallen | passt | passen | überzeugt | überzeugen) [mir | uns] [<sehr>] [gut | \
super | perfekt] [so] [<ende>]
(das | es | alles) (gefällt | passt | überzeugt) [mir | uns] [alles] [<sehr>] [gut | super | \
perfekt] [so] [<ende>]
(gegen | zu) <obj> (bestehen | habe ich | haben wir | gibt es | gibt es von meiner seite) [aus \
{topic} sicht | aus rechtlicher sicht | aus fachlicher sicht | von unserer seite] keine \
[weiteren] <fehler>
[<obj> | es] bestehen keine [weiteren] <fehler>
(da | hier) (gibt es | gibts | habe ich | sehe ich | haben wir | fällt mir) (nichts | keine \
<fehler> | kein <fehler>) [mehr] [zu (meckern | beanstanden | ergänzen) | auszusetzen | \
einzuwenden | hinzuzufügen | auf | ein]
(ich | hab | ich hab | habe | ich habe | wir haben) (nix | nichts) [mehr] (auszusetzen | \
hinzuzufügen | einzuwenden | zu meckern | zu ergänzen | dagegen | dran auszusetzen)
(nix | nichts) [mehr] (zu meckern | auszusetzen | hinzuzufügen | dagegen | zu beanstanden)
(so | genau so | exakt so) (wollte ich das [haben] | wollten wir das [haben] | war das gedacht | \
habe ich mir das vorgestellt | hatten wir es besprochen | soll es sein | kann es bleiben | \
kann das bleiben | muss das)
(besser | schöner) (hätte ich es nicht machen können | geht es nicht | gehts nicht | geht s kaum)
(ich | wir) (nehmen | nehme | machen | mache | kaufen | bestellen | zahlen | veröffentlichen | \
starten | unterschreiben | verlängern) (es | das | die | den | ihn | sie | <obj>) [so | gerne | \
gern] | nehmen wir | (den | die | das) (nehmen wir | nehme ich) [gern | gerne]
(ich | wir) (stimme | stimmen) [<obj> | dem | der sache | dem ganzen] [gern | gerne | voll | \
hiermit | vollumfänglich] zu [<ende>]
hiermit (stimme ich | stimmen wir | bestätige ich | bestätigen wir | erteile ich | erteilen wir) \
[<obj>] [meine | unsere | die] [zustimmung | freigabe | zu]
(von unserer | von meiner) seite [aus] (freigegeben | ok | okay | genehmigt | abgenommen | alles \
gut | alles klar | passt es | passt alles | passt das | grünes licht | keine <fehler>)
(darf | kann) (gerne | gern) (so) (in | auf) (den druck | die welt | produktion | prod)
(freigabe | go | genehmigung | zustimmung | grünes licht | ok) (von mir | von uns | meinerseits | \
unsererseits | erteilt) | [hiermit] [<es> | <obj>] (zur zahlung | zum druck | zum versand) \
(freigegeben | frei)
(sachlich | rechnerisch) [und sachlich | und rechnerisch] (richtig | geprüft | korrekt) | \
rechnung ist (ok | in ordnung | korrekt) | zahlung (freigegeben | ist freigegeben | kann raus)
"""

PRAISE_SLOTS = {
    "prima": """
        1a | astrein | spitzenmäßig | bombe | hammer | erste sahne | tiptop | tip top | prächtig
        vorbildlich | vorzüglich | erstklassig | überzeugend | sehr überzeugend | makellos | knorke
        famos | traumhaft | wunderschön | supi | spitzenklasse | ein traum | ein volltreffer
        allererste sahne | wie aus einem guss | alles andere als schlecht | brillant | bombig
        goldrichtig | ausgereift | hervorragend gelöst | top gelöst | sauber gelöst | gut gelöst
        wohldurchdacht | durchdacht | schlüssig | nachvollziehbar | ansprechend | aussagekräftig
        fehlerfrei | fehlerlos | verständlich | lesenswert | professionell | vernünftig | fair
        angemessen | sinnvoll | marktüblich | im rahmen | im budget
        """,
}
