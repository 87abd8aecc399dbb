import { expect } from "chai";
import {
  kindOfDeviceLog,
  sampleDeviceLog,
  sampleLength,
} from "../../../src/domain/apple/device-log.ts";

const device = "19121d6b570b31a3fa56dbd45411c933";
const serial = "pJ3kQ0bq8b-TzWm_4c1VxA";
const service = "pass type pass.no.example.ticket";
const url = "with web service url https://tickets.example/apple";

describe("a line of the device log", () => {
  for (const [kind, line] of [
    [
      "authentication",
      `[2027-01-15 11:57:01 +0100] Unregister task (for device ${device}, ${service}, serial number ${serial}; ${url}) encountered error: Authentication failure`,
    ],
    [
      "malformed_answer",
      `[2027-01-15 11:57:01 +0100] Get serial numbers task (for device ${device}, ${service}, last updated 12_3; ${url}) encountered error: Server response was malformed (Missing response data)`,
    ],
    [
      "malformed_answer",
      `Get pass task (${service}, serial number ${serial}, if-modified-since (null); ${url}) encountered error: Received invalid pass data (The passTypeIdentifier or serialNumber does not match)`,
    ],
    [
      "malformed_answer",
      `Get pass task (${service}, serial number ${serial}; ${url}) encountered error: Unexpected response code 500`,
    ],
    [
      "malformed_answer",
      `Web service error for pass.no.example.ticket (https://tickets.example/apple): Response to 'What changed?' request included 1 serial numbers but the lastUpdated tag (12_3) remained the same.`,
    ],
    [
      "malformed_answer",
      `Web service error for pass.no.example.ticket (https://tickets.example/apple): Server returned the pass data for serial number '${serial}' but did not provide a 'last-modified' header.`,
    ],
    [
      "unchanged_pass",
      `Web service error for pass.no.example.ticket (https://tickets.example/apple): Server requested update to serial number '${serial}', but the pass was unchanged.`,
    ],
    [
      "unchanged_pass",
      `Web service error for pass.no.example.ticket (https://tickets.example/apple): Server ignored the 'if-modified-since' header (Fri, 15 Jan 2027 10:00:00 GMT) and returned the full unchanged pass data for serial number '${serial}'.`,
    ],
    [
      "spurious_push",
      `Web service error for pass.no.example.ticket (https://tickets.example/apple): Device received spurious push. Request for passesUpdatedSince '12_3' returned no serial numbers. (Device = ${device})`,
    ],
    [
      "other",
      `Web service error for pass.no.example.ticket (https://tickets.example/apple): Update requested for unregistered serial number ${serial}`,
    ],
    ["other", "hello"],
    ["other", ""],
  ] as const) {
    it(`apple 39: “${line.slice(-60)}” counts as ${kind}, and its sample names no one`, () => {
      expect(kindOfDeviceLog(line)).to.equal(kind);
      const sample = sampleDeviceLog(line);
      for (const secret of [device, serial, "tickets.example"]) {
        expect(sample).not.to.contain(secret);
      }
      expect(sample.length).to.be.at.most(sampleLength);
    });
  }

  it("the device log filter keeps what tells the fault", () => {
    const line = `[2027-01-15 11:57:01 +0100] Register task (for device ${device}, ${service}, serial number ${serial}; ${url}) encountered error: Authentication failure`;
    expect(sampleDeviceLog(line)).to.equal(
      "[2027-01-15 11:57:01 +0100] Register task (for device …, pass type pass.no.example.ticket, serial number …; with web service url <url>) encountered error: Authentication failure",
    );
  });

  for (const [what, text] of [
    ["a short serial number", "serial number 12345"],
    ["a token", "Authorization: ApplePass c2VjcmV0c2VjcmV0c2VjcmV0"],
    ["an e-mail address", "mail kari.nordmann@example.no now"],
    ["an e-mail address with a long local part", `kari.nordmann.${"æ.".repeat(40)}@example.no`],
    ["an e-mail address in quotes", `'kari.nordmann'@example.no`],
    ["a national identity number", "01019912345"],
    ["a phone number", "+4799999999"],
  ] as const) {
    it(`the device log filter leaves out ${what}`, () => {
      expect(sampleDeviceLog(text))
        .to.contain("…")
        .and.not.match(/12345|c2Vj|nordmann|99999/);
    });
  }

  it("the device log filter is one line of at most 200 characters, whatever was sent", () => {
    expect(sampleDeviceLog("a b\u0000\u0007\n\tc\ud800d")).to.equal("a b c d");
    const long = sampleDeviceLog("æ ø 💥 ".repeat(20_000));
    expect(Array.from(long)).to.have.length(200);
    expect(long).to.match(/…$/);
    expect(sampleDeviceLog("x ".repeat(5)).trim()).to.equal("x x x x x");
  });
});
