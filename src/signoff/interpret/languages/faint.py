"""What sounds like approval and is none, in each language.

Praise of a beginning or of one part, the receipt of a mail, an approval that somebody else
gave, leave to make changes, a greeting, half a sentence. In one module, so that the languages
can be read side by side.
"""

from __future__ import annotations

from collections.abc import Mapping

_EN = """
^ [ok | okay | yes | yep | sure | alright | great | good | cool | fine] [,] (see you [there | then | soon \
| later] | talk (later | soon) | [i m | i am] on my way) $
^ signed , $ | ^ order [,] order $
^ (payed | ordered | deployed | wired | transferred | bought) $
^ let (it | this | that) go $ | ^ take it easy $ | ^ run away $ | ^ pay (it | this | that) forward $
^ take (it | this | that) away $
^ already (shipped | sent | paid | published | deployed | delivered | released | done) $
(^ | ,) to be (approved | accepted | confirmed | decided | discussed | reviewed | checked | authorised | authorized \
| signed off | determined | continued | seen) | ^ (nice | neat | cute | sweet | cool) $ | ^ 🎉 [🎉] [🎉] $
(looked | was | were | seemed | sounded) [very | really | quite] (good | fine | great | ok | okay | nice) \
(yesterday | last week | this morning | last time | before | then | last month | last year | earlier)
^ [yes | yeah | yep | ok | okay | sure | fine | good | right | alright | hi | great | thanks] [,] (i | we) \
[have | ve | just | already | also] [now | just | already] (read | opened | received | got | seen | saw \
| downloaded | printed | noted | viewed | scanned | found | heard | know | knew | understand | understood \
| remember | met | looked at | started) [it | this | that | them | the | your | you | him | her | all | of] \
[file | mail | email | message | document | attachment | link | report | {topic} | {name}] [{topic} | {name}] \
[twice | now | already | again | yesterday | today | thanks | well] $
no (problem | worries | hurry | rush | stress) , (take your time | no rush | no hurry | whenever | i can wait)
no (objection | objections | problem | problems | issue | issues) (to | with | in | about) (reading | looking \
| reviewing | discussing | meeting | waiting | checking | talking | changing | revising | rewriting | trying \
| helping | seeing | getting | receiving | hearing | the (first | second | last | title | intro | layout))
(page | pages | chapter | section | slide | paragraph | part | item | line) (one | two | three | first | {name}) $
^ [please] (keep | make) (it | this | that | them | the | your | our) [{topic} | headline | title | text | intro \
| copy | post | list | mail | tone | name | message] [{topic}] (short | shorter | simple \
| brief | clean | small | light | low | down | friendly | formal | under | below | neutral | quiet)
^ right (this way | here | there | back | behind | after)
(approve | approved | accept | accepted | sign off on | confirm | confirmed | like | love) [of] [the | your | this] \
(title | chapter | chapters | page | pages | intro | introduction | section | sections | paragraph | cover \
| first | second | third | last | logo | headline | part | parts | half | clause | line | lines | slide \
| slides | enthusiasm | effort | font | colours | colors) [one | two | three | {name} | only] $
(good | great | nice | solid | decent | strong | promising | excellent | fine | cool | lovely) \
(start | beginning | idea | point | question | try | attempt | effort | draft | story | thought | catch \
| progress | concept | direction | one)
^ [a | what a | such a | very | really | some] (good | great | nice | lovely | beautiful | fine | strong | cool \
| interesting | pretty | funny | impressive | amazing | excellent | gorgeous | clever | catchy | sweet) (photo \
| photos | picture | pictures | image | images | video | slide | slides | paragraph | clause | section | banner \
| step | item | items | line | colour | color | colours | colors | font | name | chart | graph | quote | story \
| signature | logo | page | chapter | poster | candidate | customer | person | man | woman | guy | lady | team \
| company | supplier | story | article | book | read | letter | email | mail | message | price | offer | deal \
| product | question | title | headline | reply | answer | response | document) $
^ not (bad | half bad | too bad | so bad) $ | ^ nice and
(approve | approves | approved | approving | agree | agreed | fine | ok | okay | happy | on board) (of | with) \
[the | this | that | your | its] [general | basic | whole] (idea | concept | direction | thought | principle \
| premise | intent | intention | goal | aim | sentiment | spirit | gist)
in principle | in general | in spirit
(good | great | nice) first (draft | try | attempt | step | version)
(like | love | liked | loved) the (idea | concept | direction | thought | approach | tone | title | logo)
(good | great | nice) (morning | afternoon | evening | day | night | weekend | luck) $
(go ahead | proceed | go on | continue | carry on | please proceed | move forward) with \
[the | my | your | those | these | all the | all | our | some] (changes | corrections | edits | revisions \
| modifications | amendments | fixes | suggestions | comments | adjustments | improvements)
^ [please] go on $
(i | we) (received | got | have received | have got | ve got | ve received) (it | this | them | the mail \
| your mail | the message | your message | the email | your email)
(approved | accepted | confirmed | signed | cleared | authorised | authorized | granted | agreed) (by (the | our | my | his | her | their | whom | a | an | legal | finance | marketing | sales \
| somebody | someone | nobody | everyone | default | mistake | accident | {name} | {topic} | them | him | you) \
| version \
| draft | budget | copy | list | items | parts | amount | price | supplier | vendor)
^ (approved | accepted | confirmed | signed | cleared | paid | granted) the
the (title | logo | headline | intro | introduction | ending | conclusion | layout | picture | image | photo \
| colours | colors | font | cover | footer | header | first part | first paragraph | last paragraph | summary \
| abstract | subject line | caption | chart | table | tone | idea | concept) (is | are | looks | look | reads | was)
^ (impressive | interesting | wow | no worries | cool story) $
(and | but | or | so | because | if) $
(send | forward | mail | show | give) (it | this | that | them | me) [back] (to me | to us | me | us | the link)
fine print | ^ right $
^ [yes | ok | okay | sure] [,] (i | we) [have | ve] read (it | this | that) $
ready for the next (version | round | one | draft | step)
(approve | approved | approving) (yesterday | tomorrow | last | next)
(approved | accepted | authorised | authorized | signed | signed off | confirmed) (by | on) [,] $
, (confirmation | approval | signature | decision | answer | reply | feedback | comments | details | conditions \
| more | rest) (follows | follow | to follow | will follow | pending) | , [only] {name} (is | are | will be) \
(enough | plenty | sufficient) | , given (a | an | some | there | that there)
^ [please | pls | so | just] (please | pls) correct [it | this | that | them] $
"""
_DE = """
^ [na] (gut | ok | schön | prima) , [dann] bis (morgen | dann | später | bald | montag) $
^ (hier | bei mir | bei uns) [ist] alles (gut | bestens) $ | ^ alles (gut | bestens) (hier | bei mir | bei uns) $
^ wie (schön | hübsch | süß | nett) $ | ^ alles vollständig $
^ (bezahlt | überwiesen | bestellt | gekauft) $
zur hölle | zum teufel | zum mond | in die ecke | der papst | ^ gib auf $ | ^ gebt auf $
^ (nimm | nehmt) (es | das | die | sie | ihn | den) (raus | heraus | weg | zurück)
^ (lass | lasst | lassen sie) (es | das) $ | ^ (stell | stellt | stellen sie) (es | das) (ein | ab | zurück)
^ [es | das] kann weg $ | ^ (schon | bereits | längst) (bezahlt | überwiesen | verschickt | gesendet \
| versendet | veröffentlicht | bestellt | gekauft | erledigt) $
^ ja , ja $ | ^ ja ja $ | ^ (ja | ok | okay) [,] [ich] (habe | hab) [ich] [es | das | sie | ihn | die mail] \
(bekommen | erhalten | gelesen | gesehen | geöffnet | gefunden) $
(guter | gute | gutes | schöner | schöne | schönes | toller | tolle | netter | nette) (anfang | start | ansatz \
| idee | versuch | entwurf | punkt | frage | gedanke | beginn | fortschritt)
guten (morgen | tag | abend) $
(der titel | die überschrift | das logo | das layout | die farben | das bild | das foto | die einleitung \
| der schluss | der anfang | das titelbild | die idee | der ansatz) (ist | sind | gefällt | sieht | passt)
(genehmigt | freigegeben | angenommen) (von | durch | vom)
(habe | hab) (es | sie | ihn | das | die mail) (bekommen | erhalten)
mit den (änderungen | korrekturen | anpassungen) (weitermachen | fortfahren | weiter)
"""
_FR = """
^ (bon | bien | ok) [,] à (demain | bientôt | plus tard | plus | lundi) $ | ^ (ici | chez moi) tout va bien $
^ (que c est | comme c est) (joli | mignon | beau) $ | ^ ça va [très] bien [, merci] $
^ [déjà] (payé | payée | réglé | réglée | commandé | commandée) $
promener | au diable | en cacahuetes | de (ta | votre | sa | leur) poche
sur ma tombe | par la fenetre | ^ (regle | reglez) (ca | cela | le | la) avec | ^ (vire | virez) (ca | cela) $
je (l ai | les ai) (vu | lu | reçu | ouvert | vue | lue | reçue) $
(bon | bonne | beau | belle | joli | jolie | super) (début | départ | idée | question | effort | essai \
| brouillon | ébauche | remarque)
(le titre | le logo | la mise en page | les couleurs | la photo | l image | l introduction | la conclusion \
| l idée | le ton | la couverture) (est | sont | me plaît | me plait)
(approuvé | validé | accepté) par
^ je [le | la | les] (valide | approuve | signe | confirme | accepte) (demain | plus tard | ensuite | bientôt | lundi \
| mardi | mercredi | jeudi | vendredi | la semaine prochaine)
(validez | approuvez | signez | valider | approuver | signer) (avec | par) {name}
(bien reçu | bien recu | je l ai reçu | je l ai recu)
"""
_ES = """
^ (bueno | bien | vale | ok) [,] hasta (mañana | luego | pronto | ahora) $ | ^ todo bien por (aquí | acá) $ | ^ (aquí | acá) todo bien $
^ qué (bonito | bonita | lindo | linda | mono | mona) $
^ [ya] (pagado | pagada | comprado | comprada | pedido | pedida) $
al diablo | a paseo | a la porra | de (tu | su | vuestro) bolsillo | sobre mi cadaver | por la ventana
en la competencia | ^ hazlo bien $ | ^ vale ya $
(lo | la | los | las) (he | hemos) (visto | recibido | leído | abierto) $ | ya lo (vi | leí | recibí) $
(buen | buena | bonito | bonita | gran) (comienzo | inicio | principio | idea | pregunta | intento | borrador \
| esfuerzo | punto | trabajo hasta ahora)
(el título | el titulo | el logo | la portada | los colores | la foto | la imagen | la introducción | el final \
| la idea | el tono | el diseño) (está | esta | es | son | están | queda | me gusta)
(aprobado | aceptado | autorizado) por
^ [lo | la | los | las] (apruebo | firmo | autorizo | confirmo | acepto) (mañana | luego | después | más tarde | el lunes \
| la semana que viene)
(apruébalo | apruébala | firmalo | apruébenlo | aprobadlo) con {name}
(lo he recibido | lo recibí | recibido) $
"""
_PT = """
^ (bom | bem | ok) [,] até (amanhã | logo | já | breve) $ | ^ (aqui | por aqui) tudo bem $ | ^ tudo bem por aqui $
^ que (lindo | linda | bonito | bonita | fofo | fofa) $
^ [já] (pago | comprado | comprada | encomendado) $
(já vi | já li | já recebi | vi | li) $
(bom | boa | belo | bela | ótimo | ótima) (começo | início | ideia | pergunta | tentativa | rascunho | esforço)
(o título | o titulo | o logo | a capa | as cores | a foto | a imagem | a introdução | o final | a ideia | o tom \
| o layout) (está | esta | é | são | estão | ficou)
(aprovado | aceito | autorizado) (por | pelo | pela) | ^ pode ser que
^ [eu] (aprovo | assino | autorizo | confirmo | aceito) (amanhã | depois | logo | mais tarde \
| (na | segunda) [segunda | terça | quarta | quinta | sexta] $)
(aprove | aprova | assine | assina) com [a | o] {name}
(recebi | recebido) $
"""
_IT = """
^ (bene | ok) [,] a (domani | presto | dopo | più tardi) $ | ^ (qui | da me) tutto bene $
^ che (bello | bella | carino | carina) $
^ [già] (pagato | pagata | ordinato | ordinata | comprato) $
(l ho | li ho) (visto | letto | ricevuto | aperto) $
(buon | buona | bel | bella | ottimo | ottima) (inizio | idea | domanda | tentativo | bozza | lavoro finora)
(il titolo | il logo | la copertina | i colori | la foto | l immagine | l introduzione | la conclusione | l idea) \
(è | sono | va | mi piace)
(approvato | accettato | autorizzato) (da | dal | dalla)
^ [lo | la] (approvo | firmo | autorizzo | confermo | accetto) (domani | dopo | poi | più tardi | lunedì)
(approvalo | approvala | firmalo | firmala | approvatelo) con {name}
(ricevuto | l ho ricevuto) $
"""
_NL = """
^ (goed | ok | oké | prima) [,] tot (morgen | dan | straks | later | zo) $ | ^ (hier | bij mij) alles goed $ | ^ alles goed (hier | bij mij) $
^ [al] (betaald | besteld | gekocht) $
heb [ik] [het | dat] (ontvangen | gelezen | gezien | gekregen) $ | heb ik (ontvangen | gelezen | gezien) $
(goed | goede | mooi | mooie | leuk | leuke) (begin | start | idee | vraag | poging | opzet | concept)
(de titel | het logo | de kleuren | de foto | het beeld | de inleiding | het slot | het idee) (is | zijn | ziet)
(goedgekeurd | akkoord bevonden) door
(ontvangen | heb het ontvangen) $
"""
_JA = """
いい案
もしもし
支払済み | 支払い済み | 購入済み | 注文済み
いいスタート | いい出だし | いいアイデア | いい考え | いい質問 | おはようございます $
(タイトル | ロゴ | 色 | 写真 | 表紙 | デザイン) (は | が) (いい | 良い | よい | きれい | 綺麗 | 素晴らしい)
(受け取りました | 受領しました | 届きました)
"""
_ZH = """
^ (我 这 边 | 我这边 | 我们这边) [都] 好 $
^ 我 [很 | 挺 | 都] 好 [, 谢谢] $
(好的 | 不错的 | 很好的) (开始 | 开端 | 想法 | 主意 | 问题 | 尝试)
^ [我] (明天 | 明早 | 下周 | 周一 | 周二 | 周三 | 周四 | 周五 | 晚点 | 稍后) [再] (批 | 批准 | 审批 | 通过 | 同意 | 核准)
(总 | 經理 | 经理 | 老师 | 部长 | 主任 | 老板 | 领导) [都 | 也 | 已 | 已经] (批准 | 批 | 同意 | 通过 | 核准) (了 | 过)
好主意 | 好想法 | 好问题 | 早上好 $ | 收到了 $ | 收到 $
(标题 | 颜色 | 图片 | 封面 | 开头 | 结尾 | 标志) (很 | 不错 | 挺 | 真)
"""
FAINT: Mapping[str, str] = {
    "en": _EN,
    "de": _DE,
    "fr": _FR,
    "es": _ES,
    "pt": _PT,
    "it": _IT,
    "nl": _NL,
    "ja": _JA,
    "zh": _ZH,
}
