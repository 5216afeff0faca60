"""Words that leave a choice open, deny a part of it, or speak of another time, by language.

For choices that permit nothing. `_` stands for a space.
"""

from __future__ import annotations

from collections.abc import Mapping

# With one of these anywhere nothing is chosen: 'garden if it stays dry, otherwise the hall'.
OPEN: Mapping[str, str] = {
    "en": """
    or either between if unless otherwise else maybe perhaps depends depending whichever whether
    could might possibly guess provided assuming half_and_half says said thinks claims suppose
    out_of_the_blue by_and_large at_large small_talk red_tape green_light blue_moon fish_to_fry
    thank_god black_friday meat_of_the_matter small_hours saw_red feel_blue anyone_for
    doubt doubts doubtful unsure wonder wondering who_knows no_idea
    """,
    "de": """
    oder entweder zwischen wenn falls sonst andernfalls ansonsten vielleicht eventuell sofern
    kommt_drauf_an kommt_darauf_an ob teils könnte bezweifle bezweifeln zweifle keine_ahnung
    """,
    "fr": "ou soit entre si sinon peut-être selon dépend à_moins doute doutes aucune_idée",
    "es": "o u entre si sino quizás quizá tal_vez depende a_no_ser dudo dudamos ni_idea",
    "it": "o oppure tra fra se altrimenti forse dipende a_meno dubito nessuna_idea",
    "pt": "ou entre se senão caso talvez depende a_menos duvido sem_ideia",
    "nl": "of tussen als indien anders misschien tenzij hangt_ervan_af betwijfel geen_idee",
    "ja": "か または もし たら なら かも でなければ 場合",
    "zh": "如果 或者 还是 要么 否则 不然 也许 可能 要是",
}
# Where messages are sorted, they may well say 'could you': with fewer words nothing is chosen.
OPEN_IN_MESSAGES: Mapping[str, str] = {
    **OPEN,
    "en": """
    or either between maybe perhaps depends could_be may_be might_be whichever guess doubt_it
    doubt_this doubt_that unsure_if unsure_whether not_sure_it not_sure_if who_knows
    """,
}
# What follows one of these in its clause is denied: 'anything but fish'.
ASIDE: Mapping[str, str] = {
    "en": """
    anything_but all_but everything_but except excluding apart_from other_than instead_of
    rather_than not no never without neither nor t hardly than cannot nothing below above near
    barely almost nearly
    """,
    "de": "alles_außer außer statt anstatt nicht kein keine keinen keinem nie ohne als nichts",
    "fr": "tout_sauf sauf rien au_lieu plutôt_que pas sans jamais ni aucun",
    "es": "todo_menos menos_el menos_la excepto en_vez en_lugar no sin nunca ni nada",
    "it": "tutto_tranne tranne invece_di non senza mai né niente nessun nessuna",
    "pt": "tudo_menos menos_o menos_a exceto em_vez não nao sem nunca nem nada",
    "nl": "alles_behalve behalve in_plaats niet geen zonder nooit niets",
    "ja": "",
    "zh": "不 没 别 除了",
}
# A clause with one of these denies what stands before it: 'the van is too small'.
AGAINST: Mapping[str, str] = {
    "en": "too isn isnt not taken full loud unavailable impossible won wont doesn doesnt no out",
    "de": "zu nicht belegt vergeben ausgebucht unmöglich kein keine",
    "fr": "trop pas complet impossible prise",
    "es": "demasiado no lleno llena ocupado ocupada imposible",
    "it": "troppo non pieno piena occupato occupata impossibile",
    "pt": "demais muito não cheio cheia ocupado ocupada impossível",
    "nl": "te niet vol bezet onmogelijk",
    "ja": "ない なし ません 以外 ではなく じゃなくて 不可",
    "zh": "不 太 以外 之外 没有",
}
# A clause with one of these finds fault with what it names, or tells what happened to it.
FAULTS: Mapping[str, str] = {
    "en": """
    was were ask allergic sick hate hates dislike holiday away closed booked lost late already
    broken worse worst awful terrible bad unreliable called wrote tried sent busy ill
    yesterday earliest latest good_morning good_evening good_afternoon have_a_nice enjoy_your
    had suggested voted recommends ordered painted refused broke faded sold ran_out gone leaks
    smells costs scares reminds clashes overpriced overkill birthday dentist i_work i_saw i_fly
    i_ll_tell i_ll_know i_ll_decide i_ll_answer i_ll_call we_have neighbours_have i_live we_live
    """,
    "de": """
    allergisch krank hasse feiertag verreist geschlossen verloren kaputt schlecht schon
    ich_bin ich_arbeite guten_morgen guten_abend voll brennt schönen_abend
    """,
    "fr": """
    allergique malade déteste férié absent fermé perdu cassé mauvais déjà je_travaille je_pars
    je_te_dis bon_vendredi bonne_soirée
    """,
    "es": """
    alérgico alérgica enfermo odio festivo cerrado perdido roto peor se_agotó buenas_tardes
    buenas_noches
    """,
    "it": "allergico allergica malato odio festivo chiuso perso rotto peggio",
    "pt": "alérgico alérgica doente odeio feriado fechado perdido quebrado pior",
    "nl": "allergisch ziek haat vrije_dag dicht kwijt kapot slecht",
}
# Behind one of these a day is no day that is chosen: 'not before Friday'.
BOUNDS: Mapping[str, str] = {
    "en": "before after until till by since from between",
    "de": "vor nach bis seit ab",
    "fr": "avant après jusqu_à depuis dès",
    "es": "antes después hasta desde tras",
    "it": "prima dopo entro fino da",
    "pt": "antes depois até desde após",
    "nl": "voor na tot sinds vanaf",
}
# A reply that begins so asks back, with or without a mark.
ASKS_BACK: Mapping[str, str] = {
    "en": "is are does why who what which when where how was has did whose",
    "de": "ist sind warum wer was welche welcher welches wann wo wie hat",
    "fr": "est-ce pourquoi qui quel quelle quand où comment",
    "es": "por_qué quién qué cuál cuándo dónde cómo",
    "it": "perché chi cosa quale quando dove come",
    "pt": "por_que quem qual quando onde como",
    "nl": "waarom wie wat welke wanneer waar hoe",
}
# A clause with one of these tells of another time.
THEN: Mapping[str, str] = {
    "en": "used_to last_time last_year last_month last_week back_then originally at_first",
    "de": "letztes_mal letztes_jahr früher damals",
    "fr": "dernière_fois année_dernière",
    "es": "última_vez año_pasado",
    "it": "ultima_volta anno_scorso",
    "pt": "última_vez ano_passado",
    "nl": "vorige_keer vorig_jaar vroeger",
    "ja": "前回 去年 以前",
    "zh": "上次 去年 以前",
}
# A message that begins so asks something of its reader.
ASKING: Mapping[str, str] = {
    "en": """
    do_you are_you is_there are_there how_do_i where_can_i how_much what_time can_i may_i do_i
    where_do_i how_can_i when_do_you have_you_got do_your
    """,
    "de": "haben_sie gibt_es wie_kann_ich wo_kann_ich kann_ich habt_ihr liefern_sie bieten_sie",
    "fr": "est-ce_que avez-vous puis-je comment_puis-je livrez-vous",
    "es": "tienen puedo hay_algún cómo_puedo",
    "it": "avete posso fate",
    "pt": "vocês_têm posso tem_como",
    "nl": "hebben_jullie kan_ik",
}
