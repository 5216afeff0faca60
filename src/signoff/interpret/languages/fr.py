"""French."""

from __future__ import annotations

from signoff.interpret.language import Kind, Language
from signoff.interpret.languages.fr_consent import CONSENT_GOOD, CONSENT_SLOTS, CONSENT_YES
from signoff.interpret.languages.fr_facts import FACT_SLOTS, FACTS
from signoff.interpret.languages.fr_refusals import REFUSAL_SLOTS, REFUSALS

_STEMS = """
    publie publiez publier envoie envoyez envoyer lance lancez lancer deploie deployez
    deployer signe signez signer paie paye payez payer regle reglez regler imprime imprimez
    imprimer valide validez valider accepte acceptez accepter approuve approuvez merge
    mergez merger fusionne fusionnez diffuse diffusez diffuser procede procedez proceder
    commande commandez commander embauche embauchez embaucher expedie expediez expedier
    autorise autorisez autoriser confirme confirmez confirmer livre livrez livrer achete
    achetez reserve reservez execute executez accorde accordez
"""
_SLOTS = {
    "radical": " | ".join(_STEMS.split()),
    "act": """
        <radical> [le | la | les | ca | lui | tout]
        mettre en ligne | mets en ligne | mettez en ligne | mettez le en ligne | mets le en ligne
        mettre en production | mettez en production | y aller | allez y | vas y | donner suite
        tout envoyer | partir | envoyer ca
        """,
    "it": """
        le | la | les | l | ca | cela | ceci | c | tout | tout ca | cette version | ce texte
        cette maquette | ce document | celui ci | celle ci
        """,
    "det": """
        le | la | les | l | un | une | ce | cet | cette | ces | ton | ta | tes | votre | vos
        mon | ma | notre | nos | du | des | au | aux | tout le | toute la | tous les | toutes les
        """,
    "noun": """
        texte | document | contrat | facture | proposition | rapport | version | communique
        newsletter | article | budget | offre | devis | maquette
        logo | site | page | plan | demande | paiement | achat | depense | deplacement | mail
        courriel | message | reponse | campagne | annonce | photo | image | video | post
        traduction | menu | manuel | guide | affiche | brochure | release | deploiement
        mise en production | changement | pr | code | donnees | comptes | commande | accord
        note | brouillon | projet
        conditions | travail | resultat | idee | presse | dossier | visuel | contenu
        publication | production | impression | script | entretien | interview | calendrier
        planning | titre | intro | chute | ton | style
        """,
    "obj": """
        [<det>] [nouveau | nouvelle | present | presente] (<noun> | {topic} | <noun> <de> \
        [<det>] (<noun> | {topic})) [actuel | actuelle | final | finale | joint | jointe]
        """,
    "np": """
        [<det>] [nouveau | nouvelle | dernier | derniere | presente | petit | petite] (<noun> | \
        {topic} | {name} | <noun> {name} | <noun> <de> [<det>] (<noun> | {topic} | {name}) | \
        {topic} {name}) [actuel | actuelle | final | finale | jointe | joint | propose | \
        proposee]
        """,
    "de": "de | d | du | pour | avec | en | a | sur | par | des | dans",
    "tres": """
        tres | vraiment | bien | tout | super | assez | parfaitement | tout a fait | totalement
        absolument | franchement | plus que | deja | hyper | trop | aussi | tellement
        completement
        """,
    "bon": """
        bon | bonne | bons | bien | parfait | parfaite | parfaits | excellent | excellente
        super | genial | geniale | impeccable | impec | nickel | top | au top | ok | correct
        correcte | conforme | pret | prete
        clair | claire | magnifique | superbe | formidable | chouette | cool | d accord | carre
        en ordre | validé | validee | approuve | approuvee | accepte | acceptee | accorde
        accordee | autorise | confirme | signe | tip top
        complet | complete | exact | reussi | reussie | beau | belle | joli | jolie | ok tel quel
        tel quel | du beau travail | un sans faute | extra | genialissime | nikel | bon comme ca
        bien comme ca | parfait comme ca | vert | verte | verts
        """,
    "queue": """
        pour moi | pr moi | pour nous | de mon cote | de notre cote | a mes yeux | a mon avis
        selon moi | de ma part | en l etat | tel quel | telle quelle | comme ca | ainsi
        comme cela | aujourd hui | deja
        cette fois | pour ma part | quant a moi | dans l ensemble | sur toute la ligne
        maintenant | aussi | egalement | pour publication | pour impression | pour envoi
        pour la prod | pour paiement | pour signature | pour accord | pour diffusion
        """,
    "quand": """
        maintenant | tout de suite | aujourd hui | demain | quand tu veux | quand vous voulez
        des que tu veux | des maintenant | immediatement | tel quel | telle quelle | comme prevu
        comme ca | en l etat | s il te plait | s il vous plait | stp | svp | en ligne | a tous
        au client | en prod | en production | ce soir | ce matin | sans hesiter | <de> <np>
        sans probleme | dans la foulee
        """,
    "est": """
        est | sont | c est | cest | c etait | semble | me semble | me semblent | parait
        me parait | m a l air | a l air | reste | va | me va | me vont | nous va | me convient
        nous convient | convient | se lit | passe | tient la route
        """,
    "relu": """
        j ai (relu | lu | verifie | regarde | controle | parcouru | teste | compare | revu | \
        examine)
        nous avons (relu | lu | verifie | examine | controle) | relu | verifie | teste | lu | vu
        controle | bien relu | tout relu | j ai tout (relu | verifie | lu | regarde)
        """,
}

_OUI = """
oui | oui oui | ouais | ouip | mais oui | bien sur | bien sûr | evidemment | certainement
absolument | tout a fait | volontiers | avec plaisir | ok | okay | d acc | dac | daccord
d accord | entendu | ca marche | ca roule | ca me va | ca nous va | cela me va | cela me convient
ca me convient | allez | allez y | allez hop | vas y | on y va | allons y | go | feu vert
c est parti | banco | banzai | fonce | foncez | c est oui | un grand oui | oui pour moi
pour moi oui | pour moi c est oui | ok pour moi | ok pr moi | oui allez y | oui vas y | oui merci
oui s il vous plait | oui parfait | je suis d accord | nous sommes d accord | je suis ok
je suis pour | entierement d accord | tout a fait d accord | pas de probleme | pas de souci
aucun probleme | aucun souci | sans probleme | sans souci | vous pouvez y aller | tu peux y aller
vous pouvez proceder | procedez | faites | fais le | faites le | je confirme | nous confirmons
confirme | exact | 👍 | ✅ | 👌 | ✔ | 🆗 | +1 | c est bon | cest bon | yes | yep | adjuge
marche conclu | vendu
"""

_BON = """
fonce | foncez | garde le | gardez le | on garde | poste le | postez le | continue | continuez
balance | balancez
[<obj> | tout | ca | cela | ceci | l ensemble] <est> [<tres>] <bon> [<queue>] [<queue>]
tout <est> [<tres>] <bon> | c est [<tres>] <bon> (et [<tres>] <bon>)
[<tres>] <bon> [<queue>] [<queue>] | tout [<tres>] <bon> [<queue>]
[<tres>] <bon> <noun> [<queue>]
(me va | me convient | nous convient | ca passe) [<tres>] [<bon>] [<queue>]
<obj> me (va | convient | plait) [<tres>] [<queue>]
(je | j | nous | on) [<it>] (valide | validons | approuve | approuvons | accepte | acceptons | \
autorise | autorisons | signe | signons | confirme | accorde | donne mon accord | donne mon feu \
vert | donne le feu vert | donnons notre accord | donnons le feu vert | prends) [<it> | <obj>] \
[<queue>] [sans hesiter | sans reserve]
(valide | validee | approuve | approuvee | accepte | acceptee | accorde | accordee | autorise | \
autorisee) [<queue>] [sans reserve]
(bon a tirer | bat | bon pour accord | bon pour publication | lu et approuve | accord donne | \
accord)
(vous avez | tu as | vous avez tous) (mon | notre | tout mon | le) (accord | feu vert | aval | \
ok | go | approbation | autorisation) [<queue>]
(mon | notre) (accord | feu vert | aval | approbation) [<queue>] | accord de (ma | notre) part
feu vert [<queue>] | avis favorable
<act> [<obj>] [<quand>] [<quand>]
(vous pouvez | tu peux | on peut | peux | pouvez | nous pouvons | tu peux le | vous pouvez le | \
on peut le) [y] <act> [<it> | <obj>] [<quand>] [<quand>]
(peut | peuvent) (partir | etre <fait> | sortir | passer) [<quand>]
<obj> (peut | peuvent) (partir | sortir | etre <fait>) [<quand>]
ca peut (partir | sortir | etre <fait>)
(en ligne | a publier | a l impression | a signer | pret a <act> | pret pour <obj> | prete a \
<act> | prêt à partir)
on (publie | envoie | lance | deploie | signe | merge | y va | prend | met en ligne | la prend \
| le prend | fonce | garde) [<it>] [<quand>]
(j adore | j aime [beaucoup | bien] | j approuve) [<obj> | <it>]
(ca | cela | <obj>) me plait [beaucoup | enormement]
je suis (satisfait | satisfaite | content | contente | ravi | ravie | conquis) [de <obj> | du \
resultat] [<queue>]
(rien | je n ai rien | nous n avons rien | n ai rien) (a (redire | ajouter | signaler | \
modifier | corriger | changer) | de plus | a redire) [<queue>]
(aucune | aucun | pas d | pas de | je n ai aucune | je n ai pas d | je n ai aucun | sans | je \
ne vois pas d | je ne vois aucune | je ne vois aucun) (objection | objections | remarque | \
remarques | modification | modifications | reserve | reserves | commentaire | commentaires | \
changement | correction | corrections | souci | probleme | erreur | inconvenient) [<queue>] [a \
signaler | a faire]
ne changez rien | ne change rien | on ne touche a rien | rien a dire | il n y a rien a redire
(exactement | pile | tout a fait) ce (que je voulais | qu il fallait | qu on voulait | que nous \
voulions | qu il me fallait | que j attendais)
c est (exactement | pile | tout a fait) ca
(tout y est | rien ne manque | tout est la | tout roule | tout colle | ca colle | lgtm | 🚀 | \
vendu)
"""

_APPUI = """
(j ai | nous avons | on a) (parle avec | vu avec | compare | teste | verifie avec) <np>
(cela | ca | <np>) (correspond a | correspond au | respecte | reprend | couvre | reflete) <np>
<np> (est arrive | est arrivee | a ete livre | a ete livree | est livre | est prevu au budget | \
fonctionne | fonctionnent) [<tres>] [<bon>]
<relu> [<np> | <it> | tout] [<de> <np>] [deux fois | attentivement | en detail | ce matin | \
hier | avec <np>] [et <relu> [<np>]]
<np> <est> [<tres>] <bon> [et [<tres>] <bon>]
(les chiffres | les montants | le montant | les dates | tout) (sont bons | collent | concordent \
| correspondent | est bon | colle | correspond) [a <np> | avec <np>]
(le juridique | la compta | le service juridique | {name} | l equipe | le client | la \
direction) [aussi] (est d accord | a valide | a donne son accord | est ok)
(ca | cela) passe [<de> <np>] | bien (ecrit | redige | vu | presente | fait)
clair et (concis | precis) | agreable a lire | facile a lire
j ai [deja] (prevenu | appele | vu avec) <np> | sans erreur
"""

_POLITESSE = """
merci | merci beaucoup | grand merci | mille mercis | merci bien
merci [a] (tous | {name} | toi | vous | l equipe | toute l equipe)
merci (pour | de) (<np> | tout | le travail | ton travail | votre travail | ton aide | votre \
retour | la rapidite | cette relance | l envoi)
bonjour [{name} | a tous | a toutes et a tous | monsieur | madame] [{name}]
salut [{name} | a tous] | hello [{name}] | coucou [{name}] | bonsoir [{name}] | cher {name}
chere {name} | chers collegues | madame | monsieur | cordialement | bien cordialement
bien a (toi | vous) | bises | bise | a bientot | a plus | a demain | a lundi | amicalement
sincerement | salutations | meilleures salutations
bonne (journee | soiree | semaine | continuation | reception)
bon (week end | weekend | courage | travail | boulot) [a tous] | beau (travail | boulot)
super (boulot | travail) | excellent (travail | boulot)
bravo [{name} | a tous | a l equipe | a toute l equipe] | chapeau [l equipe]
felicitations [a tous] | joli (travail | boulot | coup) | tres (bon | beau) (travail | boulot)
bon (travail | boulot) | s il te plait | s il vous plait | stp | svp
(merci | un grand merci | merci beaucoup | merci encore) (pour | de | a) <mot>+
(bonjour | salut | bonsoir | hello) [,] {topic} | madame , monsieur | madame monsieur
(excellente | belle | tres bonne) (journee | soiree | semaine) [a tous | a toi | a vous] | bon vent
bonnes vacances | bon voyage | bonne route | bonne chance | bien vu | bien joue | bravo pour <mot>+
felicitations pour <mot>+ | respect | chapeau bas | chapeau a l equipe | quel (beau | super | bon) \
(travail | boulot) | quelle (equipe | reussite) | trop bien | genial | youpi | yes | ouf enfin
vous assurez | tu assures | vous gerez | tu geres | au top | les champions | la team | ☀ | 👌
(cordialement | bien cordialement | amities | bises | a bientot) [,] [{name} {name}] | bien recu
desole (du | pour le) (retard | delai) | desolee (du | pour le) (retard | delai)
pardon pour le retard | l equipe | enfin | hate de voir ca | avec plaisir | un plaisir a lire
🙂 | 😊 | 🙏 | 👏 | 💪 | 🎉 | 😍 | ❤ | 😀 | 😄 | 🔥 | ✨ | 🥳 | 🙌 | 🤝
"""

LANGUAGE = Language(
    code="fr",
    slots={
        **_SLOTS,
        **CONSENT_SLOTS,
        **FACT_SLOTS,
        **REFUSAL_SLOTS,
        "fait": """
            publie | publiee | envoye | envoyee | signe | signee | paye | payee | imprime
            imprimee | diffuse | diffusee | mis en ligne | mise en ligne | deploye | deployee
            lance | lancee | valide | validee | regle | reglee
            """,
    },
    phrases={
        Kind.YES: _OUI + CONSENT_YES,
        Kind.GOOD: _BON + CONSENT_GOOD,
        Kind.SUPPORT: _APPUI,
        Kind.FACT: FACTS,
        Kind.COURTESY: _POLITESSE,
        Kind.LATER: """
            la prochaine fois | pour la prochaine fois | a l avenir | pour la suite | dorenavant
            (mettez | mets) [moi] [{name}] en copie | copie a | centre de cout
            (tiens | tenez) (moi | nous) au courant
            desormais | pour le prochain | pour la prochaine | pour le suivant
            dans une prochaine version | pour une prochaine fois | pour plus tard | a terme
            le prochain coup
            """,
        Kind.SEPARATOR: """
            et | donc | alors | ah | eh bien | du coup | puis | aussi | voila | bon | hop | oh
            & | bref | pour moi | pour nous | de mon cote | de notre cote | pour ma part
            de ma part | quant a moi | nous
            """,
        **REFUSALS,
        Kind.HOLD: """
            attends | attendez | attendons | attendre | on attend | patience | patientez
            pas maintenant | pas encore | pas aujourd hui | pas tout de suite | plus tard
            reporte | reportez | reporter | on reporte | repousse | repoussez | en attente
            en pause | on verra | mettez en attente | suspendez | suspends | lundi prochain
            la semaine prochaine | le mois prochain | trop tot
            """,
        Kind.CONTRAST: """
            mais | cependant | toutefois | sauf | excepte | d abord | avant | si
            des que | le reste | juste une chose | en revanche
            """,
        Kind.MOCK: """
            mais bien sur , | mais oui bien sur | c est ca oui | ben voyons | ben tiens
            cause toujours | 🙄 | 😏 | 🙃 | 👎
            """,
        Kind.ROLLBACK: """
            rollback | revenir en arriere | revenez en arriere | retour arriere
            revenir a la version precedente | annulez le deploiement
            """,
        Kind.NEGOTIATE: """
            negocie | negociez | negocier | renegocie | renegociez | renegocier
            contre proposition | contre offre | demande une remise | demandez une remise
            demandez leur de baisser | baisser le prix | [beaucoup | bien | un peu] trop (cher | \
            chere | eleve | elevee) | une remise
            rabais | discuter | en discuter | en parler
            """,
        Kind.DISPUTE: """
            je conteste | contester | contestez | on conteste | litige | ils ont facture
            nous ont facture | facture deux fois | surfacture | jamais recu | pas recu
            pas livre
            """,
        Kind.ESCALATE: """
            escalade | escalader | escaladez | voir avec la direction | a la direction de decider
            pas de mon ressort | pas ma decision | je ne peux pas decider | au dessus de
            transmettre au juridique | demandez au juridique | demander a la direction
            doit trancher | tranchera
            """,
        Kind.INFO: """
            plus d informations | plus d infos | plus de details | besoin de details
            besoin d informations | demandez au fournisseur | demandez leur | renseignez vous
            precisions | il me faut le
            """,
        Kind.NEGATION: """
            ne | n | pas | non | jamais | aucun | aucune | sans | ni | rien | guere | nul
            """,
        Kind.DOUBT: """
            ne | pas | non | jamais | aucun | aucune | sans | ni | rien | mais | cependant
            toutefois | pourtant | sauf | excepte | peut etre | sans doute | je crois | je pense
            il me semble que | je suppose | je doute | doute | a voir | enfin | ca depend
            attends | attendez | plus tard | d abord | presque | en theorie | devrait | pourrait
            serait | j hesite | refuse | rejete | il dit | elle dit | il a dit | a dit | dit
            m a dit
            on m a dit | je rigole | je plaisante | c est une blague | mdr | lol | bof | mouais
            ou bien | ou | plutot | en fait | a condition | quand | lorsque | des que
            une fois | jusqu a | apres | avant
            """,
        Kind.CONDITION: """
            si | s il | une fois que | avant que | a condition | a condition que | sous reserve | \
            sous reserve de
            pourvu que | tant que | sauf si | a moins que | jusqu a ce que | en attendant
            """,
        Kind.TIMING: "quand | lorsque | des que | une fois | apres | avant de | jusqu a",
        Kind.POLITE: """
            ^ peux tu | ^ pouvez vous | ^ pourrais tu | ^ pourriez vous | , peux tu
            , pouvez vous | ^ peut on | ^ pourrait on | merci de | s il vous plait
            s il te plait | est ce que tu peux | est ce que vous pouvez
            """,
        Kind.MACHINE: """
            ignore (tes | toutes | les | vos | le) | ignorez | oublie (tes | toutes | les)
            oubliez | tes instructions | vos instructions | les instructions
            instructions precedentes | systeme | tu es un | tu es une | tu es maintenant
            vous etes un | agis comme | fais comme si | fais semblant
            tu dois (repondre | renvoyer | marquer) | reponds (par | seulement | uniquement)
            renvoie | marque comme | le modele | assistant | resultat
            """,
        Kind.AWAY: """
            en cas d urgence | veuillez contacter | merci de contacter | vous pouvez contacter
            de retour le | en reunion | je vous appelle | je t appelle | je serai absent
            absent | absente | absent du bureau | je suis absent | en conge | en conges
            en vacances | reponse automatique | je regarde | je regarderai | je vais regarder
            je reviens vers | je vous rappelle | je te rappelle | je vous redis | je te redis
            je dois reflechir | laisse moi | laissez moi | transmis a | j ai transmis
            je transmets | transfere a | pas la bonne personne | je ne suis pas la bonne
            je ne sais pas | aucune idee | pas sur | pas sure | enfin non | comme tu veux
            comme vous voulez | a toi de voir | 🙄 | 🤔 | 🤷
            """,
        Kind.MENDED: """
            corrige | corrigee | corriges | corrigees | change | changee | modifie | modifiee
            ajoute | ajoutee | remplace | supprime | retire | mis a jour | complete | completee
            reduit | raccourci | valide | validee | traduit
            """,
        Kind.URGENT: """
            urgent | urgente | tres urgent | au plus vite | des que possible | immediatement
            critique | priorite haute
            """,
        Kind.LOW: """
            basse | faible | priorite basse | pas presse | pas urgent | quand tu auras le temps
            rien ne presse
            """,
        Kind.NORMAL: "normal | normale | priorite normale | moyenne",
    },
    plain="""
        le la les de des du un une et est en que qui dans pour pas sur au avec ce il elle je tu
        nous vous ils on se son sa ses par plus ne
        """
    "mais ou tout fait ete aux cette y a l d j c qu n s m t ai as avons avez ont etait sont",
)
