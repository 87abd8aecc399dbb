import { expect } from "chai";
import { isOrganisationNumber } from "../../../src/domain/providers/organisation-number.ts";
import { slugOf } from "../../../src/domain/providers/provider.ts";

describe("a provider", () => {
  for (const { name, slug } of [
    { name: "Øvre Gauldal idrettslag", slug: "ovre-gauldal-idrettslag" },
    { name: "Bergstaden Kino", slug: "bergstaden-kino" },
    { name: "Sjøbåten «Falk» & co.", slug: "sjobaten-falk-co" },
    { name: "Kafé Ærlig", slug: "kafe-aerlig" },
    { name: "Åarjelhsaemien teatere", slug: "aarjelhsaemien-teatere" },
    { name: "!!!", slug: "provider" },
  ]) {
    it(`named “${name}” has the address ${slug}`, () => {
      expect(slugOf(name)).to.equal(slug);
    });
  }

  for (const { number, valid } of [
    { number: "313000079", valid: true },
    { number: "313008088", valid: true },
    { number: "313000078", valid: false },
    { number: "31300007", valid: false },
    { number: "3130000790", valid: false },
    { number: "31300007a", valid: false },
  ]) {
    it(`${valid ? "may" : "may not"} have the organisation number ${number}`, () => {
      expect(isOrganisationNumber(number)).to.equal(valid);
    });
  }
});
