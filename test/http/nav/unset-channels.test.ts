import { expect } from "chai";
import { Router } from "express";
import { startSession } from "../../../src/http/auth/staff-session.ts";
import { recipientNb } from "../../../src/views/texts/recipient-nb.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";

describe("choosing how a family gets its link", () => {
  const database = useDatabase();
  const signIn = Router();
  const sms = { url: "https://sms.example.no", token: "t" };
  const server = useServer(database, {
    sandbox: signIn,
    change: (deps) => ({ ...deps, config: { ...deps.config, environment: "production", sms } }),
  });
  signIn.get("/sign-in", (_request, response) => {
    startSession(server.deps, response, { sub: "nora", name: "Nora", nav: ["5025"], culture: [] });
    response.end();
  });

  it("says beside a way that is not set up that its message will wait", async () => {
    const { headers } = await fetch(`${server.url}/sign-in`);
    const cookie = headers.getSetCookie().map((each) => each.split(";")[0]);
    const page = await fetch(`${server.url}/nav/recipients/new`, {
      headers: { cookie: cookie.join("; ") },
    });
    const text = await page.text();
    expect(text)
      .to.contain(recipientNb.deliveryHelp.sms)
      .and.contain(recipientNb.deliveryHelp.print);
    expect(text.split(recipientNb.deliveryUnset)).to.have.length(2);
    expect(text).to.not.contain(recipientNb.deliveryHelp.email);
  });
});
