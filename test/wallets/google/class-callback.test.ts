import { expect } from "chai";
import type { TicketStyle } from "../../../src/domain/templates/template.ts";
import { aGoogleOffer } from "../../support/google-offers.ts";
import { useGoogleSandbox } from "../../support/google-sandbox.ts";

const styles: TicketStyle[] = ["event", "admission", "membership", "coupon"];

describe("where a class reports to", () => {
  const google = useGoogleSandbox();

  const callbackOf = async (style: TicketStyle, publicUrl: string) => {
    const offer = aGoogleOffer({ style });
    await google.wallet({ publicUrl }).upsertClass(offer);
    const id = `${google.config.issuerId}.t-${offer.content.offerId}`;
    return google.sandbox.store.get(id)?.body["callbackOptions"];
  };

  for (const style of styles) {
    it(`a class's callback is our address for ${style} tickets, where Google can reach it`, async () => {
      expect(await callbackOf(style, "https://tickets.example")).to.deep.equal({
        url: "https://tickets.example/google/callback",
      });
    });

    it(`a class's callback is nowhere for ${style} tickets on a service without https, which Google refuses`, async () => {
      expect(await callbackOf(style, "http://localhost:3000")).to.equal(undefined);
    });
  }
});
