import type { walletobjects_v1 } from "@googleapis/walletobjects";
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { expect } from "chai";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { findRevealingWords } from "../../src/domain/deny-list.ts";
import {
  decideRedemption,
  type RedeemablePass,
  type RedemptionReason,
} from "../../src/domain/door/redemption.ts";
import { textIn, type Language } from "../../src/domain/language.ts";
import type { Offer } from "../../src/domain/offers/offer.ts";
import { endOfTime } from "../../src/domain/offers/valid-for.ts";
import { addDays, atInOslo, endOfDay, isoInOslo, startOfDay } from "../../src/domain/period.ts";
import type { TemplateDefinition } from "../../src/domain/templates/template.ts";
import { messageText } from "../../src/domain/recipients/message-text.ts";
import { askingPhone } from "../../src/views/holder/asking-phone.ts";
import type { HolderTicket } from "../../src/views/holder/holder-ticket.ts";
import { TicketCard } from "../../src/views/holder/ticket-card.tsx";
import { ticketsPdf } from "../../src/views/pdf/tickets-pdf.ts";
import { contentOf, type TicketContent } from "../../src/wallets/content.ts";
import { passJsonOf } from "../../src/wallets/apple/pass-json.ts";
import { classJson } from "../../src/wallets/google/class-json.ts";
import { textModules } from "../../src/wallets/google/text-modules.ts";
import { aTemplateDefinition } from "../support/builders.ts";
import { shippedDefinitions } from "../support/google-offers.ts";
import { ticketCases } from "./ticket-cases.ts";

type EventTicketClass = walletobjects_v1.Schema$EventTicketClass;

/** Words that a ticket must have so that its holder knows of a refusal; all lower case. */
type Words = (offer: Offer, language: Language) => string[];

const locales: Record<Language, string> = { nb: "nb-NO", nn: "nn-NO", en: "en-GB", sma: "nb-NO" };
const part = (at: Date, language: Language, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locales[language], { timeZone: "Europe/Oslo", ...options }).format(at);
/** Month and year, since a range writes them once. */
const dayWords = (at: Date, language: Language) => [
  part(at, language, { day: "numeric" }),
  part(at, language, { month: "long" }),
  part(at, language, { year: "numeric" }),
];
const clock = (at: Date) => part(at, "nb", { hour: "2-digit", minute: "2-digit" });
/** Midnight is told by the day. */
const timeWords = (at: Date) => (clock(at) === "00:00" ? [] : [clock(at)]);
const timesWord = (n: number, language: Language) =>
  language === "en"
    ? n === 1
      ? "once"
      : String(n)
    : `${n} ${language === "nn" ? "gong" : "gang"}`;
const long = (weekday: number, language: Language) =>
  part(new Date(Date.UTC(2024, 0, weekday, 12)), language, { weekday: "long" }).toLowerCase();
const noon = (day: string) => new Date(`${day}T12:00:00Z`);

/** How each refusal of the door is foretold. Without words: it is no rule of the offer. */
const words: Record<RedemptionReason, Words> = {
  unknown_barcode: () => [],
  other_provider: () => ["hovdelia skisenter"],
  revoked: () => [],
  returned: () => [],
  lapsed: () => [],
  not_yet_valid: ({ validity: { from } }, language) => [
    ...dayWords(from, language),
    ...timeWords(from),
  ],
  expired: ({ validity: { until } }, language) => [
    ...(timeWords(until).length > 0
      ? dayWords(until, language)
      : dayWords(new Date(until.getTime() - 1), language)),
    ...timeWords(until),
  ],
  time_up: ({ validFor }, language) => {
    if (!validFor) return [];
    const [unit, n] =
      "days" in validFor ? (["day", validFor.days] as const) : (["hour", validFor.hours] as const);
    const words = {
      day: { nb: "dag", nn: "dag", en: "day", sma: "dag" },
      hour: { nb: "time", nn: "tim", en: "hour", sma: "time" },
    };
    const first = { nb: "første gang", nn: "første gong", en: "first", sma: "første gang" };
    return [`${n} ${words[unit][language]}`, first[language]];
  },
  closed_day: ({ weekdays = [], blackout = [] }, language) => [
    ...weekdays.map((day) => long(day, language)),
    ...blackout.flat().flatMap((day) => dayWords(noon(day), language)),
  ],
  used_up: ({ uses }, language) => (uses === null ? [] : [timesWord(uses, language)]),
  between_sessions: ({ sessions = [] }, language) =>
    sessions.flatMap(({ doors, start, end }) => [
      ...dayWords(start, language),
      ...[start, end, ...(doors ? [doors] : [])].map(clock),
    ]),
  closed_now: ({ hours = [] }, language) => [
    ...hours.flatMap(({ opens, closes }) => [opens, closes]),
    // A row of days is named by its first and last.
    ...(hours.length === 1 ? [] : [`${long(1, language)}–${long(5, language)}`, long(6, language)]),
  ],
  other_part: ({ parts = [] }, language) =>
    parts.map(({ label }) => (label[language] ?? label.nb).toLowerCase()),
  daily_limit: ({ usesPerDay = 0 }, language) => [
    language === "en" && usesPerDay > 1
      ? `${usesPerDay} times a day`
      : timesWord(usesPerDay, language),
  ],
};

/** The door reads these terms of an offer, and no other: a new one does not compile until it is here. */
const termsOfDoor: Record<
  Exclude<keyof RedeemablePass, "providerId" | "state" | "usesLeft" | "endedAt" | "usedThatDay">,
  RedemptionReason[]
> = {
  validity: ["not_yet_valid", "expired"],
  weekdays: ["closed_day"],
  blackout: ["closed_day"],
  hours: ["closed_now"],
  hoursBefore: ["closed_now"],
  usesPerDay: ["daily_limit"],
  lastsUntil: ["time_up"],
  sessions: ["between_sessions"],
};

/** Three evenings, the last of them into the night, two weeks apart from closed days. */
const sessionsFrom = (first: string, index: number): NonNullable<Offer["sessions"]> =>
  [50, 57, 100].map((days, n) => {
    const day = addDays(first, days);
    return {
      ...(index % 2 === 0 && { doors: atInOslo(day, "17:15") }),
      start: atInOslo(day, "18:20"),
      end: atInOslo(addDays(day, n === 2 ? 1 : 0), n === 2 ? "01:10" : "21:50"),
    };
  });

const parts: NonNullable<Offer["parts"]> = [
  { key: "entry", label: { nb: "Inngang", nn: "Inngang", en: "Entry" } },
  { key: "popcorn", label: { nb: "Popcorn", nn: "Popkorn", en: "Popcorn" } },
];

const lengths: Offer["validFor"][] = [
  undefined,
  { days: 1 },
  { hours: 3 },
  { days: 7 },
  { hours: 1 },
];

/** The same hours each day, or two kinds of days and one that is closed. */
const openings: NonNullable<Offer["hours"]>[] = [
  [{ weekdays: [1, 2, 3, 4, 5, 6, 7], opens: "10:05", closes: "19:35" }],
  [
    { weekdays: [1, 2, 3, 4, 5], opens: "09:05", closes: "20:35" },
    { weekdays: [6], opens: "11:25", closes: "24:00" },
  ],
];

/** Offers of every combination of rules, with dates that no two of them share but the last few. */
function createOffers(): Offer[] {
  const most = combined();
  const period = most.find(({ event, sessions, weekdays }) => !event && !sessions && !weekdays);
  const several = most.find(({ sessions }) => sessions);
  if (!period || !several) throw new Error("no offer");
  const plain = { usesPerDay: undefined, validFor: undefined, parts: undefined };
  const open = { ...period, ...plain, hours: openings[0] };
  return [
    ...most,
    { ...open, uses: 1, companions: 2 },
    { ...open, uses: 10, parts, companions: 1 },
    { ...several, ...plain, uses: 10, usesPerDay: 2 },
  ];
}

function combined(): Offer[] {
  const combinations = [];
  for (const time of [false, true])
    for (const weekdays of [undefined, [6, 7], [3]])
      for (const blackout of [0, 1, 3])
        for (const uses of [1, 10, null])
          for (const event of [undefined, "evening", "days", "sessions"] as const)
            combinations.push({ time, weekdays, blackout, uses, event });
  // Every fifth: all pairs of values come about, and the file stays quick.
  return combinations
    .filter((_, index) => index % 5 === 0)
    .map(({ time, weekdays, blackout, uses, event }, index): Offer => {
      const first = addDays("2026-12-03", index);
      const sessions = event === "sessions" ? sessionsFrom(first, index) : undefined;
      const last = event === "evening" ? first : addDays(first, event === "days" ? 3 : 200);
      return {
        id: randomUUID(),
        providerId: "p",
        state: "open",
        templateId: "t",
        templateVersion: 1,
        contentVersion: 1,
        title: { nb: "Billett", nn: "Billett", en: "Ticket" },
        category: "other",
        quota: 1,
        allocated: 0,
        validity: time
          ? { from: atInOslo(first, "10:30"), until: atInOslo(addDays(last, 1), "18:45") }
          : { from: startOfDay(first), until: endOfDay(last) },
        weekdays,
        blackout: Array.from({ length: blackout }, (_, n) => [
          addDays(first, 7 * n + 1),
          addDays(first, 7 * n + 2),
        ]),
        ...(sessions && { sessions }),
        ...(!event &&
          (!weekdays || index % 2 === 0) &&
          index % 3 !== 0 && { hours: openings[index % 2] }),
        ...((event === "evening" || event === "days") && {
          event: {
            doors: atInOslo(first, "17:15"),
            start: atInOslo(first, "18:20"),
            end: atInOslo(last, "21:50"),
          },
        }),
        ageFrom: 0,
        ageTo: 25,
        municipalities: [],
        perRecipient: 1,
        companions: index % 3,
        uses,
        usesPerDay: index % 2 === 0 && uses !== 1 ? (index % 3) + 1 : undefined,
        validFor: uses === 1 ? undefined : lengths[index % lengths.length],
        ...(uses !== null &&
          index % 3 === 0 && { parts, usesPerDay: undefined, validFor: undefined }),
        refundPerAdmissionOre: 0,
      };
    });
}

const tried = createOffers();
const offers = () => tried;
const refusalsByOffer = new WeakMap<Offer, Set<RedemptionReason>>();

/** The reasons for which the door refuses a ticket of the offer at some moment. */
function refusals(offer: Offer): Set<RedemptionReason> {
  const known = refusalsByOffer.get(offer);
  if (known) return known;
  const pass: RedeemablePass = {
    ...offer,
    state: "active",
    endedAt: null,
    usesLeft: offer.uses,
    usedThatDay: 0,
    lastsUntil: null,
  };
  const end = offer.validFor ? endOfTime(offer.validFor, offer.validity.from) : null;
  const found = new Set<RedemptionReason>(["other_provider"]);
  // To a scanner of one part.
  if (offer.parts) found.add("other_part");
  const from = offer.validity.from.getTime();
  const moments = Array.from({ length: 260 }, (_, day) => new Date(from + (day - 2) * 86_400_000));
  for (const at of moments) {
    for (const used of [{}, { usesLeft: 0 }, { usedThatDay: 99 }, { lastsUntil: end }]) {
      const decision = decideRedemption({ ...pass, ...used }, "p", at);
      if (!decision.accepted) found.add(decision.reason);
    }
  }
  refusalsByOffer.set(offer, found);
  return found;
}

const provider = { name: "Hovdelia skisenter" };
const issuer = { passTypeIdentifier: "pass.example.ticket", teamIdentifier: "TEAM123456" };
const [first] = ticketCases;

const holderTicket = (offer: Offer): HolderTicket & { barcode: string } => {
  if (!first) throw new Error("no ticket");
  return {
    ...first,
    ...offer,
    description: undefined,
    place: undefined,
    state: "active",
    admits: 1 + offer.companions,
    usesLeft: offer.uses,
    title: offer.title,
    provider: provider.name,
  };
};

type Channel = (definition: TemplateDefinition) => (offer: Offer, language: Language) => string;

const texts = (value: unknown): string[] =>
  typeof value === "string"
    ? [value]
    : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(texts)
      : [];

const inApple: Channel = (definition) => (offer, language) => {
  const content = contentOf(definition, offer, provider);
  const pass = passJsonOf(content, issuer, (each) => textIn(each, language), false);
  const face = pass.coupon ?? pass.storeCard ?? pass.eventTicket;
  return `${pass.organizationName} ${texts([face]).join(" ")}`;
};

const inGoogle: Channel = (definition) => (offer, language) => {
  const content = contentOf(definition, offer, provider);
  const modules = textModules(content);
  const inLanguage = ({ localizedBody }: (typeof modules.ofClass)[number]) => {
    const { defaultValue, translatedValues } = localizedBody ?? {};
    const translated = translatedValues?.find((each) => each.language === language);
    return translated?.value ?? defaultValue?.value ?? "";
  };
  return [content.organizationName, ...modules.ofClass.map(inLanguage)].join(" ");
};

const shipped = shippedDefinitions();
const definitionOf = (slug: string) => {
  const definition = shipped.get(slug);
  if (!definition) throw new Error(`There is no template ${slug}.`);
  return definition;
};

/** A template of each style, by the words of the test's title. */
const looks: Record<string, TemplateDefinition> = {
  coupon: aTemplateDefinition,
  event: definitionOf("concert"),
  admission: definitionOf("entry"),
  membership: definitionOf("season-pass"),
};

const channels: Record<string, (offer: Offer, language: Language) => string> = {
  ...Object.fromEntries(
    Object.entries(looks).flatMap(([style, definition]) => [
      [`Apple Wallet's ${style}`, inApple(definition)],
      [`Google Wallet's ${style}`, inGoogle(definition)],
    ]),
  ),
  "the claim page": (offer, language) =>
    renderToStaticMarkup(
      createElement(TicketCard, {
        tickets: [holderTicket(offer)],
        base: "/t/x",
        language,
        phone: askingPhone({ apple: false, google: false }, ""),
      }),
    ),
};

const plain = (text: string) => text.toLowerCase().replace(/\s+/g, " ");

/** The words that a channel lacks. */
function unsaid(offer: Offer, language: Language, said: string, except: RedemptionReason[] = []) {
  const text = plain(said);
  return [...refusals(offer)]
    .filter((reason) => !except.includes(reason))
    .flatMap((reason) => words[reason](offer, language).map((word) => [reason, word] as const))
    .filter(([, word]) => !text.includes(word.toLowerCase()))
    .map(([reason, word]) => `${reason}: ${word}`);
}

const languages = ["nb", "nn", "en", "sma"] as const;

/** Which rules an offer has. */
const rulesOf: Record<string, (offer: Offer) => boolean> = {
  weekdays: ({ weekdays }) => weekdays !== undefined,
  blackout: ({ blackout = [] }) => blackout.length > 0,
  hours: ({ hours }) => hours !== undefined,
  event: ({ event }) => event !== undefined,
  sessions: ({ sessions }) => sessions !== undefined,
  once: ({ uses }) => uses === 1,
  many: ({ uses }) => uses === 10,
  unlimited: ({ uses }) => uses === null,
  usesPerDay: ({ usesPerDay }) => usesPerDay !== undefined,
  validFor: ({ validFor }) => validFor !== undefined,
  parts: (offer) => offer.parts !== undefined,
  companions: ({ companions }) => companions > 0,
};

/** Refused of an offer, or the same term twice; once a day says nothing of a ticket that is used once. */
const neverTogether = new Set([
  ...["hours event", "hours sessions", "event sessions"],
  ...["once many", "once unlimited", "many unlimited", "once usesPerDay", "once validFor"],
  ...["unlimited parts", "usesPerDay parts", "validFor parts"],
]);

describe("a ticket says what the door will say", () => {
  it("any two rules that an offer may have together occur together among the tried offers", () => {
    const all = offers();
    const names = Object.keys(rulesOf);
    const absent = names.flatMap((one, index) =>
      names
        .slice(index + 1)
        .filter((other) => !all.some((offer) => rulesOf[one]?.(offer) && rulesOf[other]?.(offer)))
        .map((other) => `${one} ${other}`),
    );
    expect(absent).to.have.members([...neverTogether]);
  });

  it("every reason of the door that comes of the offer's terms occurs among the tried offers", () => {
    const all = new Set(offers().flatMap((offer) => [...refusals(offer)]));
    expect([...all]).to.include.members(Object.values(termsOfDoor).flat());
    expect([...all]).to.include.members(["used_up", "other_provider"]);
  });

  for (const [channel, saidBy] of Object.entries(channels)) {
    for (const language of languages) {
      it(`${channel} names every rule by which the door may refuse, in ${language}`, () => {
        for (const offer of offers()) {
          const said = saidBy(offer, language);
          expect(unsaid(offer, language, said), said).to.deep.equal([]);
        }
      });
    }
  }

  for (const language of languages) {
    it(`the message names every rule of its one offer, in ${language}`, () => {
      for (const offer of offers()) {
        const announced = { ...offer, admits: 1 + offer.companions, count: 1, claimUntil: null };
        const at = new Date(offer.validity.from.getTime() - 1);
        const { text } = messageText([announced], language, { url: "https://t.example", at });
        // Whose it is stands at the link; when it is under way, its beginning no longer matters.
        expect(unsaid(offer, language, text, ["other_provider"]), text).to.deep.equal([]);
        expect(findRevealingWords(text)).to.deep.equal([]);
        const begun = messageText([announced], language, {
          url: "https://t.example",
          at: offer.validity.from,
        });
        expect(
          unsaid(offer, language, begun.text, ["other_provider", "not_yet_valid"]),
          begun.text,
        ).to.deep.equal([]);
      }
    });

    it(`the paper ticket names every rule by which the door may refuse, in ${language}`, async () => {
      const all = offers();
      const options = { language, brandName: "Tickets", at: new Date("2026-12-01T10:00:00Z") };
      const pdf = await ticketsPdf(all.map(holderTicket), options);
      const run = promisify(execFile)("pdftotext", ["-raw", "-", "-"]);
      run.child.stdin?.end(pdf);
      const pages = (await run).stdout.split("\f");
      expect(pages.length).to.be.greaterThan(all.length);
      all.forEach((offer, index) => {
        expect(unsaid(offer, language, pages[index] ?? ""), pages[index]).to.deep.equal([]);
      });
    });

    it(`a ticket's card on a sheet names every rule by which the door may refuse, in ${language}`, async () => {
      const at = new Date("2026-12-01T10:00:00Z");
      const options = { language, brandName: "Tickets", at, layout: "sheets" } as const;
      const all = offers();
      const run = promisify(execFile)("pdftotext", ["-raw", "-", "-"]);
      // With the terms, one of many rules has a page of its own.
      const tickets = all.map((offer) => ({ ...holderTicket(offer), notes: [] }));
      run.child.stdin?.end(await ticketsPdf(tickets, options));
      // The number is what a card says last.
      const cards = (await run).stdout.split(/\d{3} \d{3} \d{3}/);
      expect(cards).to.have.length(all.length + 1);
      all.forEach((offer, index) => {
        expect(unsaid(offer, language, cards[index] ?? ""), cards[index]).to.deep.equal([]);
      });
    });
  }

  /** The texts of the card's rows in Google Wallet, in Bokmål. */
  function onGooglesCard(content: TicketContent): string[] {
    const modules = textModules(content);
    const itsClass = classJson("1.a", content, {}, modules) as EventTicketClass;
    const layout = itsClass.classTemplateInfo?.cardTemplateOverride?.cardRowTemplateInfos;
    const start = itsClass.dateTime?.start ?? "";
    // Google's own layout of an event shows when it begins.
    if (!layout) return content.style === "event" ? [start] : [];
    return [...new Set(texts(layout))].map((path) => {
      if (path === "class.dateTime.start") return start;
      const [, id] = /\['(.+)'\]/.exec(path) ?? [];
      return (
        modules.ofClass.find((each) => each.id === id)?.localizedBody?.defaultValue?.value ?? ""
      );
    });
  }

  it("every shipped template shows the weekdays on the front of both wallets, also of an event or of several dates", () => {
    const [base] = offers();
    const weekdays = offers().find((offer) => offer.weekdays?.length === 2);
    const several = offers().find((offer) => offer.sessions);
    if (!base || !weekdays || !several) throw new Error("no offer");
    for (const [slug, definition] of shipped) {
      const content = contentOf(definition, weekdays, provider);
      const { fields } = content;
      const front = fields.filter(({ slot }) => slot !== "back").flatMap((field) => texts(field));
      expect(front.join(" "), slug).to.contain("Bare lør. og søn.");
      expect(onGooglesCard(content).join(" "), slug).to.contain("Bare lør. og søn.");
      const dates = onGooglesCard(contentOf(definition, several, provider)).join(" ");
      expect(dates, slug).to.match(/bestemte tider/);
      const own = new Set(fields.map(({ key }) => key));
      for (const { key } of Object.values(definition.fields).flat()) {
        const was = contentOf(definition, base, provider).fields.some((field) => field.key === key);
        if (was) expect([...own], slug).to.include(key);
      }
    }
  });

  it("every shipped template shows the opening hours on the front of both wallets", () => {
    const offer = offers().find(({ hours, weekdays }) => hours && weekdays?.length === 2);
    if (!offer) throw new Error("no offer");
    for (const [slug, definition] of shipped) {
      const content = contentOf(definition, offer, provider);
      const front = content.fields.filter(({ slot }) => slot !== "back").flatMap(texts);
      expect(front.join(" "), slug).to.contain("Åpent 10:05–19:35");
      expect(onGooglesCard(content).join(" "), slug).to.contain("Åpent 10:05–19:35");
    }
  });

  it("every shipped template shows when an event begins on the front of both wallets, and says on the phone that it has changed", () => {
    const offer = offers().find(({ event, weekdays }) => event && !weekdays);
    if (!offer?.event) throw new Error("no offer");
    const { start } = offer.event;
    for (const [slug, definition] of shipped) {
      const content = contentOf(definition, offer, provider);
      const shown = content.fields.filter(
        ({ slot, value }) =>
          slot !== "back" && value.kind === "instant" && value.at.getTime() === start.getTime(),
      );
      const minutes = shown.filter(
        ({ value }) => value.kind === "instant" && value.precision === "minute",
      );
      expect(minutes, slug).to.have.length(1);
      expect(minutes[0]?.changeMessage?.nb, slug).to.equal("Ny tid: %@");
      expect(onGooglesCard(content).join(" "), slug).to.match(
        new RegExp(`${isoInOslo(start).slice(0, 16)}|${clock(start)}`),
      );
    }
  });

  it("a festival's front says its end once", () => {
    const offer = offers().find(
      ({ event }) => event && event.end.getDate() !== event.start.getDate(),
    );
    if (!offer?.event) throw new Error("no offer");
    const { start, end } = offer.event;
    const festival = { ...offer, usesPerDay: 1, validity: { from: start, until: end } };
    const { fields } = contentOf(definitionOf("festival"), festival, provider);
    const front = fields.filter(({ slot }) => slot !== "back");
    const said = JSON.stringify(front);
    expect(said).to.not.contain("Varer til");
    expect(said).to.contain("Høyst 1 gang per dag");
    const ends = front.filter(
      ({ value }) => value.kind === "instant" && value.at.getTime() === end.getTime(),
    );
    expect(ends).to.have.length(1);
  });

  it("Apple's back repeats whole what a phone may cut on the front", () => {
    const [offer] = offers();
    if (!offer) throw new Error("no offer");
    const nb = "Billett til det som har et altfor langt navn for en telefon";
    const content = contentOf(aTemplateDefinition, { ...offer, title: { nb } }, provider);
    const pass = passJsonOf(content, issuer, (each) => textIn(each, "nb"), false);
    expect(texts([pass.coupon?.backFields])).to.include(nb);
  });
});
