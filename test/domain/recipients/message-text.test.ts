import { expect } from "chai";
import { findRevealingWords } from "../../../src/domain/deny-list.ts";
import { languages } from "../../../src/domain/language.ts";
import { endOfDay, startOfDay } from "../../../src/domain/period.ts";
import { messageText, type AnnouncedTickets } from "../../../src/domain/recipients/message-text.ts";

const url = "https://tickets.example/t/abc";

const at = new Date("2026-12-01T12:00:00+01:00");
const untilDay = (day: string) => ({ from: startOfDay("2026-09-01"), until: endOfDay(day) });

const tickets = (overrides: Partial<AnnouncedTickets> = {}): AnnouncedTickets => ({
  title: { nb: "Dagskort", nn: "Dagskort i bakken", en: "Day pass" },
  count: 1,
  validity: untilDay("2027-06-30"),
  uses: null,
  admits: 1,
  claimUntil: null,
  ...overrides,
});

describe("the message about new tickets", () => {
  for (const { language, subject, text } of [
    {
      language: "nb",
      subject: "Billetten din er klar",
      text: `Billetten din er klar: Dagskort. Den gjelder til og med 30. juni 2027. Hent den her: ${url}`,
    },
    {
      language: "nn",
      subject: "Billetten din er klar",
      text: `Billetten din er klar: Dagskort i bakken. Han gjeld til og med 30. juni 2027. Hent han her: ${url}`,
    },
    {
      language: "en",
      subject: "Your ticket is ready",
      text: `Your ticket is ready: Day pass. It is valid through 30 June 2027. Get it here: ${url}`,
    },
    {
      language: "sma",
      subject: "Billetten din er klar",
      text: `Billetten din er klar: Dagskort. Den gjelder til og med 30. juni 2027. Hent den her: ${url}`,
    },
  ] as const) {
    it(`the message about new tickets speaks of one ticket in ${language}`, () => {
      expect(messageText([tickets()], language, { url, at })).to.include({ subject, text });
    });
  }

  it("the message about new tickets speaks of several in the plural, and names the end that comes first", () => {
    const cinema = tickets({
      title: { nb: "Kino" },
      validity: untilDay("2027-01-31"),
    });
    expect(messageText([tickets({ count: 2 }), cinema], "nb", { url, at })).to.include({
      subject: "Billettene dine er klare",
      text: `Billettene dine er klare: 2 × Dagskort og Kino. Den første gjelder til og med 31. januar 2027. Hent dem her: ${url}`,
    });
    expect(messageText([tickets({ count: 2 }), cinema], "nn", { url, at }).text).to.equal(
      `Billettane dine er klare: 2 × Dagskort i bakken og Kino. Den første gjeld til og med 31. januar 2027. Hent dei her: ${url}`,
    );
  });

  it("the message about new tickets names weekday and time where the first of several is for an event, or one of several dates", () => {
    const session = (day: string) => ({
      start: new Date(`${day}T18:00:00+01:00`),
      end: new Date(`${day}T20:00:00+01:00`),
    });
    const validity = untilDay("2027-02-28");
    const sessions = ["2026-11-28", "2026-12-05", "2027-01-09"].map(session);
    for (const [language, said] of [
      ["nb", "Den første er lørdag 5. desember 2026 kl. 18:00. Se når hver"],
      ["nn", "Den første er laurdag 5. desember 2026 kl. 18:00. Sjå når kvar"],
      ["en", "The first is on Saturday 5 December 2026 at 18:00. See when each"],
    ] as const) {
      for (const concert of [{ event: session("2026-12-05") }, { sessions }]) {
        const both = [tickets(), tickets({ title: { nb: "Konsert" }, validity, ...concert })];
        expect(messageText(both, language, { url, at }).text).to.contain(said);
      }
    }
  });

  it("the message about new tickets says one end for all when there is one", () => {
    const { text } = messageText([tickets({ count: 3 })], "en", { url, at });
    expect(text).to.equal(
      `Your tickets are ready: 3 × Day pass. They are valid through 30 June 2027. Get them here: ${url}`,
    );
  });

  for (const { language, one, several } of [
    {
      language: "nb",
      one: `Hent den her senest 27. januar 2027: ${url}`,
      several: `Hent dem her senest 27. januar 2027: ${url}`,
    },
    {
      language: "nn",
      one: `Hent han her seinast 27. januar 2027: ${url}`,
      several: `Hent dei her seinast 27. januar 2027: ${url}`,
    },
    {
      language: "en",
      one: `Get it here by 27 January 2027: ${url}`,
      several: `Get them here by 27 January 2027: ${url}`,
    },
  ] as const) {
    it(`the message about new tickets names the last day on which all can be fetched, in ${language}`, () => {
      const due = tickets({ claimUntil: new Date("2027-01-28T00:00:00+01:00") });
      const later = tickets({ claimUntil: new Date("2027-02-03T00:00:00+01:00") });
      expect(messageText([due], language, { url, at }).text.endsWith(one)).to.equal(true);
      expect(messageText([later, due], language, { url, at }).text.endsWith(several)).to.equal(
        true,
      );
    });
  }

  it("the message about new tickets names no deadline that is the ticket's own end", () => {
    const { until } = tickets().validity;
    expect(messageText([tickets({ claimUntil: until })], "nb", { url, at }).text).to.contain(
      `Hent den her: ${url}`,
    );
  });

  it("the message about new tickets names three and counts the rest, so that it stays a text message", () => {
    const many = ["A", "B", "C", "D", "E"].map((nb) => tickets({ title: { nb }, count: 2 }));
    expect(messageText(many, "nb", { url, at }).text).to.contain("2 × A, 2 × B, 2 × C og 4 til.");
    expect(messageText(many.slice(0, 4), "en", { url, at }).text).to.contain(
      "2 × A, 2 × B, 2 × C and 2 × D.",
    );
  });

  it("the message about new tickets tells nothing of how the tickets came about, in any language and number", () => {
    const many = ["A", "B", "C", "D", "E"].map((nb) => tickets({ title: { nb }, count: 2 }));
    for (const language of languages) {
      for (const all of [[tickets()], [tickets({ count: 2 })], many]) {
        for (const isReminder of [false, true]) {
          const { subject, text } = messageText(all, language, { url, at, isReminder });
          expect(findRevealingWords(`${subject} ${text}`)).to.deep.equal([]);
        }
      }
    }
  });

  it("the message about new tickets is not written about nothing", () => {
    expect(() => messageText([], "nb", { url, at })).to.throw(RangeError);
  });
});
