import { expect } from "chai";
import { languages, type Language } from "../../../src/domain/language.ts";
import { endOfDay, startOfDay } from "../../../src/domain/period.ts";
import { cancellationText } from "../../../src/domain/recipients/cancellation-text.ts";
import { textFor, type WrittenMessage } from "../../../src/domain/recipients/code-beside-link.ts";
import {
  linkText,
  messageText,
  type AnnouncedTickets,
} from "../../../src/domain/recipients/message-text.ts";
import { moveText } from "../../../src/domain/recipients/move-text.ts";
import { partsOf, toPlainTypography } from "../../../src/domain/recipients/plain-typography.ts";

const url = `https://billett.example.no/t/${"A".repeat(22)}`;
const code = "K7QM-2XWD-9RTA";
const at = new Date("2026-12-01T12:00:00+01:00");
const evening = (day: string) => ({
  doors: new Date(`${day}T18:00:00+01:00`),
  start: new Date(`${day}T19:00:00+01:00`),
  end: new Date(`${day}T21:00:00+01:00`),
});
const event = evening("2027-01-16");
const tickets = (overrides: Partial<AnnouncedTickets> = {}): AnnouncedTickets => ({
  title: { nb: "Dagskort i skitrekket" },
  count: 1,
  validity: { from: startOfDay("2026-09-01"), until: endOfDay("2027-06-30") },
  uses: 1,
  admits: 1,
  claimUntil: new Date("2027-01-10T00:00:00+01:00"),
  ...overrides,
});
const day = { from: startOfDay("2027-01-16"), until: endOfDay("2027-01-16") };
const concert = tickets({ title: { nb: "Konsert med korpset" }, validity: day, event });
const place = { name: "Storstuggu", address: "Kjerkgata 1, 7374 Røros" };
const moved = { title: concert.title, place: null };
const ended = { title: concert.title, isCancelled: true };

/** Usual messages of each kind, as they are written; true where the message has a link. */
const usual: Record<string, (language: Language) => [WrittenMessage, hasLink: boolean]> = {
  "a ticket": (language) => [messageText([tickets()], language, { url, at }), true],
  "a ticket to an event": (language) => [messageText([concert], language, { url, at }), true],
  "tickets for siblings": (language) => [
    messageText([{ ...concert, count: 3 }], language, { url, at }),
    true,
  ],
  "tickets of two offers": (language) => [
    messageText([tickets(), { ...concert, title: { nb: "Konsert" } }], language, { url, at }),
    true,
  ],
  "a reminder": (language) => [
    messageText([concert], language, { url, at, isReminder: true }),
    true,
  ],
  "a new time": (language) => [moveText({ ...moved, event }, language, { url, at }), true],
  "a new place": (language) => [moveText({ ...moved, place }, language, { url, at }), true],
  "one date of several that falls away": (language) => [
    moveText(
      { title: { nb: "Svømmekurs" }, place: null, moved: { gone: [event], added: [] } },
      language,
      { url, at },
    ),
    true,
  ],
  "a cancellation": (language) => [cancellationText({ ...ended, event }, language, at), false],
  "the link again": (language) => [linkText(language, { url }), true],
};

describe("text messages", () => {
  for (const [kind, write] of Object.entries(usual)) {
    it(`a text message about ${kind} is one part of the GSM alphabet, link included, in every language`, () => {
      for (const language of languages) {
        const [written, hasLink] = write(language);
        const text = textFor("sms", written, hasLink ? { code, url, language } : undefined);
        expect(toPlainTypography(text)).to.match(/^[A-Za-z0-9æøåÆØÅé .,:;!?()"'/_-]+$/);
        expect(partsOf(text), `${text.length}: ${text}`).to.equal(1);
        expect(text.includes(url)).to.equal(hasLink);
      }
    });
  }

  it("a text message that has no room for the whole wording still names weekday, time, doors and deadline", () => {
    for (const [language, said] of [
      [
        "nb",
        "Billett: Konsert med korpset. Lør. 16. jan. kl. 19:00 (dører 18:00). Hent den senest 9. jan.: ",
      ],
      [
        "nn",
        "Billett: Konsert med korpset. Lau. 16. jan. kl. 19:00 (dører 18:00). Hent han seinast 9. jan.: ",
      ],
      ["en", "Ticket: Konsert med korpset. Sat 16 Jan at 19:00 (doors 18:00). Get it by 9 Jan: "],
    ] as const) {
      const written = messageText([concert], language, { url, at });
      expect(textFor("sms", written)).to.equal(said + url);
      expect(textFor("email", written, { code, url, language })).to.contain(written.text);
    }
  });

  it("a text message that is several parts even when it is brief is whole where that takes no part more", () => {
    const long = tickets({ title: { nb: "Å".repeat(120) } });
    const written = messageText([long], "nb", { url, at });
    expect(partsOf(written.brief)).to.equal(2);
    expect(textFor("sms", written, { code, url, language: "nb" })).to.equal(
      `${written.text} Kode: ${code}`,
    );
  });

  it("a text message about a move is one part with day, start and place, and with the address where that finds room", () => {
    const { doors, ...start } = event;
    const short = { title: { nb: "Kino", en: "Cinema" }, event: start, place };
    const far = {
      name: "Storstuggu",
      address: "Inngang fra gårdsplassen, Kjerkgata 1 B, 7374 Røros",
    };
    for (const language of languages) {
      const say = (of: object) =>
        textFor("sms", moveText({ ...short, ...of }, language, { url, at }));
      const [near, moved, away, late] = [
        say({}),
        say({ event: undefined }),
        say({ place: far }),
        say({ title: concert.title, event: { doors, ...start } }),
      ] as const;
      for (const text of [near, moved])
        expect(text).to.contain("Storstuggu, Kjerkgata 1, 7374 Røros. ");
      for (const text of [away, late])
        expect(text).to.contain(" Storstuggu. ").and.not.contain("7374");
      for (const text of [near, away, late]) expect(text).to.match(/16\.? jan\.? .*19:00/i);
      expect(late).to.match(/\((dører|doors) 18:00\)/);
      for (const text of [near, moved, away, late]) {
        expect(partsOf(text), text).to.equal(1);
        expect(text.endsWith(` ${url}`)).to.equal(true);
        expect(toPlainTypography(text)).to.match(/^[A-Za-z0-9æøåÆØÅé .,:;!?()"'/_-]+$/);
      }
      const written = moveText({ ...short, place: far }, language, { url, at });
      expect(textFor("email", written, { code, url, language }))
        .to.contain(far.address)
        .and.contain("19:00–21:00");
    }
  });

  it("a time within one day is said with its day once", () => {
    const hours = { from: event.doors, until: event.end };
    const { text } = messageText([tickets({ validity: hours })], "nb", { url, at });
    expect(text).to.contain("16. januar 2027 kl. 18:00–21:00");
    const late = { from: event.doors, until: new Date("2027-01-17T01:00:00+01:00") };
    const { text: long } = messageText([tickets({ validity: late })], "nb", { url, at });
    expect(long).to.contain("16. januar 2027 kl. 18:00 til 17. januar 2027 kl. 01:00");
  });

  it("a cancellation names the dates that fall away, so that two performances can be told apart", () => {
    const sessions = ["2026-11-28", "2026-12-05", "2026-12-12", "2026-12-19", "2027-01-16"].map(
      evening,
    );
    const say = (of: object) => cancellationText({ ...ended, ...of }, "nb", at).text;
    expect(say({ event })).to.equal(
      "Avlyst: Konsert med korpset, lørdag 16. januar 2027 kl. 19:00. Billetten din gjelder ikke lenger.",
    );
    expect(say({ sessions })).to.contain(
      ", lørdag 5. desember 2026 kl. 19:00, lørdag 12. desember 2026 kl. 19:00, lørdag 19. desember 2026 kl. 19:00, 1 til. ",
    );
    expect(say({})).to.equal("Avlyst: Konsert med korpset. Billetten din gjelder ikke lenger.");
  });

  it("the code stands beside the link where a text message needs no part more for it, and always in an e-mail", () => {
    const link = { code, url: "https://billett.example.no/t/abc", language: "nb" as const };
    const said = (text: string, channel: "sms" | "email") =>
      textFor(channel, { text, brief: text }, link);
    const room = ` Kode: ${code}`.length;
    for (const [letter, most] of [
      ["å", 160],
      ["«", 160],
      ["ï", 70],
      ["å", 2 * 153],
      ["ï", 2 * 67],
    ] as const) {
      const fits = letter.repeat(most - room);
      expect(said(fits, "sms")).to.equal(`${fits} Kode: ${code}`);
      expect(said(`${fits}.`, "sms")).to.equal(`${fits}.`);
      expect(said(`${fits}.`, "email")).to.equal(
        `${fits}. På en annen maskin: skriv koden ${code} på billett.example.no/t.`,
      );
    }
  });
});
