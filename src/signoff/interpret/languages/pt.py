"""Portuguese, of Portugal and of Brazil."""

from __future__ import annotations

from signoff.interpret.language import Kind, Language
from signoff.interpret.languages.pt_consent import CONSENT_GOOD, CONSENT_SLOTS, CONSENT_YES
from signoff.interpret.languages.pt_facts import FACT_SLOTS, FACTS

_STEMS = """
    publica publique publiquem publicar envia envie enviem enviar manda mande mandem mandar
    paga pague paguem pagar lanca lance lancem lancar assina assine assinem assinar aprova
    aprove aprovem aprovar aceita aceite aceitem aceitar autoriza autorize autorizem
    autorizar imprime imprima imprimam imprimir compra compre comprem comprar contrata
    contrate contratem contratar libera libere liberem liberar prossiga prossigam prosseguir
    posta poste postem postar mergeia mergear merge merja executa execute executar permite
    permita permitir concede conceda divulga divulgue divulgar avanca avance avancem avancar
    efetue efetuar
"""
_ACTS = [
    stem + end
    for stem in _STEMS.split()
    for end in ("", " isso", " isto", " o", " a", " ja", " tudo")
]

_SLOTS = {
    "act": " | ".join(_ACTS)
    + """
        seguir em frente | siga em frente | vai em frente | va em frente | toca o barco
        manda ver | manda bala | pode mandar | colocar no ar | poe no ar | por no ar
        colocar em producao
        """,
    "it": """
        o | a | os | as | isso | isto | este | esta | tudo | ele | ela | essa versao
        esta versao
        """,
    "det": """
        o | a | os | as | um | uma | este | esta | esse | essa | seu | sua | teu | tua | meu
        minha | nosso | nossa | do | da | dos | das | no | na | ao | pro | pra | todo o | toda a
        """,
    "noun": """
        texto | documento | contrato | fatura | nota | nota fiscal | proposta | relatorio
        versao | comunicado | newsletter | artigo | orcamento | oferta | design | arte
        logo | site | pagina | plano | pedido | pagamento | compra | despesa | despesas | viagem
        email | mensagem | resposta | campanha | anuncio | foto | imagem | video | post
        traducao | legenda
        menu | manual | guia | cartaz | folheto | release | deploy | mudanca | pr | codigo
        dados | contas | acordo | condicoes | trabalho | resultado | ideia | rascunho | projeto
        cliente | producao | layout | titulo
        """,
    "obj": """
        [<det>] [novo | nova | presente] (<noun> | {topic} | <noun> <de> [<det>] (<noun> | \
        {topic})) [final | anexo | anexa | atual]
        """,
    "np": """
        [<det>] [novo | nova | presente | mesma | mesmo] (<noun> | {topic} | {name} | <noun> \
        {name} | <noun> <de> [<det>] (<noun> | {topic} | {name}) | {topic} {name}) [final | \
        anexo | anexa | atual]
        """,
    "de": "de | do | da | para | com | em | no | na | sobre | por | ao | a | pro | pra",
    "muito": """
        muito | bem | realmente | super | mais que | totalmente | completamente | perfeitamente
        tudo | tao | bastante | todo | ja | mesmo
        """,
    "bom": """
        bom | boa | bons | bem | otimo | otima | perfeito | perfeita | excelente | maravilhoso
        maravilhosa | fantastico | fantastica | correto | correta | certo | certa | certinho
        pronto | pronta | ok | okay | legal | bacana | lindo | linda
        show | show de bola | top | massa | impecavel | de acordo | em ordem | conforme
        aprovado | aprovada | aprovados | aprovadissimo | aceito | aceita | autorizado
        autorizada | liberado | liberada | confirmado | confirmada | claro | clara
        tal como esta | como esta | otimo assim
        bonito | bonita | espetacular | incrivel | demais | joia | beleza | tranquilo | 10
        nota 10 | assim mesmo | completo | completa | validado | validada | verde | fixe
        porreiro | impec
        """,
    "cauda": """
        para mim | pra mim | por mim | da minha parte | do meu lado | de minha parte | por nos
        do nosso lado | na minha opiniao | a meu ver | por aqui | assim | como esta | hoje | ja
        agora | desta vez | dessa vez | em tudo | tambem | do jeito que esta | sem ressalvas
        sem alteracoes | com louvor
        """,
    "quando": """
        ja | agora | hoje | amanha | quando quiser | quando quiserem | quanto antes
        imediatamente | assim | por favor | <de> <np> | sem problema | esta tarde | esta semana
        em producao | para producao | como combinado | como esta | tranquilo | as {name} | logo
        """,
    "esta": """
        esta | ta | tah | estao | tao | e | sao | ficou | ficaram | parece | me parece
        parece me | achei | acho | soa | tudo | esta tudo | ta tudo | fica
        """,
    "vi": """
        li | reli | ja li | revisei | ja revisei | conferi | ja conferi | verifiquei
        ja verifiquei | vi | ja vi | analisei | testei | chequei | dei uma olhada | olhei | revi
        li tudo | vi tudo | conferi tudo | revisado | conferido | conferida | verificado
        """,
}

LANGUAGE = Language(
    code="pt",
    slots={
        **_SLOTS,
        **CONSENT_SLOTS,
        **FACT_SLOTS,
        "feito": """
            publicado | publicada | enviado | enviada | pago | paga | assinado | assinada
            impresso | impressa | lancado | liberado | liberada | divulgado | postado
            """,
    },
    phrases={
        Kind.YES: """
            sim | sim sim | claro | claro que sim | com certeza | sem duvida | certamente | ok
            okay | okey | ta | ta bom | tá bom | esta bem | tudo bem | certo | beleza | blz
            combinado | fechado | feito | bora | vamos | vamos la | manda ver | manda bala | vai
            vai la | vai em frente | va em frente | siga | siga em frente | pode | pode sim
            podem | pode ser | pode ir | pode fazer | pode seguir | podem seguir | podes avancar
            pode avancar | podem avancar | avancem | avanca | avance | prossiga | prossigam
            pode prosseguir | podem prosseguir | faca | facam | concordo | concordamos
            de acordo | estou de acordo | estamos de acordo | sim por favor | sim claro
            sim pode | sim obrigado | sim obrigada | por mim sim | por mim ok | por mim tudo bem
            por mim tudo certo | sem problema | sem problemas | nenhum problema | sinal verde
            luz verde | confirmo | confirmado | confirmamos | exato | isso | isso mesmo
            positivo | com prazer | com todo o gosto | 👍 | ✅ | 👌 | ✔ | 🆗 | +1 | topo | fechou
            demorou | partiu
            """
        + CONSENT_YES,
        Kind.GOOD: """
            solta | solte | toca o barco | segue | siga | sobe | suba | subam | pode subir
            [<obj> | tudo | assim | isso | o | a] <esta> [<muito>] <bom> [<cauda>] [<cauda>]
            <esta> [<muito>] <bom> e [<muito>] <bom> | tudo [<muito>] <bom> [<cauda>]
            [<muito>] <bom> [<cauda>] [<cauda>] | [<muito>] <bom> <noun> | assim esta <bom>
            ta <bom>
            (aprovo | aprovamos | autorizo | autorizamos | aceito | aceitamos | valido | assino \
            | subscrevo | libero | liberamos | dou o ok | dou meu ok | dou o meu aval | dou a \
            minha aprovacao | dou por aprovado | considero aprovado) [<it> | <obj>] [<cauda>]
            (aprovado | aprovada | aprovados | autorizado | autorizada | aceito | liberado | \
            liberada | concedido | assinado) [<cauda>] [<cauda>]
            eu aprovo
            tem (o meu | meu | o nosso | a minha | minha) (ok | aval | aprovacao | autorizacao \
            | sinal verde | voto)
            (meu | o meu) (ok | aval | voto)
            <act> [<obj>] [<quando>] [<quando>]
            [ja] (pode | podem | podes | podemos | da para | da pra) <act> [<it> | <obj>] \
            [<quando>] [<quando>]
            (pode | podem) (sair | ir | ser <feito> | ir ao ar | ir pro ar | entrar) [<quando>]
            <obj> (pode | podem) (sair | ir | ser <feito> | ir ao ar) [<quando>]
            pronto para (<act> | publicar | enviar | sair | producao | <obj>)
            pronta para (<act> | publicar | enviar | sair | <obj>) | vamos <act> [<quando>]
            (gostei | gostamos | adorei | amei | adoramos | curti) [muito | demais | bastante | \
            <obj> | do resultado | de tudo] [<cauda>]
            estou (satisfeito | satisfeita | contente | feliz) com <obj>
            ficou (um show | uma beleza | demais | do jeito que eu queria)
            (sem | nao tenho | nao ha | nenhuma | nenhum | nao vejo | nao temos) [mais | \
            nenhuma | nenhum] (alteracoes | alteracao | objecao | objecoes | comentarios | \
            reparos | ressalvas | observacoes | correcoes | problema | problemas | duvidas | \
            erros | mudancas | nada a acrescentar) [<cauda>]
            nada a (acrescentar | opor | alterar | mudar | corrigir | declarar | objetar) \
            [<cauda>]
            nao (mudaria | mexeria em | mude | mexa em | mexam em) nada
            nao tenho nada a (acrescentar | opor | mudar) | (confere | bate) tudo
            tudo (confere | bate | certo | certinho | em ordem | pronto | perfeito | otimo | ok \
            | conferido)
            (exatamente | justamente) o que (eu queria | queriamos | precisavamos | pedi | \
            pedimos | eu precisava)
            era isso mesmo | lgtm | 🚀 | matou a pau | arrasou | arrasaram
            """
        + CONSENT_GOOD,
        Kind.SUPPORT: """
            (falei com | conversei com | testei | comparei | alinhei com) <np>
            (isso | isto | <np>) (corresponde a | confere com | bate com | reflete | cobre) <np>
            <np> (chegou | foi entregue | esta no orcamento | funciona | funcionam) [<muito>] \
            [<bom>]
            <vi> [<np> | <it> | tudo] [<de> <np>] [e <vi> [<np>]] [duas vezes | com calma | com \
            atencao]
            <np> <esta> [<muito>] <bom> [e [<muito>] <bom>]
            (os numeros | os valores | o valor | as datas | as contas) (batem | bate | conferem \
            | confere | estao certos) [com <np>]
            (o juridico | o financeiro | {name} | a equipe | o cliente | a diretoria) [tambem | \
            ja] (aprovou | concordou | esta de acordo | deu o ok | liberou)
            ja avisei <np> | ja falei com <np> | bem (escrito | explicado | feito | redigido)
            claro e objetivo | dentro do orcamento
            """,
        Kind.FACT: FACTS,
        Kind.COURTESY: """
            obrigado | obrigada | muito obrigado | muito obrigada | valeu | brigado | brigada
            agradeco | agradecido | agradecida | grato | grata
            obrigado [a] (todos | {name} | equipe | equipa)
            obrigada [a] (todos | {name} | equipe)
            obrigado (pelo | pela | por) (<np> | tudo | envio | trabalho | ajuda | retorno)
            obrigada (pelo | pela | por) (<np> | tudo | envio | trabalho | ajuda | retorno)
            ola [{name} | a todos | pessoal] | oi [{name} | pessoal | gente]
            bom dia [{name} | a todos | pessoal] | boa tarde [{name} | a todos]
            boa noite [{name}] | prezado {name} | prezada {name} | prezados | caro {name}
            cara {name} | caros | por favor | abraco | abracos | abs | att | atenciosamente
            cumprimentos | melhores cumprimentos | com os melhores cumprimentos | beijos | bjs
            bom (fim de semana | trabalho | dia) | boa semana | bom final de semana
            otimo (trabalho | fim de semana | dia) [pessoal | equipe]
            excelente trabalho [pessoal | equipe | de todos] | bom trabalho [pessoal | equipe]
            belo trabalho | parabens [pessoal | a todos | equipe | {name} | pelo trabalho]
            mandou bem | mandaram bem | ate (logo | amanha | segunda | mais)
            (obrigado | obrigada | muito obrigado | muito obrigada | grato | grata | valeu) (pelo \
            | pela | \
            por | pelos) <palavra>+ | parabens (pelo | pela | a) <palavra>+ | bom trabalho a todos
            (ola | oi | bom dia | boa tarde | boa noite) [,] {topic} | boa viagem | bom feriado | \
            sucesso
            boas ferias | bom proveito | um abraco [{name}] | abraco [{name}] | voces (sao demais \
            | \
            arrasaram | mandaram bem) | arrasou | que maravilha | que lindo | uhu | oba | eba | viva
            ate que enfim | muito bem | muito bom trabalho | show de trabalho | trabalho excelente
            desculpe (a demora | o atraso) | desculpa (a demora | o atraso) | pessoal | equipe
            gente | a todos | que bom | que legal | finalmente | 🙂 | 😊 | 🙏 | 👏 | 💪 | 🎉 | 😍
            ❤ | 💕 | 😀 | 😄 | 🔥 | ✨ | 🥳 | 🙌 | 🤝
            """,
        Kind.LATER: """
            da proxima vez | na proxima | no proximo | para a proxima | pra proxima
            (com copia | copia) para | centro de custo | me avisa quando | me avise quando
            para o proximo | pro proximo | no futuro | futuramente | daqui para frente
            daqui pra frente | de agora em diante | numa proxima | para as proximas
            nas proximas | para a proxima vez
            """,
        Kind.SEPARATOR: """
            por mim | da minha parte | da nossa parte | para mim | pra mim | por nos | de minha \
            parte
            e | entao | pois | tambem | ja que esta tudo certo | ah | bom | alem disso | & | que
            por isso
            """,
        Kind.NO: """
            entao nao $ | por isso nao $ | ^ desta vez nao ($ | ,)
            ^ nao $ | ^ nao , | ^ nao (obrigado | obrigada | isso | isto | quero | queremos)
            ^ nao nao | , nao $ | ^ infelizmente nao | ^ desculpe nao | ^ claro que nao
            nao (aprovo | aprovado | aprovada | autorizo | autorizado | autorizada | aceito | \
            aceitamos | concordo | concordamos | posso aprovar | posso aceitar | posso \
            autorizar | podemos aprovar | podemos aceitar | publique | publiquem | publica | \
            envie | enviem | pague | paguem | assine | mande | mandem | suba | subam | libere | \
            pode sair | pode ir | pode ser publicado | da para aprovar | da pra aprovar | me \
            convence | vou aprovar | vou assinar | vamos aprovar | vamos publicar | \
            vamos assinar | vamos pagar | vamos fazer negocio)
            assim nao | discordo | discordamos | 👎 | ❌ | 🚫 | ⛔ | negativo | sou contra
            nem pensar
            """,
        Kind.REJECT: """
            rejeito | rejeitado | rejeitada | rejeitar | rejeitem | recuso | recusado | recusada
            recusar | recusamos | recusem | reprovado | reprovada | reprovo | reprovar | negado
            negada | negar | nego | descarta | descarte | descartem | descartar | descartado
            cancela | cancele | cancelem | cancelar | cancelado | esquece | esqueca | esquecam | \
            desisti da | desisti do
            deixa pra la | nem pensar | de jeito nenhum | de forma alguma | de modo nenhum
            nem a pau | jamais | nunca | nao nos interessa | nao temos interesse
            nao tenho interesse | nao interessa | sem chance | fora de questao | inaceitavel
            joga fora | jogue fora | para o lixo | nao ha verba | nao ha orcamento | sem verba
            nao temos verba | acabou a verba | fecha o pr | feche o pr | fechar o pr
            nao (vamos | vou) (assinar | publicar | pagar | comprar | usar | aceitar) | nao vale a \
            pena
            abortar | aborta | aborte | bloqueia | bloqueie | desisto
            desistimos
            """,
        Kind.CHANGE: """
            (envia | envie | enviem | manda | mande | mandem | prepara | prepare | faz | faca \
            | façam | preciso de | quero) (uma nova | outra | um novo | outro) \
            (versao | rascunho | copia)
            falta | faltam | faltou | esta faltando | (falta | faltam | faltou) <palavra>+
            (troca | troque | troquem | mude | mudem | altere | corrija | ajuste | inclua | resume \
            | \
            refaz | refaca | atualize) <palavra>+ | favor (atualizar | corrigir | ajustar | \
            incluir | rever)
            resume | resuma | resumam | <coisa> [<palavra>] [<palavra>] (esta | estao) (errado | \
            errada | \
            errados | desatualizado | desatualizada | incompleto) | longo demais | ta longo
            precisa (de | ser | mudar | corrigir | incluir) | precisam (de | ser) | deveria
            deveriam | deve (ser | dizer | ter) | tem que | muda | mude | mudem | mudar | altera
            altere | alterem | alterar | corrige | corrija | corrijam | corrigir | inclui
            inclua | incluam | incluir | acrescenta | acrescente | acrescentar | adiciona
            adicione | adicionar | coloca (o | a | um | uma) | coloque (o | a | um | uma)
            tira (o | a) | tire (o | a) | tirar (o | a) | remove | remova | remover | retira
            retire | retirar | troca | troque | troquem | trocar | substitui | substitua
            substituir | encurta | encurte | encurtar | reduz | reduza | reduzir | reescreve
            reescreva | reescrever | refaz | refaca | refacam | refazer | revisa (o | a) | revise
            revisem | revisar | reve | reveja | rever | ajusta | ajuste | ajustem | ajustar
            atualiza | atualize | atualizar | melhora | melhore | melhorar | arruma | arrume
            arrumar | esclarece | esclareca | detalha | detalhe o | especifica | especifique
            simplifica | simplifique | diminui | diminua | aumenta | aumente | conserta
            conserte | pecam a correcao
            (muito | demasiado) (longo | longa | comprido | comprida | curto | curta | formal | \
            tecnico | caro | cara | grande | pequeno | pequena | escuro | confuso | confusa | \
            generico)
            longa demais | longa demais | grande demais | esta errado | esta errada
            estao errados | ta errado | ta errada | errado | errada | incorreto | incorreta
            erro no | erro na | erro de | um erro | erros | erro
            nao (bate | batem | confere | esta claro | esta clara | esta certo | esta certa | \
            funciona | corresponde | aparece | menciona | faz sentido | esta pronto | esta \
            pronta | ficou bom | ficou boa | ficou claro)
            confuso | confusa | pouco claro | desatualizado | desatualizada | em vez de
            ao inves de | no lugar de | repetido | repetida | duplicado
            prefiro | preferia | gostaria (que | de ver | de um | de mais)
            mais (curto | curta | claro | clara | simples | formal | detalhes | objetivo | \
            objetiva)
            menos (formal | texto | tecnico)
            pode (mudar | alterar | corrigir | incluir | tirar | trocar | ajustar | encurtar | \
            colocar um | colocar uma)
            podem (mudar | alterar | corrigir | incluir | tirar | trocar | ajustar)
            poderia (mudar | alterar | corrigir | incluir | tirar | trocar | ajustar | encurtar)
            ainda nao esta | com ajustes | com alteracoes | corta | cortada | cortado
            esta borrado | embacada | o valor acordado
            """,
        Kind.HOLD: """
            espera | espere | esperem | esperar | aguarda | aguarde | aguardem | aguardar
            segura | segure | segurem | segura ai | ainda nao | agora nao | hoje nao | ^ mais tarde
            ^ depois | adia | adie | adiem | adiar | pausa | em pausa | deixa para | deixem para
            (para | so) (a semana que vem | o mes que vem | a proxima semana) | suspende | suspenda
            por enquanto nao | ate segunda ordem | calma
            """,
        Kind.CONTRAST: """
            mas | porem | contudo | no entanto | exceto | salvo | primeiro | antes | so falta
            se | assim que
            """,
        Kind.MOCK: "ta bom , | sei , | ah claro | ah sim claro | nossa que | 🙄 | 😏 | 🙃 | 👎",
        Kind.ROLLBACK: """
            rollback | reverte | reverta | reverter | volta atras | voltar atras
            volte a versao anterior | voltar a versao anterior | desfaz | desfaca
            """,
        Kind.NEGOTIATE: """
            negocia | negocie | negociem | negociar | renegociar | pede desconto | peca desconto
            pecam desconto | desconto | contraproposta | contraoferta | muito caro | muito cara
            esta caro | ta caro | baixar o preco | abaixar o preco
            """,
        Kind.DISPUTE: """
            contesta | conteste | contestem | contestar | reclama com | reclamar | disputar
            cobraram | nos cobraram | cobrado duas vezes | valor errado | nao fizeram
            nao recebemos | nao foi entregue | o valor acordado | pecam a correcao
            """,
        Kind.ESCALATE: """
            escala para | escalar | encaminha para | encaminhe para o | leva para a diretoria
            quem decide e | nao e comigo a decisao | acima da minha alcada | minha alcada
            auditoria | consultar o juridico | o juridico precisa | passa para o juridico
            """,
        Kind.INFO: """
            mais informacoes | mais detalhes | mais dados | preciso (de mais | saber | ver)
            pergunte ao | pergunta ao | perguntem ao | esclareca | esclarecam | esclarecer
            """,
        Kind.NEGATION: "nao | nem | nunca | jamais | sem | nada | nenhum | nenhuma | tampouco",
        Kind.DOUBT: """
            nao | nem | nunca | jamais | sem | nada | mas | porem | contudo | no entanto | exceto
            salvo | menos | so | talvez | acho que | creio | suponho | depende | espera | espere
            ainda | depois | antes | primeiro | quase | em teoria | duvido | duvida | rejeitado
            recuso | disse | disseram | falou | brincadeira | brincando | kkk | rs | ou
            quando | ate | assim que | na verdade | poderia | deveria | seria | sera | sei la | \
            vai saber
            """,
        Kind.CONDITION: """
            se | caso | desde que | contanto que | assim que
            a menos que | so se | apenas se | uma vez que | mediante
            sob condicao | condicionado
            """,
        Kind.TIMING: "quando | depois que | depois de | ate que | ate | antes de",
        Kind.POLITE: """
            ^ pode | ^ podem | ^ poderia | ^ poderiam | ^ consegue | , pode | , poderia
            por favor | ^ da para | ^ da pra | ^ que tal
            """,
        Kind.MACHINE: """
            ignore | ignora | esqueca (suas | todas | as) | suas instrucoes | as instrucoes
            instrucoes | instrucoes anteriores | sistema | voce e um | voce e uma | voce agora
            aja como | finja | voce deve (responder | retornar | marcar)
            responda (com | apenas | so) | retorne | marque como | o modelo | assistente
            resultado
            """,
        Kind.AWAY: """
            estou em ferias | em ferias | (em | no) caso de urgencia | favor (contatar | contactar)
            (fale | falar | contate | contacte | procure) com | retorno (em | no dia)
            ligo ja | ja te ligo | ja retorno | em reuniao | estarei (fora | ausente)
            estou de ferias | de ferias | fora do escritorio | estou fora | ausente
            resposta automatica | vou ver | vou olhar | vejo depois | vou analisar | te aviso
            aviso voces | deixa eu | deixe me | preciso pensar | vou pensar | encaminhei
            reencaminhei | passei para | repassei | nao sou a pessoa | nao sou eu | nao sei
            nao faco ideia | nao tenho certeza | voce decide | tanto faz | depende do | 🙄 | 🤔
            🤷
            """,
        Kind.MENDED: """
            corrigido | corrigida | corrigidos | alterado | alterada | incluido | incluida
            ajustado | ajustada | atualizado | trocado | removido | corrigirem | corrigir
            ajustarem | mudarem | trocarem | incluirem
            """,
        Kind.URGENT: """
            urgente | o quanto antes | o mais rapido possivel | imediatamente | prioridade alta
            critico
            """,
        Kind.LOW: "baixa | prioridade baixa | sem pressa | quando puder",
        Kind.NORMAL: "normal | prioridade normal | media",
    },
    plain="""
        o a os as de do da dos das em no na um uma que e para por com nao se mais como foi ao ele
        ela isso este esta ser ter ja eu voce nos eles me meu
        """
    "seu sua sao esta tem contatar contato contactar mas ou quem muito tambem ate pelo pela",
)
