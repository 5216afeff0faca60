"""French: more ways to say yes, and the deeds by which people let a work go."""

from __future__ import annotations

CONSENT_SLOTS = {
    "acte": """
        publie | publiez | publions | publier | envoie | envoyez | envoyons | envoyer | lance
        lancez | lançons | lancer | deploie | deployez | deployons | deployer | signe | signez
        signons | signer | paie | paye | payez | payons | payer | regle | reglez | reglons | regler
        imprime | imprimez | imprimer | valide | validez | valider | accepte | acceptez | acceptons
        accepter | approuve | approuvez | merge | mergez | mergeons | merger | fusionne | fusionnez
        fusionner | diffuse | diffusez | diffuser | commande | commandez | commandons | commander
        embauche | embauchez | embauchons | embaucher | recrute | recrutez | recrutons | expedie
        expediez | autorise | autorisez | autoriser | confirme | confirmez | confirmer | livre
        livrez | livrer | achete | achetez | achetons | acheter | reserve | reservez | reserver
        execute | executez | accorde | accordez | accorder | donne lui acces | donnez lui acces
        ouvre lui les droits | ouvrez lui les droits | vire | virez | rembourse | remboursez
        rembourser | poste | postez | poster | balance | balancez | pousse | poussez | fonce
        foncez | engage | engagez | retenez | prends | prenez | prenons | garde | gardez | gardons
        archive la maquette | supprime les | mets en ligne | mettez en ligne | mettons en ligne
        mettre en ligne | mets en prod | mettez en prod | mettre en prod | mets en production
        mettez en production | mettre en production | mettez en paiement | mets en paiement
        passe en prod | passez en prod | passer en prod | passez commande | passe commande
        passer commande | fais partir | faites partir | laisse partir | laissez partir | laisse \
        passer
        laissez passer | donne suite | donnez suite | procede au paiement | procedez au paiement
        procedez au virement | faites le virement | fais le virement | demarre | demarrez | demarrer
        attaque | attaquez | continue | continuez | enchaine | enchainez | proceder | procedez
        faire le virement | contactez les pour signer | sors | sortez | sortir | tire | tirez
        """,
    "le": """
        le | la | les | l | lui | leur | ca | cela | tout | le moi | la moi | le lui | la lui | en
        y | le en ligne | la en ligne | les en ligne | le en prod | la en prod | le en production
        """,
    "vite": """
        maintenant | tout de suite | aujourd hui | demain | des aujourd hui | des maintenant
        des demain | ce soir | ce matin | cet apres midi | cette semaine | lundi | mardi | mercredi
        jeudi | vendredi | quand tu veux | quand vous voulez | quand vous le souhaitez | vite
        immediatement | sans attendre | sans hesiter | sans souci | sans probleme | sans crainte
        les yeux fermes | tel quel | telle quelle | comme ca | comme prevu | comme convenu
        en l etat | s il te plait | s il vous plait | stp | svp | merci | a tous | au client
        en ligne | en prod | en production | a l impression | a {name} heures | a {name} | a \
        {name} h
        la semaine prochaine comme prevu | pour moi | de mon cote | directement | donc | alors
        tranquillement | des que possible | au plus vite | rapidement | avec plaisir | a l heure \
        prevue
        """,
    "genial": """
        magnifique | splendide | sublime | remarquable | reussi | tres reussi | une reussite
        du bon boulot | du bon travail | du beau boulot | un beau travail | de l excellent travail
        top niveau | topissime | canon | terrible | une tuerie | une pepite | bluffant | percutant
        efficace | elegant | soigne | limpide | fluide | lisible | coherent | coherente | equilibre
        professionnel | raisonnable | raisonnables | justifie | justifiee | dans les clous
        dans le budget | dans les prix | dans les temps | conforme au devis | conforme a la commande
        conforme a nos attentes | a la hauteur | comme convenu | comme prevu | comme demande
        propre | nickel chrome | nickels | parfaits | parfaites | excellents | excellentes | \
        corrects
        correctes | bonnes | claires | clairs | valides | ok | au poil | aux petits oignons
        exactement ce qu il faut | pile poil | juste ce qu il faut | beaux | belles | mieux
        bien mieux | beaucoup mieux | bien mieux qu avant | plus lisible qu avant | bien ecrit
        bien presente | bien pense | bien construit | bien tourne | agreable | adapte | adaptee
        """,
}

CONSENT_YES = """
(oui | ok | okay | ouais | parfait | super | d accord | entendu | tres bien | bien sur | banco | \
allez | go | nickel | top) (oui | ok | parfait | super | d accord | entendu | tres bien | bien sur \
| allez | allez y | vas y | go | banco | fonce | foncez | on y va | pour moi | merci | volontiers)
(bien | mais) (sur | oui) (que oui) | mais bien evidemment oui | oui (evidemment | tout a fait | \
absolument | volontiers | avec plaisir | sans hesiter | sans hesitation | sans reserve | mille fois)
je suis (partant | partante | preneur | preneuse | favorable | convaincu | convaincue | d accord \
avec tout | d accord avec toi | d accord avec vous | de ton avis | du meme avis | en phase | ok \
avec ca | ok avec tout | pour | tout a fait pour) | en phase | favorable | pour | moi je suis pour
nous sommes (favorables | partants | ok | en phase | d accord) | preneur | partant | partante
on est (d accord | ok | bons | bon | en phase | partants | alignes) | c est (valide | accepte | \
approuve | entendu | d accord | parti | vendu | accorde | signe | note et valide | tout vu | okay)
c est (ok | bon | oui | tout bon | parfait | valide) (pour | de) (moi | nous | mon cote | notre \
cote | ma part) | c est un oui | c est un grand oui | un oui franc | mille fois oui
ca (me | nous) (va | convient | plait) [tres bien | parfaitement | bien | a tous] | ca me parle
ca (roule | marche | baigne | va | joue | tient la route) [pour moi | pour nous] | ca roule ma poule
aucun (souci | probleme | inconvenient) [pour (moi | nous) | de (mon | notre) cote]
pas de (souci | probleme) [pour (moi | nous) | de (mon | notre) cote] | rien a redire
(vous avez | tu as) (le | mon | notre) (feu vert | go | accord | aval | ok) | ok (allez | go | \
banco)
accord (donne | de principe donne | complet | total) | d accord (sur | avec) (tout | <obj> | \
l ensemble) | totalement d accord | completement d accord | parfaitement d accord | bien d accord
bien entendu | naturellement | assurement | carrement | clairement | affirmatif | exactement
fais toi plaisir | faites vous plaisir | je vous suis | je te suis | je vote pour | je suis ok pour
ok pour (moi | nous | tout | <obj> | la suite | lancer | publier | signer | le reste | la direction)
bon pour (moi | nous | accord | paiement | publication | impression) | bonne idee | tres bonne idee
bien recu c est valide
"""

CONSENT_GOOD = """
[alors | donc | ok] <acte> [<le>] [<obj>] [<vite>] [<vite>]
(vous pouvez | tu peux | on peut | nous pouvons | peux | pouvez | vous pouvez donc | tu peux donc \
| vous pouvez tout a fait) [<le>] [<le>] (<acte> | y aller | partir | commencer | avancer) [<obj>] \
[<vite>] [<vite>] | (qu il | qu elle | qu ils) (parte | sorte | soit publie | soit publiee | \
profite [bien]) [<vite>] | (bon | bonne | bons) a (payer | publier | tirer | signer | envoyer)
on (publie | envoie | lance | deploie | signe | merge | prend | met en ligne | la prend | le prend \
| l embauche | la retient | le retient | commande | achete | paie | y va | valide | accepte | part \
la dessus | part comme ca | garde tel quel) [<le>] [<obj>] [<vite>] [<vite>]
on (la | le | les) (met | prend | garde | publie | signe | paie | valide | lance | retient) \
[dans <obj>] [dans la short list] [en ligne] [en prod] [<vite>] [<vite>]
(je | nous | j | on) [vous | te] [<le>] (valide | validons | approuve | approuvons | accepte | \
acceptons | autorise | signe | confirme | confirmons | donne | donnons) [<le>] [<obj> | tout] \
[mon accord | notre accord | le feu vert | mon feu vert | notre feu vert | mon aval] [sur <obj> | \
pour <obj>] [transmise | transmis | proposee | propose | jointe | joint] [<vite>] [<queue>]
apres (examen | relecture | lecture | verification) | apres avoir tout (relu | verifie | lu)
[<obj> | tout | ca | l ensemble | le rendu | le resultat] <est> [<tres>] [<tres>] <genial> \
[<queue>] | [<tres>] <genial> [<queue>] | c est [<tres>] <genial> et [<tres>] (<bon> | <genial>)
[c est] (un | une | du | de l) [<tres>] (bon | bonne | beau | belle | excellent | excellente | \
super) (<noun> | {topic} | boulot | travail | entretien | affaire | rapport qualite prix) [<queue>]
(<obj> | tout | ca | cela | l ensemble | le rendu) (me | nous) (plait | convient | va | convainc | \
parait <bon> | semble <bon>) [<tres>] [parfaitement | beaucoup | enormement] [<queue>]
(j adore | j aime [beaucoup | bien] | on adore | nous adorons | j ai adore | je kiffe) [<obj> | \
tout | le resultat | le rendu | <det> <chose>]
(rien | je n ai rien | nous n avons rien | je ne vois rien) [d autre] (a (redire | ajouter | \
signaler | modifier | corriger | changer | reprendre)) [<queue>]
(aucune | aucun | pas d | pas de | sans) (objection | objections | remarque | remarques | reserve \
| reserves | souci | probleme | commentaire | observation | observations | changement) (de ma part \
| de notre part | pour moi | de mon cote | de notre cote | particulier | particuliere | a faire)
(vous avez | tu as) [tout] (mon | notre | ma | le) (accord | feu vert | aval | benediction | \
approbation | soutien | validation) [<vite>] | avis [tres] favorable | accord [<queue>]
tout est (bon | ok | parfait | clair | conforme | en ordre | nickel | correct | la | au point) \
[<queue>] | tout (me | nous) (va | convient | plait) | le reste (nous | me) convient aussi
(acces | conges | demande | paiement | commande | depense | achat) (accorde | accordee | accordes \
| valide | validee | valides | autorise | autorisee | approuve | approuvee)
"""
