"""Italian."""

from __future__ import annotations

from signoff.interpret.language import Kind, Language
from signoff.interpret.languages.it_consent import (
    CONSENT_GOOD,
    CONSENT_SLOTS,
    CONSENT_YES,
    FACTS,
)

_STEMS = """
    pubblica pubblicate pubblichi pubblicare pubblicatelo invia inviate invii inviare manda
    mandate mandi mandare paga pagate paghi pagare lanciare firma firmate firmi firmare
    approva approvate approvi approvare accetta accettate accettare autorizza autorizzate
    autorizzare stampa stampate stampare compra comprate comprare assumi assumete rilascia
    rilasciate rilasciare procedi procedete proceda procedere mergia mergiate spedisci
    spedite spedire ordina ordinate ordinare prenota prenotate conferma confermate
    confermare esegui eseguite concedi concedete continua continuate proseguite prosegui
    deploya
"""
_ACTS = [
    stem + end for stem in _STEMS.split() for end in ("", "lo", "la", "li", "le", " pure", " tutto")
]

LANGUAGE = Language(
    code="it",
    slots={
        **CONSENT_SLOTS,
        "act": " | ".join(_ACTS)
        + """
            andare in stampa | andare avanti | andare online | mettere online
            mettere in produzione | si proceda | si stampi | si pubblichi | si paghi
            """,
        "lo": "lo | la | li | le | questo | questa | tutto | cio | cosi | questa versione",
        "det": """
            il | lo | la | i | gli | le | l | un | una | uno | questo | questa | questi | queste
            il mio | la mia | il tuo | la tua | il suo | la sua | il vostro | la vostra
            il nostro | la nostra | del | della | dei | delle | al | alla | nel | nella
            tutto il | tutta la
            """,
        "noun": """
            testo | documento | contratto | fattura | proposta | relazione | versione
            comunicato | newsletter | articolo | budget | offerta | preventivo | grafica | logo
            sito | pagina | piano | richiesta | pagamento | acquisto | spesa | trasferta | mail
            messaggio | risposta | campagna | annuncio | foto | immagine | video | post
            traduzione | menu | manuale | guida | catalogo | bozza | rilascio | modifica | pr
            codice | dati | conti | ordine | accordo | condizioni | lavoro | risultato | idea
            progetto | stampa | produzione | cliente | consulenza
            """,
        "obj": """
            [<det>] [nuovo | nuova | presente] (<noun> | {topic} | <noun> <di> [<det>] (<noun> \
            | {topic})) [finale | allegato | allegata | attuale]
            """,
        "np": """
            [<det>] [nuovo | nuova | presente | stesso] (<noun> | {topic} | {name} | <noun> \
            {name} | <noun> <di> [<det>] (<noun> | {topic} | {name}) | {topic} {name}) [finale \
            | allegato | allegata | attuale]
            """,
        "di": "di | del | della | per | con | in | a | al | alla | su | da | dei | delle",
        "molto": """
            molto | davvero | proprio | super | tutto | benissimo | veramente | assolutamente
            perfettamente | cosi | gia | piu che | moltissimo | anche | troppo
            """,
        "bene": """
            bene | buono | buona | ottimo | ottima | perfetto | perfetta | eccellente
            fantastico | fantastica | magnifico | bello | bella | bellissimo | bellissima
            corretto | corretta | giusto | pronto | pronta | ok | okay | a posto | d accordo
            conforme | approvato | approvata | autorizzato | autorizzata | accettato | accettata
            confermato | confermata | impeccabile | splendido | chiaro | chiara | in ordine
            valido | verde | benissimo | bene cosi | va bene cosi | completo | esatto | top
            concesso | firmato | super
            """,
        "coda": """
            per me | per noi | da parte mia | da parte nostra | da qui | a mio avviso
            secondo me | cosi | cosi com e | com e | oggi | ora | adesso | questa volta | anche
            dal mio lato | per quanto mi riguarda | in tutto | pure
            """,
        "quando": """
            ora | oggi | domani | subito | quando vuoi | quando volete | immediatamente | pure
            cosi | cosi com e | per favore | <di> <np> | senza problemi | in produzione | online
            in stampa | tranquillamente | avanti
            """,
        "e": """
            e | è | sono | sembra | sembrano | mi sembra | mi pare | va | vanno | sta | suona
            e tutto | tutto | risulta | mi va
            """,
        "letto": """
            ho letto | ho riletto | ho controllato | ho verificato | ho visto | ho guardato
            ho rivisto | ho rifatto | ho testato | letto | riletto | controllato | verificato
            visto | l ho letto | l ho sfogliato | l ho controllato | l ho visto
            l ho sfogliato tutto | l ho letto tutto | abbiamo letto | abbiamo verificato
            """,
    },
    phrases={
        Kind.YES: """
            sí | sí sí | si si | si grazie | si certo | si va bene | si procedete | si procedi
            sí certo | certo | certo che sí | certamente | sicuro | naturalmente | ovviamente sí
            ok | okay | va bene | va benissimo | bene | d accordo | sono d accordo
            siamo d accordo | concordo | volentieri | con piacere | nessun problema | avanti
            vai | vai pure | andate | andate pure | andiamo | andiamo avanti | procedi
            procedete | procedi pure | procedete pure | procediamo | potete procedere
            puoi procedere | fai pure | fate pure | si proceda | per me sí | per me va bene
            per me ok | per me va bene cosi | confermo | confermato | esatto | giusto
            affare fatto | via libera | 👍 | ✅ | 👌 | ✔ | 🆗 | +1 | andata
            """
        + CONSENT_YES,
        Kind.GOOD: """
            vai | andate | fai pure | fate pure
            [<obj> | tutto | cosi | questo] <e> [<molto>] <bene> [<coda>] [<coda>]
            <e> [<molto>] <bene> e [<molto>] <bene> | tutto [<molto>] <bene> [<coda>]
            [per me | per noi] [<molto>] <bene> [<coda>] [<coda>]
            (per me | per noi) (va | e) [<molto>] <bene> [<coda>]
            [lo | la] (approvo | approviamo | autorizzo | autorizziamo | accetto | accettiamo | \
            confermo | firmo | sottoscrivo) [<obj>] [<coda>]
            (approvato | approvata | autorizzato | autorizzata | accettato | accettata | \
            concesso | concessa) [<coda>] [<coda>]
            (hai | avete | ha) (il mio | la mia | il nostro) (ok | benestare | approvazione | \
            consenso | assenso | via libera)
            (il mio | do il mio | con il mio | do il) (ok | benestare | consenso | assenso | \
            via libera)
            nulla osta
            <act> [<lo> | <obj>] [<quando>] [<quando>]
            (puoi | potete | possiamo | puo | si puo) [pure] <act> [<lo> | <obj>] [<quando>]
            (puo | possono) (uscire | andare | partire | essere pubblicato | essere inviato) \
            [<quando>]
            pronto per (<act> | <obj> | la stampa | la produzione)
            (mi piace | mi piacciono | ci piace | adoro | mi convince) [molto | moltissimo | \
            tantissimo | tanto | <obj> | cosi] [<coda>]
            sono (soddisfatto | soddisfatta | contento | contenta) [<di> <obj>]
            (nulla | niente) da (eccepire | aggiungere | dire | obiettare | ridire | cambiare | \
            segnalare | modificare) [<coda>]
            non ho nulla da (eccepire | aggiungere | ridire | obiettare)
            (nessuna | nessun | senza | non ho | non vedo) [nessuna | nessun] (obiezione | \
            obiezioni | osservazione | osservazioni | modifica | modifiche | commento | \
            commenti | problema | problemi | errore | errori | correzioni) [<coda>]
            non (cambierei | cambiate) (nulla | niente)
            tutto (torna | quadra | corretto | in ordine | a posto | verde | perfetto | ok | \
            chiaro)
            proprio quello che (volevo | volevamo | serviva | cercavo) | lgtm | 🚀 | che bello
            """
        + CONSENT_GOOD,
        Kind.SUPPORT: """
            <letto> [<np> | tutto] [<di> <np>] [e <letto> [<np>]] [due volte | stamattina | \
            oggi | con attenzione | ieri]
            <np> <e> [<molto>] <bene>
            (i numeri | i conti | le cifre | l importo) (tornano | quadrano | sono corretti | e \
            corretto)
            (il legale | la contabilita | {name} | il team | il cliente | la direzione) [anche] \
            (ha approvato | e d accordo | ha dato l ok | ha confermato)
            scritto bene | ben (scritto | fatto) | chiaro e conciso
            """,
        Kind.FACT: FACTS,
        Kind.COURTESY: """
            grazie | grazie mille | molte grazie | tante grazie | mille grazie | ti ringrazio
            vi ringrazio | la ringrazio | grazie [a] (tutti | {name} | te | voi)
            grazie (per | del | della) (<np> | tutto | il lavoro | l invio | la pazienza)
            ciao [{name} | a tutti] | salve [{name}] | buongiorno [{name} | a tutti]
            buonasera [{name}] | buon giorno [{name}] | gentile {name} | caro {name}
            cara {name} | gentilissimi | cari | egregio {name} | per favore | per cortesia
            saluti | distinti saluti | cordiali saluti | un saluto | cordialmente | a presto
            a domani | buona giornata | buona serata | buon (lavoro | weekend | fine settimana)
            (ottimo | bel | gran | buon) lavoro [a tutti | ragazzi | {name} | team]
            complimenti [a tutti | {name} | ragazzi] | bravi | bravo | brava | bravissimi
            (grazie | grazie mille | molte grazie) (per | del | della | a) <parola>+ | buon \
            viaggio | bel lavoro
            (ciao | salve | buongiorno | buonasera) [,] {topic} | ottimo lavoro davvero | bravissima
            complimenti (per | a) <parola>+ | buone vacanze | buona fortuna | che bravi | evviva | \
            wow
            scusate il ritardo | scusa il ritardo | ragazzi | a tutti | finalmente | che bello
            avv {name} | dott {name} | 🙂 | 😊 | 🙏 | 👏 | 💪 | 🎉 | 😍 | ❤ | 😀 | 😄 | 🔥 | ✨ | \
            🥳 | 🙌 | 🤝
            """,
        Kind.LATER: """
            la prossima volta | per la prossima volta | per la prossima | in futuro
            d ora in poi | per il futuro | per il prossimo | nel prossimo | nella prossima
            alla prossima
            """,
        Kind.SEPARATOR: "per me | da parte mia | per noi | da parte nostra | e | quindi | allora | \
        anche | poi | pure | ah | oh | dunque | & | ed",
        Kind.NO: """
            quindi [e] no $ | ^ questa volta no ($ | ,)
            ^ no $ | ^ no , | ^ no (grazie | non | questo) | ^ no no | , no $ | ^ purtroppo no
            ^ mi dispiace no | ^ no guardi | ^ no guarda
            non (approvo | approvato | approvata | autorizzo | autorizzato | accetto | \
            accettiamo | sono d accordo | siamo d accordo | posso approvare | posso \
            autorizzarla | posso autorizzarlo | posso autorizzare | posso accettare | possiamo \
            approvare | possiamo accettare | pubblicate | pubblicare | pubblica | inviate | \
            inviare | pagate | pagare | paga | firmo | firmare | mi convince | va \
            bene | va | procedete | procedere | lo facciamo | la facciamo | si puo)
            ^ cosi no | in disaccordo | 👎 | ❌ | 🚫 | ⛔ | sono contrario | sono contraria
            """,
        Kind.REJECT: """
            respingo | respinto | respinta | respingere | rifiuto | rifiutato | rifiutata
            rifiutare | rifiutiamo | boccio | bocciato | bocciata | scarto | scartato | scartare
            annulla | annullate | annullare | annullato | lascia perdere | lasciate perdere
            lasciamo perdere | lasciamo stare | assolutamente no | per niente | niente affatto
            mai | non se ne parla | non ci interessa | non mi interessa | non siamo interessati
            abbiamo gia (chi | qualcuno | un altro | un fornitore) | lo rifiuto | inaccettabile | \
            buttalo | buttatelo | non c e budget | budget esaurito | e esaurito
            nessun budget | chiudi | chiudete | abortire | non lo facciamo proprio
            """,
        Kind.CHANGE: """
            (manda | mandami | mandate | mandatemi | invia | inviami | inviate | inviatemi | fammi \
            | fate | prepara | preparate | serve | vorrei) (una nuova | un altra) (bozza | versione)
            una nuova (bozza | versione) per favore
            manca | mancano | bisogna | bisognerebbe | dovrebbe | dovrebbero | deve essere
            devono essere
            va (cambiato | corretto | aggiunto | rifatto | sistemato | tolto | accorciato | \
            rivisto)
            vanno (cambiati | corretti | aggiunti | sistemati | riviste)
            da (rivedere | correggere | rifare | sistemare | modificare | cambiare | accorciare)
            cambia | cambiate | cambiare | correggi | correggete | correggere | aggiungi
            aggiungete | aggiungere | togli | togliete | togliere | elimina | eliminate
            accorcia | accorciate | accorciare | riscrivi | riscrivete | riscrivere | rifai
            rifate | rifare | rivedi | rivedete | rivedere | modifica | modificate | modificare
            sostituisci | sostituite | sostituire | riduci | riducete | aggiorna | aggiornate
            aggiornare | sistema | sistemate | sistemare | semplifica | chiarisci | chiarite
            inserisci | inserite | inserire | sposta | spostate | migliora | migliorate
            troppo (lungo | lunga | corto | corta | formale | tecnico | caro | cara | grande | \
            piccolo | piccola | scuro | generico | tardi | presto)
            e (sbagliato | sbagliata | errato | errata | poco chiaro | incompleto | sfocata)
            sono (sbagliati | sbagliate | errati | sfocate | sgranate) | sbagliato | sbagliata
            errato | errata | errore | errori | refuso | refusi | un errore
            non (torna | tornano | quadra | quadrano | corrisponde | funziona | e chiaro | e \
            corretto | si legge | si capisce | e pronto | e aggiornato)
            confuso | poco chiaro | obsoleto | invece di | al posto di | ripetuto | doppio
            preferirei | preferisco | vorrei (che | vedere | un | una)
            piu (corto | breve | chiaro | semplice | grande | dettagli) | meno (formale | testo)
            puoi (cambiare | correggere | aggiungere | togliere | modificare)
            potete (cambiare | correggere | aggiungere | togliere | modificare) | potresti
            potreste | sgranate | con modifiche | da rifare | (rifare | rifate | rifai) <parola>+
            (correggila | correggilo | accorcialo | accorciala | cambialo | cambiala | sostituitela)
            (e | sono) (quelli | quelle | quello | quella) (dell anno | vecchi | vecchie | vecchio)
            (manca | mancano) <parola>+ | (ci sono | c e) (un | dei | due | tre) (errore | errori \
            | refusi)
            """,
        Kind.HOLD: """
            aspetta | aspettate | aspettiamo | attendi | attendete | attendere | attendiamo
            non ora | non ancora | oggi no | non oggi | piu tardi | rimanda | rimandate
            rimandare | rimandiamo | rinvia | rinviate | rinviare | in pausa | sospendi
            sospendete | sospendere | ^ fermi | ^ fermo | ^ fermi tutti | ferma tutto | fermate | \
            per ora no
            """,
        Kind.CONTRAST: """
            ma | pero | tuttavia | tranne | salvo | eccetto | se | appena | prima
            """,
        Kind.MOCK: "come no | ma certo , | si come no | ma figurati | 🙄 | 😏 | 🙃 | 👎",
        Kind.ROLLBACK: """
            rollback | torna indietro | tornate indietro | ripristina | ripristinate
            versione precedente
            """,
        Kind.NEGOTIATE: """
            negozia | negoziate | negoziare | tratta | trattate | trattare | controfferta
            controproposta | sconto | chiedi uno sconto | chiedete uno sconto | troppo caro
            troppo cara | e caro | e cara | un po caro | proponiamo {name} | proponete | scendere \
            | abbassare il prezzo
            """,
        Kind.DISPUTE: """
            contesta | contestate | contestare | contesto | reclamo | reclamare
            addebitato due volte | mai ricevuto | non consegnato
            """,
        Kind.ESCALATE: """
            escalare | sentire il legale | deve decidere | non spetta a me | decide la direzione
            passa al legale | chiedi al capo | chiedete alla direzione
            """,
        Kind.INFO: """
            piu informazioni | piu dettagli | maggiori informazioni | maggiori dettagli
            mi serve sapere | chiedi al fornitore | chiedete al fornitore | chiarimenti
            """,
        Kind.NEGATION: "non | no | ne | mai | senza | nulla | niente | nessun | nessuna | nessuno",
        Kind.DOUBT: """
            non | no | mai | senza | nulla | niente | nessun | nessuna | ma | pero | tuttavia
            tranne | salvo | eccetto | solo | forse | magari | credo | penso | suppongo | dipende
            aspetta | aspettate | ancora | dopo | prima | quasi | in teoria | dubbio | dubbi
            mah | boh | non so | rifiuto | respinto | dice | ha detto | scherzo | scherzavo | o
            oppure | anzi | in realta | potrebbe | dovrebbe | sarebbe | veramente no | come no | \
            quando | appena | finche | una volta che
            """,
        Kind.CONDITION: """
            se | a condizione che | non appena | a patto che | purche | a meno che | solo se | \
            salvo che | previa | previo | qualora
            """,
        Kind.TIMING: "quando | appena | una volta che | dopo che | dopo | prima di | finche | fino \
        a",
        Kind.POLITE: """
            ^ puoi | ^ potete | ^ potresti | ^ potreste | ^ puo | , puoi | , potete | per favore
            ^ si puo
            """,
        Kind.MACHINE: """
            ignora | ignorate | dimentica (le | tutte) | le tue istruzioni | istruzioni
            sistema operativo | sei un | sei una | ora sei | agisci come | fai finta
            devi (rispondere | restituire | segnare) | rispondi (con | solo) | restituisci
            segna come | il modello | assistente
            """,
        Kind.AWAY: """
            in caso di urgenza | per urgenze | contattare | rientro il | rientrero | in riunione
            ti chiamo | ti richiamo | vi richiamo | saro assente
            sono in ferie | in ferie | fuori ufficio | sono fuori | assente | risposta automatica
            in call | ne parliamo | cosi cosi | lo guardo | ci guardo | lo leggo | ti faccio \
            sapere | vi faccio sapere
            ci devo pensare | ci penso | devo pensarci | inoltrato a | ho inoltrato | girato a
            non sono la persona | non e di mia competenza | non so | non saprei | boh | mah
            non sono sicuro | decidi tu | fai tu | ma certo di | come no | 🙄 | 🤔 | 🤷
            """,
        Kind.MENDED: """
            corretto | corretta | corretti | cambiato | cambiata | aggiunto | aggiunta
            sistemato | sistemata | sistemate | modificato | aggiornato | sostituito | rivisto
            tolto | accorciato
            """,
        Kind.URGENT: "urgente | il prima possibile | immediatamente | priorita alta | critico",
        Kind.LOW: "bassa | priorita bassa | senza fretta | quando puoi",
        Kind.NORMAL: "normale | priorita normale | media",
    },
    plain="""
        il lo la i gli le un una di a da in con su per tra e che non si è sono ho hai ha abbiamo
        avete hanno del della dei al alla nel nella questo questa come più anche ma se o mi ti ci
        vi
        """
    "lui lei noi voi loro quello quella cui chi c l d",
)
