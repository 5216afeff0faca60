"""English: more harmless words of work life, for the plain facts in en_facts.

Names of things, people, places and times, what they are like and what they have done: nothing
that denies, doubts, reports what others said, plays, or names a fault.
"""

from __future__ import annotations

THINGS = """
achievement achievements advantage advantages afternoons aisle album allergy allotment allowance
aluminium ambulance american analysis analytics animals anniversary api apis app apple apples
appointment appointments apps apron arabic architects archives arrival arrivals artist artists
assembly athlete athletes attendance attic attorney aunt authors autumn avenue awards backend
backup backups bakes balcony balloons ballroom bandwidth banners bartender basement basket
bathroom bathrooms batteries battery bay beams bedroom bedrooms beds beer bees benches benefit
benefits berries bicycle bicycles biscuits blankets blinds blocks blogger bolts bookcase
bookkeeper bookkeeping books bookshop boots borders bottles brackets bread bricks bridge bridges
british broker brokers browser browsers buffet builder bulbs bureau burger bushes butcher buttons
cabin cabinets cables cache caches cafe cafeteria cake cakes calculator calendars calls camera
cameras candle candles canteen captain caption captions caravan carer carrier carriers cartons
cashier casting castle cattle ceiling cell cellar cement century ceremony certificates chair
champions chapel charger charity cheese chefs chemist chemistry chicken chimney chinese choir
church ci citizens clarity classes classic classics cleaner cleaners clinic clinics closet cloth
clothes clubs cluster clusters coaches coast coats cocktail coin coins college columns commission
committees commuters compartment composer concert concerts concierge concrete condition conductor
connection connections consistency consultant consultants consumer consumers container containers
contribution contributions cooks cooler copper copywriter corridor cottage cotton council councils
counterpart counters countries countryside county courier couriers court courtyard cousin covers
cradle craft crane crates creativity creator creators crops crossing crowd cuisine cupboard
cupboards curator curtain curtains cyclists czech dairy dam dancers danish daughters dawn daytime
dealers decade decades decks decoration decorations decorator dedication degree degrees delegates
delegation dental dentist dentists departments depot deputy designers dessert desserts destination
device devices diet dining dinners diploma directory dishes displays district diver doctors dosage
dresses drills drinks drone drones dryer ear earnings ears earth east eggs elections elevator
endpoint endpoints engagement engines enthusiasm environment episodes estate estimates ethics
etiquette european evenings exam exams exhibits experiences experiments expertise experts exports
eyewear fabric fabrics facade facility factories fair farmer farmers farms father feet fences
ferry fibre fig figs finances findings finnish fireplace fisherman fishing fitness flashlight
flats flavour flavours flights floors florist flowers flyers foam folder folders foot football
forecasts forest forests forklift fortnight forum foundations fountain frames fridays fridge
frontend fruit fruits funding fundraiser funds furnace gala garage garages gardener gardens gas
gate gates gearbox gifts glasses gloves gold graduates graduation granite grants grapes greek
greenhouse grid grocery grounds guards guest guesthouse guidance guidebook guideline guidelines
guitar hair hairdresser halls handbook handles hardwood hat hats heating hebrew hedge heels height
helmet helmets herbs heritage hill hills hindi hinges holidays homes honey hoodie hooks hospital
hospitals hostel hosting hosts hotfix household houses housing hull hungarian hunters huts hygiene
icon icons identity income indoor infants ingredient ingredients inn inspection inspections
inspector inspectors institute institution instructor instructors instrument instruments
insulation insurer integration interior interpreter interviews inventor inventory invitation
invitations irish island islands jacket jackets japanese jars jeans jersey jewellery jobs joiner
jug junction kilometre kilometres kindergarten kiosk kit kitchens kite kits knee knife knitting
knives knowledge korean laboratory labourers ladder ladies lake lakes landing landlords lane
latency laundry lawn leader leaders leadership leaf leaflet leaflets leather lecturer leg legs
lemon lenses levels liaison librarian life lifeguard lifts lightbulbs limestone limit limits lint
linter lip liver living load loads lobby locals locations locker lockers locks locksmith lorries
lorry lounge luggage lumber lunches lungs magazine magazines mailbox mailings mains makeup mall
manor mansion manuals manufacturer manufacturers maple marathon marble marina marker markers
markets marquee mascot mason mat mats mattress mayor meadow mechanic mechanics medal medals
medicine melody mentors merchant merchants metal metals meter method methods microphone
microphones microscope midnight mile miles millimetres mills minibus minister ministry
module modules mondays monitors moon mornings mosaic motel mothers motorbike motorway moulds
mountain mountains mouth mugs municipality mural muscle museums mushroom musician musicians nails
nation neck needle needles nephew nets newcomers news newspaper newspapers niece node nodes noon
north norwegian nose notebooks nursery nurses nut nuts oak oats ocean olive onboarding onion
onions operator operators optician orchard orchestra organisation organisations organiser
organisers organizer origin outfit outfits outlet outlets oven ovens owners packaging paddock pain
paintings pairs palace pallet pallets pan panels pans paperwork parent parish parks partners
partnership parts passenger passengers passport passports pasta pasture paths patience patterns
pavement payslip payslips peach pear peas pencil pencils pens pension pepper perimeter personnel
petrol pharmacist pharmacy photographs physics physio pianist piano pie pier pies pillow
pillows pilots pine pipeline pipelines pipes pizza pizzas placement placements planner planners
plastic plates platform platforms players playground playlist plaza plots plugs poles polish polls
pond pools porch pork portrait portraits ports positions postcards postman potato potatoes pots
pottery precision premises preparation preparations president priest princess principal printers
printout prints privacy prizes procedure procedures producer producers profession professionalism
profits programmer programmers projector promotion propulsion prospects provinces psychologist
publication publications publisher publishers pumps purchaser quarters questionnaire queue queues
quota racks radio railing rails railway ramps ranch ranks rapport receiver reception receptionist
recipes recipient recipients recording recordings recovery recreation recruiter recruiters
recruitment referee referees refreshments refrigerator regime regions registration registry
regulars regulations regulator relations relatives relay rental rentals repairs replica replicas
representative representatives reputation rescue researcher researchers reservoir resort resource
resources restaurants retailer retailers retirement revenue revenues rewards rhythm rice rider
riders rings river rivers roads robe rods romanian roofs roommate roots ropes roses roster rota
rotation rowing rubber rug rugby rugs runner runners runway russian sacks sailing sailors salads
salaries salesman salmon salon sandwiches satellite saturdays saucers sausage savers scaffolding
scales scanner scanners scarf scenery scheduler scheme scholar scholars scholarship science
sciences scientist scientists scissors scooter scottish screws sculptor sculpture sea seals seam
searches seaside seating secretaries sector sectors seeds segments selection selections seminars
senior seniors sensor sensors sergeant sewing shaft shapes shareholder shareholders sharing shed
sheep sheet sheets shelves shifts shipments ships shipyard shirt shirts shoes shoot shopping shops
shoulder showers showroom shrub shutters siblings sideboard sidewalk sight signage signals signs
silk singer singers sisters skirt sky sleeves slots snacks society sock sockets socks sofa
soldiers solutions songs soups south souvenir spaces speakerphone specialist specialists species
specifications spectators speed spices spinach spine sponsors sponsorship spoons sports
spreadsheet spreadsheets springs sprint squad squares stable stables stadium staircase stairs
stalls stamps stands stars statement statements stations statue stays steak steering stems sticker
stickers stitches stocks stones stools stores straps strategies streams streetlights strength
stripe structures styles subjects subscriber subscribers subscription subscriptions suburb success
successor sugar suitcase suites suits summit sun sundays sunlight sunrise sunset supermarket
supervisor supervisors suppers supplements supplies supporter supporters surgeon surgeons surgery
surplus surveyor surveys swedish sweets swimmers swimming symbols symphony syrup tags
takeaway talent talents talks tapes taps tarmac tasks taxes taxi taxis tea teaching teammates
teamwork technicians technique techniques technology teeth telemetry television
temperature temperatures temple tennis tent tents terminal terminals terrace territory tester
testers testing textbook textbooks textile themes therapist therapists therapy thermostat thesis
threshold thresholds throughput thursdays ties tins tips tissue toilets tolerance tolerances
tomato tomatoes tooth toothpaste tourism tourist tourists tournament tours towels towers towns
tracks trader traders trades tradition traditions trailer trailers trails trainers trains trams
transaction transactions translations transporter traveller travellers trays treasurer treatment
treatments trees trends tribe tripod trips trolley troops trophy trousers trustee trustees tubes
tuesdays tuition tuna turbine turkish turnover tutor tutors twins typing typings tyre tyres
ukrainian umbrella uncle undergraduates uniforms universities university upgrades upholstery
uptime user utilities vaccine vaccines valley valves vans variety vase vegetable vegetables
vehicles velvet ventilation verse vessel vessels veteran veterans vets viewers viewing villa
village villages vinegar vineyard violin visa visas visibility vision vitamins volley voltage
voter voters voucher vouchers voyage wages wagon waist waiter waitress warden wardrobe warehouses
washer washing watches waterfall waterproofing waters wealth weather web webinar webinars wedding
weddings wednesdays weeds weekday weekdays weekly weeknight wellness welsh west wheat wheelchair
wheels widths wildlife windmill windows wine wines wings wires wiring witnesses wool workbook
workforce workplace workstation worktop wrist writer writers yacht yard yards yarn yoga zones zoo
"""
# In front of a clause these would be orders.
ORDERS = """
arm auction award ball beach beam bell bench blanket bottle bow bowl bracket brush bucket butter
cable camp canal canvas cart carton certificate chain circuit clerk clock cloud club coat code
comfort counter cream crop cup cycle dance decor deposit dish display dress drill drive duty
experience fan farm fence fish flour flower fork frame gear gift glue golf grain grass guard gym
hammer handle harbour harvest head hook ice increment interface iron jam jewel juice land lease
level list lodge mail mentor merchandise milk mill mission mortgage mould mount mug nail nest
notebook oil open pair panel parade paste pattern pen pickup picnic pipe pitch plaster plate plot
plug pole pool port porter post pot powder prize processing profit pump quilt rack rail rain ramp
recruit recycling retreat ribbon ring rocket rod roll root rope ruler sack sail salad salt sand
sauce scaffold scale screw seal seed segment shade shampoo shelter shield shoe shore shower silver
sink skate ski skin slate sleeve slot snack soap socket soil sole sound spice sponsor spoon sport
spray square stall stamp steam steel stone stool stove strap straw stream string strip suit
supplement sweater symbol tailor tap task taste tax thread tide tie tile timber
tin tip toast torch towel tower trace track tractor trail tram transit tray tree trek trend
trumpet trunk tube tunnel usage valve veil vest vet wage wallet wallpaper wash watch wax wheel
wing wire witness zip
"""
QUALITIES = """
abundant academic acclaimed accomplished adaptable adequately adorable advanced adventurous
affectionate airy ample articulate artistic athletic authentic awesome bakery beneficial best
bilingual biodegradable bold botanical breathable brisk bubbly bulky calming capable carefree
caring catchy celebrated certified classical classy climatic cloudless coastal
collaborative colorful comfy commercial competent complimentary considerate constant constructive
contemporary cooperative cordial courteous creamy creative credible crisp crunchy cultural
customary cute decisive decorative delicious dependable desirable diligent diplomatic discreet
distinct diverse domestic dry dynamic eager early earnest eastern eco ecological economic
economical editorial educated educational electric electrical electronic eloquent emotional
empathetic energetic engaging environmental ergonomic established ethical eventful evident expert
expressive extensive exterior external fabulous faithful fashionable fertile festive financial
fireproof fit flat floral fluffy foldable formal formidable fortunate fragrant frosty fruitful
functional generous geographic gifted glorious glossy graphic gratifying grey grown handmade
handsome handy healthy hearty herbal high homemade hospitable hot huge hygienic iconic idyllic
illustrated imaginative immaculate immediate immense impactful imported incredible industrial
inexpensive influential ingenious insightful inspired inspiring insulated insured intact
intelligent interactive intermediate international intimate intuitive inventive inviting juicy
keen knowledgeable labelled leafy lean lightweight linguistic literary lockable logistical long
loved lucrative luminous luxurious magical magnetic magnificent mainstream majestic manual
maritime marvelous massive matching maternal mathematical matte maximum mechanical medical mellow
melodic mental merry methodical metric middle mindful minimal minimum modular moist motivated
motivating multilingual municipal musical national native nearby neighbourly neon noble northern
nourishing nutritious observant odourless optical optimal optimistic orange ordinary organic
organizational ornate outdoor outgoing overseas painless parallel patient peaceful perceptive
perennial personable photogenic physical picturesque pink playful pleasing plentiful plush
polished portable posh postal potent predictable premium prepaid presentable prestigious priceless
primary productive progressive prosperous proven psychological publishable punchy purple
purposeful quaint quarterly radiant rapid rational recognisable rectangular recyclable
refined refreshing regulatory rejuvenating relatable relaxing renewable renowned residential
resilient resourceful respectable respected respectful retail reusable rewarding rich rigorous
robust romantic rosy royal rural rustic safe savoury scalable scenic scholarly scientific seasonal
seasoned seaworthy secluded sensational sentimental serene shady shatterproof significant silky
silvery sincere sizable skilful sleek slender slim smiling sociable social soft soothing
sophisticated southern spacious sparkling spectacular speedy spicy spirited spotless stainless
standardised statistical statutory sterling stormproof strategic streamlined striking studious
sturdy stylish suburban succinct sufficient superior surgical sweet swift symbolic sympathetic
synthetic systematic tactful tailored talented tall tangible tasty tender therapeutic thick thin
tidy timeless timely tireless topical traditional tranquil transferable translated trendy
triumphant tropical trusted truthful ultimate unbeatable undisputed unforgettable unmatched upbeat
urban usable utmost vast vegan vegetarian verified versatile veteran viable victorious vigilant
visible vital vivacious voluntary walkable washable waterproof wealthy welcoming western
wholehearted wholesome winning wireless wise wooden workable worldwide yearlong zesty
"""
DONE = """
absorbed accelerated accommodated accompanied acquired adapted adds adopted advanced aired
allocated amazed analysed applied appointed appreciated arranged assisted assured attracted
audited authored awarded baked banked based battled became benefited blended booked
borrowed bound boxed breathed briefed broadened budgeted built calculated calibrated catered
centred certified charmed circulated clarified classified climbed coached coded collaborated
commissioned committed communicated compiled complemented composed computed condensed conducted
conserved consisted consolidated constructed consulted contributed converted cooperated
coordinated costed counselled credited cultivated cured cushioned cycled danced decorated
dedicated deepened defined depicted derived detailed determined devised digitised directed
dispatched distributed diversified donated dressed dried drilled earmarked earns eased educated
elaborated elected elevated embedded embraced emerged employed empowered encouraged endorsed
energised engineered engraved enhanced enlarged enriched enrolled ensured entertained enumerated
equipped evaluated evolved excelled exchanged exercised exhibited expanded explored exported
extended extracted facilitated farmed fascinated fastened featured fed fetched finalises financed
fished flourished flowed focused folded formed formulated founded framed fulfilled furnished
gained gathered glued governed graduated grasped greeted grouped grows guaranteed hammered
handcrafted harvested heated helped housed hung illustrated imported impressed improves
incorporated increased indexed influenced initiated inspired instructed insulated insured
integrated interviewed inventoried ironed itemised justified labelled laid landed lasted lasts
lifted lighted lit loaded located lodged logged mailed mastered matches mentored merged modernised
motivated moulded mounted moves multiplied navigated negotiated netted normalised observed
occupied oiled operated optimised orchestrated originated outlined overhauled oversaw paced parked
partnered patented patrolled pitched placed pleased plotted pollinated posted praised preserved
pressed prevailed priced proceeded produces progressed projected provisioned quantified queued
radiated ranked rated reads rearranged reassured rebuilt recruited recycled redesigned refilled
refined refreshed refurbished reinforced relaxed relied relocated remembered remodelled rendered
reopened replenished replicated resided respected restocked restructured retained retrained
retrieved revived rewarded rhymed rode rolled rotated rounded sailed sang sanitised saves scanned
scored screened secured sells sent served sewed shined shone sized skilled soared socialised
sourced specialised specified sponsored sprayed stabilised staffed stamped standardised stayed
sterilised stimulated stirred straightened strengthened stretched strolled structured succeeded
suited summarised supervised supplied surveyed sustained swam swept synchronised systematised
tagged tailored targeted tasted tended thrived tied timed toned topped toured traced tracked
traded transcribed transformed transported treated trialled trimmed tripled tuned tutored typeset
unified united unveiled upholstered vaccinated varnished ventured viewed volunteered warmed washed
watered weighed welcomed widened wove yielded
"""
DOING = """
arriving asking baking bringing building buying coming cooking covering delivering designing
developing doing driving following getting growing handling having helping hosting improving
including joining keeping leading learning living offering opening ordering paying planning
playing preparing producing providing reading running saving selling serving shipping showing
singing staying supporting taking teaching training travelling using working writing
"""
