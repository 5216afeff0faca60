"""What businesses do, in five more languages: see deeds_wider."""

from __future__ import annotations

from collections.abc import Mapping

MORE: Mapping[str, str] = {
    "pt": """
    assign: atribuir alocar
    cap: limitar restringir
    collect: buscar recolher coletar
    combine: juntar agrupar
    commission: encomendar
    compensate: indenizar compensar ressarcir
    credit: creditar nota_de_crédito
    cut: reduzir cortar diminuir baixar
    divert: desviar redirecionar
    double: dobrar duplicar dobro
    empty: esvaziar
    evacuate: evacuar
    expedite: acelerar antecipar adiantar
    fine: multar penalizar
    harvest: colher
    heat: aquecer
    hotel: hotel hospedar
    install: instalar montar
    lend: emprestar
    letter: carta escrever
    load: carregar
    lower: baixar reduzir
    match: igualar cobrir
    notify: informar avisar notificar
    outsource: terceirizar subcontratar
    overtime: horas_extras hora_extra
    patch: corrigir_patch
    plan: agendar programar
    prepare: preparar
    quarantine: quarentena isolar
    recall: recolher recall
    register: inscrever registrar cadastrar
    relabel: reetiquetar etiquetar
    remind: lembrar lembrete cobrar
    report: denunciar notificar reportar
    reset: reiniciar
    restore: restaurar restabelecer recuperar
    retry: tentar_de_novo tentar_novamente
    reuse: reutilizar reaproveitar
    sample: amostra amostras piloto
    share: compartilhar
    shorten: encurtar cortar
    slow: desacelerar reduzir_velocidade
    split: dividir
    spray: pulverizar
    stand_in: substituto
    store: armazenar
    substitute: substituto alternativa
    switch: trocar_de mudar_para mudar_de
    tender: licitar licitação
    tow: guinchar rebocar
    transfer: transferir
    vaccinate: vacinar
    voucher: vale cupom
    waive: dispensar perdoar isentar
    warn: advertir advertência
    water: regar irrigar
    technician: técnico mecânico encanador eletricista
    expert: perito especialista
    doctor: médico doutor
    lawyer: advogado jurídico
    tuesday: terça terça-feira
    wednesday: quarta quarta-feira
    thursday: quinta quinta-feira
    friday: sexta sexta-feira
    monday: segunda-feira
    """,
    "it": """
    assign: assegnare
    cap: limitare
    collect: ritirare
    combine: unire accorpare
    commission: commissionare
    compensate: risarcire indennizzare
    credit: accreditare nota_di_credito
    cut: ridurre tagliare abbassare
    divert: deviare dirottare
    double: raddoppiare doppio
    empty: svuotare
    evacuate: evacuare
    expedite: accelerare anticipare
    fine: multare sanzionare
    harvest: raccogliere vendemmiare
    heat: riscaldare
    hotel: hotel albergo
    install: installare montare
    lend: prestare
    letter: lettera scrivere
    load: caricare
    lower: abbassare
    match: pareggiare
    notify: informare avvisare
    outsource: subappaltare esternalizzare
    overtime: straordinari straordinario
    patch: patch
    plan: programmare pianificare
    prepare: preparare
    quarantine: quarantena isolare
    recall: richiamare richiamo
    register: iscrivere registrare
    relabel: rietichettare
    remind: ricordare sollecitare sollecito
    report: segnalare denunciare
    reset: riavviare
    restore: ripristinare
    retry: riprovare
    reuse: riutilizzare
    sample: campione campioni prova
    share: condividere
    shorten: accorciare tagliare
    slow: rallentare
    split: dividere
    spray: spruzzare trattare
    stand_in: supplente sostituto
    store: immagazzinare
    substitute: alternativa sostituto
    switch: passare_a cambiare
    tender: gara bando
    tow: rimorchiare
    transfer: trasferire
    vaccinate: vaccinare
    voucher: buono
    waive: condonare
    warn: ammonire avvertimento richiamo
    water: irrigare annaffiare
    technician: tecnico meccanico idraulico
    expert: perito esperto
    doctor: medico dottore
    lawyer: avvocato legale
    tuesday: martedì
    wednesday: mercoledì
    thursday: giovedì
    friday: venerdì
    monday: lunedì
    afternoon: pomeriggio
    morning: mattina mattino
    """,
    "nl": """
    assign: toewijzen
    cap: beperken begrenzen
    collect: ophalen afhalen
    combine: samenvoegen bundelen
    commission: opdracht_geven
    compensate: vergoeden compenseren
    credit: crediteren creditnota
    cut: verlagen verminderen inkorten
    divert: omleiden
    double: verdubbelen dubbel
    empty: leegmaken leeghalen
    evacuate: ontruimen evacueren
    expedite: versnellen vervroegen
    fine: beboeten
    harvest: oogsten plukken
    heat: verwarmen
    hotel: hotel
    install: installeren monteren
    lend: uitlenen
    letter: brief schrijven
    load: laden
    lower: verlagen
    match: evenaren
    notify: informeren melden inlichten
    outsource: uitbesteden uitzendbureau
    overtime: overwerk overuren
    patch: patchen
    plan: inplannen plannen
    prepare: voorbereiden
    quarantine: quarantaine afzonderen
    recall: terugroepen
    register: inschrijven aanmelden registreren
    relabel: etiketteren
    remind: herinneren herinnering aanmanen
    report: aangeven melden
    reset: herstarten resetten
    restore: herstellen terugzetten
    retry: opnieuw_proberen
    reuse: hergebruiken
    sample: monster monsters proef
    share: delen
    shorten: inkorten
    slow: vertragen
    split: opsplitsen verdelen
    spray: spuiten
    stand_in: vervanger invaller
    store: opslaan
    substitute: vervanging alternatief
    switch: overstappen wisselen
    tender: aanbesteden aanbesteding
    tow: wegslepen
    transfer: overplaatsen overdragen
    vaccinate: vaccineren
    voucher: tegoedbon cadeaubon waardebon
    waive: kwijtschelden
    warn: waarschuwen waarschuwing
    water: irrigeren begieten
    technician: monteur technicus loodgieter
    expert: deskundige expert taxateur
    doctor: arts dokter huisarts
    lawyer: advocaat jurist juridische
    tuesday: dinsdag
    wednesday: woensdag
    thursday: donderdag
    friday: vrijdag
    monday: maandag
    afternoon: middag
    morning: ochtend
    """,
    "ja": """
    assign: 割り当て 担当させ
    cap: 制限 上限
    collect: 引き取 回収 集荷
    combine: まとめて 合わせて
    commission: 委託
    compensate: 補償 賠償
    credit: クレジット
    cut: 減らし 削減 下げて
    divert: 迂回 振り替え
    double: 倍にして 二倍
    empty: 空にして
    evacuate: 避難
    expedite: 特急 急いで 早めて
    fine: 罰金
    harvest: 収穫
    heat: 暖房
    hotel: ホテル
    install: 設置 取り付け
    lend: 貸して 貸し出
    letter: 手紙 書面
    load: 積み込
    lower: 下げ
    match: 合わせて
    notify: 連絡して 知らせて 通知
    outsource: 外注 派遣
    overtime: 残業 休日出勤
    patch: パッチ
    plan: 予定を入れ スケジュール
    prepare: 準備して
    quarantine: 隔離
    recall: リコール 回収
    register: 登録 申し込
    relabel: ラベル
    remind: 催促 リマインド
    report: 報告して 届け出
    reset: 再起動 リセット
    restore: 復元 復旧
    retry: 再試行 もう一度試
    reuse: 再利用
    sample: サンプル 試験
    share: 共有
    shorten: 短く 短縮
    slow: 速度を落と 減速
    split: 分けて 分割
    spray: 散布
    stand_in: 代わり 代替 代役
    store: 保管 倉庫
    substitute: 代替品 代替
    switch: 切り替え 乗り換え
    tender: 入札
    tow: 牽引
    transfer: 異動 移管
    vaccinate: 接種
    voucher: クーポン
    waive: 免除
    warn: 警告 注意して
    water: 水や 灌水
    technician: 技術者 業者 修理業者
    expert: 専門家
    doctor: 医師 先生
    lawyer: 弁護士 法務
    tuesday: 火曜
    wednesday: 水曜
    thursday: 木曜
    friday: 金曜
    monday: 月曜
    afternoon: 午後
    morning: 午前
    """,
    "zh": """
    assign: 分配 指派
    cap: 限制
    collect: 取货 上门取
    combine: 合并 一起发
    commission: 委托
    compensate: 赔偿 补偿 赔
    credit: 抵扣 入账
    cut: 减少 降低 减
    divert: 改道 绕行
    double: 加倍 双倍
    empty: 清空
    evacuate: 疏散 撤离
    expedite: 加急 提前 加快
    fine: 罚款
    harvest: 采摘 收割
    heat: 加热
    hotel: 酒店
    install: 安装
    lend: 借给 出借
    letter: 信 写信 发函
    load: 装车
    lower: 降低 调低 下调
    match: 跟价
    notify: 通知 告诉 告知
    outsource: 外包
    overtime: 加班
    patch: 打补丁 补丁
    plan: 安排 排期
    prepare: 准备
    quarantine: 隔离 封存
    recall: 召回
    register: 注册 报名 登记
    relabel: 贴标 换标签
    remind: 提醒 催
    report: 上报 举报 报案
    reset: 重启 重置
    restore: 恢复 还原
    retry: 重试 再试
    reuse: 再利用
    sample: 样品 试用 试点
    share: 分享 共享
    shorten: 缩短 删减
    slow: 减速 放慢
    split: 分开 拆分 分批
    spray: 打药 喷药 喷洒
    stand_in: 代班 替补
    store: 存放 入库 存
    substitute: 替代品 替代
    switch: 换成 改用 换
    tender: 招标
    tow: 拖车
    transfer: 转移 调动
    vaccinate: 接种
    voucher: 优惠券 代金券
    waive: 免除 免了 豁免
    warn: 警告
    water: 浇水 灌溉
    technician: 师傅 技术员 技工 工程师
    expert: 专家 鉴定
    doctor: 医生
    lawyer: 律师 法务
    tuesday: 周二 星期二
    wednesday: 周三 星期三
    thursday: 周四 星期四
    friday: 周五 星期五
    monday: 周一 星期一
    afternoon: 下午
    morning: 上午 早上
    """,
}
