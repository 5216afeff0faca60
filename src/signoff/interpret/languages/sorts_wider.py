"""What things are sorted by, in five more languages: see sorts."""

from __future__ import annotations

from collections.abc import Mapping

WIDER: Mapping[str, str] = {
    "it": """
    small: piccolo piccola piccoli
    large: grande grandi
    medium: medio media
    cheap: economico economica
    fast: veloce rapido rapida espresso
    early: presto
    late: tardi
    morning: mattina mattino
    noon: mezzogiorno pranzo
    afternoon: pomeriggio
    evening: sera cena
    night: notte
    today: oggi subito adesso immediatamente
    tomorrow: domani
    week: questa_settimana qualche_giorno entro_la_settimana
    nextweek: prossima_settimana settimana_prossima
    weekend: fine_settimana weekend sabato domenica
    monday: lunedì
    tuesday: martedì
    wednesday: mercoledì
    thursday: giovedì
    friday: venerdì
    urgent: urgente subito emergenza critico urgenza
    low: bassa può_aspettare basso senza_fretta non_c_è_fretta
    normal: normale standard solito
    indoors: dentro interno sala
    outdoors: fuori giardino aperto terrazza esterno
    online: online virtuale zoom videochiamata
    onsite: presenza
    home: casa domicilio
    email: email mail posta_elettronica
    phone: telefono chiamata
    post: posta lettera
    air: aereo
    sea: nave mare
    rail: treno
    bus: autobus pullman
    car: auto macchina
    van: furgone
    truck: camion
    pickup: ritiro
    delivery: consegna
    one: un uno una 1
    two: due 2 entrambi entrambe
    three: tre 3
    first: primo prima_opzione
    second: secondo seconda
    full: intero intera completo tutto
    half: metà mezza
    part: parte parziale
    none: nessuno nessuna niente
    new: nuovo nuova
    old: vecchio vecchia
    internal: interno interna
    external: esterno esterna
    public: pubblico
    confidential: riservato confidenziale
    billing: fatturazione fattura pagamento addebito
    technical: tecnico guasto password non_funziona
    sales: vendite preventivo commerciale
    legal: legale contratto
    complaint: reclamo lamentela arrabbiato deluso delusa inaccettabile vergogna
    praise: complimenti grazie bravissimi ottimo meraviglioso elogio
    positive: positivo contento soddisfatto
    negative: negativo scontento
    neutral: neutro neutrale
    inquiry: domanda richiesta informazione
    spam: spam pubblicità
    fraud: frode truffa
    bug: errore bug non_funziona
    feature: funzione suggerimento sarebbe_bello
    vegetarian: vegetariano vegetariana verdure senza_carne
    vegan: vegano vegana
    meat: carne manzo agnello pollo bistecca maiale
    fish: pesce salmone trota tonno
    red: rosso rossa
    blue: blu
    green: verde
    black: nero nera
    white: bianco bianca
    card: carta
    cash: contanti
    transfer: bonifico
    """,
    "pt": """
    small: pequeno pequena
    large: grande grandes
    medium: médio média
    cheap: barato barata econômico
    fast: rápido rápida expresso
    early: cedo
    late: tarde
    morning: manhã
    noon: meio-dia almoço
    afternoon: à_tarde de_tarde
    evening: noite jantar
    night: noite
    today: hoje agora já imediatamente
    tomorrow: amanhã
    week: esta_semana alguns_dias nesta_semana
    nextweek: semana_que_vem próxima_semana
    weekend: fim_de_semana sábado domingo
    monday: segunda-feira
    tuesday: terça terça-feira
    wednesday: quarta quarta-feira
    thursday: quinta quinta-feira
    friday: sexta sexta-feira
    urgent: urgente urgência já agora agora_mesmo imediatamente crítico emergência
    low: baixa pode_esperar baixo sem_pressa quando_der
    normal: normal padrão habitual
    indoors: dentro interno sala salão
    outdoors: fora jardim ar_livre terraço
    online: online virtual zoom videochamada remoto
    onsite: presencial
    home: casa domicílio
    email: email e-mail
    phone: telefone ligação ligar
    post: correio carta
    air: avião aéreo
    sea: navio marítimo
    rail: trem comboio
    bus: ônibus autocarro
    car: carro
    van: van furgão
    truck: caminhão camião
    pickup: retirada
    delivery: entrega
    one: um uma 1
    two: dois duas 2 ambos
    three: três 3
    first: primeiro primeira
    second: segundo segunda
    full: inteiro inteira completo tudo total
    half: metade meia meio
    part: parte parcial
    none: nenhum nenhuma nada
    new: novo nova
    old: velho antigo
    internal: interno interna
    external: externo externa
    billing: faturamento fatura cobrança pagamento cobrado
    technical: técnico senha erro não_funciona
    sales: vendas orçamento comercial
    complaint: reclamação insatisfeito insatisfeita irritado queixa absurdo decepcionado inaceitável
    praise: elogio obrigado obrigada parabéns maravilhoso
    positive: positivo satisfeito
    negative: negativo insatisfeito
    neutral: neutro
    inquiry: dúvida pergunta consulta
    spam: spam propaganda
    bug: erro falha bug não_funciona
    feature: sugestão funcionalidade seria_bom
    vegetarian: vegetariano vegetariana legumes sem_carne
    meat: carne frango boi bife porco
    fish: peixe salmão atum bacalhau
    red: vermelho vermelha
    blue: azul
    green: verde
    black: preto preta
    white: branco branca
    card: cartão
    cash: dinheiro
    transfer: transferência
    """,
    "nl": """
    small: klein kleine kleiner
    large: groot grote groter
    medium: middel gemiddeld
    cheap: goedkoop goedkope goedkoopste
    fast: snel snelste
    early: vroeg
    late: laat
    morning: ochtend ochtends
    afternoon: middag
    evening: avond
    night: nacht
    today: vandaag nu meteen direct onmiddellijk
    tomorrow: morgen
    week: deze_week paar_dagen
    nextweek: volgende_week
    weekend: weekend zaterdag zondag
    monday: maandag
    tuesday: dinsdag
    wednesday: woensdag
    thursday: donderdag
    friday: vrijdag
    urgent: dringend spoed meteen direct onmiddellijk noodgeval urgent
    low: laag kan_wachten geen_haast
    normal: normaal gewoon standaard
    indoors: binnen zaal
    outdoors: buiten tuin terras
    online: online virtueel zoom videogesprek
    home: thuis
    email: mail e-mail email
    phone: telefoon telefonisch bellen
    post: post brief
    van: busje bestelwagen
    truck: vrachtwagen
    pickup: ophalen afhalen
    delivery: bezorgen bezorging levering
    two: twee 2 beide
    three: drie 3
    first: eerste
    second: tweede
    full: volledig heel hele alles
    half: helft half halve
    part: deel gedeeltelijk
    new: nieuw nieuwe
    old: oud oude
    internal: intern interne
    external: extern externe
    billing: factuur facturatie betaling
    technical: technisch storing wachtwoord werkt_niet
    sales: verkoop offerte
    complaint: klacht boos ontevreden teleurgesteld schandalig
    praise: compliment geweldig bedankt fantastisch lof
    inquiry: vraag
    spam: spam reclame
    bug: fout storing werkt_niet
    feature: wens zou_mooi_zijn
    vegetarian: vegetarisch groente zonder_vlees
    meat: vlees kip biefstuk
    fish: vis zalm
    red: rood rode
    blue: blauw blauwe
    green: groen groene
    """,
    "ja": """
    small: 小さい 小 小さめ
    large: 大きい 大 大きめ
    medium: 中
    cheap: 安い 格安
    fast: 急ぎ 特急 速達
    morning: 朝 午前
    afternoon: 午後
    evening: 夕方 夜
    today: 今日 本日 すぐ 今すぐ 至急 直ちに
    tomorrow: 明日
    week: 今週
    nextweek: 来週
    monday: 月曜
    tuesday: 火曜
    wednesday: 水曜
    thursday: 木曜
    friday: 金曜
    urgent: 緊急 至急 今すぐ 大至急 急ぎ
    low: 急ぎません 急がない 後でいい 低い 低
    normal: 通常 普通 標準
    indoors: 室内 屋内
    outdoors: 屋外 外 庭
    online: オンライン ズーム ビデオ リモート
    onsite: 対面 現地
    email: メール
    phone: 電話
    post: 郵送 手紙
    air: 航空便 飛行機
    sea: 船便
    complaint: 苦情 クレーム 怒って 不満
    praise: お褒め 感謝 素晴らしい
    inquiry: 質問 問い合わせ
    spam: 迷惑メール スパム 宣伝
    bug: 不具合 バグ エラー 動かない
    feature: 要望 追加してほしい 機能
    billing: 請求 請求書 支払い 料金
    technical: 技術 故障 パスワード
    sales: 営業 見積
    vegetarian: ベジタリアン 野菜
    meat: 肉 ステーキ
    fish: 魚 鮭 サーモン
    """,
    "zh": """
    small: 小 小的 小号
    large: 大 大的 大号
    medium: 中 中号
    cheap: 便宜
    fast: 快 加急 特快
    morning: 上午 早上
    afternoon: 下午
    evening: 晚上
    today: 今天 马上 立刻 立即 现在
    tomorrow: 明天
    week: 本周 这周 这几天
    nextweek: 下周
    monday: 周一 星期一
    tuesday: 周二 星期二
    wednesday: 周三 星期三
    thursday: 周四 星期四
    friday: 周五 星期五
    urgent: 紧急 加急 马上 立刻 急
    low: 不急 低 有空再
    normal: 正常 普通 一般
    indoors: 室内
    outdoors: 室外 户外 花园
    online: 线上 视频 网上
    onsite: 现场 当面 线下
    email: 邮件
    phone: 电话
    post: 信件 邮寄
    air: 空运 飞机
    sea: 海运
    complaint: 投诉 抱怨 不满 生气
    praise: 表扬 感谢 称赞
    inquiry: 咨询 询问 提问
    spam: 垃圾 广告
    bug: 故障 报错 错误 坏了
    feature: 希望增加 建议 需求
    billing: 账单 发票 付款
    technical: 技术 密码
    sales: 销售 报价
    vegetarian: 素食 素的
    meat: 肉 牛排
    fish: 鱼
    """,
}
