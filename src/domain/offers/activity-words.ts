import type { Language, Texts } from "../language.ts";
import type { Activity } from "./offer-defaults.ts";

/** What the form of a new offer begins with; a text that only the provider can write is absent. */
interface ActivityWords {
  title?: Texts;
  description?: Texts;
}

const swimwear: Texts = {
  nb: "Ta med badetøy og håndkle.",
  nn: "Ta med badetøy og handkle.",
  en: "Bring swimwear and a towel.",
};
const helmet: Texts = {
  nb: "Husk hjelm og varme klær.",
  nn: "Hugs hjelm og varme klede.",
  en: "Remember a helmet and warm clothes.",
};
const film: Texts = {
  nb: "Programmet står på kinoens nettside.",
  nn: "Programmet står på nettsida til kinoen.",
  en: "The programme is on the cinema's website.",
};
const inGoodTime: Texts = {
  nb: "Møt opp i god tid.",
  nn: "Møt opp i god tid.",
  en: "Come in good time.",
};

/**
 * None of them says how often, for how long or for how many: the provider types that, and the ticket says it
 * by its rules, which a text of its own would contradict once they change.
 */
const words: Record<Activity, ActivityWords> = {
  concert: { description: inGoodTime },
  festival: {
    title: { nb: "Festivalpass", nn: "Festivalpass", en: "Festival pass" },
    description: {
      nb: "Programmet står på festivalens nettside.",
      nn: "Programmet står på nettsida til festivalen.",
      en: "The programme is on the festival's website.",
    },
  },
  theatre: { description: inGoodTime },
  cinema: {
    title: { nb: "Kinobillett", nn: "Kinobillett", en: "Cinema ticket" },
    description: film,
  },
  cinema_popcorn: {
    title: {
      nb: "Kinobillett med popkorn",
      nn: "Kinobillett med popkorn",
      en: "Cinema ticket with popcorn",
    },
    description: film,
  },
  ski_day: {
    title: { nb: "Dagskort", nn: "Dagskort", en: "Day pass" },
    description: helmet,
  },
  ski_season: {
    title: { nb: "Sesongkort", nn: "Sesongkort", en: "Season pass" },
    description: helmet,
  },
  ski_hire: {
    title: { nb: "Leie av ski", nn: "Leige av ski", en: "Ski hire" },
    description: {
      nb: "Kom litt før, så rekker vi å tilpasse støvler og bindinger.",
      nn: "Kom litt før, så rekk vi å tilpasse støvlar og bindingar.",
      en: "Come a little early, so that we can fit boots and bindings.",
    },
  },
  bicycle_hire: {
    title: { nb: "Leie av sykkel", nn: "Leige av sykkel", en: "Bicycle hire" },
    description: {
      nb: "Ta gjerne med hjelm.",
      nn: "Ta gjerne med hjelm.",
      en: "Do bring a helmet if you have your own.",
    },
  },
  skate_hire: {
    title: { nb: "Leie av skøyter", nn: "Leige av skøyter", en: "Skate hire" },
    description: {
      nb: "Ta med tykke sokker og votter.",
      nn: "Ta med tjukke sokkar og vottar.",
      en: "Bring thick socks and mittens.",
    },
  },
  equipment: {
    title: { nb: "Leie av utstyr", nn: "Leige av utstyr", en: "Equipment hire" },
    description: {
      nb: "Kom litt før, så rekker vi å tilpasse utstyret.",
      nn: "Kom litt før, så rekk vi å tilpasse utstyret.",
      en: "Come a little early, so that we can fit the equipment.",
    },
  },
  activity_park: {
    title: {
      nb: "Inngang til aktivitetsparken",
      nn: "Inngang til aktivitetsparken",
      en: "Activity park entry",
    },
    description: {
      nb: "Ha på deg klær du kan bevege deg i.",
      nn: "Ha på deg klede du kan røre deg i.",
      en: "Wear clothes that you can move in.",
    },
  },
  bowling: {
    title: { nb: "Bowling", nn: "Bowling", en: "Bowling" },
    description: {
      nb: "Kom litt før, så rekker du å bytte sko.",
      nn: "Kom litt før, så rekk du å byte sko.",
      en: "Come a little early, so that there is time to change shoes.",
    },
  },
  swimming: {
    title: { nb: "Inngang til badet", nn: "Inngang til badet", en: "Pool entry" },
    description: swimwear,
  },
  swimming_card: {
    title: { nb: "Klippekort til badet", nn: "Klippekort til badet", en: "Pool punch card" },
    description: swimwear,
  },
  climbing: {
    title: {
      nb: "Inngang til klatrehallen",
      nn: "Inngang til klatrehallen",
      en: "Climbing hall entry",
    },
    description: {
      nb: "Ha på deg klær du kan bevege deg i.",
      nn: "Ha på deg klede du kan røre deg i.",
      en: "Wear clothes that you can move in.",
    },
  },
  museum: {
    title: { nb: "Inngang til museet", nn: "Inngang til museet", en: "Museum entry" },
    description: {
      nb: "Åpningstidene står på museets nettside.",
      nn: "Opningstidene står på nettsida til museet.",
      en: "The opening hours are on the museum's website.",
    },
  },
  guided_tour: {
    title: { nb: "Omvisning", nn: "Omvising", en: "Guided tour" },
    description: {
      nb: "Omvisningen går presis. Møt opp ti minutter før.",
      nn: "Omvisinga går presis. Møt opp ti minutt før.",
      en: "The tour leaves on time. Be there ten minutes before.",
    },
  },
  course: {
    title: { nb: "Kursplass", nn: "Kursplass", en: "Course place" },
    description: {
      nb: "Spør oss gjerne hva du skal ha med.",
      nn: "Spør oss gjerne kva du skal ha med.",
      en: "Do ask us what to bring.",
    },
  },
  riding: {
    title: { nb: "Ridetimer", nn: "Ridetimar", en: "Riding lessons" },
    description: {
      nb: "Ha på deg varme klær og sko med hel såle.",
      nn: "Ha på deg varme klede og sko med heil sole.",
      en: "Wear warm clothes and shoes with a full sole.",
    },
  },
  membership: {
    title: { nb: "Medlemskap", nn: "Medlemskap", en: "Membership" },
    description: {
      nb: "Treningstidene står på lagets nettside.",
      nn: "Treningstidene står på nettsida til laget.",
      en: "The training hours are on the club's website.",
    },
  },
  trip: {
    title: { nb: "Tur", nn: "Tur", en: "Trip" },
    description: {
      nb: "Ta med klær etter været, mat og drikke.",
      nn: "Ta med klede etter vêret, mat og drikke.",
      en: "Bring clothes for the weather, food and something to drink.",
    },
  },
  other: {},
};

/** Returns the words that an offer of that activity begins with. */
export const activityWords = (activity: Activity): ActivityWords => words[activity];

/**
 * Returns a text as typed in Bokmål with the translations of the words that it began with, as long as it stands
 * as it began and no translation was typed.
 */
export function withTranslations(typed: Texts, begun: Texts | undefined): Texts {
  const others: Language[] = ["nn", "en", "sma"];
  const isUntouched = typed.nb === begun?.nb && others.every((one) => typed[one] === undefined);
  return begun && isUntouched ? begun : typed;
}
