"""Words by which a reason takes back the order it stands beside, by language.

`*` ends a word that is known by its beginning. What denies, doubts and attaches conditions is in
each language's own phrases; here are those that limit, report, put off, wish or find fault.
"""

from __future__ import annotations

from collections.abc import Mapping

TAKING_BACK: Mapping[str, str] = {
    "en": """
    not no never nobody nothing none neither nor without hardly barely n t only half part some few
    less least enough other others another different instead rather otherwise else except save bar
    apart minus than then once until till unless if whether when while before after later soon
    tomorrow yesterday last previous old former next first second third again back still yet
    almost
    nearly mostly maybe perhaps possibly probabl* suppos* seem* appear* apparent* alleged*
    would should could might may must shall ought cannot can need needs want wants wanted wish*
    hope* hoping guess* think* thought believe* doubt* wonder* assume* expect* feel feels felt
    say says said saying tell tells told ask asks asked asking write writes wrote written quote*
    claim* report* call calls called hear* heard answer* reply replies replied read reads reading
    mean means meant mention* suggest* recommend* propos* insist* demand* order* forced made make
    check* review* look looks looking looked test* verif* confirm* discuss* decid* decision*
    consider*
    talk* question* wait* pend* hold* held stop* cancel* drop* delay* postpon* pause* chang* fix*
    add adds added remov* replac* correct* edit* updat* rewrit* rework* revis* mend* adjust*
    wrong mistak* error* fault* broken break* damag* miss* lack* late overdue fail* false fake
    fraud* scam* robbery blackmail*
    extort* hacked threat* duress forced secretary police steal* stolen illegal* crim*
    forbid* against problem* issue* concern* worr* risk*
    danger* bad badly worse worst poor terrible awful horrible ugly stupid silly idiot* insane
    crazy
    mad nonsense rubbish crap garbage joke* joking kid kidding lol haha dream* pretend* imagin*
    lie lies lying sarcas* iron* fool* drunk asleep sleep* regret* sorry sadly unfortunat* alas
    expensive dear costly overpric* double triple too very much many excess* refus* reject*
    declin*
    den* veto* object* oppos* disagree* disapprov* approv* agree* consent* permission sign*
    author*
    whoever whatever somehow theory example* sample* templat* draft* version* page pages word
    words
    line lines button option* template robot bot machine auto* default instruct* rule* system
    prompt ignore* except* limit* maximum minimum max min up under over least most condition*
    provid* depend* subject trial temporar* month week day opposite contrary unlike however though
    although despite but yeah right sure please my me i opinion who what where why how which
    you i cheap* competit* copied copy leak* hole down spent closed clos* receiv* open* vote* wet
    belong*
    that this these those plan* parts already phish* talks sold done paid better rule* option*
    unsure uncertain unclear confus* strange odd weird suspicious funny hell damn god yours
    boss* lawyer* legal board bank police court unpaid unsigned empty dead gone died left quit
    leave leaves leaving resign* bankrupt* insolven* sue sued cancelled expired moved
    """,
    "de": """
    nicht nie niemals niemand nichts kein keine keinen keiner ohne kaum nur halb teil einige
    wenige
    weniger genug andere anderen anderes sonst ausser statt stattdessen lieber erst dann danach
    bevor nachdem wenn falls sobald bis sofern ob spater bald morgen gestern letzte letzten alte
    alten nachste nachsten zuerst wieder zuruck noch fast beinahe vielleicht wohl vermutlich
    angeblich scheint wurde wurden sollte sollten konnte konnten durfte muss mussen musste mochte
    wollte will wunsch* hoff* glaub* denk* dacht* mein* find* sag* schreib* schrieb frag* hor*
    les*
    liest las antwort* pruf* schau* test* besprech* entscheid* uberleg* wart* stopp* halt* andern
    ander* korrig* ersetz* falsch* fehler* kaputt beschadig* fehl* spat* betrug* verboten problem*
    sorge* schlecht* schlimm* dumm* blod* wahnsinn* witz* scherz* traum* luge* ironi* leider teuer
    doppelt zu viel ablehn* absag* genehmig* freigab* zustimm* beispiel* vorlage* entwurf*
    version*
    seite* bot system aber jedoch doch obwohl trotzdem gegenteil ich mich mein chef anwalt bank
    unterschr* was wer wie wo warum welche bitte ruf* melde* klar* gekundigt pleite
    """,
    "es": """
    no nunca nadie nada ninguno ninguna ni sin apenas solo mitad parte algunos menos otro otra
    otros
    otras sino salvo excepto menos antes despues luego cuando si hasta mientras manana ayer ultimo
    ultima viejo proximo primero otra todavia aun casi quiza quizas acaso parece seria habria
    deberia podria debe puede quier* quisier* esper* cre* piens* dud* dice dicen dijo digo escrib*
    pregunt* lee leer respond* revis* mir* prueb* prob* discut* decid* consider* aguard* par*
    cambi*
    corrig* mal malo mala error* falla* falt* roto tarde falso fraude problema* preocup* riesgo*
    broma chiste sueno mentir* mentira ironi* lastima desgracia* caro doble demasiado rechaz*
    aprob*
    acept* autoriz* ejemplo plantilla borrador version pagina pero aunque sin_embargo yo me mi
    jefe
    abogado banco firm* que quien como donde por_que cual favor llam*
    """,
    "fr": """
    ne n pas jamais personne rien aucun aucune ni sans guere que seul* moitie partie quelques
    moins
    autre autres sinon sauf plutot d_abord puis ensuite quand lorsque si des jusqu avant apres
    plus
    tard bientot demain hier dernier derniere vieux prochain* encore presque peut-etre peut semble
    serait devrait pourrait aurait doit faut veux veut voudr* souhait* esper* croi* pens* dout*
    dit
    disent ecri* demand* lit lire repon* verif* regard* test* discut* decid* reflech* attend*
    arret*
    chang* corrig* remplac* faux fausse erreur* casse* manqu* retard* fraude probleme* souci*
    risque*
    mauvais* pire blague* plaisant* reve* mensonge* ment iron* malheureus* helas dommage cher
    chere
    double trop refus* rejet* approuv* accept* autoris* exemple modele brouillon version page mais
    pourtant cependant quoique je j me mon chef avocat banque sign* qui quoi comment ou pourquoi
    appel*
    """,
    "pt": """
    nao nunca ninguem nada nenhum nenhuma nem sem apenas so metade parte alguns menos outro outra
    outros outras senao salvo exceto antes depois quando se ate enquanto amanha ontem ultimo
    ultima
    velho proximo primeiro ainda quase talvez parece seria deveria poderia deve pode precis* quer*
    esper* acho ach* pens* duvid* diz dizem disse escrev* pergunt* le ler respond* revis* olh*
    ver*
    test* discut* decid* consider* aguard* par* mud* corrig* mal mau ruim erro* falha* falt*
    quebr*
    tarde falso fraude problema* preocup* risco* piada brincad* sonho* mentir* ironi* infelizmente
    caro dobro demais recus* aprov* aceit* autoriz* exemplo modelo rascunho versao pagina mas
    porem
    embora eu me meu chefe advogado banco assin* que quem como onde por_que qual favor lig*
    """,
    "it": """
    non mai nessuno niente nulla ne senza appena solo meta parte alcuni meno altro altra altri
    altrimenti salvo tranne prima dopo poi quando se finche domani ieri ultimo vecchio prossimo
    ancora quasi forse sembra sarebbe dovrebbe potrebbe deve puo vogl* vorr* sper* cred* pens*
    dubit*
    dice dicono detto scriv* chied* legg* rispond* controll* guard* discut* decid* aspett* cambi*
    corregg* male sbagliat* errore* rott* manc* tardi falso problema* rischi* scherz* sogn* bugi*
    purtroppo caro doppio troppo rifiut* approv* accett* esempio modello bozza versione pagina ma
    pero anche se io mi mio capo avvocato banca firm* che chi come dove perche
    """,
    "nl": """
    niet nooit niemand niets geen zonder nauwelijks alleen half deel enkele minder genoeg andere
    anders behalve liever eerst dan daarna voordat nadat als zodra tot of later straks morgen
    gisteren laatste oude volgende weer terug nog bijna misschien wellicht lijkt zou zouden moet
    moeten kan kunnen wil willen hoop* denk* geloof* zeg* zei schrijf* schreef vraag* vroeg lees*
    antwoord* controle* kijk* test* bespreek* beslis* wacht* stop* wijzig* fout* kapot mist
    ontbreek*
    laat vals probleem* zorg* risico* slecht* grap* droom* lieg* helaas duur dubbel te afwijz*
    goedgekeurd akkoord voorbeeld concept versie pagina maar echter hoewel ik me mijn baas wie wat
    hoe waar waarom
    """,
}
# Of these words, those that take nothing back in a clause that says who does or has something, or
# how things are: 'there are two toddlers in that flat'.
HARMLESS: Mapping[str, str] = {
    "en": """
    i that these this those many enough week month day again third already open done left need
    leak* worry
    """,
    "de": "ich mich mein* wieder klar* wart* ruf* noch bitte will halt*",
    "es": "yo me mi que ya todavia aun quien donde llam* otra",
    "fr": "j je me mon que encore ou appel* qui quand_meme",
    "pt": "eu me meu que ainda quem onde precis* lig*",
    "it": "io mi mio che ancora chi",
    "nl": "ik me mijn nog weer wie waar kan",
}
# A denial that begins so gives a reason for hurry or ease: 'we can't wait'. Behind * must stand
# what it is about, and by its name: 'we can't let that go through' forbids.
URGENT: Mapping[str, str] = {
    "en": """
    we_can_t_wait they_can_t_wait it_can_t_wait can_t_wait we_cannot_wait cannot_wait
    we_can_t_afford_to_wait we_can_t_afford_to_lose* we_cannot_afford_to_lose* we_can_t_run_out
    we_can_t_do_without* we_can_t_lose* we_can_t_miss* no_time_for* no_time_to* no_point_in_waiting
    nobody_will_ever_notice nobody_will_ever_miss* nobody_will_notice nobody_minds
    it_s_not_worth_the_argument it_s_not_worth_the_fight it_s_not_worth_the_hassle
    not_worth_the_argument not_worth_the_fight not_worth_the_hassle
    it_won_t_get_any* it_s_not_getting_any* he_s_not_getting_any*
    we_don_t_want_to_lose* don_t_want_to_lose* it_won_t_keep it_won_t_last they_won_t_last
    we_have_no_time we_don_t_have_time no_reason_to_wait no_need_to_wait
    he_never_complains she_never_complains they_never_complain no_sense_in_waiting
    never_late never_been_late they_have_never_been_late and_never_late never_a_problem
    """,
    "de": """
    wir_können_nicht_warten das_kann_nicht_warten kann_nicht_warten können_nicht_länger_warten
    wir_können_nicht_länger keine_zeit_zu* keine_zeit_für* wir_haben_keine_zeit
    merkt_keiner stört_keinen merkt_niemand da_stört_es_keinen
    braucht_keiner_mehr
    """,
    "es": """
    no_podemos_esperar no_puede_esperar no_hay_tiempo no_tenemos_tiempo no_vale_la_pena_discutir
    no_merece_la_pena_discutir no_quiero_perder* no_quiero_problemas no_quiero_reclamaciones
    no_queremos_perder*
    """,
    "fr": """
    on_ne_peut_pas_attendre ça_ne_peut_pas_attendre nous_ne_pouvons_pas_attendre pas_le_temps
    on_n_a_pas_le_temps ça_ne_se_gardera_pas on_ne_peut_plus_attendre
    """,
    "pt": """
    não_podemos_esperar não_dá_para_esperar não_dá_pra_esperar não_pode_esperar
    não_temos_tempo não_quero_reclamação não_quero_problema não_vale_a_pena_brigar
    """,
    "it": "non_possiamo_aspettare non_può_aspettare non_c_è_tempo non_abbiamo_tempo",
    "nl": "we_kunnen_niet_wachten kan_niet_wachten geen_tijd_voor* we_hebben_geen_tijd",
}
# What shows that a clause says something, and is no mere thing: 'page one'.
VERBS: Mapping[str, str] = {
    "en": """
    is are s re m was were have has want need left use uses looks looked gets expires had ve
    been will ll does do did makes costs works helps comes
    came arrived earned deserves deserve deserved runs ran won brings brought delivered knows
    know keeps trust trusts loves love likes saves covers fits matches gives gave got waits
    """,
    "de": """
    ist sind hat haben war waren wird werden gibt kennen kennt kostet kosten warten lauft braucht
    brauchen bringt kommt kommen steht stehen passt geht lohnt spart spart hilft sitzt liegt
    """,
    "es": """
    es son esta estan ha han tiene tienen hay llevan lleva fue era cuesta vale merece funciona
    va van viene vienen necesitamos sirve ayuda tenemos estamos
    """,
    "fr": """
    est sont a ont y_a sera etait merite marche vaut coute fonctionne coule vient viennent va vont
    avons sommes arrive tient
    """,
    "pt": """
    e sao esta estao tem foi era ha merece vale custa funciona vem va vai vao temos estamos ajuda
    aguenta
    """,
    "it": "e sono ha hanno era merita vale costa funziona va vanno viene abbiamo siamo serve",
    "nl": "is zijn heeft hebben was waren wordt werkt kost komt staat hebben gaat verdient",
}
