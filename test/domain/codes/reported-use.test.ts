import { expect } from "chai";
import {
  decideReportedUse,
  type ReportedCode,
  type UseOutcome,
} from "../../../src/domain/codes/reported-use.ts";

const ticket = {
  isTakenBack: false,
  fetchedAt: new Date("2027-01-10T22:30:00Z"),
  validity: {
    from: new Date("2027-01-01T00:00:00+01:00"),
    until: new Date("2027-02-01T00:00:00+01:00"),
  },
} as const;
const shown: ReportedCode = { state: "revealed", question: null, ticket };
const takenBack: ReportedCode = { ...shown, ticket: { ...ticket, isTakenBack: true } };

const cases: [
  text: string,
  code: ReportedCode | undefined,
  usedOn: string | undefined,
  UseOutcome,
][] = [
  ["of a shown code counts", shown, undefined, "counted"],
  ["of a shown code counts on the day of the first fetch", shown, "2027-01-10", "counted"],
  ["of a shown code counts on the ticket's last day", shown, "2027-01-31", "counted"],
  ["of no code of the offer is unknown", undefined, undefined, "unknown"],
  ["of a used code is known", { ...shown, state: "used" }, undefined, "known"],
  ["of a code asked about is known", { ...shown, question: "ended" }, undefined, "known"],
  ["of a code whose ticket was taken back is a question", takenBack, undefined, "ended"],
  [
    "of a free code is a question",
    { ...shown, state: "free", ticket: null },
    undefined,
    "not_shown",
  ],
  ["of a reserved code is a question", { ...shown, state: "reserved" }, undefined, "not_shown"],
  [
    "of a withdrawn code is a question",
    { ...shown, state: "withdrawn", ticket: null },
    undefined,
    "not_shown",
  ],
  ["before the first fetch is a question", shown, "2027-01-09", "not_shown"],
  ["after the ticket's last day is a question", shown, "2027-02-01", "not_valid"],
  [
    "of an anonymised ticket's code is a question",
    { ...shown, ticket: null },
    undefined,
    "too_late",
  ],
];

describe("a reported use", () => {
  for (const [text, code, usedOn, outcome] of cases) {
    it(`a reported use ${text}`, () => {
      expect(decideReportedUse(code, usedOn)).to.equal(outcome);
    });
  }
});
