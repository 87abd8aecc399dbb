import { expect } from "chai";
import { invitationMail } from "../../../src/domain/providers/invitation-mail.ts";
import { mailLanguages } from "../../../src/domain/providers/provider-user.ts";

describe("the invitation of a provider's user", () => {
  for (const language of mailLanguages) {
    it(`says in ${language} with whom, why, what it costs and whom to ask`, () => {
      const { text } = invitationMail({
        provider: "Hovdelia skisenter",
        municipality: "Holtålen",
        contact: "kultur@holtalen.example",
        loginUrl: "https://billett.example/provider/login",
        language,
      });
      expect(text).to.match(/Hovdelia skisenter gir billett.r til barn og unge/);
      expect(text).to.contain("kulturkontoret i Holtålen. ");
      expect(text).to.match(/Det koster|Det kostar/);
      expect(text).to.match(/spør kulturkontoret i Holtålen, kultur@holtalen\.example/);
      expect(text).to.contain(`https://billett.example/provider/login?lang=${language}`);
    });
  }
});
