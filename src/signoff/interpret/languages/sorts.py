"""What things are sorted by, by language: words for a quality, time, place or kind under one name.

A thesaurus for choices that permit nothing: the name of a sort, then its words; `_` stands for
a space, and plurals are made where they are looked up. A word may stand under more than one
name. Which outcome a word means, and whether it was denied, is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping

from signoff.interpret.languages.sorts_more import MORE

SORTS: Mapping[str, str] = {
    "en": """
    small: small smaller smallest little tiny compact minor petite mini s
    large: large larger largest big bigger biggest huge spacious major l xl
    medium: in_between in_the_middle medium middle mid average moderate m
    cheap: cheap cheaper cheapest budget inexpensive low-cost economy basic affordable
    dear: premium deluxe luxury expensive first_class business_class top_quality high-end
    fast: fast faster fastest quick quickest express speedy priority
    slow: slow slower slowest
    early: early earlier earliest dawn sunrise crack_of_dawn
    late: late later latest
    morning: morning mornings am a.m breakfast before_noon before_lunch
    noon: noon midday lunch lunchtime
    afternoon: afternoon pm p.m after_lunch
    evening: evening dinner supper after_work tonight
    night: night nights overnight midnight
    today: today now immediately right_away straight_away at_once asap same_day this_minute
    today: this_morning this_afternoon urgent urgently emergency
    tomorrow: tomorrow next_day
    week: this_week within_the_week within_a_week next_few_days few_days couple_of_days
    week: in_a_few_days by_friday end_of_the_week days
    nextweek: next_week
    month: this_month within_the_month next_month month
    weekend: weekend saturday sunday
    wednesday: midweek
    weekday: weekday monday tuesday wednesday thursday friday
    monday: monday mon
    tuesday: tuesday tue tues
    wednesday: wednesday wed
    thursday: thursday thu thurs
    friday: friday fri
    saturday: saturday sat
    sunday: sunday sun
    spring: spring march april may
    summer: summer june july august
    autumn: autumn fall september october november
    winter: winter december january february
    urgent: lose_them losing_them this_minute before_anything_else first_of_all right_this_moment
    urgent: server_down production_down site_is_down can_t_order can_t_pay or_we_lose by_tonight
    urgent: high lose_the_order losing_money losing_customers is_offline losing_sales right_now
    urgent: at_a_standstill stands_still can_t_work cannot_work urgent urgently emergency
    urgent: immediately immediate asap right_away critical crucial
    urgent: straight_away at_once drop_everything top_priority cannot_wait can_t_wait on_fire
    urgent: life_threatening bleeding severe serious unconscious not_breathing outage is_down
    urgent: everything_is_down nobody_can_work no_one_can_work nothing_works high_priority
    urgent: chest_pain smoke gas_leak burst flooding flooded stroke ambulance
    low: when_you_get_to_it when_things_are_quiet some_time_this_year no_pressure take_your_time
    low: no_need_to_rush sometime_this_year when_you_get_round_to_it end_of_the_list bottom_of_the
    low: low whenever no_hurry no_rush when_you_have_time nice_to_have someday
    low: can_wait cosmetic trivial minor low_priority some_day eventually backlog not_important
    low: at_some_point any_time one_day if_there_is_time
    normal: as_it_comes in_the_usual_order usual_queue
    normal: same_as_the_others same_as_always this_week_is_fine like_the_others in_its_turn
    normal: in_the_middle normal regular standard usual ordinary routine as_usual default
    indoors: indoors indoor inside hall room studio gym roof
    outdoors: outdoors outdoor outside garden open_air park tree lawn terrace courtyard meadow
    online: online remote remotely video zoom virtual virtually teams webinar digital
    online: video_call stream livestream internet web website from_home skype google_meet
    onsite: on_site onsite in_person face_to_face in_the_office at_the_office
    home: home at_home
    office: office desk workplace headquarters hq
    email: email e-mail mail in_writing written inbox
    pickup: fetch fetch_it fetch_them come_and_get come_for
    phone: phone telephone call ring voice phoned call_back callback
    post: post postal letter by_mail stamp envelope
    sms: sms text text_message whatsapp
    visit: visit drop_by in_person go_there
    air: air plane fly flight airfreight airport
    sea: sea ship ocean boat container vessel
    rail: rail train railway
    road: road truck lorry van car drive
    bus: bus coach minibus
    car: car drive taxi cab
    taxi: taxi cab uber
    bike: bike bicycle cycle cargo_bike
    walk: walk foot on_foot
    van: van transporter sprinter
    truck: truck lorry tonner hgv
    pickup: pickup pick_up collect collection click_and_collect
    delivery: delivery deliver delivered bring
    courier: courier messenger dhl ups fedex
    one: one 1 single
    two: two 2 both pair couple double twice
    three: three 3 triple
    four: four 4
    five: five 5
    six: six 6
    seven: seven 7
    eight: eight 8
    nine: nine 9
    ten: ten 10
    first: first 1st
    second: second 2nd
    third: third 3rd
    last: last final
    full: full whole entire entirely complete completely all everything total
    half: half 50%
    part: part partial partly some portion
    none: none no nothing neither zero without
    all: all everyone everybody every any universal family suitable_for_everyone
    both: both
    left: left
    right: right
    top: top upper upstairs
    bottom: bottom lower downstairs
    front: front
    back: back rear
    window: window view
    aisle: aisle legroom
    north: north northern
    south: south southern
    east: east eastern
    west: west western
    new: new newest brand_new latest
    old: old older previous existing current_one
    used: used second-hand secondhand refurbished
    internal: nobody_outside no_one_outside internal internally in-house staff employees colleagues
    internal: our_own
    external: external externally outside supplier agency contractor freelancer outsourced
    public: public publish everyone open anybody anyone press
    private: private personal personally
    confidential: confidential secret classified restricted sensitive nda
    billing: billing invoice payment charged overcharged bill billed refund money accounting
    technical: technical tech bug error crash crashes broken login password it software server
    technical: log_in login sign_in can_t_log_in install screen app website not_working
    technical: does_not_work doesn_t_work
    sales: lead licences licenses prospect new_customer wants_to_buy
    sales: sales quote offer buy purchase pricing price discount demo order
    support: support help helpdesk service_desk
    legal: legal lawyer contract court law gdpr solicitor
    hr: hr human_resources personnel holiday_request payroll sick_note application applicant
    finance: finance accounting accounts bookkeeping treasury money invoice bill
    marketing: marketing advertising campaign press_office social_media newsletter
    it: it tech computer laptop password server software network printer wifi
    shipping: shipping delivery parcel package tracking shipment courier
    returns: returns return refund sent_back
    complaint: complaint complaints complain complaining angry fed_up furious unhappy annoyed
    complaint: disappointed disappointing terrible awful rude crushed never_again unacceptable
    complaint: worst disgusting ruined dirty cold_food waited nobody_answers no_reply appalling
    complaint: wrong_again my_order_is_wrong broken_again dissatisfied negative third_time
    complaint: never_arrived not_what_i_ordered money_back outrageous shame
    praise: praise compliment happy wonderful lovely brilliant fantastic amazing excellent great
    praise: best delicious thank_you thanks thank perfect friendly superb delighted kudos love
    praise: loved positive pleased satisfied kind awesome beautiful outstanding
    positive: positive good happy wonderful great love loved excellent fantastic brilliant
    positive: delighted pleased satisfied enthusiastic raving perfect amazing five_stars
    negative: negative bad unhappy terrible awful angry worst hate hated disappointed horrible
    negative: dissatisfied one_star rubbish useless poor furious rude
    neutral: neutral neither_good_nor_bad so-so so_so mixed factual balanced average
    inquiry: inquiry enquiry question asking asks wants_to_know would_like_to_know query
    spam: spam junk scam phishing backlinks backlink seo you_have_won click_here lottery
    spam: newsletter_we_never advert advertising advertisement viagra casino crypto prince
    fraud: fraud fraudulent scam fake phishing
    bug: 500 404 white_screen blank stuck hangs loses_data wrong_total wrong_amount incorrect
    bug: doesn_t_load won_t_load doesn_t_open won_t_open can_t_save doesn_t_save disappears vanished
    bug: does_nothing do_nothing are_wrong is_wrong show_twice shows_twice can_t_open corrupt
    bug: bug crash crashes crashed broken error fails exception not_working stopped_working
    bug: doesn_t_work does_not_work wrong_result blank_page freezes
    feature: they_d_like_to i_d_like_to we_d_like_to wants_an_option an_option_to wants_a_way
    feature: a_way_to
    feature: should_be_possible it_would_help would_help would_be_great would_be_good
    feature: would_be_useful
    feature: could_you_add can_you_add we_d_love i_d_love they_d_love i_wish we_wish integration
    feature: feature would_be_nice would_like_to_see wish add_support please_add new_option
    feature: enhancement suggestion improvement idea
    vegetarian: vegetarian veggie vegetables vegetable meatless meat-free tofu no_meat
    vegetarian: don_t_eat_animals don_t_eat_meat mushroom risotto
    vegan: vegan plant-based plant_based no_dairy no_eggs
    meat: meat beef steak lamb pork chicken sausage burger turkey duck schnitzel roast veal ham
    fish: fish salmon trout tuna cod seafood plaice herring prawns mackerel
    coffee: coffee espresso latte cappuccino
    tea: tea
    wine: wine red_wine white_wine
    beer: beer lager ale pint
    water: water
    red: red crimson scarlet burgundy
    blue: blue navy
    green: green olive
    yellow: yellow gold
    black: black dark
    white: white
    grey: grey gray silver
    light: light lighter bright pale mild
    dark: dark darker
    matte: matte matt
    glossy: glossy gloss shiny
    wood: wood wooden oak pine walnut beech timber
    metal: metal steel iron aluminium aluminum
    plastic: plastic vinyl pvc
    stone: stone marble granite slate
    leather: leather
    paper: paper print printed hardcopy hard_copy paperback
    digital: digital pdf ebook electronic file
    cash: cash coins notes
    card: card visa mastercard credit_card debit
    transfer: transfer bank_transfer wire iban
    invoice: invoice bill on_account
    monthly: monthly every_month per_month month_by_month instalments
    yearly: yearly annual annually per_year every_year
    weekly: weekly every_week once_a_week
    daily: daily every_day each_day
    quarterly: quarterly every_quarter every_three_months
    once: once one-off one_off one_time just_once
    adult: adult adults 18 18+ grown-ups over_18 explicit under_age
    teen: teen teens teenager teenagers 12 13 14 15 16 secondary_school adolescents youth
    child: child children kid kids toddler toddlers primary_school
    beginner: beginner beginners novice basic elementary never_done starter a1
    intermediate: intermediate some_experience b1
    advanced: advanced expert experienced fluent pro
    easy: easy simple easier
    hard: hard difficult tough challenging
    person: person individual single
    team: team group together
    single: single one_person alone on_my_own
    twin: twin two_beds separate_beds
    suite: suite
    yes: yes
    junior: junior graduate entry_level
    senior: senior experienced seasoned
    permanent: permanent permanently for_good forever
    temporary: temporary temporarily for_now interim for_the_time_being
    pass: pass passed passes
    fail: fail failed fails failing
    resit: resit retake again second_attempt
    minor: minor slight small scratch cosmetic
    major: major serious big substantial
    critical: critical catastrophic total severe
    vet: vet clinic
    doctor: doctor gp physician surgery
    hospital: hospital a&e ambulance emergency_room er
    pharmacy: pharmacy pharmacist chemist
    watch: observe watch monitor keep_an_eye wait_and_see
    rest: rest
    lawyer: lawyer legal solicitor attorney
    police: police
    plumber: plumber plumbing pipe tap leak
    electrician: electrician electric wiring socket fuse
    school: school teacher class
    library: library books
    beach: beach sea seaside coast
    mountain: mountain mountains hiking alps hills
    city: city town downtown
    sport: sport sports football match team
    culture: culture museum theatre concert exhibition
    politics: politics election parliament minister mayor council
    business: business economy company shares market
    local: local neighbourhood village nearby
    world: world international abroad foreign worldwide global
    national: national nationwide country
    recycle: recycle recycling
    trash: trash rubbish garbage bin waste
    donate: donate charity
    fridge: fridge refrigerated chilled cool cold
    freezer: freezer frozen freeze
    shelf: shelf ambient room_temperature dry
    no_meal: nothing_to_eat no_food not_eating not_hungry no_meal
    """,
    **MORE,
}
