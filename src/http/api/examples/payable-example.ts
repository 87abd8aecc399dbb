import { exampleIds } from "./example-ids.ts";

export const payableExample = {
  month: "2027-02",
  municipalities: [
    {
      municipality: "5025",
      name: "Røros",
      refundOre: 550000,
      items: [
        {
          providerId: exampleIds.provider,
          provider: "Hovdelia skisenter",
          organisationNumber: "313003078",
          reference: "2027-02-313003078-5025",
          accountNumber: "86011117947",
          statedAt: "2027-03-01T08:00:00.000Z",
          dueOn: "2027-03-31",
          useOre: 525000,
          correctionsOre: 25000,
          refundOre: 550000,
          netOre: 491071,
          vatPercent: 12,
          vatOre: 58929,
          attestedAt: "2027-03-03T09:12:00.000Z",
          attestedBy: "a3f1c2",
        },
      ],
    },
  ],
};
