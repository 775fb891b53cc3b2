"""Every way in which a report lays words to somebody, one sentence or two each."""

from __future__ import annotations

import pytest

from standoff.actors import ActorRegistry
from standoff.attribution import find_attributions
from standoff.records import Report
from standoff.text import parse
from standoff.text.divide import divide

from .conftest import FindIn
from .told import Told

QUOTED = [
    ('"The bridge is gone," said Ada Brandt, the mayor of Sorn.', "Ada Brandt, the mayor of Sorn", "said", '"The bridge is gone,"'),
    ('"The bridge is gone," the mayor said on Monday.', "the mayor", "said", '"The bridge is gone,"'),
    ('The mayor said: "The bridge is gone."', "The mayor", "said:", '"The bridge is gone."'),
    ('"The bridge," the mayor said, "is gone."', "the mayor", "said", '"The bridge," ... "is gone."'),
    ('"The bridge is gone," the mayor said bitterly.', "the mayor", "said bitterly", '"The bridge is gone,"'),
    ("“The bridge is gone,” the mayor said.", "the mayor", "said", "“The bridge is gone,”"),
    ('"They came at night." - Ada Brandt', "Ada Brandt", "-", '"They came at night."'),
    ('"They came at night," said one survivor.', "one survivor", "said", '"They came at night,"'),
    ('"The enemy," the general wrote on Telegram, "lost forty men."', "the general", "wrote", '"The enemy," ... "lost forty men."'),
    ('The general posted on Telegram that "forty men" had died.', "The general", "posted", 'that "forty men" had died'),
    ('"They left in the night," she lamented.', "she", "lamented", '"They left in the night,"'),
    ('The mayor said the bridge was "gone for good" and that the road was closed.', "The mayor", "said", 'the bridge was "gone for good" and that the road was closed'),
]  # fmt: skip

UNQUOTED = [
    ("According to what the mayor told reporters, soldiers shot two men in Sorn.", "the mayor", "According to what", "soldiers shot two men in Sorn"),
    ("Soldiers shot two men in Sorn, according to what residents say.", "residents", "according to what", "Soldiers shot two men in Sorn"),
    ("From what residents say, soldiers shot two men in Sorn.", "residents", "From what", "soldiers shot two men in Sorn"),
    ("According to what was said by residents, soldiers shot two men.", "residents", "According to what", "soldiers shot two men"),
    ("According to what was said on the radio, soldiers shot two men.", "", "According to what", "soldiers shot two men"),
    ("Soldiers, say the residents, shot two men in Sorn.", "the residents", "say", "Soldiers ... shot two men in Sorn"),
    ("Two men, said residents of the hill, were shot by soldiers.", "residents of the hill", "said", "Two men ... were shot by soldiers"),
    ("As the ministry describes it, soldiers shot two men in Sorn.", "the ministry", "describes it", "soldiers shot two men in Sorn"),
    ("Six pickers died when rebels blew up a truck, the colonel told journalists whom he took to the place.", "the colonel", "told", "Six pickers died when rebels blew up a truck"),
    ("The bishop denounced that soldiers had burned two houses.", "The bishop", "denounced", "that soldiers had burned two houses"),
    ("Aid workers and two residents of the camp said guards had seized 60 men.", "Aid workers and two residents of the camp", "said", "guards had seized 60 men"),
    ("In June the army drove the clan out in a campaign in which 90 people died, by the mission's count.", "the mission's", "count", "a campaign in which 90 people died"),
    ("Rebels took the island in April and have been using it, according to the navy, to store mines.", "the navy", "according to", "have been using it ... to store mines"),
    ("Rebels hit the mill and burned the barn, according to the mayor, in the early hours of Monday.", "the mayor", "according to", "Rebels hit the mill and burned the barn ... in the early hours of Monday"),
    ("The front telephoned our newsroom to claim responsibility for the raid.", "The front", "to claim", "responsibility for the raid"),
    ("The front phoned the mayor to announce that it had burned the mill.", "The front", "to announce", "that it had burned the mill"),
    ("The league charged here today that troops bombarded and then searched the camp of Sorn, near the dam, on the 16th, and that two minors died.", "The league", "charged here", "that troops bombarded and then searched the camp of Sorn, near the dam, on the 16th, and that two minors died"),
    ("According to the brigade, the note leaves no margin for error: it was the front that burned the bus.", "the brigade", "According to", "the note leaves no margin for error: it was the front that burned the bus"),
    ("In the opinion of the bishop, there is no doubt: soldiers shot the boys.", "the bishop", "In the opinion of", "there is no doubt: soldiers shot the boys"),
    ("The Red Star Movement, as an urban group calls itself, claimed that it had burned the mill.", "The Red Star Movement", "claimed", "that it had burned the mill"),
    ("Police are studying a version according to which the captors are rebels.", "a version", "according to which", "the captors are rebels"),
    ("There is an account according to which soldiers shot the boys.", "an account", "according to which", "soldiers shot the boys"),
    ("The rebels were accused in court of the murder of a judge.", "", "were accused", "The rebels ... the murder of a judge"),
    ("The rebels were accused by the bishop of the murder of a judge.", "the bishop", "were accused by", "The rebels ... the murder of a judge"),
    ("The army is accused by the families of the victims of having shot them.", "the families of the victims", "is accused by", "The army ... having shot them"),
    ("The rebels have been linked by the police to the murder of a judge.", "the police", "have been linked by", "The rebels ... to the murder of a judge"),
    ("It was learned from police sources that the rebels planted the bomb.", "police sources", "was learned", "that the rebels planted the bomb"),
    ("It has been learned from military sources that the front killed the judge.", "military sources", "has been learned", "that the front killed the judge"),
    ("The colonel is of the opinion that the raiders came from the north.", "The colonel", "is of the opinion", "that the raiders came from the north"),
    ("The families are of the belief that soldiers took the boys.", "The families", "are of the belief", "that soldiers took the boys"),
    ("Shells fell on a bakery in the district of Sabra, west of Gaza City, medics and a grocer reported.", "medics and a grocer", "reported", "Shells fell on a bakery in the district of Sabra, west of Gaza City"),
    ("The heads of Fatah, Hamas and a smaller faction said the truce held.", "The heads of Fatah, Hamas and a smaller faction", "said", "the truce held"),
    ("04:20 - Military source to Syrian TV: Air defences shot down eight missiles.", "Military source", ":", "Air defences shot down eight missiles"),
    ("07:10 - Defence Ministry quoted by Volga-Press agency: Two jets fired from the west.", "Defence Ministry", ":", "Two jets fired from the west"),
    ("08:15 - The daily Sobh-e Now, citing a commander: Four advisers died.", "a commander", ":", "Four advisers died"),
    ("The daily adds that the column burned the hall, looted the bank, and withdrew to the hills.", "The daily", "adds", "that the column burned the hall, looted the bank, and withdrew to the hills"),
    ('The General Staff, as of 22:00: "The enemy attacked.\n\nEleven assaults were repelled."\n\nThe town is dark.', "The General Staff", ":", '"The enemy attacked ... Eleven assaults were repelled."'),
    ("Jets hit a bus in what the army called an error.", "the army", "called", "an error"),
    ("The coalition called the strike legitimate, the Saudi state agency SPA reported.", "the Saudi state agency SPA", "reported", "The coalition called the strike legitimate"),
    ("Rebels came from the north, munitions experts said.", "munitions experts", "said", "Rebels came from the north"),
    ("Footage circulating since this morning shows a truck ramming a car.", "Footage circulating since this morning", "shows", "a truck ramming a car"),
    ("Some accounts claim four men were wounded, others say none.", "others", "say", "none"),
    ("Ethiopian officials on Tuesday dismissed reports by the OLA, the armed offshoot of the OLF, that troops had burned a farm.", "the OLA, the armed offshoot of the OLF", "reports", "that troops had burned a farm"),
    ("Local media report that the bridge is closed.", "Local media", "report", "that the bridge is closed"),
    ("The bomb was planted, it was reported, by the guard.", "", "was reported", "The bomb was planted ... by the guard"),
    ("The guard, it was reported, raided a house in the port.", "", "was reported", "The guard ... raided a house in the port"),
    ("Two guards died in the raid, it was learned.", "", "was learned", "Two guards died in the raid"),
    ("Iran on Sunday dismissed accusations that it was behind the raid.", "Iran", "dismissed", "accusations that it was behind the raid"),
    ("The army said it killed ten men near Kidal, as fighting raged on.", "The army", "said", "it killed ten men near Kidal"),
    ("The mayor said that the bridge fell, as a daily reported.", "The mayor", "said", "that the bridge fell, as a daily reported"),
    ("Police said the men were shot, as they tried to flee.", "Police", "said", "the men were shot, as they tried to flee"),
    ("Jets hit a market in a strike which witnesses said killed ten.", "witnesses", "said", "a strike which ... killed ten"),
    ("It was a raid that the army says never happened.", "the army", "says", "a raid that ... never happened"),
    ("What the monitor says was a massacre began at dawn.", "the monitor", "says", "What ... was a massacre began at dawn"),
    ("The mayor said that the bridge was gone.", "The mayor", "said", "that the bridge was gone"),
    ("The bridge was gone, the mayor said.", "the mayor", "said", "The bridge was gone"),
    ("The bridge was hit by two shells, the mayor said, and the road was closed.", "the mayor", "said", "The bridge was hit by two shells ... the road was closed"),
    ("The bridge was supposed to open on Sunday, but two shells hit it, the mayor said.", "the mayor", "said", "The bridge was supposed to open on Sunday, but two shells hit it"),
    ("Brandt told reporters that the bridge was gone.", "Brandt", "told", "that the bridge was gone"),
    ("Two soldiers died in the blast, according to the ministry of defence.", "the ministry of defence", "according to", "Two soldiers died in the blast"),
    ("According to the ministry, two soldiers died in the blast.", "the ministry", "According to", "two soldiers died in the blast"),
    ("Two soldiers, according to the ministry, died in the blast.", "the ministry", "according to", "Two soldiers ... died in the blast"),
    ("Two rockets hit the base, per the ministry.", "the ministry", "per", "Two rockets hit the base"),
    ("The ministry spoke of nine killed and four wounded.", "The ministry", "spoke of", "nine killed and four wounded"),
    ("The harbour office speaks of three injured.", "The harbour office", "speaks of", "three injured"),
    ("A diplomat says the road is mined, and that two men have died on it.", "A diplomat", "says", "the road is mined ... that two men have died on it"),
    ("A spokesman told the crowd on Monday that no jet had flown, and that the fires were lit by rebels.", "A spokesman", "told", "that no jet had flown, and that the fires were lit by rebels"),
    ('The mayor says the dam was "an old one," and that his men had left it.', "The mayor", "says", 'the dam was "an old one," and that his men had left it'),
    ("The ministry said in a statement that its forces had left.", "The ministry", "said", "that its forces had left"),
    ("In a statement, the ministry said that its forces had left.", "the ministry", "said", "that its forces had left"),
    ("The ministry issued a statement saying its forces had left.", "The ministry", "issued a statement saying", "its forces had left"),
    ("Two men were killed, said a rebel commander who asked not to be named.", "a rebel commander who asked not to be named", "said", "Two men were killed"),
    ("The depot burned, Defence Ministry spokesman Turki al-Malki said.", "Defence Ministry spokesman Turki al-Malki", "said", "The depot burned"),
    ("Oduya, speaking in Sorn, said that the truce would hold.", "Oduya", "said", "that the truce would hold"),
    ("As the mayor pointed out, the road was closed.", "the mayor", "pointed out", "the road was closed"),
    ("Oduya's claim that the bridge was mined was not repeated.", "Oduya's", "claim", "that the bridge was mined"),
    ("The United Nations voiced fears that the dam would break.", "The United Nations", "voiced fears", "that the dam would break"),
    ("The United Nations says hundreds were killed, but the government puts the toll at 40.", "the government", "puts", "the toll at 40"),
    ("Videos posted online show tanks entering the town.", "Videos posted online", "show", "tanks entering the town"),
    ("Washington believes that Tehran was behind the attack.", "Washington", "believes", "that Tehran was behind the attack"),
    ("Residents saw two helicopters circling over the village.", "Residents", "saw", "two helicopters circling over the village"),
    ("Local media in Sorn report shelling of the market.", "Local media in Sorn", "report", "shelling of the market"),
    ("Two raiders were thrown back, the press service reports.", "the press service", "reports", "Two raiders were thrown back"),
    ("The camp fell at dawn, we learn from concordant sources.", "concordant sources", "learn", "The camp fell at dawn"),
    ("Police fired shots, according to two drivers; the crowd left.", "two drivers", "according to", "Police fired shots"),
    ("Two died in the raid, according to a count by a watch group in Sorn.", "a count by a watch group in Sorn", "according to", "Two died in the raid"),
    ("Shells fell on the town, the mayor said nobody was hurt.", "the mayor", "said", "nobody was hurt"),
    ('The general staff released the following statement:\n\n"1. The enemy fired on the town.\n\n2. No soldier was hurt."\n\nThe truce had held for a week.', "The general staff", "released", '"1. The enemy fired on the town ... 2. No soldier was hurt."'),
    ("The general staff released the following statement:\n\nThe enemy fired on the town.\n\nNo soldier was hurt.", "The general staff", "released", "The enemy fired on the town ... No soldier was hurt"),
    ("The command informs:\n\n1. Rebels attacked the town.\n\n2. Four rebels died.\n\nThe town was calm.", "The command", "informs:", "1. Rebels attacked the town ... 2. Four rebels died"),
    ("The mayor added:\n\nThe road is closed and the bridge is gone.", "The mayor", "added:", "The road is closed and the bridge is gone"),
]  # fmt: skip

NAMELESS = [
    (
        "The mayor, who was shot on Friday, allegedly by rebels, was buried.",
        "allegedly",
        "who was shot on Friday ... by rebels",
    ),
    (
        "The murder of the mayor, which is attributed to rebels, angered the town.",
        "is attributed",
        "The murder of the mayor",
    ),
    (
        "The raid on the mill, for which rebels have been blamed, angered the town.",
        "have been blamed",
        "The raid ... rebels",
    ),
    ("The base was reportedly hit by two rockets.", "reportedly", "The base was ... hit by two rockets"),
    ("Reportedly, two rockets hit the base.", "Reportedly", "two rockets hit the base"),
    ("Ten villagers were allegedly killed by the army.", "allegedly", "Ten villagers were ... killed by the army"),
    ("The convoy is said to have left the town.", "is said", "The convoy ... to have left the town"),
    ("It is understood that two men were killed.", "is understood", "that two men were killed"),
    ("It is reported that two men were killed.", "is reported", "that two men were killed"),
    ("Two men were reported killed.", "were reported", "Two men ... killed"),
    ("A helicopter was filmed circling the convoy.", "was filmed", "A helicopter ... circling the convoy"),
    ("The army is accused of burning villages.", "is accused of", "The army ... burning villages"),
]

HEADLINES = [
    ("Monitor: Rebels shell market in Sorn", "Monitor", ":", "Rebels shell market in Sorn"),
    ("Rebels shell market in Sorn: HRW", "HRW", ":", "Rebels shell market in Sorn"),
    ("Rebels shell market in Sorn - monitor", "monitor", "-", "Rebels shell market in Sorn"),
    ("Air raid on market in Sorn kills nine Monitor", "Monitor", "Monitor", "Air raid on market in Sorn kills nine"),
    ("Rebels shell market in Sorn, monitor says", "monitor", "says", "Rebels shell market in Sorn"),
]

STANCES = [
    ("State radio quoted the governor as denying that the town had fallen.", "the governor", "as denying", "that the town had fallen", "denies"),
    ("The general was quoted by state radio as denying that his men looted the clinic.", "The general", "was quoted by state radio as denying", "that his men looted the clinic", "denies"),
    ("The daily quoted the mayor as doubting that the bridge was mined.", "the mayor", "as doubting", "that the bridge was mined", "questions"),
    ("State radio quoted the governor as claiming that the town had fallen.", "the governor", "as claiming", "that the town had fallen", "asserts"),
    ("The ministry denied shelling the hospital.", "The ministry", "denied", "shelling the hospital", "denies"),
    ('"That never happened," the captain said.', "the captain", "said", '"That never happened,"', "denies"),
    ("The governor's office said this was not true.", "The governor's office", "said", "this was not true", "denies"),
    ("The commander said it was not so.", "The commander", "said", "it was not so", "denies"),
    ("The ministry said no such thing had happened.", "The ministry", "said", "no such thing had happened", "denies"),
    ("The story is a lie from beginning to end, the colonel said.", "the colonel", "said", "The story is a lie from beginning to end", "denies"),
    ("The charge was without foundation, the general said.", "the general", "said", "The charge was without foundation", "denies"),
    ('The junta spoke of "a forgery made in exile".', "The junta", "spoke of", '"a forgery made in exile"', "denies"),
    ('"Another fairy tale," the plant replies.', "the plant", "replies", '"Another fairy tale,"', "denies"),
    ("Guards shot 12 herders, a figure the ministry calls a lie.", "the ministry", "calls", "a figure ... a lie", "denies"),
    ("The raid was laid to rebels, something that the officers held in Sorn rejected.", "the officers held in Sorn", "rejected", "something", "denies"),
    ("The mayor said the feast never happened.", "The mayor", "said", "the feast never happened", "asserts"),
    ("The mayor said it was not true love.", "The mayor", "said", "it was not true love", "asserts"),
    ("A court acquitted two guards of burning the mill.", "A court", "acquitted", "two guards of burning the mill", "denies"),
    ("The army will not accept that its guards burned the mill.", "The army", "will not accept", "that its guards burned the mill", "denies"),
    ("The envoy mocked allegations that he had fled.", "The envoy", "mocked", "allegations that he had fled", "denies"),
    ("The video of guards beating a boy was faked.", "", "was faked", "The video of guards beating a boy", "denies"),
    ("Reports that the mill had burned were invented.", "", "were invented", "Reports that the mill had burned", "denies"),
    ("The general waved off a report that the port had fallen.", "The general", "waved off", "a report that the port had fallen", "denies"),
    ("The guards fired back at accusations that they had burned the mill.", "The guards", "fired back at", "accusations that they had burned the mill", "denies"),
    ("The army gave short shrift to claims of a raid on the mill.", "The army", "gave short shrift to", "claims of a raid on the mill", "denies"),
    ("The navy was quick to deny that a mine had sunk the ferry.", "The navy", "to deny", "that a mine had sunk the ferry", "denies"),
    ("The envoy branded as false the claim that he had fled.", "The envoy", "branded", "the claim that he had fled", "denies"),
    ("The bishop's letter was called a lie by the army.", "the army", "was called", "The bishop's letter ... a lie", "denies"),
    ("The guards rejected rebel claims that they had fired.", "The guards", "rejected", "rebel claims that they had fired", "denies"),
    ("The junta rejected KNU claims that it had used gas.", "The junta", "rejected", "KNU claims that it had used gas", "denies"),
    ("Villagers accuse the marines of theft, an accusation the navy rejects.", "the navy", "rejects", "an accusation", "denies"),
    ("Police stopped short of admitting that guards had shot the boy.", "Police", "admitting", "that guards had shot the boy", "questions"),
    ("The ministry denied that it had shelled the hospital.", "The ministry", "denied", "that it had shelled the hospital", "denies"),
    ("The ministry rejects these claims as false.", "The ministry", "rejects", "these claims as false", "denies"),
    ("The ministry dismissed the report as propaganda.", "The ministry", "dismissed", "the report as propaganda", "denies"),
    ("The ministry refuted the accusations.", "The ministry", "refuted", "the accusations", "denies"),
    ("The army called the report false.", "The army", "called", "the report false", "denies"),
    ("The army called the bridge a ruin.", "The army", "called", "the bridge a ruin", "asserts"),
    ("The army called the miller's account a lie.", "The army", "called", "the miller's account a lie", "denies"),
    ("The army branded the report a fabrication.", "The army", "branded", "the report a fabrication", "denies"),
    ("The army described the miller's claim as baseless.", "The army", "described", "the miller's claim as baseless", "denies"),
    ("The army described the miller's claim as new.", "The army", "described", "the miller's claim as new", "asserts"),
    ("The army has ruled out an attack on the town.", "The army", "has ruled out", "an attack on the town", "denies"),
    ("The monitor spoke of gas, an accusation that Damascus denies.", "Damascus", "denies", "an accusation", "denies"),
    ("The army could neither confirm nor deny the raid.", "The army", "deny", "the raid", "questions"),
    ("The army would not say whether the raid took place.", "The army", "would not say", "whether the raid took place", "questions"),
    ("The army confirmed neither of these claims.", "The army", "confirmed", "neither of these claims", "questions"),
    ("Nothing in the letter proves that it is genuine.", "", "Nothing in the letter proves", "that it is genuine", "questions"),
    ("The Gazette was unable to establish whether the voice is his.", "The Gazette", "was unable to establish", "whether the voice is his", "questions"),
    ("The authenticity of neither letter has been established.", "", "has been established", "The authenticity of neither letter", "questions"),
    ("Neither side's figures could be independently checked.", "", "could be independently checked", "Neither side's figures", "questions"),
    ("The monitors found no proof that supports the report.", "The monitors", "found no proof that supports", "the report", "questions"),
    ("There is no evidence to back the claim.", "", "is no evidence to back", "the claim", "questions"),
    ("There was no independent confirmation.", "", "There was", "no independent confirmation", "questions"),
    ("The report could not be independently verified.", "", "could not be independently verified", "The report", "questions"),
    ("The agency could not independently confirm the claims.", "The agency", "could not independently confirm", "the claims", "questions"),
    ("The monitor questioned the army's account.", "The monitor", "questioned", "the army's account", "questions"),
    ("The mayor has no doubt that rebels mined the bridge.", "The mayor", "has no doubt", "that rebels mined the bridge", "asserts"),
    ("The judge had little doubt that soldiers shot the boy.", "The judge", "had little doubt", "that soldiers shot the boy", "asserts"),
    ("The mayor has doubts that rebels mined the bridge.", "The mayor", "has doubts", "that rebels mined the bridge", "questions"),
    ("The mayor said there is no doubt that rebels mined the bridge.", "The mayor", "said", "there is no doubt that rebels mined the bridge", "asserts"),
    ("The army, in a letter to the envoy, denied burning the village.", "The army", "denied", "burning the village", "denies"),
    ("This is baseless propaganda, the ministry stressed.", "the ministry", "stressed", "This is baseless propaganda", "denies"),
    ("Nothing points to a raid.", "", "Nothing points to", "a raid", "questions"),
    ("The mayor had no evidence of a raid on the town.", "The mayor", "had no evidence of", "a raid on the town", "questions"),
    ("It could not be ascertained last night whether the town had fallen.", "", "could not be ascertained", "whether the town had fallen", "questions"),
    ("The sect's leaders repeated the lie.", "The sect's leaders", "repeated", "the lie", "asserts"),
    ('A spokesman called the charge "outrageous".', "A spokesman", "called", 'the charge "outrageous"', "denies"),
    ("A spokesman called the accusation an insult to his men.", "A spokesman", "called", "the accusation an insult to his men", "denies"),
    ("The bishop called the allegations credible.", "The bishop", "called", "the allegations credible", "asserts"),
    ("The bishop called the raid an outrage.", "The bishop", "called", "the raid an outrage", "asserts"),
    ("This does not correspond to reality.", "", "does not correspond to reality", "This", "denies"),
    ("Those numbers could not be checked.", "", "could not be checked", "Those numbers", "questions"),
    ("Few of these figures can be checked.", "", "can be checked", "Few of these figures", "questions"),
    ("Its 29 dead cannot be checked.", "", "cannot be checked", "Its 29 dead", "questions"),
    ("There was no way to verify the statement.", "", "was no way to verify", "the statement", "questions"),
    ("Velia was not in a position to confirm the strike.", "Velia", "was not in a position to confirm", "the strike", "questions"),
    ("The Watch found no evidence for this.", "The Watch", "found no evidence for", "this", "questions"),
    ("The ministry has no record of such a case.", "The ministry", "has no record of", "such a case", "questions"),
    ("The ministry knows nothing of that.", "The ministry", "knows nothing of", "that", "questions"),
    ("Critics accuse the army of burning villages.", "Critics", "accuse", "the army of burning villages", "asserts"),
    ("Kyiv blamed Moscow for the strike.", "Kyiv", "blamed", "Moscow for the strike", "asserts"),
]  # fmt: skip

RELAYED = [
    ("The Vesti newspaper, quoting police intelligence, said nine guards had died.", "police intelligence", "nine guards had died", "The Vesti newspaper"),
    ("The daily Sobh, quoting court circles, says that nine guards had died.", "court circles", "that nine guards had died", "The daily Sobh"),
    ("Nine guards died, the Vesti newspaper stated today, citing a court employee.", "a court employee", "Nine guards died", "the Vesti newspaper"),
    ("The Vezha agency reports, with reference to a deputy, that rebels burned the mill.", "a deputy", "that rebels burned the mill", "The Vezha agency"),
    ("Interfax reported that nine guards had died, referring to the regional police.", "the regional police", "that nine guards had died", "Interfax"),
    ("A captain quoted by the pro-army daily al-Nur denied that guns had been lost.", "A captain", "that guns had been lost", "the pro-army daily al-Nur"),
    ("A military source quoted by state news agency SANA said the town was calm.", "A military source", "the town was calm", "state news agency SANA"),
    ("There was no clash, according to a widow quoted by LA VOZ.", "a widow", "There was no clash", "LA VOZ"),
    ("The governor was quoted as saying by state TV that five people were killed.", "The governor", "that five people were killed", "state TV"),
    ('"Five people were killed," the governor was quoted as saying by state TV.', "the governor", '"Five people were killed,"', "state TV"),
    ('"Five people were killed," the agency quoted the governor as saying.', "the governor", '"Five people were killed,"', "the agency"),
    ('Reuters quoted the governor: "Five people were killed."', "the governor", '"Five people were killed."', "Reuters"),
    ("According to state media citing unnamed officials, four soldiers were hurt.", "unnamed officials", "four soldiers were hurt", "state media"),
    ("Army officials quoted by state media said there was no exchange of fire.", "Army officials", "there was no exchange of fire", "state media"),
    ("State media quoted army officials as saying that there was no exchange of fire.", "army officials", "that there was no exchange of fire", "State media"),
    ("The agency reported, citing two witnesses, that the convoy was hit.", "two witnesses", "that the convoy was hit", "The agency"),
    ("The convoy was hit twice, the agency reported, citing two witnesses.", "two witnesses", "The convoy was hit twice", "the agency"),
    ("The agency reported on 8 May, citing two witnesses, that the convoy was hit.", "two witnesses", "that the convoy was hit", "The agency"),
    ("The convoy was hit twice, the agency said, citing the Sornian embassy in Dara.", "the Sornian embassy in Dara", "The convoy was hit twice", "the agency"),
    ("State radio said that the convoy was hit after nine shells fell on the town, killing two, quoting an army source.", "an army source", "that the convoy was hit after nine shells fell on the town, killing two", "State radio"),
    ("Citing two witnesses, the agency reported that the convoy was hit.", "two witnesses", "that the convoy was hit", "the agency"),
    ("Brandt told Reuters that the bridge was gone.", "Brandt", "that the bridge was gone", "Reuters"),
    ("Brandt confirmed to Reuters that the bridge was gone.", "Brandt", "that the bridge was gone", "Reuters"),
    ("Brandt said on Facebook that the bridge was gone.", "Brandt", "that the bridge was gone", "Facebook"),
    ("Brandt told the local paper that the bridge was gone.", "Brandt", "that the bridge was gone", "the local paper"),
    ("A woman who called Radio Tamazin said that the bridge was gone.", "A woman who called Radio Tamazin", "that the bridge was gone", "Radio Tamazin"),
    ("A caller to Radio Tamazin said that the bridge was gone.", "A caller to Radio Tamazin", "that the bridge was gone", "Radio Tamazin"),
    ("Brandt phoned Radio Tamazin on Monday and said that the bridge was gone.", "Brandt", "that the bridge was gone", "Radio Tamazin"),
    ("Brandt, asked by Reuters, said that the bridge was gone.", "Brandt, asked by Reuters,", "that the bridge was gone", "Reuters"),
    ("Brandt, speaking to Radio Tamazin, said that the bridge was gone.", "Brandt", "that the bridge was gone", "Radio Tamazin"),
    ("An officer whom Valley Horizon quoted said that the bridge was gone.", "An officer whom Valley Horizon quoted", "that the bridge was gone", "Valley Horizon"),
    ("In a letter carried by the local Valley Gazette, Brandt said that the bridge was gone.", "Brandt", "that the bridge was gone", "the local Valley Gazette"),
    ("Brandt told Meridian News that the bridge was gone.", "Brandt", "that the bridge was gone", "Meridian News"),
    ("The rebels, in a call to a Sorn newsroom, said they had left.", "The rebels", "they had left", "a Sorn newsroom"),
    ("A spokesman, in a recording broadcast by a rebel radio, said they had left.", "A spokesman", "they had left", "a rebel radio"),
    ("The general's spokesman, Antara reports, says the rebels began it.", "The general's spokesman", "the rebels began it", "Antara"),
    ("Brandt said in an interview with Reuters that the bridge was gone.", "Brandt", "that the bridge was gone", "Reuters"),
    ("The Echo has learned from two officials that the bridge was gone.", "two officials", "that the bridge was gone", "The Echo"),
    ('"The bridge is gone," Brandt told the BBC.', "Brandt", '"The bridge is gone,"', "the BBC"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "cue", "content"), QUOTED + UNQUOTED)
def test_words_are_laid_to_whoever_said_them(find: FindIn, text: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in [(t.source, t.cue, t.content) for t in find(text)]


@pytest.mark.parametrize(("text", "cue", "content"), NAMELESS)
def test_hearsay_has_a_cue_and_no_source(find: FindIn, text: str, cue: str, content: str) -> None:
    assert ("", cue, content) in [(t.source, t.cue, t.content) for t in find(text)]


@pytest.mark.parametrize(("text", "source", "cue", "content"), HEADLINES)
def test_a_headline_names_its_source_by_a_mark_or_by_nothing(
    find: FindIn, text: str, source: str, cue: str, content: str
) -> None:
    told = find(text, headline=True)
    assert [(t.source, t.cue, t.content) for t in told] == [(source, cue, content)]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Mali: Nine Herders Shot Near the Dam", []),
        ("SUDAN: Raid on the market of Tina", []),
        ("Kashmir: Nine herders shot near the dam", []),
        ("Tigray: Nine herders shot near the dam", []),
        ("Kashmir Police: nine herders shot near the dam", ["Kashmir Police"]),
        ("Bulletin No. 14: a raid near the dam", []),
        ("OTHER ITEMS: MAYOR OF SORN RESIGNS", []),
        ("Peru: Nine herders shot near the dam - Valley Monitor", ["Valley Monitor"]),
        ("Mali: 'We shot nobody near the dam'", ["Mali"]),
        ("Bamako: nine rebels shot near the dam", ["Bamako"]),
        ("Monitor: nine herders shot near the dam", ["Monitor"]),
    ],
)
def test_what_a_headline_or_a_part_is_about_is_no_source(find: FindIn, text: str, sources: list[str]) -> None:
    assert [told.source for told in find(text, headline=True)] == sources


@pytest.mark.parametrize(("text", "source", "cue", "content", "stance"), STANCES)
def test_the_cue_tells_the_stance(find: FindIn, text: str, source: str, cue: str, content: str, stance: str) -> None:
    assert (source, cue, content, stance) in [(t.source, t.cue, t.content, t.stance) for t in find(text)]


@pytest.mark.parametrize(("text", "source", "content", "via"), RELAYED)
def test_whoever_passes_words_on_stands_outside_whoever_spoke_them(
    find: FindIn, text: str, source: str, content: str, via: str
) -> None:
    assert [(t.source, t.content, t.via) for t in find(text)] == [(source, content, (via,))]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The mayor said the road was shut, citing security concerns.", "The mayor"),
        ("The union said the ship had turned back, citing a lack of fuel.", "The union"),
        ("The paper said the mill was burned, referring to the raid of Monday.", "The paper"),
        ("The governor said rebels burned the mill, referring to the brigade of Sorn.", "The governor"),
    ],
)
def test_a_reason_and_what_is_spoken_of_is_nobody_who_speaks(find: FindIn, text: str, source: str) -> None:
    assert (source, ()) in [(told.source, told.via) for told in find(text)]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "A page run by loyalists posted a video in which a jet is seen bombing the port.",
            "a video",
            "a jet is seen bombing the port",
        ),
        ("A mobile clip in which guards beat two men went viral.", "A mobile clip", "guards beat two men"),
        (
            "The army published photographs on which rebels can be seen near the dam.",
            "photographs",
            "rebels can be seen near the dam",
        ),
    ],
)
def test_what_is_to_be_seen_in_pictures_is_told_by_them(find: FindIn, text: str, source: str, content: str) -> None:
    assert (source, content) in [(told.source, told.content) for told in find(text)]


@pytest.mark.parametrize(
    ("text", "source", "via"),
    [
        ("A video circulated in which a captain said that the town had fallen.", "a captain", ("A video",)),
        ("They released a tape in which a hostage says that he was beaten.", "a hostage", ("a tape",)),
        ("It was a raid in which a captain said that nine had died.", "a captain", ()),
        ("They met in a hall in which a captain said that nine had died.", "a captain", ()),
    ],
)
def test_pictures_in_which_somebody_speaks_pass_his_words_on(
    find: FindIn, text: str, source: str, via: tuple[str, ...]
) -> None:
    found = find(text)
    assert (source, via) in [(told.source, told.via) for told in found]
    assert not any(told.cue in ("in which", "on which") for told in found)


def test_who_rejects_an_account_is_found_where_the_parser_takes_his_verb_for_a_passive(find: FindIn) -> None:
    told = find(
        'The army said it had seized a tunnel, an account that Amin Sorn, a spokesman for the rebels, dismissed as "victories '
        'of paper".'
    )
    assert [(t.source.rstrip(","), t.stance) for t in told][1] == ("Amin Sorn, a spokesman for the rebels", "denies")


def test_the_source_cited_is_that_of_the_nearest_verb(find: FindIn) -> None:
    told = find("The agency reported nine deaths and said, citing two witnesses, that the convoy was hit.")
    assert [(t.source, t.content, t.via) for t in told] == [
        ("The agency", "nine deaths", ()),
        ("two witnesses", "that the convoy was hit", ("The agency",)),
    ]


def test_an_outer_content_holds_an_inner_attribution_whole(find: FindIn) -> None:
    outer, inner = find("The newspaper reported on Friday that, according to two officials, the raid had failed.")
    assert (outer.source, outer.content) == ("The newspaper", "that, according to two officials, the raid had failed")
    assert (inner.source, inner.content) == ("two officials", "the raid had failed")


def test_a_quotation_goes_on_in_the_next_sentence(find: FindIn) -> None:
    (told,) = find('"The bridge is gone," the mayor said. "We need a year to build it again. Nobody will help."')
    assert told.content == '"The bridge is gone," ... "We need a year to build it again. Nobody will help."'


@pytest.mark.parametrize(
    "text",
    [
        '"Not true," said the captain. "We seized five men at the mill."',
        '"That is false. We seized five men at the mill," said the captain.',
    ],
)
def test_what_goes_on_after_a_quoted_denial_is_asserted(find: FindIn, text: str) -> None:
    denied, told = find(text)
    assert (denied.stance, told.stance) == ("denies", "asserts")
    assert "We seized five men at the mill" in told.content
    assert "We seized" not in denied.content


def test_of_a_report_of_a_deed_by_names_who_did_it(find: FindIn) -> None:
    told = find("The mission has received allegations of beatings of boys by the militia.")
    assert "the militia" not in [t.source for t in told]
    (told,) = find("The town heard claims by the militia that the mill was burned.")
    assert told.source == "the militia"


def test_what_is_left_open_of_a_thing_stands_before_who_leaves_it_open(find: FindIn) -> None:
    told = find("The message, whose authenticity the Harbour News was unable to verify, named nobody.")
    assert [(t.source, t.content, t.stance) for t in told] == [("the Harbour News", "whose authenticity", "questions")]


def test_a_quotation_goes_on_in_the_next_paragraph(find: FindIn) -> None:
    (told,) = find('"The bridge is gone," the mayor said.\n\n"The road is open again for everybody who has to leave."')
    assert told.content == '"The bridge is gone," ... "The road is open again for everybody who has to leave."'


def test_a_quotation_of_somebody_else_does_not_go_on(find: FindIn) -> None:
    told = find('"We saw the planes," a witness said. Another said: "We heard two loud blasts."')
    assert [(t.source, t.content) for t in told] == [
        ("a witness", '"We saw the planes,"'),
        ("Another", '"We heard two loud blasts."'),
    ]


def test_a_second_verb_goes_on_with_the_first_ones_source(find: FindIn) -> None:
    told = find("Iran said its ships had left and accused Israel of staging the blast.")
    assert [(t.source, t.cue, t.content) for t in told] == [
        ("Iran", "said", "its ships had left"),
        ("Iran", "accused", "Israel of staging the blast"),
    ]


def test_a_semicolon_parts_two_speakers(find: FindIn) -> None:
    told = find("A witness said he saw planes; another said he heard only two blasts.")
    assert [(t.source, t.content) for t in told] == [
        ("A witness", "he saw planes"),
        ("another", "he heard only two blasts"),
    ]


def test_what_a_source_adds_is_no_part_of_what_it_condemns(find: FindIn) -> None:
    told = find("The council condemned the strike, saying that ten civilians had been killed.")
    assert [(t.cue, t.content, t.is_report) for t in told] == [
        ("condemned", "the strike", False),
        ("saying", "that ten civilians had been killed", True),
    ]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Another 16 rebels laid down their arms.", []),
        ("The guards put down their rifles.", []),
        ("Police put the fire down to rebels.", ["Police"]),
        ("Police put down the killings to a feud.", ["Police"]),
    ],
)
def test_who_lays_down_arms_lays_nothing_to_anybody(find: FindIn, text: str, sources: list[str]) -> None:
    assert [told.source for told in find(text)] == sources


def test_who_is_charged_with_a_deed_is_said_by_somebody_to_have_done_it(find: FindIn) -> None:
    told = find("Two men charged with burning the mill fled.")
    assert [(t.source, t.cue) for t in told if "burning the mill" in t.content] == [("", "charged with")]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shot down a drone over the port.",
        "The guards pushed back against the crowd.",
        "Firemen poured water on the burning mill.",
        "Troops knocked down two houses in the port.",
        "Soldiers dispelled the crowd at the bridge.",
        "Troops cleared the road of mines.",
        "Rebels staged a raid on the mill.",
        "The guards were cleared to enter the port.",
    ],
)
def test_who_does_it_to_a_thing_denies_nothing_said(find: FindIn, text: str) -> None:
    assert [t for t in find(text) if t.stance == "denies"] == []


def test_who_disputes_a_claim_is_no_part_of_the_claim(find: FindIn) -> None:
    told = find("The monitor claimed that the army had used gas, an accusation that Damascus denies.")
    assert [(t.source, t.content, t.stance) for t in told] == [
        ("The monitor", "that the army had used gas", "asserts"),
        ("Damascus", "an accusation", "denies"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit the mill, as told in a pamphlet, written for the Gazette in its own words.",
        "No group has claimed responsibility for the attack.",
        "Nobody said who had fired.",
        "There is talk in the town.",
        "The army found a body and called a doctor.",
        "Rebels attacked the town on Monday.",
        "The soldiers found themselves surrounded.",
        "The ambassador was hit by two bullets.",
        "The convoy stopped, it was accused, and three men were killed.",
        "Nine people were admitted to the hospital.",
        "The rebels hold the road linking the port with the capital.",
    ],
)
def test_a_sentence_in_which_nobody_speaks_has_no_attribution(find: FindIn, text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "is_report"),
    [
        ("The general said that the hill had fallen.", True),
        ("The general vowed to retake the hill.", False),
        ("The general urged the rebels to leave the hill.", False),
        ("The council praised the truce.", False),
        ("The army did not say that the hill had fallen.", False),
    ],
)
def test_a_wish_or_an_attitude_is_no_report(find: FindIn, text: str, is_report: bool) -> None:
    assert [t.is_report for t in find(text)] == [is_report]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"The bridge and the road are gone," the mayor said.', "direct"),
        ("The mayor said that the bridge and the road were gone.", "indirect"),
        ('The mayor said that the bridge and the road were "gone for ever".', "mixed"),
    ],
)
def test_the_kind_is_told_by_the_share_in_quotation_marks(find: FindIn, text: str, kind: str) -> None:
    assert [t.kind for t in find(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "name", "source_kind"),
    [
        ("US officials said that the raid had failed.", "US officials", "unnamed_official"),
        ("Two witnesses said that the raid had failed.", "Two witnesses", "unnamed"),
        ("Reuters said that the raid had failed.", "Reuters", "agency"),
        ("A video shows that the raid failed.", "video", "video"),
        ("The Syrian Observatory for Human Rights said that the raid had failed.", "Syrian Observatory for Human Rights", "monitor"),
        ("Russia said that the raid had failed.", "Russia", "state"),
        ("The health ministry said that the raid had failed.", "health ministry", "body"),
        ("He said that the raid had failed.", "He", "person"),
    ],
)  # fmt: skip
def test_a_source_has_a_name_and_a_kind(find: FindIn, text: str, name: str, source_kind: str) -> None:
    assert [(t.name, t.source_kind) for t in find(text)] == [(name, source_kind)]


@pytest.mark.parametrize(
    "text",
    [
        "The clan has never acknowledged the raid.",
        "The clan has not accepted the blame.",
        "No truce has been established.",
        "Nothing proves the point.",
    ],
)
def test_who_owns_to_nothing_and_what_is_not_set_up_leave_nothing_open(find: FindIn, text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Two mills burned, according to police, the Red Cross and two nuns.", "police, the Red Cross and two nuns"),
        ("Two mills burned, according to the abbot and to a nurse.", "the abbot and to a nurse"),
        ("Two mills burned, according to the mayor, and two clerks were hurt.", "the mayor"),
    ],
)
def test_a_list_of_sources_is_whole_where_the_parser_cuts_it(find: FindIn, text: str, source: str) -> None:
    assert [told.source for told in find(text)] == [source]


@pytest.mark.parametrize(
    ("text", "source", "is_report"),
    [
        ("Nurses fear that the militia may storm the clinic.", "Nurses", True),
        ("The militia may storm the clinic within days, she fears.", "she", True),
        ("Nurses hope that the militia will leave.", "Nurses", False),
    ],
)
def test_who_fears_something_puts_it_forward(find: FindIn, text: str, source: str, is_report: bool) -> None:
    assert [(told.source, told.is_report) for told in find(text)] == [(source, is_report)]


def test_a_denial_is_never_told_in_the_publishers_voice(find: FindIn) -> None:
    """What X denied stands in the content of X's denial, so that no happening in it can be the publisher's."""
    for text in (
        "Iran denied attacking the tanker.",
        "Iran has repeatedly denied that it attacked the tanker.",
        "Iran rejected accusations that it had attacked the tanker.",
        "Iran on Monday dismissed reports that its boats attacked the tanker.",
    ):
        told = find(text)
        assert any(t.source == "Iran" and t.stance == "denies" and "tanker" in t.content for t in told), text


def test_the_town_that_a_report_is_sent_from_is_no_source(find: FindIn) -> None:
    assert find("SORN: Two bridges collapsed after heavy shelling on Monday night.") == []


def test_a_transcript_lays_each_turn_to_its_speaker(find: FindIn) -> None:
    told = find("BRANDT: Who blew up the bridge?\n\nODUYA: Nobody knows. We found two shells.")
    assert [(t.source, t.cue, t.content) for t in told] == [
        ("BRANDT", ":", "Who blew up the bridge?"),
        ("ODUYA", ":", "Nobody knows. We found two shells"),
    ]


def test_a_mark_parts_a_speaker_from_what_the_writer_said_before(find: FindIn) -> None:
    told = find("It was an unlikely ally (the general later said that the plan had failed).")
    assert [(t.source, t.content) for t in told] == [("the general", "that the plan had failed")]


def test_the_clause_of_a_second_speaker_ends_what_the_first_one_said(find: FindIn) -> None:
    told = find("The army said that the town was quiet, and aid groups warned that the road was mined.")
    assert [(t.source, t.content) for t in told] == [
        ("The army", "that the town was quiet"),
        ("aid groups", "that the road was mined"),
    ]


def test_a_second_verb_in_the_perfect_goes_on_as_well(find: FindIn) -> None:
    told = find(
        "Damascus says that the presence violates the law and has repeatedly demanded the withdrawal of all troops."
    )
    assert [(t.source, t.cue, t.content) for t in told] == [
        ("Damascus", "says", "that the presence violates the law"),
        ("Damascus", "has repeatedly demanded", "the withdrawal of all troops"),
    ]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The raid, for which the clan has claimed responsibility, killed two.", "the clan", "The raid ... responsibility"),
        ("The raid, for which the clan took credit, killed two.", "the clan", "The raid ... credit"),
        ("The raid, for which the mayor holds the clan responsible, killed two.", "the mayor", "The raid ... the clan responsible"),
    ],
)  # fmt: skip
def test_a_deed_is_owned_or_laid_in_a_clause_about_it(find: FindIn, text: str, source: str, content: str) -> None:
    assert (source, content) in [(t.source, t.content) for t in find(text)]


def test_what_is_claimed_in_a_clause_about_something_else_is_not_laid_with_it(find: FindIn) -> None:
    told = find("The raid, in the course of which the clan claimed responsibility for a fire, killed two.")
    assert all("killed" not in t.content for t in told)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("According to the log, the cutter fired twice and its crew boarded the barge.", "the log", "the cutter fired twice and its crew boarded the barge"),
        ("According to the abbot, soldiers searched the cloister, and a corporal broke the altar.", "the abbot", "soldiers searched the cloister, and a corporal broke the altar"),
        ("According to the abbot, soldiers searched the cloister, but the police arrested nobody.", "the abbot", "soldiers searched the cloister"),
    ],
)  # fmt: skip
def test_a_phrase_before_two_clauses_joined_by_and_tells_both(
    find: FindIn, text: str, source: str, content: str
) -> None:
    assert [(t.source, t.content.strip(" ,.")) for t in find(text)] == [(source, content)]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Rebels of the Lions Brigade boasted of having overrun the post, killing nine soldiers.", ["having overrun the post ... killing nine soldiers"]),
        ("Bandits have raided the valley nearly every week, the governor says, killing 12 herders.", ["Bandits have raided the valley nearly every week ... killing 12 herders"]),
        ("Shells fell on the ferry, the harbour master said, blaming the fleet.", ["Shells fell on the ferry", "the fleet"]),
    ],
)  # fmt: skip
def test_what_came_of_a_deed_is_said_by_whoever_tells_the_deed(find: FindIn, text: str, contents: list[str]) -> None:
    assert [t.content for t in find(text)] == contents


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            'STATEMENT BY THE GENERAL STAFF (unofficial translation)\n\n"The enemy fired on the town.\n\nNo man was hurt."\n\nThe truce had held.',
            "THE GENERAL STAFF",
            '"The enemy fired on the town ... No man was hurt."',
        ),
        (
            'Communique of the Northern Front on the raid\n\n"Our men took the bridge.\n\n"The guards fled."\n\nThe truce had held.',
            "the Northern Front",
            '"Our men took the bridge ... "The guards fled."',
        ),
        (
            'The ministry\'s statement\n\n"Rebels shelled the town. Nine men fell."\n\nThe truce had held.',
            "The ministry",
            '"Rebels shelled the town. Nine men fell."',
        ),
        (
            'The ministry published the following note on Monday. The translation is ours.\n\n"Rebels shelled the town.\n\n"Nine men fell."\n\nThe truce had held.',
            "The ministry",
            '"Rebels shelled the town ... "Nine men fell."',
        ),
    ],
)
def test_a_statement_quoted_in_full_is_laid_to_whom_its_heading_names(
    find: FindIn, text: str, source: str, content: str
) -> None:
    assert [(told.source, told.content) for told in find(text)] == [(source, content)]


@pytest.mark.parametrize(
    "text",
    [
        'STATEMENT BY THE GENERAL STAFF\n\nThe enemy came from the hills.\n\n"No man was hurt."',
        'COMMENT\n\n"The enemy fired on the town.\n\nNo man was hurt."',
        'A statement was expected.\n\n"The enemy fired on the town.\n\nNo man was hurt."',
    ],
)
def test_a_quotation_under_a_heading_that_names_no_statement_is_nobodys(find: FindIn, text: str) -> None:
    assert not find(text)


@pytest.mark.parametrize(
    ("text", "sources", "contents"),
    [
        (
            "[Begin recording] [Mayor Ada Brandt, by telephone] They took the rifles. The guards gave up. [end recording] Sorn was calm.",
            ["Mayor Ada Brandt"],
            ["They took the rifles. The guards gave up"],
        ),
        (
            "The rebels held the port for an hour. [begin Oduya recording] They came in boats. [end recording]\n\nSorn was calm.",
            ["Oduya"],
            ["They came in boats"],
        ),
        (
            "[begin video recording] [Reporter] Who shot first? [Brandt] The guards did. [end recording] Sorn was calm.",
            ["Reporter", "Brandt"],
            ["Who shot first?", "The guards did"],
        ),
        ("Rebels held the port [Sorn Province] for an hour. [passage omitted] Sorn was calm.", [], []),
    ],
)
def test_what_is_heard_in_a_recording_is_laid_to_whom_the_brackets_name(
    find: FindIn, text: str, sources: list[str], contents: list[str]
) -> None:
    found = find(text)
    assert [told.source for told in found] == sources
    assert [told.content for told in found] == contents


@pytest.mark.parametrize(
    "text",
    [
        "An engineer told this station that rebels shelled the dam.",
        "A caller told our newsroom that rebels shelled the dam.",
    ],
)
def test_what_is_told_to_the_publisher_itself_nobody_else_passes_on(find: FindIn, text: str) -> None:
    assert [told.via for told in find(text)] == [()]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The army reports the following: A column attacked Sorn. Two guards were hurt.\n\nThe market was closed.", "The army", "A column attacked Sorn. Two guards were hurt"),
        ("The note adds the following: The front burned ten buses. It also mined the road.", "The note", "The front burned ten buses. It also mined the road"),
        ("The command has reported the following raids by rebels:\n\n1. A column burned the mill.\n\n2. A guard was shot.", "The command", "the following raids by rebels ... 1. A column burned the mill ... 2. A guard was shot"),
    ],
)  # fmt: skip
def test_what_is_told_as_the_following_runs_on_over_its_sentences(
    find: FindIn, text: str, source: str, content: str
) -> None:
    assert [(t.source, t.content.strip(".")) for t in find(text)] == [(source, content)]


def test_what_does_not_come_behind_the_colon_is_nobodys_word(find: FindIn) -> None:
    assert find("The following roads are closed: the coast road. The market was burned.") == []


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Nine shells fell on the quarter, by the count of the village council.", "the village council", "Nine shells fell on the quarter"),
        ("Nine people were shot since Sunday, by the hospital's records.", "the hospital's", "Nine people were shot since Sunday"),
        ("Eleven men died in the jail, on the tally of the league.", "the league", "Eleven men died in the jail"),
        ("The front is near; nine men died at the dam, by the army's own count.", "the army's", "nine men died at the dam"),
        ("Forty died since the guards left and the rebels came, by the count of the clinic.", "the clinic", "Forty died since the guards left and the rebels came"),
        ("The guards burned forty shops, the traders' association counted.", "the traders' association", "The guards burned forty shops"),
    ],
)  # fmt: skip
def test_by_whose_count_it_is_says_who_tells_it(find: FindIn, text: str, source: str, content: str) -> None:
    assert [(t.source, t.content.strip(" ,.")) for t in find(text)] == [(source, content)]


@pytest.mark.parametrize(
    "text", ["It was the ninth raid, by my count.", "He was hit by the tally clerk.", "The rebels shelled it on a count of three."]
)  # fmt: skip
def test_a_count_of_the_writers_or_of_nobody_lays_nothing_to_anybody(find: FindIn, text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("No militia has entered the town, replied the federation.", "the federation", "No militia has entered the town"),
        ("Soldiers shot two miners on Monday, retorted the union's league.", "the union's league", "Soldiers shot two miners on Monday"),
        ("The truce was broken twice, complained the tribal confederation.", "the tribal confederation", "The truce was broken twice"),
    ],
)  # fmt: skip
def test_who_speaks_may_stand_behind_any_verb_of_saying(find: FindIn, text: str, source: str, content: str) -> None:
    assert [(t.source, t.content.strip(" ,.")) for t in find(text)] == [(source, content)]


@pytest.mark.parametrize(
    ("text", "sources", "contents"),
    [
        ("The spokesman said: [begin recording] We took two tanks. [end recording] Sorn was calm.", ["The spokesman"], ["We took two tanks"]),
        ("Oduya told the radio by phone: [begin live relay] The guards fled. [end live relay] Sorn was calm.", ["Oduya"], ["The guards fled"]),
    ],
)  # fmt: skip
def test_a_recording_behind_a_colon_is_of_whoever_stands_before_it(
    find: FindIn, text: str, sources: list[str], contents: list[str]
) -> None:
    found = find(text)
    assert [told.source for told in found] == sources
    assert [told.content.strip(" .") for told in found] == contents


@pytest.mark.parametrize(
    "text",
    [
        "The militia burned a bridge that links the port with the capital.",
        "They tied the men together with ropes.",
        "The mayor resigned after finding a mine hanging from his door.",
        "Rescuers found two men dead in the well.",
        "The bodies were found by herders on Monday.",
        "Two of the drones were shot down by a battery near Sorn.",
        "The clinic in Sorn admitted a man of 34 with three broken ribs.",
        "Hundreds of miners gathered near the bridge.",
        "The truce was not observed by either side.",
        "They took cash, the keys and bank notes.",
    ],
)
def test_what_is_done_to_things_or_come_upon_is_nobodys_word(find: FindIn, text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It should be pointed out that rebels burned the mill in May.",
        "It must be said that soldiers shot two herders.",
        "Troops closed the bridge so that nobody would cross.",
    ],
)
def test_what_the_writer_minds_his_readers_of_is_nobody_elses_word(find: FindIn, text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Nine thousand people have fled the town, the relief office estimates.", "the relief office", "Nine thousand people have fled the town"),
        ("The group's media wing claims their forces shot two pilots.", "The group's media wing", "their forces shot two pilots"),
        ("The boys were last seen when, according to their parish, guards dragged them off a bus.", "their parish", "when ... guards dragged them off a bus"),
        ("Pages close to the rebels circulated that the army had left Sorn.", "Pages close to the rebels", "that the army had left Sorn"),
        ("A post was lost. Interior ministry in Qasr: nobody was beaten.", "Interior ministry in Qasr", "nobody was beaten"),
        ("Roads were cut. A NATO officer in Sorn: we saw no tanks cross the line.", "A NATO officer in Sorn", "we saw no tanks cross the line"),
        ("The IS said that its men had stormed the post.", "The IS", "that its men had stormed the post"),
        ("Local networks talked about the killing of a detainee.", "Local networks", "the killing of a detainee"),
        ("Graphic footage has emerged online purportedly showing members of the clan beating a boy.", "Graphic footage", "members of the clan beating a boy"),
    ],
)  # fmt: skip
def test_who_says_it_is_found_where_the_parser_goes_astray(find: FindIn, text: str, source: str, content: str) -> None:
    found = [told for told in find(text) if told.is_report]
    assert (source, content) in [(told.source, told.content.strip(" ,.")) for told in found]


@pytest.mark.parametrize(
    "text", ["A convoy left. Al-Qatrun: the army brought in fuel.", "He saw two things: the gate was open."]
)
def test_what_stands_before_a_colon_in_the_body_need_not_speak(find: FindIn, text: str) -> None:
    assert all(told.cue != ":" for told in find(text))


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The following was reported by the army's press office: A column left Sorn. Nine men died.", "the army's press office", "A column left Sorn. Nine men died"),
        ('The following has been reported by the Press Department: "Guards shot a judge. He died." Sorn is calm.', "the Press Department", '"Guards shot a judge. He died."'),
    ],
)  # fmt: skip
def test_what_was_reported_as_the_following_runs_on_too(find: FindIn, text: str, source: str, content: str) -> None:
    assert [(told.source, told.content.strip(" .")) for told in find(text)] == [(source, content)]


@pytest.mark.parametrize(
    ("text", "source", "via"),
    [
        ("The wife of the missing man was told by an officer that he had fled.", "an officer", ("The wife of the missing man",)),
        ("The agency was told by the clinic that nine boys had died.", "the clinic", ("The agency",)),
        ("They were told by a guard that nine boys had died.", "a guard", ()),
        ("Residents with whom Radio Wari spoke said soldiers burned a barn.", "Residents", ("Radio Wari",)),
        ("A monk told the weekly Sorn Tag that soldiers burned a barn.", "A monk", ("the weekly Sorn Tag",)),
        ("The rebels said in a communique read last night over Radio Sorn that the town had fallen.", "The rebels", ("Radio Sorn",)),
    ],
)  # fmt: skip
def test_who_was_told_and_what_it_was_read_over_pass_it_on(
    find: FindIn, text: str, source: str, via: tuple[str, ...]
) -> None:
    told = find(text)[0]
    assert (told.source.split(" with")[0], told.via) == (source, via)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The reports by local media about strikes on a clinic do not correspond to reality.", "The reports by local media about strikes on a clinic"),
        ("This allegation does not reflect the truth.", "This allegation"),
        ("The rumours that guards fired have nothing to do with the facts.", "The rumours that guards fired"),
        ("These claims are far from the truth.", "These claims"),
    ],
)  # fmt: skip
def test_who_says_that_a_report_does_not_agree_with_the_facts_denies_it(find: FindIn, text: str, content: str) -> None:
    assert ("", content, "denies") in [(told.source, told.content, told.stance) for told in find(text)]


@pytest.mark.parametrize(
    "text", ["The map does not reflect the truth.", "The new charter does not fit the facts of life."]
)
def test_what_tells_nothing_is_no_report_that_disagrees_with_the_facts(find: FindIn, text: str) -> None:
    assert all(told.stance != "denies" for told in find(text))


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("A man, reportedly her uncle, died in the raid.", "her uncle"),
        ("Two shepherds, allegedly informers, were shot.", "informers"),
        ("The base was reportedly hit by two rockets.", "The base was ... hit by two rockets"),
    ],
)
def test_hearsay_between_commas_is_only_of_what_stands_there(find: FindIn, text: str, content: str) -> None:
    assert [told.content.strip(" ,.") for told in find(text)] == [content]


def test_who_goes_on_is_who_spoke_and_not_who_was_spoken_of(find: FindIn) -> None:
    found = find("The envoy said later that Qasr was waiting for answers, adding that jets had hit houses.")
    assert [told.source for told in found] == ["The envoy", "The envoy"]
    found = find("The envoy said the army had denied it, adding that no shell was fired.")
    assert [told.source for told in found] == ["The envoy", "the army", "the army"]
    found = find("A source confirmed that the raid hit a boat, indicating that the search is still under way.")
    assert [told.source for told in found] == ["A source", "A source"]
    found = find("The governor said a shell hit the mill, pointing out that nobody was hurt.")
    assert [told.source for told in found] == ["The governor", "The governor"]


def test_a_deed_that_somebody_cites_is_a_reason_and_no_source(find: FindIn) -> None:
    text = "The rebels were massing near Sorn, army sources said, citing the arrival of trucks."
    assert next((told.source, told.via) for told in find(text)) == ("army sources", ())


def test_who_disowns_a_call_denies_it_and_who_rejects_one_refuses(find: FindIn) -> None:
    disowned, rejected = find("The front disowned the call. The clan rejected the call.")
    assert (disowned.is_report, rejected.is_report) == (True, False)


def test_who_is_wanted_to_say_something_has_not_said_it(find: FindIn) -> None:
    found = find("We would like our allies to explain how the column could leave the town, the general said.")
    assert [(told.source, told.is_report) for told in found if told.cue != "would like"] == [
        ("our allies", False),
        ("the general", True),
    ]


def test_what_is_reportedly_planned_is_hearsay(find: FindIn) -> None:
    found = find("The junta is reportedly planning to attack the camps.")
    assert ("", "reportedly", True) in [(told.source, told.cue, told.is_report) for told in found]


def test_who_is_named_by_age_alone_speaks_too(find: FindIn) -> None:
    found = find('"They put a mine in the middle of the field," the 58-year-old said, kicking at the stubble.')
    assert [(told.source, told.content) for told in found] == [
        ("the 58-year-old", '"They put a mine in the middle of the field,"')
    ]


@pytest.mark.parametrize(
    "text", ["Situation note: Sorn under siege, nine civilians killed.", "Flash update: nine civilians killed in Sorn."]
)
def test_what_kind_of_paper_it_is_says_nothing(find: FindIn, text: str) -> None:
    assert find("Sorn was calm.", title=text) == []


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("It must be presumed that rebels burned the mill.", "must be presumed"),
        ("It was pointed out that rebels burned the mill.", "was pointed out"),
    ],
)
def test_what_is_only_presumed_or_was_said_once_is_somebodys_word(find: FindIn, text: str, cue: str) -> None:
    assert [told.cue for told in find(text)] == [cue]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "[Text] [Brandt] Mayor, who came last night?\n\n[Oduya] Some 20 men fired on the square.\n\nThey burned the mill.\n\n"
            "[Brandt] Rebels have killed here too.\n\n[Oduya] That is so.",
            [("Oduya", "Some 20 men fired on the square ... They burned the mill"), ("Oduya", "That is so")],
        ),
        (
            "[Announcer] A truck blew up today. [Harrow] The cartel did this. [Announcer] Two guards were hurt.",
            [("Harrow", "The cartel did this")],
        ),
        (
            "[Reporter] Who shot first? [General Lena Harrow, by telephone] The guards did. [Reporter] Nobody was hurt.",
            [("General Lena Harrow", "The guards did")],
        ),
    ],
)
def test_who_speaks_in_turn_is_named_in_the_brackets_that_open_his_turn(
    find: FindIn, text: str, told: list[tuple[str, str]]
) -> None:
    assert [(each.source, each.content) for each in find(text)] == told


@pytest.mark.parametrize(
    "text",
    [
        "[Text] Rebels burned the mill. [Passage omitted] Two guards were hurt.",
        "[Report by Ada Brandt from Sorn] Rebels burned the mill.\n\n[Signed] The General Command\n\nTwo guards were hurt.",
        "[Announcer] Rebels of the Sorn Front burned the mill. [SRF] Two guards were hurt.",
        "[Brandt] Rebels burned the mill.",
    ],
)
def test_what_else_stands_in_brackets_is_nobodys_turn(find: FindIn, text: str) -> None:
    assert find(text) == []


def test_of_words_given_at_length_a_relative_clause_is_his_too(find: FindIn) -> None:
    text = "The army reports the following: A column burned the mill. A clerk was shot by Lena Harrow, who fled to the hills."
    assert find(text)[0].content.endswith("who fled to the hills")


@pytest.mark.parametrize(
    ("heading", "source"),
    [
        ("[Communique issued by the Sorn Front General Command; read by announcer]", "the Sorn Front General Command"),
        ("[Communique from the Sorn Front on 22 April -- read by announcer]", "the Sorn Front"),
        ("[Report by Ada Brandt from Sorn]", None),
    ],
)
def test_a_statement_may_be_announced_in_brackets(registry: ActorRegistry, heading: str, source: str | None) -> None:
    text = (
        f"Sorn Radio in English 1200 GMT 2 Apr 89\n\n{heading}\n\n[Text] At dawn our units burned the mill.\n\n"
        "The army shot two herders near the dam on Monday.\n\n[Announcer] The market was burned down at noon."
    )
    (document,) = parse([divide(Report(id="r1", text=text, language="en"))])
    found = [Told.of(each) for each in find_attributions(document, registry)]
    told = [(each.source, each.content) for each in found]
    content = "At dawn our units burned the mill ... The army shot two herders near the dam on Monday"
    assert told == ([(source, content)] if source else [])
