import type { RefusalReason } from "../../domain/allocations/allocation.ts";

const tickets = (n: number) => (n === 1 ? "1 billett" : `${n} billetter`);
const recipients = (n: number) => (n === 1 ? "1 mottaker" : `${n} mottakere`);
const offers = (n: number) => (n === 1 ? "1 tilbud" : `${n} tilbud`);

/** What NAV's pages on allocating say, in Bokmål. */
export const allocationNb = {
  allocateIntro: "Velg hvem som skal få, og hva.",
  chooseRecipients: "Hvem?",
  chooseOffers: "Hva?",
  born: (year: number) => `født ${year}`,
  pasteReferences: "Eller lim inn referanser",
  pasteHelp: "Én på hver linje, eller med komma mellom.",
  pasteRows: "Mange på én gang",
  count: "Antall billetter til hver, av hvert tilbud",
  mode: "Hvis ikke alle kan få",
  modes: { all: "Del ikke ut noe", possible: "Del ut til dem som kan få" },
  search: "Søk i listen",
  chosen: (n: number) => `${n} valgt`,
  continue: "Se over",
  checkHeading: "Se over tildelingen",
  checkSummary: (who: number, what: number, each: number, total: number) =>
    `${recipients(who)} × ${offers(what)}${each > 1 ? ` × ${each}` : ""} = ${tickets(total)}`,
  toWhom: "Til",
  offer: "Tilbud",
  leftNow: "Igjen nå",
  needed: "Trengs",
  leftAfter: "Igjen etterpå",
  notEnough: (missing: number) => `${missing} for få`,
  allOrNothing: "Hvis én ikke kan få, deles ingenting ut.",
  asManyAsPossible: "De som kan få, får. De andre vises med grunnen etterpå.",
  allocateNow: (total: number) => `Tildel ${tickets(total)}`,
  willBeRefused: (n: number) => `${n} kan ikke få`,
  holdAlready: (n: number) => `${n} har tilbudet fra før`,
  allocatePossible: (n: number) => `Tildel ${tickets(n)} til dem som kan få`,
  changeChoice: "Endre valgene",

  nothingAllocated: "Ingenting ble delt ut",
  nothingAllocatedWhy: (n: number) =>
    n === 1
      ? "1 kunne ikke få, og du valgte alt eller ingenting."
      : `${n} kunne ikke få, og du valgte alt eller ingenting.`,
  nothingPossible: "Ingen av mottakerne kunne få.",
  tryPossible: "Tildel til dem som kan få",
  notAllocated: "Kunne ikke få",
  reason: "Grunn",
  refusals: {
    sold_out: "Ingen billetter igjen",
    outside_age: "Utenfor aldersgrensen",
    over_limit: "Ville fått flere enn tilbudet gir hver",
    not_open: "Tilbudet er ikke åpent",
    other_municipality: "Tilbudet gjelder ikke mottakerens kommune",
    offer_declined: "Kulturkontoret har stengt tilbudet for kommunen",
    already_allocated: "Har denne billetten fra før",
  } satisfies Record<RefusalReason, string>,

  allocation: "Tildeling",
  allocatedHeading: (n: number) => `${tickets(n)} tildelt`,
  refusedCount: (n: number) => `${n} kunne ikke få`,
  progressHeading: "Slik går det",
  ready: (ready: number, total: number) => `${ready} av ${total} er klare`,
  allReady: "Alle billettene er klare.",
  allEnded: "Alle billettene er avsluttet.",
  refresh: "Oppdater",
  pendingCount: "Lages nå",
  activeCount: "Klare",
  fetchedCount: "Hentet",
  endedCount: "Avsluttet",
  undoAllocation: "Trekk tilbake hele tildelingen",
  undoAllocationQuestion: (n: number) => `Vil du trekke tilbake ${tickets(n)}?`,
  noAllocations: "Ingen tildelinger ennå.",
  when: "Tid",
  who: "Mottaker",
  what: "Tilbud",
  ticketCount: "Billetter",
  openAllocation: (when: string) => `Åpne tildelingen ${when}`,
  latestHundred: "De siste hundre vises.",
};
