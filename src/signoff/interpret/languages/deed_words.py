"""Small words that may stand around a deed that is wished, and how such a wish ends, by language.

None of them denies, limits, asks, puts off or tells of the past: with 'only', 'back', 'later',
'would' or 'half' a clause is none of these. `_` stands for a space.
"""

from __future__ import annotations

from collections.abc import Mapping

AROUND: Mapping[str, str] = {
    "en": """
    please pls plz kindly just then so ok okay it this that them these those em the a an my our your
    him her us and all both let_s lets let_us go_ahead_and go_ahead let_him let_her i_d_like_to
    we_can you_can you_may we_should i_say i_d_say my_vote_is i_vote_for i_vote go_for go_with
    i_d_go_for i_d_go_with thanks thank_you thx cheers today now tonight asap immediately
    straight_away right_away off out up is_fine is_ok is_okay is_enough is_good will_do works
    fine_with_me fine_by_me from_me from_my_side for_me on at we ll we_ll we_will usual whole amount
    thing as_discussed as_agreed as_planned as_usual as_requested by_all_means of_course sure with
    do yes yep yeah aye right via we_want i_want to_the to_our i_choose i_pick i_prefer we_take
    take
    everybody everyone quickly soon_as_possible let_s_do do_the good_old definitely absolutely
    🙂 👍 👌 ✅ 🎉 🚀
    """,
    "de": """
    bitte doch einfach dann ja ok okay gern gerne das es sie ihn ihm ihr ihnen den die der dem ein
    eine einen unser unsere unseren wir ich mir so mal jetzt heute gleich sofort danke vielen_dank
    lg vg zum zur und reicht genügt ist_ok ist_okay geht_klar passt kann_man können_sie du_kannst
    ihr_könnt sie_können wie_besprochen wie_vereinbart wie_immer wie_geplant am im unbedingt
    auf_jeden_fall
    🙂 👍 👌 ✅
    """,
    "es": """
    por_favor porfa gracias lo la los las le les se nos un una el al del hoy ahora pues entonces
    vale
    ok adelante podéis puedes puede pueden vamos_a es_suficiente está_bien como_siempre sí y que
    🙂 👍 👌 ✅
    """,
    "fr": """
    svp stp s_il_vous_plaît s_il_te_plaît merci on le la les l lui leur un une des oui ok d_accord
    allez_y allez vous_pouvez tu_peux il_faut bien_sûr aujourd_hui maintenant alors donc c_est_bon
    suffit je_confirme y nous et de
    🙂 👍 👌 ✅
    """,
    "pt": """
    por_favor pf pfv obrigado obrigada o a os as ele ela eles pra_ele pra_ela pode podem vamos aí
    pronto e um uma sim ok hoje agora então tá_bom é_suficiente por_um por_uma
    🙂 👍 👌 ✅
    """,
    "it": """
    per_favore grazie lo la li le gli il un una ok va_bene procedete_pure pure oggi subito potete
    puoi e sì 🙂 👍 👌 ✅
    """,
    "nl": """
    graag alsjeblieft alstublieft aub svp bedankt dank het de een hem haar hun doe ja ok prima
    vandaag nu we dat die is_goed is_genoeg 🙂 👍 👌 ✅
    """,
    "ja": """
    ください 下さい お願いします お願いいたします お願い致します で です を は に も して します
    しましょう しよう いい 良い よい 大丈夫 進めて の と が よろしく よろしくお願いします 了解
    了解です いきましょう 方で 行きましょう いたします 致します ok 良いです いいです いただいて
    結構です
    """,
    "zh": """
    吧 请 他 她 它 他们 客户 就 就行 就好 给 个 一个 这个 那 可以 好 好的 直接 一下 了吧 我们 按
    把 嘛 啊 哈 谢谢 同意 行 的 张
    """,
}
# What may follow the root of a verb where it orders, or is wished: no past, no participle.
ORDERS: Mapping[str, frozenset[str]] = {
    code: frozenset(("", *said.split()))
    for code, said in {
        "de": "e en n",
        "es": "a e en an ad ar er ir emos amos alo ala alos alas elo ela elos elas enlo enla enlos "
        "enlas adlo adla adlos adlas arlo arla arlos arlas",
        "fr": "e ez er ons re ir issez",
        "pt": "a e ar em am amos er ir emos",
        "it": "a i e are ere ire iamo ate ete",
        "nl": "en",
    }.items()
}
ANSWERS_YES = frozenset(("yes", "ja", "oui", "sim", "si", "sí", "はい", "是"))
ANSWERS_NO = frozenset(("no", "nein", "non", "nao", "nee", "否", "不"))
# A question that begins with one of these does not begin with the deed it asks leave for.
ASKING_WORDS = """
    is are can could should shall may do does did will would what which who how when where why ready
    any all the this that these here please clear approve approved okay new draft final proposal
    was sollen soll sollte darf durfen kann konnen ist sind wie wer wann freigabe genehmigen
    est que qui quand comment peut peut-on doit faut valider approuver votre puis
    puede pueden debemos como cuando aprobar aprobamos podemos esta son
    pode podem devemos aprovar esta sao qual
    puo possiamo approvare mag mogen kunnen moet wat akkoord
"""
