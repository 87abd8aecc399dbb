import type { Activity } from "../../domain/offers/offer-defaults.ts";
import type { StaffLanguage } from "./staff-texts.ts";

type ActivityNames = Record<Activity, string>;

const nb: ActivityNames = {
  concert: "Konsert",
  festival: "Festival",
  theatre: "Teater",
  cinema: "Kino",
  cinema_popcorn: "Kino med popkorn",
  ski_day: "Dagskort, ski",
  ski_season: "Sesongkort, ski",
  ski_hire: "Leie av ski",
  bicycle_hire: "Leie av sykkel",
  skate_hire: "Leie av skøyter",
  equipment: "Leie av annet utstyr",
  activity_park: "Aktivitetspark",
  bowling: "Bowling",
  swimming: "Bading, inngang",
  swimming_card: "Bading, klippekort",
  climbing: "Klatring",
  museum: "Museum, inngang",
  guided_tour: "Omvisning",
  course: "Kurs og kulturskole",
  riding: "Ridning",
  membership: "Medlemskap",
  trip: "Tur",
  other: "Noe annet",
};

const nn: ActivityNames = {
  concert: "Konsert",
  festival: "Festival",
  theatre: "Teater",
  cinema: "Kino",
  cinema_popcorn: "Kino med popkorn",
  ski_day: "Dagskort, ski",
  ski_season: "Sesongkort, ski",
  ski_hire: "Leige av ski",
  bicycle_hire: "Leige av sykkel",
  skate_hire: "Leige av skøyter",
  equipment: "Leige av anna utstyr",
  activity_park: "Aktivitetspark",
  bowling: "Bowling",
  swimming: "Bading, inngang",
  swimming_card: "Bading, klippekort",
  climbing: "Klatring",
  museum: "Museum, inngang",
  guided_tour: "Omvising",
  course: "Kurs og kulturskule",
  riding: "Riding",
  membership: "Medlemskap",
  trip: "Tur",
  other: "Noko anna",
};

/** What an activity is called where a provider starts an offer from it. */
export const activityTexts = (language: StaffLanguage): ActivityNames => ({ nb, nn })[language];
