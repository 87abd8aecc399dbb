/**
 * Words that reveal how a holder got a ticket: NAV, the scheme, social services, little money, or that
 * nothing was paid. In Bokmål, Nynorsk, English and South Sámi.
 * Each rule is a regular expression between word boundaries; `exceptions` are innocent phrases that are
 * removed first. A rule that refuses too much costs a provider another word; a word that passes is read
 * in a queue.
 */
export interface Rule {
  words: string[];
  exceptions?: string[];
  instead: Advice;
}

/** What to write instead of a revealing word, as the end of a sentence. */
export const advice = {
  naming: "name the venue and what the ticket is for instead",
  unpriced: "leave the price out and say what the ticket gives entry to",
  neutral: "say what the holder gets, not who pays or why",
};
export type Advice = keyof typeof advice;

/** An innocent continuation of a word that is revealing alone. */
const gathering =
  "(?:kafe|kafé|dans|dansing|klatring|kveld|kvelder|samvær|samvere|møteplass|møteplassar|klubb|sone|trening|lag|aktivitet|aktiviteter|aktivitetar|arena|medier|medium|media)";

/** What a venue has for everybody who comes, so that it is free tells nothing of a ticket. */
const amenity =
  "(?:parkering(?:en|a|s[ -]?plass(?:er|ar)?)?|p-?plass(?:er|ar)?|wi-?fi|trådløst nett|trådlaust nett|garderobe|lading|toalett)";
const amenityInEnglish = "(?:parking|wi-?fi|cloakroom|toilets?|charging)";

/** Zero as prices are written: 0, 0,- and 0,00. */
const nothing = "0(?:[.,:](?:0+|[-–—]))?";

/** Who pays when the holder does not; a municipality may be named, as in "Røros kommune". */
export const publicPurse =
  "(?:kommunen|kommuna|(?:[a-zæøåäöï-]+ )?kommune|staten|fylket|fylkeskommunen|fylkeskommuna|kulturkontoret|det offentlige|det offentlege)";

export const rules: Rule[] = [
  {
    words: [
      "navs?",
      "nav(?:[ -]?(?:kontor|ansatt|ansett|bruker|brukar|tilsett|sak|vedtak|ytelse|yting|en))[a-zæøå]*",
      "arbeids[ -]*og[ -]*velferd[a-zæøå]*",
      "opplevelses?[ -]?kort[a-zæøå]*",
      "opplevings?[ -]?kort[a-zæøå]*",
      "experience card",
      "join[ -]?wallet",
    ],
    exceptions: ["sat[ -]nav"],
    instead: "naming",
  },
  {
    words: [
      "[a-zæøå]*gratis[a-zæøå]*",
      "(?:kostnads|vederlags|betalings)fri(?:e|tt)?",
      "kostnadsl(?:øs|aus)(?:e|t)?",
      "fri(?:tt)?[ -]?(?:entr[eé]+|adgang|inngang|inn|billett|billetter|billettar|plass|plasser|plassar|medlemskap|medlemskort)",
      "fri(?:billett|plass|kort|pass)[a-zæøå]*",
      "(?:inngang|adgang|entr[eé]+)(?:en)? (?:er )?fri(?:tt)?",
      "(?:uten|utan) (?:kostnad|kostnader|kostnadar|vederlag|betaling|billettpris|inngangspenger|inngangspengar|egenandel|eigendel|å betale)",
      "ingen (?:kostnad|kostnader|kostnadar|betaling|billettpris|inngangspris|inngangspenger|inngangspengar|egenandel|eigendel)",
      "kost(?:er|ar) (?:deg |dere |dykk )?(?:ingenting|null|ikke noe|ikkje noko)",
      "betal(?:er|ar) (?:ingenting|ikke noe|ikkje noko)",
      "sl(?:ipper|epp) å betale",
      `(?:kr|nok|kroner|pris|price|kost(?:er|ar))[.:]? ?${nothing}`,
      `[€$£] ?${nothing}`,
      `${nothing} ?(?:kr|nok|kroner|€|euro)`,
      "0(?:[.,:][-–—]|,00)",
      "null (?:kr|kroner)",
      "100 ?(?:%|prosent|percent|per cent) (?:rabatt|avslag|off|discount)",
      "g(?:is|jevast|itt|jeve) bort",
      "kostenlos[a-z]*",
      "gratuit(?:e|o|a|os|as)?",
      "free",
      "freebies?",
      "giveaways?",
      "complimentary",
      "(?:no|without|zero)[ -](?:any )?(?:cost|costs|charge|payment|fee|fees|(?:entry|entrance|admission)[ -]fee)",
      "(?:nothing to pay|pay nothing|costs? nothing)",
      "on the house",
      "cost[ -]free",
      "courtesy of",
      // Somali, Russian, Ukrainian, Arabic, Tigrinya: what families read, and write for each other.
      "bilaash(?:ka|kii)?",
      "lacag la['’ʼ]?aan",
      "бесплатн[а-яё]*",
      "даром",
      "без оплаты",
      "безкоштовн[а-яіїєґ]*",
      "безплатн[а-яіїєґ]*",
      "(?:ال|بال)?مجان(?:ا|ي|ية|يه)?",
      "بدون (?:مقابل|رسوم)",
      "ብ?[ነና][ጻፃ]",
    ],
    exceptions: [
      `gratis ${amenity}`,
      `${amenity} er gratis`,
      `free ${amenityInEnglish}`,
      `${amenityInEnglish} is free`,
      "free[ -]?(?:style|ride|rider|riding|ski|skiing|climb|climbing|fall|kick|throw|time|run|running|skate|skating|dive|diving|range|flow|hand|jazz|weights?)",
      "(?:gluten|lactose|dairy|sugar|milk|nut|meat|smoke|smoking|alcohol|car|traffic|barrier|step|hands|fragrance|trouble|duty)[ -]free",
      "feel free",
      "free (?:to|of) (?:choose|roam|nuts|gluten)",
    ],
    instead: "unpriced",
  },
  {
    words: [
      "sosial(?:t|e)?",
      "sosial[ -]?(?:hjelp|hjelpa|kontor|tjenest|tenest|støna|trygd|klient|sak|etat|ytelse|yting|bidrag|bolig|bustad|avdeling|sentral|arbeid|støtt|økonom|budsjett|fond)[a-zæøå]*",
      "social",
      "barnevern[a-zæøå]*",
      "velferd[a-zæøå]*",
      "welfare",
      "(?:saksbehandl|sakshandsam)[a-zæøå]*",
      "case ?workers?",
      "sosijaale[a-zæïøåö]*",
    ],
    exceptions: [
      `sosial(?:t|e)? ${gathering}`,
      "(?:animal|horse|dog|dyre|heste|hunde)[ -]?welfare",
      "social (?:media|dance|dancing|dances|club|clubs|evening|evenings|night|nights|event|events|run|ride|climb|climbing|skate|hour|café|cafe|gathering|gatherings)",
    ],
    instead: "neutral",
  },
  {
    words: [
      "st(?:ø|oe)tt(?:e|a|et|er|en|ar|es|ast|ende|ande)?",
      "st(?:ø|oe)tte(?:ordning|kontakt|tiltak|midl|bel[øo]p|penge|pengar)[a-zæøå]*",
      "(?:bo|bu|kontant|økonomi|foreldre|kommune)støtt[a-zæøå]*",
      "[a-zæøå]*st(?:ø|oe)nad[a-zæøå]*",
      "[a-zæøå]*trygd[a-zæøå]*",
      "dagpeng[a-zæøå]*",
      "økonomisk[e]? (?:hjelp|bidrag|bistand|støtte)",
      "subsid[a-zæøå]*",
      `(?:betal|dekk|dekkj|finansier|spander|spons|bekost|tildel|utdel|refunder)[a-zæøå]{0,4} (?:helt |heilt |delvis )?(?:av|fra|frå) ${publicPurse}`,
      `(?:gis|gitt|gjeve|tilskudd|tilskot|g[aå]ve(?:n|r|a|ne|ar|ane)?) (?:av|fra|frå) ${publicPurse}`,
      `g[aå]ve (?:fra|frå) oss i kommun(?:en|a)`,
      "kommun(?:en|a) (?:gir|gjev|gjer|tar|tek) (?:deg|dere|dykk|regningen|rekninga)",
      "kommun(?:ens|en si|a si) (?:regning|rekning|budsjett)",
      "refusjon[a-zæøå]*",
      "kommun(?:en|a|e) (?:betaler|betalar|dekker|dekkjer|dekkar|spanderer|sponser|sponsar|finansierer|bekoster|kostar|spleiser|spleisar)",
      "kommunalt? (?:tilskudd|tilskot|tilskott|finansiert)",
      "spleiselag[a-zæøå]*",
      "(?:paid(?: for)?|funded|covered|given|provided|sponsored|financed|subsidi[sz]ed) by (?:the )?(?:[a-zæøåäöï-]+ )?(?:municipality|council|state|government)",
      "gifts? from (?:the )?(?:[a-zæøåäöï-]+ )?(?:municipality|council|state|government)",
      "(?:municipality|council|state|government) (?:pays|paid|covers)",
      "(?:financial|income) (?:aid|support|assistance|help)",
      "(?:on|child|unemployment|disability) benefits?",
      "means[ -]tested",
      "social security",
      "dåarjoe(?:h|n|m|ste|sne)?",
    ],
    exceptions: ["støtte[ -]?(?:hjul|medlem|medlemmer|medlemskap|skinne|skinner)"],
    instead: "neutral",
  },
  {
    words: [
      "l(?:av|åg)[ -]?inntekt[a-zæøå]*",
      "l(?:ave?|åge?) inntekt[a-zæøå]*",
      "low(?:er)?[ -]?incomes?",
      "(?:dårlig|dårleg|svak|vanskelig|vanskeleg|stram|trang|trong) (?:råd|økonomi)",
      "(?:ikke|ikkje) (?:tar|tek) seg råd",
      "peng(?:ene|ane) (?:ikke|ikkje) strekk(?:er)? til",
      "sl(?:iter|it) økonomisk",
      "lite å rutte med",
      "(?:dem|de|dei|deg|familier|familiar|barn) som treng(?:er)? (?:det|ekstra|hjelp|hjelpen|hjelpa)",
      "(?:uansett|uavhengig av|uavhengig) (?:lommebok|økonomi|inntekt|foreldrenes økonomi)",
      "(?:can ?not|can['’]?t|could not|couldn['’]?t) afford",
      "(?:money is|budgets? (?:are|is)) tight",
      "tight budgets?",
      "lite peng(?:er|ar)",
      "(?:ikke|ikkje) har råd",
      "har (?:ikke|ikkje) råd",
      "fattig[a-zæøå]*",
      "armod[a-zæøå]*",
      "vansk(?:elig|eleg)[ -]?stil[a-zæøå]*",
      "treng(?:ende|ande)",
      "poverty",
      "poor (?:family|families|child|children|kids|people|households?|youth)",
      "needy",
      "(?:families|children|kids|people|those) in need",
      "(?:under|dis)(?:privileged|advantaged)",
      "hardship",
      "veldedig[a-zæøå]*",
      "charit(?:y|ies|able)",
      "almisse[a-zæøå]*",
    ],
    exceptions: [
      "veldedighe(?:ts|its)(?:konsert|løp|kamp|turnering|basar)[a-zæøå]*",
      "charity (?:concert|run|match|race|tournament)",
    ],
    instead: "neutral",
  },
];
