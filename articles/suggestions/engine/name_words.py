"""Lists of words inside and beside English names that show what is named."""

from typing import Final

from articles.suggestions.engine.word_lists import words

TITLES: Final = words("""
    Mr Mrs Ms Miss Dr Prof Professor Sir Lord Lady Dame Baroness President President-elect Vice
    Sen Senator Rep Representative Gov Governor Lt Gen General Col Colonel Sgt Sergeant Capt
    Captain Maj Major Adm Admiral Lieutenant Cpl Pvt Chancellor Minister Premier Prime Secretary
    Undersecretary Ambassador Envoy Judge Justice Mayor Congressman Congresswoman Councilman
    Councilwoman Assemblyman Pope King Queen Prince Princess Emperor Sheikh Sultan Ayatollah
    Imam Rabbi Director Chairman Chairwoman Chair Chief Speaker Attorney Sheriff Officer
    Detective Inspector Deputy Rev Reverend Father Bishop Archbishop Cardinal Pastor Coach
    Manager Spokesman Spokeswoman Spokesperson Administrator Commissioner Superintendent
    Commander Marshal Treasurer Dean Principal Provost Leader Candidate Lawyer Editor Author
    Actor Actress Singer Executive Press Senior Former Assistant Associate Acting Interim
    Founder CEO CFO COO MP Herr Herrn Frau Monsieur Madame Mme Mlle Señor Señora Sra Signor Signora
""")
# Titles that are never anything else: a single word behind one is a person's name.
ADDRESSES: Final = words(
    "Mr Mrs Ms Miss Dr Prof Professor Sen Rep Gov Gen Col Sgt Capt Sir "
    "Dame Herr Herrn Frau Monsieur Madame Mme Mlle Señor Señora Sra Signor Signora"
)
MALE: Final = words(
    "Mr Sir Lord King Prince Pope Father Congressman Chairman Spokesman Herr Herrn Monsieur Señor "
    "Signor Mister Don Baron Duke Emperor Sultan Councilman Assemblyman"
)
FEMALE: Final = words(
    "Mrs Ms Miss Lady Dame Baroness Queen Princess Congresswoman Chairwoman Spokeswoman Actress "
    "Frau Fräulein Madame Mme Mlle Mademoiselle Señora Sra Señorita Signora Doña Duchess "
    "Councilwoman Sister"
)
# Lower-case nouns before a name: "the group's spokesman John Roe".
ROLE_NOUNS: Final = words("""
    adviser advisor aide activist actor actress administrator advocate agent ambassador analyst
    artist assistant astronaut athlete attorney author banker biologist boss broadcaster
    campaigner candidate captain chairman chairwoman chief chancellor coach coauthor co-author
    colleague columnist comedian commander commentator commissioner composer congressman
    congresswoman correspondent councillor creator critic curator daughter defender dentist
    deputy designer developer director doctor economist editor engineer entrepreneur envoy
    executive expert farmer father filmmaker founder friend goalkeeper governor guitarist head
    historian husband inspector investigator journalist judge lawmaker lawyer leader lecturer
    legend manager mayor member midfielder minister mother musician negotiator neighbor
    neighbour novelist nurse officer official organiser organizer owner partner pastor physician
    pilot player poet policeman politician pitcher premier president principal quarterback
    linebacker lineman receiver catcher cornerback rookie producer professor prosecutor
    psychologist reporter representative researcher resident scholar scientist secretary senator
    sheriff singer sister soldier son songwriter spokesman spokesperson spokeswoman star striker
    student superintendent supporter surgeon teacher teammate trainer treasurer undersecretary
    veteran victim volunteer widow wife winger witness worker writer brother actor
""")
ORGANISATION_ENDS: Final = words("""
    Inc Corp Corporation Co Ltd LLC PLC plc GmbH AG Company Companies Holdings Industries
    Partners University College Institute Institution Foundation Association Society Committee
    Council Commission Department Ministry Agency Authority Office Bureau Board Bank Fund Party
    Union Church Senate Congress Parliament Assembly Army Navy Force Forces Police Patrol Times
    Post News Journal Tribune Guardian Herald Press Gazette Chronicle Observer Magazine Weekly
    Network Center Centre Museum Gallery Academy Organisation Organization Federation
    Confederation League Club FC United Coalition Alliance Movement Front Service Services
    School Hospital Trust Airlines Airways Motors Records Studios Entertainment Media Group
    Laboratory Laboratories Administration Government Legion Corps Democrats Brigade Command
    Guard Court Energy Telecom Pharma Pharmaceuticals Insurance Foods Systems Technologies Software
    Labs Logistics Railways Brewing Ventures Securities
""")
# Words before "of" or "for" in an organisation's name.
ORGANISATION_HEADS: Final = words("""
    University College Institute Ministry Department Bank Church Council House Court Museum
    Centre Center Board Union Federation Confederation Association Society Municipality Office
    Bureau School Foundation Fund Journal Corps Party Committee Commission Organisation
    Organization Academy League Chamber Conference Campaign Coalition Bar Alliance Movement
    Agency Congress Parliament Standards Conservatory Guild Order Authority Friends Students
""")
# Last words of names of other things than people and organisations.
OTHER_ENDS: Final = words("""
    Act Agreement Airport Ave Avenue Award Awards Bay Beach Bill Boulevard Bridge Building
    Campus Canal Cape City Coast Constitution County Cup Day Desert District Drive East
    Elections Election Era Expo Fair Festival Forest Games Gate Gulf Hall Harbor Harbour Heights
    Hill Hills Hotel Island Islands Jail Lake Lane Law Mall March Memorial Mosque Mountain
    Mountains North Ocean Olympics Pact Palace Park Peninsula Place Plan Plaza Point Port Prison
    Prize Program Programme Project Protocol Province Republic Revolution River Road Room Sea
    Series Shuttle South Spring Springs Square Stadium Arena State States Station Street Summit
    Temple Territory Theatre Theater Tour Tower Towers Town Trail Treaty Trial Tunnel University
    Valley Village War West World Championship Championships Orbiter Orbiters Questions Report
    Study Bible Act Week Month Collection Collections Complex Facility
""")
# Words of these lists that are also surnames, behind a given name.
ALSO_SURNAMES: Final = words(
    "Hill Lake Park Day Law Lane West North Gates Bridges Bay March Hall Point Washington English "
    "French German"
)
NO_ORGANISATIONS: Final = words("""
    US USA UK EU UAE UN-led TV DNA GMT UTC EST EDT PST AM PM BST CET AD BC CE OK DC LA NY NYC CD
    DVD IT AI HIV AIDS GDP GPS SMS URL PDF FAQ PR VIP MVP BBQ SUV ATM ID QC SC MP MEP PhD MBA II
    III IV VI VII VIII IX XP HTML IE COVID COVID-19 CEO CFO COO GOP LGBT LGBTQ PTSD RIP SOS UFO
    STS DUI
""")
GROUPS: Final = words("""
    american americans republican republicans democrat democrats democratic christian christians
    muslim muslims jewish jews islam islamic british french german germans russian russians
    chinese japanese israeli israelis israel lebanese palestinian palestinians syrian iraqi
    iraqis iranian iranians afghan afghans pakistani indian indians korean koreans italian
    italians spanish greek greeks turkish turks arab arabs african africans european europeans
    asian asians english scottish irish welsh dutch swedish danish norwegian finnish polish
    ukrainian ukrainians canadian canadians mexican mexicans brazilian cuban saudi egyptian
    kurdish kurds catholic catholics protestant sunni shiite hindu buddhist latino latinos
    hispanic hispanics californian texan texans estonian estonians belgian belgians australian
    australians austrian swiss hungarian czech romanian serbian croatian bosnian albanian
    georgian armenian thai vietnamese indonesian filipino malaysian nigerian kenyan somali
    ethiopian sudanese libyan tunisian moroccan algerian yemeni jordanian western eastern
    northern southern congressional presidential internet earth bible christmas easter ramadan
    god january february march april may june july august september october november december
    jan feb mar apr jun jul aug sept oct nov dec monday tuesday wednesday thursday friday
    saturday sunday image photo source sources english latin washington
""")
_TWO_WORDS: Final = """
    New York|New Jersey|New Mexico|New Hampshire|New Zealand|New Orleans|New Delhi|
    New England|North Carolina|South Carolina|North Dakota|South Dakota|West Virginia|
    Rhode Island|Los Angeles|San Francisco|San Diego|San Antonio|San Jose|Santa Monica|
    Santa Fe|Las Vegas|Salt Lake|St Louis|St. Louis|Hong Kong|United States|
    United Kingdom|United Arab|Saudi Arabia|South Korea|North Korea|South Africa|
    South Sudan|Sri Lanka|Costa Rica|Puerto Rico|El Salvador|Sierra Leone|
    Northern Ireland|Tel Aviv|West Bank|Gaza Strip|Middle East|Sao Paulo|Buenos Aires|
    Mexico City|Korea Republic|Washington D.C|White House|Capitol Hill|Silicon Valley|
    Cape Town|Abu Dhabi|Addis Ababa|Kuala Lumpur|Phnom Penh|Ivory Coast|Cold War|
    World War|Supreme Leader|Southern California|Northern California|Central America|
    South America|North America|Latin America|Long Beach|Long Island|Fort Worth|El Paso|
    Baton Rouge|Des Moines|Palo Alto|Prime Minister|Vice President|Home Secretary|
    Attorney General|Secretary General
"""
TWO_WORD_PLACES: Final = frozenset(" ".join(place.split()) for place in _TWO_WORDS.split("|"))


def gender_of_title(word: str) -> str:
    """Return m or f if the title shows it (Mr, Frau, Señora), else ""."""
    bare = word.rstrip(".")
    return "m" if bare in MALE else "f" if bare in FEMALE else ""
