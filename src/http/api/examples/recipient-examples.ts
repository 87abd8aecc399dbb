import { exampleIds } from "./example-ids.ts";

export const recipientBodyExample = {
  reference: "R-1008",
  household: "H-7",
  birthYear: 2010,
  municipality: "5026",
  language: "nb",
  phone: "+4741234508",
  delivery: "sms",
};

export const recipientExample = {
  id: exampleIds.recipient,
  reference: recipientBodyExample.reference,
  householdId: exampleIds.household,
  birthYear: 2010,
  municipality: "5026",
  language: "nb",
  phone: "+4741234508",
  delivery: "sms",
  protectedAddress: false,
  createdAt: "2026-11-20T09:30:00.000Z",
};
