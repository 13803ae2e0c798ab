"""What is said in the course at Børnehuset Klintemarken, where two rooms learn from each other."""

GOAL = "Vi tager imod børn og forældre på samme måde på begge stuer, og vi spørger, når noget undrer os."
FIRST = (
    "Alle fortalte om en god og en svær aflevering. De lignede hinanden mere, end vi troede.\n"
    "Stuerne gør det samme på hver sin måde, og ingen har spurgt hvorfor. Det begynder vi med."
)
COFFEE = {
    "title": "Kaffe hos de andre",
    "purpose": "At vi ser hinandens morgen, før vi mener noget om den.",
    "what": "Hver morgen drikker én fra hver stue sin kaffe på den anden stue.",
    "who": "Jonas laver listen, og Freja dækker ind",
    "signal": "Hvad der undrer os, skrevet på en seddel i køkkenet.",
}
SAW = "Der kom elleve sedler, og ni af dem var ros. Morgenen var for travl om mandagen, så den springer vi over."
SECOND = (
    "Vi læste sedlerne højt. Kaffen fortsætter, bare ikke om mandagen.\n"
    "Begge stuer vil prøve den samme hilsen ved døren. Amina følger med i garderoben."
)
GOOD_MORNING = {
    "title": "Godmorgen på samme måde",
    "purpose": "Så forældre møder det samme på begge stuer.",
    "what": "Den, der åbner, står ved døren og siger barnets navn først.",
    "who": "Jonas på stuen og Amina i garderoben",
    "signal": "Om forældrene bliver lidt længere og fortæller lidt mere.",
}
