"""What businesses do, in four more languages: see deeds."""

IT = """
accept: prendere accettare
again: di_nuovo un_altra_volta ancora_una_volta
apologise: scusare scuse
ask: chiedere chiamare chiarire
block: bloccare
book: prenotare
buy: comprare ordinare acquistare
call: chiamare
charge: addebitare
close: chiudere
compare: confrontare altro_preventivo secondo_preventivo
consult: sentire passare_a coinvolgere
delete: cancellare eliminare
deploy: rilasciare installare lanciare
discard: buttare scartare
dispute: contestare reclamare
enable: attivare accendere
exchange: cambiare sostituire
extend: prorogare prolungare estendere
fix: correggere cambiare modificare rivedere sistemare aggiornare
free: gratis
full: tutto tutta intero completo totale tutti
grant: concedere dare autorizzare
half: metà
hire: assumere
inspect: verificare controllare testare
invite: invitare incontrare conoscere
keep: tenere mantenere conservare
negotiate: negoziare trattare sconto
not: non_ancora non_oggi non_adesso non_prima
nothing: tutto_com_è lasciamo_tutto
one: uno una
other: altro altra altri alternativa diverso
part: parte parziale metà
pay: pagare saldare versare bonificare
publish: pubblicare postare
redo: rifare ripetere di_nuovo
refund: rimborsare
refuse: non_serve non_vogliamo assolutamente_no non_è_necessario troppo_caro non_ci_interessa
refuse: rifiutare respingere negare
renew: rinnovare prorogare
rent: noleggiare
repair: riparare aggiustare
return: restituire rimandare_indietro
sell: vendere
send: inviare mandare spedire
ship: spedire consegnare inviare
sign: firmare
stop: annullare fermare interrompere disdire sospendere ritirare lasciamo_perdere lascia_perdere
today: oggi subito adesso
tomorrow: domani
tonight: stasera
two: due
wait: aspettare attendere rimandare rinviare posticipare più_avanti settimana_prossima
wait: mese_prossimo
weekend: fine_settimana sabato domenica
"""

NL = """
accept: accepteren aannemen
again: opnieuw nog_een_keer
apologise: excuses
ask: vragen navragen bellen
block: blokkeren
book: boeken reserveren
buy: kopen bestellen aanschaffen bijbestellen inkopen
call: bellen bel
close: sluiten afsluiten
compare: vergelijken andere_offerte tweede_offerte vraag_ook
consult: voorleggen doorsturen overleggen
delete: verwijderen wissen
deploy: uitrollen installeren lanceren live_zetten
discard: weggooien
enable: activeren inschakelen aanzetten
exchange: ruilen omruilen vervangen
extend: verlengen langer
fix: aanpassen corrigeren wijzigen verbeteren herzien
free: gratis kosteloos
full: alles heel volledig helemaal alle
grant: toekennen geven verlenen
half: helft
hire: aannemen
inspect: controleren testen nakijken
invite: uitnodigen spreken
keep: houden behouden bewaren laten_staan
negotiate: onderhandelen korting afdingen
not: nog_niet niet_vandaag niet_nu niet_voor niet_op
one: een één
other: andere ander anders goedkopere
part: deel gedeeltelijk helft
pay: betalen overmaken voldoen
publish: publiceren plaatsen posten
redo: overdoen opnieuw
refund: terugbetalen vergoeden
refuse: niet_nodig geen_sprake_van hoeft_niet geen_budget te_duur willen_we_niet weigeren afwijzen
renew: verlengen
rent: huren
repair: repareren herstellen
return: terugsturen retourneren terug
sell: verkopen
send: sturen versturen verzenden mailen
ship: leveren verzenden versturen
sign: tekenen ondertekenen
stop: annuleren stoppen beëindigen schrappen opzeggen afblazen intrekken
today: vandaag nu meteen
tomorrow: morgen
tonight: vanavond
two: twee
wait: wachten uitstellen aanhouden later volgende_week volgende_maand
weekend: weekend zaterdag zondag
"""

JA = """
accept: 受け入れ 受諾
again: もう一度 再度 もう一回
apologise: お詫び 謝罪
ask: 確認してください 確認してもら 問い合わせて 聞いて
block: ブロック
book: 予約
buy: 購入 発注 注文 買って 買い 買う 追加発注
close: クローズ 閉じ
compare: 相見積 他社にも
consult: 上司に エスカレーション 法務に 相談して 部長に 見てもらって
delete: 削除 消して 消去
deploy: リリース デプロイ 本番反映 実施 やっちゃって
discard: 廃棄 捨て
enable: 有効 オンに
exchange: 交換 取り替え 新品
extend: 延長 もう少し あと一週間 あと二週間
fix: 修正 直して 直し 訂正 変更 書き直
free: 無料
full: 全額 全部 全て すべて 全員
grant: 付与 許可 与え
half: 半分 半額
hire: 採用 内定
indoors: 屋内 室内 スタジオ
invite: 面接 呼んで 会って 会い
keep: 残し 残す 維持 そのまま 保持
negotiate: 交渉 値下げ 値引
not: まだ 今は
online: オンライン リモート web会議 zoom
other: 他社 別の 他の ほかの 代替
part: 一部 半額 部分
pay: 支払 払って 払い 払う 振込 振り込
publish: 公開 掲載 投稿 配信 発信 載せ
redo: やり直 再作成 作り直 再提出 撮り直
refund: 返金 払い戻
refuse: 不要 必要ありません 必要ない いりません 承認できません 対応できません 認められません
refuse: 高すぎ いらない 結構です 却下 拒否 断って 断り お断り 不採用
renew: 更新 継続
repair: 修理
return: 差し戻 差戻 返却 戻して 返して
revert: ロールバック 戻して
send: 送って 送信 送付 送り 送る 配信
ship: 発送 出荷 配送 送って
sign: 署名 締結 契約
stop: 中止 取り消 取消 キャンセル やめ 停止 打ち切 終了 解約 見送
today: 今日 本日 すぐ
tomorrow: 明日
tonight: 今夜 今晩
wait: 待ちます 急がない 保留 延期 様子を見 見合わせ
weekend: 週末 土曜 日曜 土日
"""

ZH = """
accept: 接受
again: 再次 再来
apologise: 道歉
ask: 问 确认一下 联系
block: 拉黑 封
book: 预订 订
buy: 购买 采购 下单 订购 补货 买 进货
close: 关闭 关了
compare: 比价 再问 比较 再找一家 多问几家 问问价 其他报价 另一份报价 货比三家 再报价 第二份报价
consult: 来看看 请专家 上报 请示 转给 让法务
coupon: 优惠券 券
delete: 销毁 清除
delete: 删 删除 删掉 删了 清理
deploy: 上线 部署 发布
discard: 销毁 扔掉 报废
enable: 开启 打开 启用
exchange: 换 更换 换货 补发 新的
extend: 延长 再看 延期 再观察 再等
fix: 修改 改 更正 调整
free: 免费
full: 全额 全部 都 全款
grant: 授权 给他 开通 授予
half: 一半
hire: 录用 聘用 转正 录取
invite: 面试 约 邀请
keep: 再留 保留 留着 留下
negotiate: 谈 压价 议价 便宜点
not: 先不 还不 暂时不
online: 线上 视频
other: 换一家 别家 其他 另一家 别的
part: 部分 一半
pay: 付款 支付 付吧 付了 打款 转账 付
publish: 发布 上线 发吧 发出 推送 发表
redo: 重做 重新 重拍 再做
refund: 退款 退钱 退了 退
refuse: 不需要 不要 不用 不行 不值 没预算 没必要 太贵 不给 拒绝 不赔 不退 驳回 不付
renew: 续约 续签 续费
repair: 修 维修 修理
return: 退回 退还 打回
revert: 回滚
send: 发送 发出 发吧 发出去 寄 送
ship: 发货 寄出 出货 补发
sign: 签 签约 签字
stop: 取消 终止 停止 停掉 辞退 不留 算了 解约 停 不续
today: 今天 马上
tomorrow: 明天
tonight: 今晚
wait: 等 推迟 暂缓 延后 缓一缓 下周 下个月 明年 先不
weekend: 周末 周六 周日
"""
