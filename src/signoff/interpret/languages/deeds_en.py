"""What businesses do, in English: see deeds."""

EN = """
accept: take take_it take_them go_for_it accept_it settle_for let_s_take accept give_in
again: again once_more another_round second_round one_more_time another_look second_interview
apologise: apologise apologize apology
appoint: appoint name
archive: archive
as_is: as_is as_it_is as_they_are
ask: ask query clarify check_with find_out contact call ring phone question inquire enquire
ask: get_in_touch request
assess: send_assessor go_and_look come_and_look have_someone_look look_at_it drive_by have_a_look
award: award go_with
block: block ban lock suspend
book: book reserve
buy: buy order order_more buy_more purchase restock reorder re-order procure replenish stock_up
buy: top_up get_more
call: call ring phone get_out
charge: charge bill invoice fee
cheap: cheap cheaper cheapest
clean: clean wash
close: close shut wrap_up
compare: second_quote second_offer second_opinion compare two_quotes three_quotes another_quote
compare: one_more_quote one_more_offer one_more_price another_price other_prices second_price
compare: more_quotes more_offers more_prices
compare: other_quote other_quotes another_offer second_bid other_offers as_well
consult: escalate refer hand_over hand_to pass_to pass_on send_to forward_to involve consult
consult: reviewed_by seen_by checked_by see_first see_this see_it bring_in look_at_first let_see
consult: have_a_look should_look must_look legal_review take_to goes_to up_to one_for
cover: cover insure
delete: delete erase purge wipe get_rid_of destroy remove take_out throw_away take_off
deploy: deploy release roll_out rollout launch go_live install push ship activate
discard: discard bin dump throw_away throw_out scrap chuck write_off ditch get_rid_of toss
discount: discount rebate percent_off reduction
dispute: dispute contest challenge object appeal
donate: donate give_away gift
downgrade: downgrade
early: early earlier bring_forward
enable: enable switch_on turn_on activate unlock start roll_out
exchange: exchange swap replace new_one
express: express by_courier courier air_freight by_air
extend: extend prolong lengthen longer more_time more_days more_weeks more_months another_week
extend: another_month another_two_weeks another_few_weeks keep_going keep_searching
fast: express fast faster quicker fastest
five: five 5
fix: fix correct change amend edit revise rewrite rework redo adjust update recalculate reword
fix: shorten soften tone_down put_in correction corrected corrections rephrase mend repair
free: free free_of_charge at_no_cost waive gratis no_charge for_free
full: full fully whole entire entirely everything all complete completely total in_full everyone
full: everybody everywhere 100%
grant: grant give allow permit let_in unlock provide
half: half fifty_percent 50%
hand: hand_over
hire: hire make_offer make_an_offer offer employ recruit take_on
indoors: indoors inside studio
inspect: inspect test check audit examine verify recount measure survey investigate look_into
invite: invite meet interview get_to_know talk_to call_in have_in
isolate: isolate quarantine disconnect unplug pull_off_the_network take_off_the_network cut_off
isolate: lock_down
keep: keep retain maintain preserve leave_it hang_on_to hold_on_to leave_alone leave_as_is
keep: stick_with
lasting: permanent permanently for_good forever indefinitely
less: smaller less lower reduced
merge: merge
monday: monday on_monday
move: move shift relocate transfer pull
mute: mute silence snooze
negotiate: negotiate renegotiate haggle bargain counter better_price better_terms discount
negotiate: lower_price get_them_down push_for talk_them_down price_down knock
nextweek: next_week
not: not_on not_in not_before not_until not_today not_tonight not_this not_now not_yet not_like
not: nope not_for_now no_way hold_off not_at_the not_while not_with
nothing: do_nothing leave_it_be leave_it_as leave_as_it_is nothing
one: one 1 single
onetime: once one_off one_time just_once
online: online remote remotely video zoom virtual virtually by_video teleconference
open: keep_open leave_open reopen
other: switch other another else alternative different elsewhere cheaper someone_else somebody_else
other: look_around shop_around look_for find_another someone_cheaper something_cheaper try_another
outdoors: outdoors outside
outsource: outsource agency
page: page wake_somebody wake_someone
paint: paint
part: part partial partially partly half portion remainder instalment installment
pay: pay settle transfer wire remit payment
plane: fly plane flight
promote: promote
publish: publish post live go_live put_live put_online put_out put_up air run upload announce
publish: release go_up print bring_out open
railway: by_train train rail
raise: raise increase
rebut: rebut
recycle: recycle
redo: redo reshoot retake remake reprint re-record re-do repeat resubmit do_over start_over again
redo: rebuild repaint refilm new_version
refund: refund reimburse repay pay_back money_back give_the_money_back do_the_refund
refuse: no_need don_t_want_it don_t_want_this don_t_want_that do_not_want_it do_not_want_this
refuse: not_a_fit no_money no_budget can_t_afford cannot_afford not_possible not_for_us
refuse: not_interested won_t_do not_a_cent not_one_cent not_a_penny no_chance out_of_the_question
refuse: not_eligible not_covered never_again not_acceptable unacceptable too_expensive overpriced
refuse: too_junior not_suitable not_a_good_fit don_t_need_it don_t_need_this don_t_need_them
refuse: not_needed no_longer_needed not_required turn_him_down turn_her_down turn_them_down
refuse: not_convinced_by can_t_do can_t_allow no_thanks no_thank_you not_paying nothing_to_announce
refuse: leave_it leave_this_one
refuse: give_him_a_cent give_them_a_cent no_point refuse reject decline deny turn_down say_no
renew: renew extend prolong carry_on stay_with
rent: rent hire lease
reopen: reopen
repair: repair mend
reply: reply answer respond write_back
return: return send_back give_back back_to hand_back bounce goes_back
revert: roll_back rollback revert undo old_version previous_version
rise: raise pay_rise increase
run: run keep_running keep_it_running carry_on let_it_run leave_running
sea: by_sea sea_freight
sell: sell
send: send mail e-mail email dispatch forward submit send_out send_off notify inform
separate: split separate sort_out sort
ship: ship dispatch deliver send load
shut: shut_down shut take_down everything_down switch_off power_down turn_off
sign: sign countersign
stop: look_elsewhere looking_for_somebody_else looking_for_someone_else looking_for_another
stop: cannot_work_with can_t_work_with we_re_done we_are_done no_more_of not_renewing
stop: not_continuing cancel stop end terminate drop kill abort scrap discontinue switch_off
stop: turn_off disable shut_down shut_off call_off let_go dismiss fire phase_out run_out sell_off
stop: sell_out let_expire expire lapse withdraw pull pull_the_plug take_down take_out take_offline
stop: remove ditch bin get_rid_of part_ways finish_with say_goodbye forget_it axe wind_down
stop: let_run_out no_longer
ten: ten 10
three: three 3
ticket: raise_ticket open_ticket log_ticket
today: today now immediately right_away straight_away at_once
tomorrow: tomorrow
tonight: tonight this_evening
train: train coach
translate: translate
treat: treat
two: two 2
unblock: unblock unlock
upgrade: upgrade update move_up
visit: stop_by drop_by leave_it_with leave_it_to keep_it_up keep_up
wait: not_yet not_now hold_your_horses hang_on sit_tight give_it_some_time give_it_a_week
wait: give_it_time another_time some_other_time after_the_holidays after_christmas
wait: after_easter wait hold postpone delay defer pause park reschedule next_week next_month
wait: next_quarter next_year sit_on hang_fire for_now over_night overnight leave_for_now put_off
wait: put_on_ice on_ice freeze stay watch monitor hold_off wait_and_see hold_back keep_back
wait: waitlist waiting_list back_burner push_to push_back_to move_to
watch: watch monitor keep_an_eye keep_watching observe keep_monitoring see_how
weekend: weekend saturday sunday
accept: we_ll_take_it say_yes_to live_with_it live_with_that
buy: take_it we_ll_take_it
call: give_a_ring give_her_a_ring give_him_a_ring give_them_a_ring give_a_call give_her_a_call
call: give_him_a_call give_them_a_call phone_round ring_round
consult: open_a_case raise_a_case open_a_ticket raise_a_ticket above_my_pay_grade
delete: bin bin_it dump dispose_of wipe_out
exchange: swap_out put_the_spare_in
extend: another_half_year another_year another_quarter another_few_days
grant: let_him_have_it let_her_have_it let_them_have_it say_yes_to give_it_to_him give_it_to_her
grant: give_it_to_them
hire: get_an_offer_out get_the_offer_out send_the_offer send_her_the_offer send_him_the_offer
hire: give_her_the_job give_him_the_job give_them_the_job
inspect: take_a_look_at go_over look_at_it_again
invite: meet_her meet_him meet_them see_her_again see_him_again
keep: leave_them_be leave_it_where_it_is
move: move_it_to put_it_in put_them_in bring_it_to
negotiate: talk_them_into talk_him_into talk_her_into meet_in_the_middle split_the_difference
redo: have_it_redone have_them_redone do_it_again do_them_again
refuse: enough_is_enough rule_out
repair: fix fix_it get_it_fixed have_it_fixed have_it_repaired patch_up
resend: resend send_again send_another send_a_new_one reship
return: bring_it_back bring_them_back take_it_back take_them_back
stop: not_any_more drop_it leave_it_there
wait: leave_it_till leave_it_until give_it_until sit_it_out
watch: wait_and_watch see_how_it_goes
send: send_over send_it_over off_to off_it_goes out_it_goes get_it_out
print: print off_to_the_printer off_to_the_printers to_the_printer
publish: let_the_world_know out_with_it publish_it_on go_ahead_and_post
delete: clear_out clear_them_out clean_out clean_them_out
repair: weld welded get_it_welded patch mend mended fixed repaired
exchange: new_one buy_another get_another another_one order_a_new replacement buy_new buy_a_new
exchange: get_a_new we_need_a_new
discount: knock_off percent_off %_off cheaper reduce reduce_the_price lower_the_price mark_down
discount: in_the_sale put_it_in_the_sale on_sale half_price
stop: take_out_of_the_shop off_the_website say_goodbye_to out_of_the_range
unblock: let_back_in let_her_back_in let_him_back_in let_them_back_in restore_access
unblock: restore_the_access open_again open_the_account give_access_back
close: shut_down shut_the_account close_down account_can_go
invite: ask_him_to_come ask_her_to_come ask_them_to_come get_him_in get_her_in have_him_in
invite: want_to_meet i_want_to_meet trial_shift come_in_for
ship: send_what partial_delivery send_those send_the_rest_later
hire: let_s_take_him let_s_take_her let_s_take_them we_ll_take_him we_ll_take_her take_him_on
hire: take_her_on get_the_contract_ready she_s_the_one he_s_the_one bring_him_on bring_her_on
refund: money_back give_him_his_money_back give_her_her_money_back give_them_their_money_back
exchange: send_a_new send_another send_a_new_pair swap_it swap_them send_a_replacement
refuse: not_the_right_fit thanks_but_no not_with_these not_with_them we_re_out we_are_out
refuse: not_the_right_person don_t_go_back no_exceptions
stop: we_leave we_re_leaving we_are_leaving move_out walk_away we_walk
stop: look_for_somebody_else look_for_someone_else
negotiate: want_a_lower a_lower_rent a_lower_price lower_rent try_for ask_for_less offer_less
inspect: get_someone_to_look get_somebody_to_look have_someone_look send_someone
expert: get_someone_to_look get_somebody_to_look send_someone_to_look
keep: still_works
hold: keep_in_mind
wait: keep_her_in_mind keep_him_in_mind keep_them_in_mind decide_in decide_later
stop: give_up give_it_up give_them_up give_in
refuse: shut_up
"""
