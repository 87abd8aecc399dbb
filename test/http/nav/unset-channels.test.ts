import { expect } from "chai";
import { recipientNb } from "../../../src/views/texts/recipient-nb.ts";
import { useDatabase } from "../../support/database.ts";
import { useOfficerPages } from "../../support/officer-pages.ts";

describe("choosing how a family gets its link", () => {
  const database = useDatabase();
  const sms = { gateway: "generic", url: "https://sms.example.no", token: "t" } as const;
  const pages = useOfficerPages(database, ["5025"], {
    change: (deps) => ({ ...deps, config: { ...deps.config, environment: "production", sms } }),
  });

  it("the choice of delivery says beside a way that is not set up that its message will wait", async () => {
    const text = await (await pages.get("/nav/recipients/new")).text();
    expect(text)
      .to.contain(recipientNb.deliveryHelp.sms)
      .and.contain(recipientNb.deliveryHelp.print);
    expect(text.split(recipientNb.deliveryUnset)).to.have.length(2);
    expect(text).to.not.contain(recipientNb.deliveryHelp.email);
  });
});
