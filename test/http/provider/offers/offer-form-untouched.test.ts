import { expect } from "chai";
import { apiWorld, type ApiWorld } from "../../../support/api-world.ts";
import { useBrowser } from "../../../support/browser.ts";
import { useDatabase } from "../../../support/database.ts";
import { useServer } from "../../../support/server.ts";
import { signInProvider } from "../../../support/sign-in-provider.ts";

/** What only the API can say, or says in more ways than the form. */
const drafts: [what: string, terms: Record<string, unknown>][] = [
  [
    "an event of three days",
    {
      validFrom: "2027-02-12T18:00:00+01:00",
      validUntil: "2027-02-14T22:00:00+01:00",
      event: { start: "2027-02-12T18:00:00+01:00", end: "2027-02-14T22:00:00+01:00" },
    },
  ],
  [
    "an event with doors the day before, seconds, and days on which it is not valid",
    {
      validFrom: "2027-02-01",
      validUntil: "2027-02-28",
      weekdays: [5, 6, 7],
      blackout: [["2027-02-20", "2027-02-21"]],
      event: {
        doors: "2027-02-11T23:30:00+01:00",
        start: "2027-02-12T18:00:30+01:00",
        end: "2027-02-13T02:15:45+01:00",
      },
    },
  ],
  [
    "a refund for each month with caps",
    {
      refundPerAdmissionOre: 9050,
      refund: { per: "month", ore: 9050, capPerTicketOre: 20_000, capTotalOre: 1_000_000 },
    },
  ],
  [
    "an event in the hour that comes twice",
    {
      validFrom: "2026-10-24",
      validUntil: "2026-10-25",
      event: { start: "2026-10-25T02:30:00+02:00", end: "2026-10-25T02:30:00+01:00" },
    },
  ],
  [
    "validity from an hour to an hour",
    { validFrom: "2027-02-12T15:00:00+01:00", validUntil: "2027-03-01T12:00:00+01:00" },
  ],
  [
    "closed days in any order, Easters among them",
    {
      validUntil: "2028-12-31",
      weekdays: [7, 1],
      blackout: [
        ["2028-04-13", "2028-04-17"],
        ["2027-12-24", "2027-12-26"],
        ["2027-03-25", "2027-03-29"],
        ["2027-05-17", "2027-05-17"],
      ],
    },
  ],
  [
    "opening hours of some days, to midnight",
    {
      hours: [
        { weekdays: [5, 4], opens: "10:00", closes: "18:30" },
        { weekdays: [6], opens: "11:00", closes: "24:00" },
      ],
    },
  ],
  [
    "the same opening hours on some days",
    { weekdays: [6, 7], hours: [{ weekdays: [6, 7], opens: "00:00", closes: "15:00" }] },
  ],
  ["a limit a day on a single use", { uses: 1, usesPerDay: 1 }],
  ["any number of uses", { uses: null, usesPerDay: 2, claimWithinDays: 14 }],
  [
    "sessions, one of them with doors and into the night",
    {
      validFrom: "2027-02-01",
      validUntil: "2027-02-21",
      weekdays: [5, 6, 7],
      sessions: [
        {
          doors: "2027-02-12T17:30:00+01:00",
          start: "2027-02-12T18:00:30+01:00",
          end: "2027-02-13T01:15:00+01:00",
        },
        { start: "2027-02-19T18:00:00+01:00", end: "2027-02-21T12:00:00+01:00" },
      ],
    },
  ],
  [
    "parts with keys and languages of their own",
    {
      uses: 2,
      parts: [
        { key: "seat", label: { nb: "Plass", en: "Seat" } },
        { key: "snack-1", label: "Popcorn" },
      ],
    },
  ],
  ["hours from the first scan", { uses: null, validFor: { hours: 3 } }],
  ["days from the first scan of several uses", { uses: 5, validFor: { days: 7 } }],
  ["øre", { refundPerAdmissionOre: 9050 }],
  [
    "codes of the provider's own",
    {
      codeSource: "provider",
      symbology: "ean13",
      showAs: "both",
      redeemAt: "web",
      redeemUrl: "https://kino.example/kode",
      instructions: { nb: "Skriv koden i kassen på nett.", en: "Enter the code online." },
      reportsUse: "api",
    },
  ],
  [
    "all texts, on several lines, and a place with its coordinates",
    {
      title: { nb: "Kino", nn: "Kino", en: "Cinema", sma: "Kino" },
      description: { nb: "Film.\nPopkorn.", nn: "Film.\r\nPopkorn.", en: "A\n\nB", sma: "Film" },
      place: {
        name: "Storsalen",
        address: "Torget 1, 7374 Røros",
        latitude: 62.5,
        longitude: 11.4,
      },
    },
  ],
];

describe("a draft made over the API and saved on the page untouched", function () {
  this.timeout(60_000);
  const database = useDatabase({ shipped: true });
  const server = useServer(database);
  const browser = useBrowser();
  let world: ApiWorld;

  before(async () => {
    world = await apiWorld(server);
  });

  for (const [what, terms] of drafts) {
    it(`a draft saved untouched keeps ${what}`, async () => {
      const { provider, providerId, offerBody } = world;
      const { body: draft } = await provider.post("/api/v1/offers", { ...offerBody, ...terms });
      const id = String(draft["id"]);
      const context = await browser.open();
      await signInProvider(server, context, providerId);
      const page = await context.newPage();
      await page.goto(`${server.url}/provider/offers/${id}/edit`);
      await page.getByRole("button", { name: "Lagre og se over" }).click();
      await page.getByText("Tilbudet er lagret.").waitFor();
      await context.close();
      const { body: saved } = await provider.get(`/api/v1/offers/${id}`);
      expect({ ...saved, updatedAt: draft["updatedAt"] }).to.deep.equal(draft);
    });
  }
});
