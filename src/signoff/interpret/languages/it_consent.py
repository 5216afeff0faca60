"""Italian: more ways to say yes, the deeds that let a work go, and plain facts beside them."""

from __future__ import annotations

CONSENT_SLOTS = {
    "atto": """
        pubblica | pubblicate | pubblichiamo | pubblicalo | pubblicala | pubblicatela | invia | \
        inviate
        inviamo | invialo | inviala | manda | mandate | mandiamo | mandalo | mandala | mandatelo
        mandatela | paga | pagate | paghiamo | pagala | pagalo | pagatela | pagatelo | salda | \
        saldate
        saldala | saldatela | firma | firmate | firmiamo | firmalo | firmatelo | accetta | accettate
        accettiamo | stampa | stampate | stampiamo | stampalo | stampatelo | compra | comprate
        compriamo | comprali | comprateli | assumi | assumiamo | assumiamola | assumiamolo | \
        rilascia
        rilasciate | rilasciamo | procedi | procedete | procediamo | proceda | prosegui | proseguite
        proseguiamo | ordina | ordinate | ordiniamo | ordinali | ordinateli | prenota | prenotate
        prenoti | prenotiamo | conferma | confermate | confermi | confermiamo | confermalo | esegui
        eseguite | concedi | concedete | concediamolo | dagli accesso | dalle accesso | date accesso
        unisci | fai il merge | fate il merge | mergia | mergiate | mergiamo | metti online
        mettete online | mettilo online | mettila online | mettetelo online | metti in produzione
        mettete in produzione | manda in stampa | mandalo in stampa | mandate in stampa | fai \
        partire
        fate partire | fallo partire | fai uscire | bonifica | bonificate | fai il bonifico
        fate il bonifico | rimborsa | rimborsate | spedisci | spedite | spediscilo | spediamo
        lancia | lanciate | lanciamo | autorizza | autorizzate | approva | approvate | approviamo
        andate avanti | vai avanti | andiamo avanti | vai | andate | sblocca | sbloccate | parti
        partite | partiamo | consegna | consegnate | pubblicare | inviare | pagare | firmare
        stampare | procedere | andare | partire | mandare | mandarlo | mandarla | pubblicarlo
        pubblicarla | pagarla | firmarlo | stamparlo | fare | uscire
        """,
    "presto": """
        pure | ora | adesso | oggi | oggi stesso | domani | subito | stasera | stamattina
        quando vuoi | quando volete | quanto prima | cosi | cosi com e | per favore | \
        tranquillamente
        senza problemi | senza indugio | come previsto | come concordato | come da accordi | in \
        stampa
        online | in produzione | al cliente | a tutti | alle {name} | lunedi | martedi | mercoledi
        giovedi | venerdi | questa settimana | allo studio | al fornitore | avanti | allora | dai
        volo e albergo
        """,
    "stupendo": """
        stupendo | stupenda | bellissimi | bellissime | bei | belle | splendida | magnifica | \
        meraviglioso
        meravigliosa | favoloso | fantastici | ottimi | ottime | eccellenti | perfetti | perfette
        corretti | corrette | esatti | giusti | giuste | chiari | chiare | riuscito | riuscita
        ben riuscito | ben fatto | ben fatta | fatto bene | fatta bene | curato | curata | pulito
        pulita | professionale | ragionevole | ragionevoli | equo | equa | onesto | in linea
        in linea col mercato | in linea con il mercato | in linea con <obj> | nei tempi | nel budget
        come concordato | come da accordi | come volevo | come richiesto | una meraviglia | una \
        bomba
        uno spettacolo | spettacolare | tutto verde | verdi | a pennello | coi fiocchi | regolare
        molto meglio | meglio di prima | piu chiaro di prima | apposto | in regola | conformi | \
        validi
        """,
    "cosa": """
        <noun> | {topic} | prezzo | prezzi | importo | importi | cifre | numeri | numero | totale
        somma | termini | scadenza | scadenze | data | date | nome | nomi | indirizzo | quantita
        colori | colore | immagini | tabella | tabelle | capitolo | paragrafo | titolo | testi
        introduzione | conclusione | riassunto | allegato | allegati | fonti | tono | stile | \
        struttura
        contenuto | contenuti | messaggio | test | build | log | documentazione | migrazione | merce
        materiale | consegna | servizio | servizi | lavori | montaggio | ore | scontrini | ricevuta
        ricevute | costi | costo | sconto | iva | clausole | clausola | clienti | capo | team | \
        colleghi
        contabilita | legale | acquisti | marketing | direzione | fornitore | azienda | colloquio
        curriculum | referenze | candidato | candidata | copertura | albergo | volo | treno | corso
        formazione | fiera | progetto | qualita | confronto | punto | punti | dettagli | settimana \
        | mese
        giorno | giorni | anno | anni | euro | lunedi | martedi | mercoledi | giovedi | venerdi
        copertina | volantino | mercato | studio
        """,
    "inizio": """
        il | lo | la | i | gli | le | l | un | una | questo | questa | questi | queste | nostro | \
        nostra
        tutto | tutti | tutte | ho | abbiamo | e | sono | anche | gia | oggi | ieri | ci | <cosa>
        """,
    "verbo": """
        e | sono | ha | hanno | ho | abbiamo | torna | tornano | quadra | quadrano | corrisponde
        corrispondono | funziona | funzionano | copre | coprono | rispetta | rispettano | basta
        bastano | rientra | rientrano | sta | stanno | va | vanno | passa | passano | lavora
        lavorano | conosciamo | conosco | merita | legge | suona | piace | piacciono | serve | \
        servono
        """,
    "parola": """
        {name} | <cosa> | <verbo> | il | lo | la | i | gli | le | l | un | una | uno | questo | \
        questa
        questi | queste | nostro | nostra | suo | sua | loro | mio | mia | tutto | tutta | tutti | \
        tutte
        e | ed | con | di | del | della | dei | delle | in | nel | nella | sul | sulla | da | dal \
        | per
        al | alla | ai | a | tra | come | di prima | del precedente | gia | anche | bene | molto | \
        piu
        davvero | proprio | perfettamente | completamente | correttamente | puntualmente | in tempo
        veloce | rapido | rapida | buono | buona | buoni | buone | bello | bella | ottimo | ottima
        chiaro | chiara | completo | completa | esatto | conforme | pronto | pronta | adeguato
        economico | stabile | utile | necessario | affidabile | serio | seria | nuovo | nuova | \
        nuovi
        stesso | primo | prima versione | secondo | seconda | terzo | letto | letta | riletto
        controllato | controllata | controllati | verificato | verificata | testato | testati | \
        visto
        rifatto | confrontato | concordato | concordata | ordinato | ricevuto | ricevuta | ricevuti
        arrivato | arrivata | consegnato | consegnata | fatto | fatta | finito | firmato | previsto
        prevista | incluso | risolto | avvisato | stamattina | oggi | ieri | due | tre | quattro | \
        cinque
        dieci | volte | euro | € | % | ok | verde | verdi | senza errori | senza problemi | calma
        attenzione | budget | meglio | <stupendo>
        """,
}

CONSENT_YES = """
(sí | certo | ok | okay | bene | perfetto | ottimo | d accordo | va bene | dai | si) (certo | ok | \
perfetto | va bene | procedi | procedete | procedi pure | procediamo | avanti | vai | vai pure | \
andiamo | d accordo | volentieri | fai pure | fate pure | senz altro | paghiamo | approvato)
per (me | noi) (ok | e ok | e tutto ok | va bene | va benissimo | tutto ok | tutto bene | perfetto \
| \
e perfetto | nessun problema | a posto | siamo a posto | sí | approvato | si puo procedere)
(da | dalla) (parte mia | parte nostra | mia parte | nostra parte) (ok | tutto ok | va bene | \
nulla \
in contrario | niente in contrario | nessuna obiezione | nessun problema | via libera | approvato)
nulla in contrario | niente in contrario | non ho nulla in contrario | senz altro | come no certo
assolutamente sí | direi di sí | direi che ci siamo | ci siamo | ci sto | io ci sto | sono a favore
a favore | favorevole | sono favorevole | favorevolissimo | voto sí | concordo (pienamente | su \
tutto | con tutto | in pieno) | d accordo (su tutto | con tutto | con <obj> | in pieno) | \
pienamente \
d accordo | approvatissimo | dai | dai procedi | e andiamo | fatta | affare fatto | ok pure per me
vai cosi | avanti cosi | avanti tutta | luce verde | semaforo verde | pollice su | ok andate
nessun problema per me | nessun problema da parte mia | va bene cosi | bene cosi | mi sta bene
mi va bene | ci va bene | a me va bene | a noi va bene | mi sembra ok | visto si approva
letto e approvato | visto e approvato
"""

CONSENT_GOOD = """
[<presto>] <atto> [<lo> | <obj>] [<presto>] [<presto>] | [lo | la | li | le] (puoi | potete | \
possiamo | puo | si puo | potremmo gia) [pure] <atto> [<lo> | <obj>] [<presto>] [<presto>]
(vado | andiamo) (bene | benissimo) | [<obj> | tutto | cosi | questo] <e> [<molto>] <stupendo> \
[<coda>]
[<molto>] <stupendo> [<coda>] | tutto (ok | bene | a posto | in regola | regolare) [per me | con \
<obj>]
(hai | avete | ha) (il mio | la mia | il nostro | la nostra) (ok | benestare | approvazione | \
consenso | assenso | via libera | benedizione | appoggio | sí) | (do | diamo) (il | il mio | il \
nostro) (ok | benestare | consenso | assenso | via libera) [<coda>] | via libera [<coda>]
(approvo | approviamo | autorizzo | autorizziamo | accettiamo | accetto | confermo | firmo | \
firmiamo \
| paghiamo | compriamo | prendiamo | la prendo | lo prendo) [<lo> | <obj>] [<presto>] [<coda>]
(nessuna | nessun | senza | non ho | non vedo | non abbiamo) (obiezione | obiezioni | osservazioni \
| \
osservazione | problemi | problema | riserve | riserva | rilievi | controindicazioni) [<coda>]
mi (piace | piacciono) [molto | moltissimo | tantissimo] [<obj>] | non (cambierei | toccherei) \
(nulla | niente | una virgola) | (resta | rimane) cosi | per me si (pubblica | stampa | paga | \
parte)
"""

FACTS = """
<inizio> <verbo> [<parola>+] | <inizio> <parola>+ <verbo> [<parola>+]
(ho | abbiamo | e | sono | l ho | li ho | tutto | torna | quadra) <parola>+
[<det>] <cosa> [<cosa>] [e [<det>] <cosa>] [<molto>] (<bene> | <stupendo> | controllati | \
verificato | \
ricevuta | ricevuto | consegnato | corrette | corretti) | (bel | bella | ottimo | ottima | buon | \
buona) <cosa> | (senza | nessun) (errori | errore | problemi | ritardi)
"""
