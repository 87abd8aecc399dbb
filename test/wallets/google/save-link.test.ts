import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { expect } from "chai";
import jsonwebtoken from "jsonwebtoken";
import type { TicketStyle } from "../../../src/domain/templates/template.ts";
import { aGoogleOffer, aGoogleTicket } from "../../support/google-offers.ts";
import { useGoogleSandbox } from "../../support/google-sandbox.ts";
import { readSaveJwt } from "../../support/read-save-jwt.ts";

const at = new Date("2027-01-15T10:00:00.900Z");

describe("a save link", () => {
  const google = useGoogleSandbox();
  const publicKey = () => createPublicKey(google.config.serviceAccount.private_key);
  const idOf = (serialNumber: string) => `${google.config.issuerId}.t-${serialNumber}`;

  async function savedTickets(styles: TicketStyle[]) {
    const wallet = google.wallet();
    const tickets = [];
    for (const style of styles) {
      const offer = aGoogleOffer({ style });
      const ticket = aGoogleTicket();
      await wallet.upsertObject(offer, ticket);
      tickets.push({ style, serialNumber: ticket.serialNumber });
    }
    return tickets;
  }

  it("google 13: has exactly the claims that Google asks for, signed with the service account's key", async () => {
    const [ticket] = await savedTickets(["coupon"]);
    const link = await google.wallet().saveLink(ticket ? [ticket] : [], at);
    expect(link).to.match(/^http:.*\/gp\/v\/save\/[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(readSaveJwt(link, publicKey())).to.deep.equal({
      iss: google.config.serviceAccount.client_email,
      aud: "google",
      typ: "savetowallet",
      iat: 1_800_007_200,
      origins: ["https://tickets.example"],
      payload: { offerObjects: [{ id: idOf(ticket?.serialNumber ?? "") }] },
    });
    const [header = ""] = link.slice(link.lastIndexOf("/") + 1).split(".");
    expect(JSON.parse(Buffer.from(header, "base64url").toString())).to.deep.equal({
      alg: "RS256",
      typ: "JWT",
    });
  });

  it("google 13: does not verify with another key", async () => {
    const link = await google.wallet().saveLink(await savedTickets(["coupon"]), at);
    const { publicKey: other } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    expect(() => readSaveJwt(link, other)).to.throw("invalid signature");
  });

  it("google 14: carries the JWT itself below 1,800 characters and Google's short name above", async () => {
    const tickets = await savedTickets(Array<TicketStyle>(20).fill("coupon"));
    const wallet = google.wallet();
    const kinds = new Set<string>();
    for (let count = 1; count <= tickets.length; count += 1) {
      google.sandbox.log.clear();
      const link = await wallet.saveLink(tickets.slice(0, count), at);
      const name = link.slice(link.lastIndexOf("/") + 1);
      const asked = google.sandbox.log.count("POST", /\/jwt$/);
      if (name.includes(".")) {
        kinds.add("itself");
        expect(name.length).to.be.below(1800);
        expect(asked).to.equal(0);
      } else {
        kinds.add("short");
        expect(google.sandbox.store.jwt(name)?.length).to.be.at.least(1800);
        expect(asked).to.equal(1);
      }
      expect((await fetch(link)).status).to.equal(200);
    }
    expect([...kinds]).to.deep.equal(["itself", "short"]);
  });

  it("google 15: holds ids and nothing else of a ticket", async () => {
    const tickets = await savedTickets(["event", "coupon", "membership"]);
    const { payload } = readSaveJwt(await google.wallet().saveLink(tickets, at), publicKey());
    const members = Object.values(payload)
      .flat()
      .flatMap((object) => Object.keys(object));
    expect(members).to.deep.equal(["id", "id", "id"]);
  });

  it("google 16: puts fifteen tickets of three verticals into their arrays and keeps the order", async () => {
    const styles: TicketStyle[] = ["event", "membership", "coupon"];
    const tickets = await savedTickets([...styles, ...styles, ...styles, ...styles, ...styles]);
    const link = await google.wallet().saveLink(tickets, at);
    const name = link.slice(link.lastIndexOf("/") + 1);
    const { payload } = readSaveJwt(google.sandbox.store.jwt(name) ?? link, publicKey());
    const expected = (style: TicketStyle) =>
      tickets
        .filter((each) => each.style === style)
        .map(({ serialNumber }) => ({ id: idOf(serialNumber) }));
    expect(payload).to.deep.equal({
      eventTicketObjects: expected("event"),
      offerObjects: expected("coupon"),
      genericObjects: expected("membership"),
    });
    expect((await fetch(link)).status).to.equal(200);
  });

  describe("is refused by the stand-in", () => {
    const follow = async (change: object, key = google.config.serviceAccount.private_key) => {
      const [ticket] = await savedTickets(["coupon"]);
      const claims = {
        iss: google.config.serviceAccount.client_email,
        aud: "google",
        typ: "savetowallet",
        iat: 1_800_007_200,
        origins: ["https://tickets.example"],
        payload: { offerObjects: [{ id: idOf(ticket?.serialNumber ?? "") }] },
        ...change,
      };
      const jwt = jsonwebtoken.sign(claims, key, { algorithm: "RS256" });
      return (await fetch(`${google.config.saveOrigin}/gp/v/save/${jwt}`)).status;
    };
    it("never, as long as nothing is wrong", async () => {
      expect(await follow({})).to.equal(200);
    });
    for (const { what, change } of [
      { what: "another audience", change: { aud: "apple" } },
      { what: "another type", change: { typ: "savetoandroidpay" } },
      { what: "another issuer", change: { iss: "somebody@else.example" } },
      { what: "an end", change: { exp: 4_000_000_000 } },
      { what: "no object", change: { payload: {} } },
      { what: "an unknown object", change: { payload: { offerObjects: [{ id: "1.x" }] } } },
    ]) {
      it(`with ${what}`, async () => {
        expect(await follow(change)).to.equal(400);
      });
    }
    it("with another signature", async () => {
      const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
      const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
      expect(await follow({}, pem)).to.equal(400);
    });
  });
});
