import { expect } from "chai";
import { readBatch, writeBatch } from "../../../src/wallets/google/batch-format.ts";
import { refusal } from "../../../src/wallets/google/refusal.ts";

/** As Google's documentation prints one. */
const answer = [
  "--batch_foobarbaz",
  "Content-Type: application/http",
  "Content-ID: <response-1>",
  "",
  "HTTP/1.1 429 Too Many Requests",
  "Content-Type: application/json",
  "Retry-After: 7",
  "",
  '{"error": {"code": 429,\r\n\r\n "message": "slow down"}}',
  "",
  "--batch_foobarbaz",
  "Content-Type: application/http",
  "Content-ID: <response-0>",
  "",
  "HTTP/1.1 200 OK",
  "Content-Type: application/json",
  "",
  '{"id": "a--batch_foobarbaz"}',
  "",
  "--batch_foobarbaz--",
  "",
];

describe("a batch", () => {
  for (const [name, end] of [
    ["CRLF", "\r\n"],
    ["LF", "\n"],
  ] as const) {
    it(`a batch is read by its parts' numbers, in whatever order they come (${name})`, () => {
      const read = readBatch('multipart/mixed; boundary="batch_foobarbaz"', answer.join(end));
      expect([...read.keys()]).to.have.members([0, 1]);
      expect(read.get(0)).to.include({ status: 200, text: '{"id": "a--batch_foobarbaz"}' });
      expect(read.get(1)?.status).to.equal(429);
      expect(read.get(1)?.headers.get("retry-after")).to.equal("7");
      expect(read.get(1)?.text).to.match(/slow down"}}$/);
    });
  }

  it("a batch has no answers where there is nothing to read", () => {
    expect(readBatch("application/json", "{}").size).to.equal(0);
    expect(readBatch("multipart/mixed; boundary=x", "").size).to.equal(0);
    expect(readBatch("multipart/mixed; boundary=x", "--x\r\n\r\n--x--").size).to.equal(0);
  });

  it("a batch is written with a boundary that no body can hold", () => {
    const calls = [
      { method: "PATCH", path: "/walletobjects/v1/offerObject/1.a", body: { a: "ø" } },
    ];
    const [one, other] = [writeBatch(calls), writeBatch(calls)];
    expect(one.contentType).not.to.equal(other.contentType);
    expect(one.body).to.contain("PATCH /walletobjects/v1/offerObject/1.a HTTP/1.1");
    expect(one.body).to.contain('\r\n\r\n{"a":"ø"}\r\n--');
  });
});

describe("the field that Google's refusal is about", () => {
  const fieldIn = (error: object) =>
    refusal("PATCH x", { status: 400, retryAfter: undefined, text: JSON.stringify({ error }) })
      .field;
  for (const [message, field] of [
    ["Invalid value for field barcode.value", "barcode.value"],
    ["Invalid value at 'object.valid_time_interval' (type)", "object.valid_time_interval"],
    ["Invalid offerClass: /eventName must be object", "eventName"],
    ["The service account is not a user.", undefined],
  ] as const) {
    it(`the refused field is ${field ?? "unknown"} in “${message}”`, () => {
      expect(fieldIn({ message })).to.equal(field);
    });
  }
  it("the refused field is the one that the details name", () => {
    const details = [{ fieldViolations: [{ field: "object.state" }] }];
    expect(fieldIn({ message: "Invalid field other", details })).to.equal("object.state");
    expect(fieldIn({ message: "Invalid", errors: [{ location: "hero" }] })).to.equal("hero");
  });
});
