import { expect } from "chai";
import { offerBody } from "../../../../src/domain/offers/offer-input.ts";
import { termsOf } from "../../../../src/domain/offers/offer-terms.ts";
import type { Offer } from "../../../../src/domain/offers/offer.ts";
import { AppError } from "../../../../src/errors.ts";
import { parse } from "../../../../src/http/api/parse.ts";
import { bodyOfForm } from "../../../../src/http/provider/offers/offer-form-body.ts";
import {
  formOfOffer,
  newOfferForm,
} from "../../../../src/http/provider/offers/offer-form-values.ts";
import { mergedOfferForm, withShown } from "../../../../src/http/provider/offers/offer-merge.ts";
import type { OfferFormValues } from "../../../../src/views/provider/offer-form-values.ts";

const provider = {
  id: "9d0f2f3e-2c2c-4c1e-8d2c-0c9a2c3b4d5e",
  slug: "hovdelia",
  name: "Hovdelia",
  organisationNumber: "974760673",
  municipality: "5026",
  state: "approved",
  vatPercent: 0,
} as const;
const templateId = "3c1a8a5e-7b0d-4d2c-9a55-1f1d2f0b9c01";
const form: OfferFormValues = {
  ...newOfferForm("museum", {
    provider,
    templates: [{ id: templateId, slug: "museum", style: "admission", categories: [] }],
    now: new Date("2026-11-22T12:00:00Z"),
  }),
  "title.nb": "Museum",
  quota: "40",
};
const offerOf = (values: Partial<OfferFormValues>) =>
  ({
    ...termsOf(parse(offerBody, bodyOfForm({ ...form, ...values }))),
    ...{ id: "x", providerId: "y", state: "draft", allocated: 0 },
  }) as Offer;

const error = new AppError("precondition_failed", "The offer was changed.");
const opened = withShown(formOfOffer(offerOf({})));

/** What a form says that was opened at the first, when another has saved `now` meanwhile. */
function said(typed: Partial<OfferFormValues>, now: Partial<OfferFormValues>) {
  const values = { ...opened, ...typed };
  const merged = mergedOfferForm({ values, faults: new Map(), error }, offerOf(now));
  const others = merged.others?.("nb", new Map([["5026", "Holtålen"]])) ?? [];
  return {
    values: merged.values,
    others: others.map(({ label, isBoth }) => `${label}${isBoth ? " (begge)" : ""}`),
  };
}

describe("an offer's form that another's change came before", () => {
  const cases: [
    what: string,
    typed: Partial<OfferFormValues>,
    now: Partial<OfferFormValues>,
    others: string[],
  ][] = [
    ["the other's field alone", { companions: "1" }, { quota: "44" }, ["Antall billetter"]],
    ["a field that both changed", { quota: "50" }, { quota: "44" }, ["Antall billetter (begge)"]],
    [
      "a field that both changed, where it is not yet a number",
      { quota: "mange" },
      { quota: "44" },
      ["Antall billetter (begge)"],
    ],
    [
      "a field that both changed, where another field is not yet right",
      { quota: "50", ageFrom: "ti" },
      { quota: "44" },
      ["Antall billetter (begge)"],
    ],
    [
      "different fields of one sentence as the other's",
      { ageFrom: "7" },
      { companions: "2" },
      ["Vilkår"],
    ],
    [
      "one of several changes",
      { "title.nb": "Mitt" },
      { "title.nb": "Ditt", quota: "44" },
      ["Navn (Bokmål) (begge)", "Antall billetter"],
    ],
  ];
  for (const [what, typed, now, others] of cases) {
    it(`names ${what}`, () => {
      expect(said(typed, now).others).to.deep.equal(others);
    });
  }

  it("keeps what was typed and the other's fields beside it", () => {
    const { values } = said({ companions: "1" }, { quota: "44" });
    expect(values).to.include({ companions: "1", quota: "44" });
  });

  it("keeps all as typed, and goes on so, where it does not say what it showed", () => {
    const { values, others } = said({ shown: "", companions: "1" }, { quota: "44" });
    expect(values).to.include({ shown: "", companions: "1", quota: "40" });
    expect(others).to.deep.equal([]);
  });
});
