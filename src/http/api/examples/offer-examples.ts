import type { OfferState } from "../../../domain/offers/offer.ts";
import { exampleIds } from "./example-ids.ts";

export const offerBodyExample = {
  templateId: exampleIds.template,
  title: { nb: "Dagskort i skitrekket", nn: "Dagskort i skitrekket", en: "Day lift pass" },
  category: "ski",
  quota: 80,
  validFrom: "2026-12-19",
  validUntil: "2027-04-11",
  blackout: [["2027-03-25", "2027-03-29"]],
  ageFrom: 5,
  ageTo: 16,
  municipalities: ["5025", "5026"],
  perRecipient: 3,
  companions: 0,
  uses: 1,
  refund: { per: "admission", ore: 25000 },
  place: {
    name: "Hovdelia skisenter",
    address: "Skiveien 40, 7380 Ålen",
    latitude: 62.8392,
    longitude: 11.2911,
  },
};

/** The same validity as instants: whole days in Oslo. */
export const offerValidityExample = {
  validFrom: "2026-12-18T23:00:00.000Z",
  validUntil: "2027-04-11T22:00:00.000Z",
};

export const revisionExample = "wJ2v8k0QmB1xT5dN";

export function offerExample(state: OfferState, changes: Record<string, unknown> = {}): object {
  const isApproved = !["draft", "submitted", "returned"].includes(state);
  const allocated = isApproved ? 61 : 0;
  return {
    id: exampleIds.offer,
    providerId: exampleIds.provider,
    state,
    templateVersion: 1,
    contentVersion: 1,
    revision: revisionExample,
    ...offerBodyExample,
    codeSource: "ours",
    refundPerAdmissionOre: offerBodyExample.refund.ore,
    allocated,
    ...(isApproved && { approvedQuota: offerBodyExample.quota }),
    left: offerBodyExample.quota - allocated,
    updatedAt: "2026-11-16T12:10:00.000Z",
    ...offerValidityExample,
    ...changes,
  };
}
