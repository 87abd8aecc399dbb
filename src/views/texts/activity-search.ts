import { offerDefaults, type Activity } from "../../domain/offers/offer-defaults.ts";
import type { StaffLanguage } from "./staff-texts.ts";

/** What else people call the activities, in both written forms of Norwegian. */
const words: Record<Activity, string> = {
  concert: "musikk, band, kor, korps, artist, scene, julekonsert, event, arrangement",
  festival: "festivalpass, dagspass, helgepass, musikk, marknad, messe, arrangement",
  theatre: "forestilling, framsyning, revy, musikal, dans, ballett, sirkus, stand-up, show",
  cinema: "film, kinobillett, barnefilm, filmklubb",
  cinema_popcorn: "film, kinobillett, brus, snacks, kiosk",
  ski_day: "alpint, skisenter, skianlegg, heiskort, skiheis, slalåm, snowboard, skipass",
  ski_season: "alpint, skisenter, skianlegg, heiskort, årskort, skipass, vinter",
  ski_hire: "utleie, utleige, utlån, alpint, langrenn, snowboard, slalåm, staver, støvler, BUA",
  bicycle_hire: "utleie, utleige, utlån, terrengsykkel, elsykkel, sparkesykkel, BUA",
  skate_hire: "utleie, utleige, utlån, isbane, skøytebane, ishall, hockey, BUA",
  equipment: "utleie, utleige, utlån, kajakk, kano, hjelm, pulk, telt, ski, skøyter, sykkel, BUA",
  activity_park: "lekeland, leikeland, trampoline, klatrepark, badeland, fornøyelsespark, lasertag",
  bowling: "bowlinghall, kjegler, biljard, minigolf",
  swimming: "svømming, symjing, svømmehall, symjehall, basseng, badeland, bad",
  swimming_card: "svømming, symjing, svømmehall, symjehall, basseng, ti ganger, ti gonger",
  climbing: "klatrehall, klatrevegg, buldring, klatrepark",
  museum: "utstilling, galleri, kunst, vitensenter, vitskapssenter, akvarium, dyrepark, inngang",
  guided_tour: "guide, guidet tur, guida tur, byvandring, gruve, omvisning, omvising",
  course:
    "musikkskole, musikkskule, undervisning, leir, sommerskole, sommarskule, svømmekurs, verksted",
  riding: "hest, ridekurs, ridetime, rideskole, rideskule, stall",
  membership:
    "idrettslag, fotball, håndball, handball, turn, speider, speidar, korps, kontingent, lag, klubb",
  trip: "utflukt, båttur, buss, fjelltur, leir, hytte, seiltur, ekskursjon",
  other: "annet, anna, egendefinert",
};

const texts = {
  nb: {
    label: "Søk",
    help: "For eksempel film, svømming eller sykkel",
    /** `%` stands for the number. */
    found: "Treff: %",
    none: "Ingen treff. Begynn med «Noe annet», så fyller du inn resten selv.",
    when: { event: "på et bestemt tidspunkt", sessions: "på flere tidspunkter" },
    season: "ut sesongen",
    year: "i ett år",
    halfYear: "innen et halvt år",
    once: "Én gang",
    times: (times: number) => `${times} ganger`,
    daily: "Én gang om dagen",
    unlimited: "Så mange ganger man vil",
  },
  nn: {
    label: "Søk",
    help: "Til dømes film, symjing eller sykkel",
    found: "Treff: %",
    none: "Ingen treff. Byrj med «Noko anna», så fyller du inn resten sjølv.",
    when: { event: "på eit fast tidspunkt", sessions: "på fleire tidspunkt" },
    season: "ut sesongen",
    year: "i eitt år",
    halfYear: "innan eit halvt år",
    once: "Éin gong",
    times: (times: number) => `${times} gonger`,
    daily: "Éin gong om dagen",
    unlimited: "Så mange gonger ein vil",
  },
};

/** The search box above the activities, and the words that it finds each by. */
export const activitySearch = (language: StaffLanguage) => {
  const { label, help, found, none } = texts[language];
  return { label, help, found, none, words };
};

/** Says in a few words how often and when a ticket of that activity is used, as the form begins. */
export function activityStarts(activity: Activity, language: StaffLanguage): string {
  const said = texts[language];
  const { uses, usesPerDay, when, validFrom, validUntil, category } = offerDefaults(
    activity,
    "2026-01-01",
  );
  const often =
    uses === 1
      ? said.once
      : uses !== null
        ? said.times(uses)
        : usesPerDay === 1
          ? said.daily
          : said.unlimited;
  const days = (Date.parse(validUntil) - Date.parse(validFrom)) / 86_400_000;
  const until = category === "ski" ? said.season : days > 200 ? said.year : said.halfYear;
  return `${often}, ${when === "period" ? until : said.when[when]}`;
}
