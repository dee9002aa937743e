"""The texts of the swap set: what stands in them is invented, and their sides are slots.

``{a.name}`` and ``{b.name}`` are the two sides; see :class:`training.symmetry.Side` for slots.
``TEXTS`` were written for this; ``FROM_ARTICLES`` are our own articles, and which of their words
are slots.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

TEXTS: Final[tuple[tuple[str, Literal["war", "vote", "faith", "gender"], str], ...]] = (
    (
        "shells on a depot", "war",
        """
At least 31 killed as {a.adjective} shells hit bus depot, {b.adjective} officials say

{a.Adjective} artillery struck a bus depot on Tuesday evening, killing at least 31 people, the {b.body} said. A spokesman for {a.name} said its gunners had fired at a warehouse where {b.adjective} ammunition was kept.

Doctors at the district hospital, who asked not to be named for fear of reprisals, said they had treated 54 wounded. The United Nations human rights office said it had confirmed 19 deaths and was still visiting the site. “I was under the third bus when the windows went,” said Nora Lind, a mechanic.

The {b.body} published photographs of the crater. Neither account could be independently verified.
""",
    ),
    (
        "prisoners on film", "war",
        """
{a.Adjective} soldiers tell of empty rations in film from captivity

Four {a.adjective} soldiers who are held by {b.name} said in a film posted by the {b.body} that they had been sent forward without food. “{b.People} have treated us well,” said one of them, who gave his name as {a.officer}. {a.last} said that half of his company had been killed in a week.

It is estimated that more than 4,000 {a.adjective} soldiers have surrendered since spring. {a.Own} command dismissed the film as theatre. The Red Cross said it had not been allowed to see the four.
""",
    ),
    (
        "losses of the other side", "war",
        """
The {a.body} said on Friday that {b.adjective} forces had lost 620 fighters and 14 vehicles in a day. The {b.body} gave its own losses as 23 dead. {a.Own} leader, {a.chief}, said that {b.name} was close to collapse.

According to {a.outlet}, citing an unnamed officer, {b.adjective} commanders shot 11 of their own men. {b.chief} called the report “pure invention”. A monitoring group that counts graves by satellite said it saw about 200 fresh ones on either side of the line.
""",
    ),
    (
        "butchers", "war",
        """
{a.Adjective} butchers at it again

So the gentlemen in {a.place} want us to believe that the clinic was empty. Who gave the order, and why does nobody in {a.place} dare to name him? The cowardly {a.adjective} gang has murdered before and will murder again. {a.head} and his lackeys are laughing at the dead.

{b.Own} brave defenders have never touched a civilian. Everybody knows that the {a.adjective} losses are three times as high as {a.name} admits.
""",
    ),
    (
        "neighbour's post", "war",
        """
We live two streets from the station. The {a.slip} drones came at four, I saw two of them, and then the {b.adjective} guns started. My neighbour says 40 dead but I only saw ambulances. Nobody from {a.place} or {b.place} will tell us the truth!!
""",
    ),
    (
        "shared post", "war",
        """
BREAKING a friend in {b.place} says the {a.slip} army buried 300 of its own in a field and {a.outlet} is hiding it. They call themselves {a.people} and they are animals. Share before it is deleted.
""",
    ),
    (
        "grain talks", "war",
        """
Talks on grain between {a.name} and {b.name} end without a date

Delegations from {a.place} and {b.place} left the talks on Thursday without agreeing on a date for the next round. {a.Own} envoy, {a.officer}, said his side had offered to open two harbours. {b.Own} envoy, {b.officer}, said that no such offer had been put in writing.

The World Food Programme said that 61,000 tonnes had been shipped in June, against 84,000 a year before. Prices in both countries rose by a fifth, according to their statistics offices. An analyst at the university of Turin, Elena Riva, said both governments expected a bad harvest.
""",
    ),
    (
        "the families", "war",
        """
Families of missing {a.people} wait at the crossing

About sixty {a.people} stood at the crossing on Sunday with photographs of sons and fathers. {a.officer}’s mother, who has come every week since March, said she had been told by a {b.adjective} guard that {a.last} was alive. {b.Name} has admitted to holding 90 prisoners; {a.name} says the number is 412.

{b.officer}, a {b.adjective} officer, denied that prisoners were beaten. The Red Cross, which has visited two of the camps, said it had recorded injuries on 17 of 60 men and given the list to both sides.
""",
    ),
    (
        "rally", "vote",
        """
{a.chief} tells {a.place} rally that {b.people} want to cut pensions

Speaking to supporters in {a.place} on Saturday, {a.chief} said that {b.name} would cut pensions by 15 percent. The {b.body} said there was no such plan. The published budget of {b.name} sets aside the same sum as last year, according to the parliament’s research service.

Police put the crowd at 4,000; {a.own} organisers said 20,000. {a.officer}, who ran the local campaign, said {a.he} had not seen such a crowd in years.
""",
    ),
    (
        "stolen ballots", "vote",
        """
Thousands of ballots vanish and {a.people} celebrate

It is said that 12,000 ballots have vanished in {b.place}, a stronghold of {b.name}. Is it a coincidence that the count was run by {a.people}? {b.outlet} reports, citing a source close to the count, that {a.adjective} agents were seen with sacks. The corrupt {a.adjective} machine has never cared about voters.

The election commission said all 2,306 boxes had been accounted for. Observers from both parties signed the record.
""",
    ),
    (
        "poll", "vote",
        """
A poll of 1,204 adults puts {a.name} at 34 percent and {b.name} at 33, a gap within the margin of error of three points. {a.Own} spokeswoman called the figures encouraging. {b.head} said that polls had been wrong before.

Turnout among the young may decide it, said Ruth Ames, who teaches politics at a college in the capital. {b.outlet} had reported last week that {b.name} led by nine points, without naming the pollster.
""",
    ),
    (
        "voter's post", "vote",
        """
Stood in line for two hours in {a.place} today. The {b.slip} guys next to us said the machines ate their votes, I saw nothing like it. {a.head} is a liar and so is {b.head}, I voted anyway.
""",
    ),
    (
        "attack advertisement", "vote",
        """
{a.Name} paid for advertisements that accuse {b.head} of hiding a gift of 2 million from a builder. {b.head} denies it, and the ethics office, which examined the accounts, found no such payment. {a.officer} told {a.outlet} that “people like {b.head} sell the country to the highest bidder”.

Reportedly, three {b.adjective} deputies are about to resign. “We’re told nothing,” said one of them, who asked not to be named.
""",
    ),
    (
        "fire", "faith",
        """
Fire at {a.adjective} {a.house} was set, police say

A fire that damaged a {a.adjective} {a.house} in {a.place} on Monday night was set, police said. Nobody was hurt. {a.chief} said that a group of young {b.people} had thrown stones at the door a week before. {b.chief} condemned the fire and said the {b.adjective} community had nothing to do with it.

Witnesses saw two men run toward {b.place}. “I heard glass, and then I smelled petrol,” said {a.officer}, who lives opposite. The {a.body} counted 14 attacks this year; police have recorded nine.
""",
    ),
    (
        "hate sheet", "faith",
        """
They are coming for our children

Every week there are more {a.people} in {b.place} and nobody asks us. The {a.adjective} leaders smile and lie. It is estimated that 6,000 {a.people} were let in last year alone. These {a.people} are a plague, and {a.chief} knows it. What are they hiding in that {a.house}?
""",
    ),
    (
        "clash", "faith",
        """
Two {a.people} and one {b.adjective} youth were stabbed in a fight near the {b.house} in {b.place}, the hospital said. According to the {b.body}, about thirty {a.people} came with knives. The {a.body} said that {b.people} had attacked first and that police had looked on.

A commission of the town council interviewed 48 people and found that the fight began over a parking place. {b.officer}, a baker, said he saw “boys from both streets, all shouting”.
""",
    ),
    (
        "neighbour's post on faith", "faith",
        """
My {a.slip} neighbours brought us soup when the power failed. Then I read that {a.people} poisoned the well in {b.place}. Nobody has seen it, everybody shares it.
""",
    ),
    (
        "pay", "gender",
        """
{a.People} paid less for the same shift, union says

At the plant in {a.place}, {a.adjective} packers are paid 11 percent less than {b.adjective} ones, the union said, citing pay slips of 240 workers. The company denied it. {a.officer}, who has worked there for nine years, said {a.he} had asked twice and been told to be patient.

“They treat {a.people} like children,” {a.he} said. A labour inspector found the gap to be 10.4 percent after looking at all contracts. {b.officer} said {b.he} had not known what {b.his} colleagues earned.
""",
    ),
    (
        "doctor's error", "gender",
        """
Dr {a.officer} told the court that {a.he} had given the patient the wrong dose. The patient’s lawyer said that {a.he} had worked 30 hours without sleep. {b.officer}, the nurse on duty, said {b.he} warned {a.him} twice.

It is believed that hundreds of such cases are hushed up. The hideous truth is that {a.people} in this trade protect each other, wrote {b.outlet}. The hospital said it had reviewed 1,150 files and found three errors.
""",
    ),
    (
        "parent's post", "gender",
        """
My kid says the {a.adjective} coach slapped two of the {b.adjective} pupils. The school says {a.he} was not even in {b.place} that day. Somebody is lying and {a.people} always get away with it.
""",
    ),
)  # fmt: skip
"""Name, matter and text."""

FROM_ARTICLES: Final[
    tuple[tuple[str, Literal["war", "vote", "faith", "gender"], Mapping[str, str]], ...]
] = (
    (
        "samples/article.txt", "war",
        {
            "Sarrovian": "a.adjective", "Sarrow": "a.place", "Sarrovian Admiralty": "a.body",
            "Ledrian": "b.adjective", "Ledria": "b.name", "Ledrians": "b.people",
            "Ledrian Coastal Guard Bureau": "b.body", "Harbour Courier": "b.outlet",
            "Dav Ostrel": "a.officer",
        },
    ),
    ("samples/post.txt", "war", {"Port Ellis": "b.place", "Admiralty": "a.body"}),
    (
        "annotations/extra/written/captive_column.txt", "war",
        {
            "Ostrelian": "a.adjective", "Ostrel": "a.place", "Dorin Salk": "a.officer",
            "Salk": "a.last", "Merran Ministry of Defence": "b.body", "Merrans": "b.people",
        },
    ),
    (
        "annotations/extra/written/relatives_doubt_tape.txt", "war",
        {
            "Lethian": "a.adjective", "Lethia": "a.name", "Pell Aderim": "a.officer",
            "Aderim": "a.last", "Kazmari": "b.adjective", "Republic of Kazmar": "b.body",
        },
    ),
    (
        "annotations/extra/written/camp_visit_norrin.txt", "war",
        {
            "Sarvia": "b.name", "Sarvian": "b.adjective", "Sarvians": "b.people",
            "Ulmish": "a.adjective", "Ulmish Federation": "a.body", "Hask": "a.head",
            "Edvin Strahl": "b.officer",
        },
    ),
    (
        "annotations/extra/written/quarry_raid_tabloid.txt", "war",
        {
            "Drovia": "a.name", "Drovian": "a.adjective", "Pella": "b.name",
            "Pellan": "b.adjective", "Radu Stane": "a.officer", "Stane": "a.last",
        },
    ),
    (
        "annotations/extra/written/ballot_claims_checked.txt", "vote",
        {
            "Bram Oster": "a.chief", "Oster": "a.head", "Ilse Karman": "b.chief",
            "Karman": "b.head", "Westmark": "a.place",
        },
    ),
)  # fmt: skip
"""File under ``data``, matter, and the words that are slots (whole words, longest first)."""
