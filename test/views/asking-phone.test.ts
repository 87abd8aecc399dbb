import { expect } from "chai";
import { askingPhone } from "../../src/views/holder/asking-phone.ts";

const webkit = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
const iPhone = `Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) ${webkit}`;
const mac = `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit}`;
const android = "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko)";

const all = ["apple", "google"];
const cases: [
  name: string,
  userAgent: string,
  wallets: string[],
  bundles: boolean,
  app: boolean,
][] = [
  ["Safari on iPhone", `${iPhone} Version/19.0 Mobile/1 Safari/604.1`, ["apple"], true, false],
  ["Chrome on iPhone", `${iPhone} CriOS/140.0 Mobile/1 Safari/604.1`, ["apple"], false, false],
  ["Messenger on iPhone", `${iPhone} Mobile/1 [FBAN/MessengerForiOS]`, ["apple"], false, true],
  ["Snapchat on iPhone", `${iPhone} Mobile/1 Snapchat/13.0`, ["apple"], false, true],
  ["Instagram on Android", `${android} Chrome/140 Instagram 400`, ["google"], false, true],
  ["a view on Android", `${android.replace(")", "; wv)")} Chrome/140`, ["google"], false, true],
  ["Chrome on Android", `${android} Chrome/140 Mobile Safari/537.36`, ["google"], false, false],
  [
    "Samsung's browser",
    `${android} SamsungBrowser/28 Mobile Safari/537.36`,
    ["google"],
    false,
    false,
  ],
  ["Safari on a Mac", `${mac} Version/19.0 Safari/605.1.15`, all, true, false],
  ["Windows", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140", all, false, false],
  ["nothing that is known", "", all, false, false],
];

describe("the device that asks for the tickets", () => {
  for (const [name, userAgent, wallets, opensBundles, isInApp] of cases) {
    it(`${name} gets the wallets and files that it can open`, () => {
      const phone = askingPhone({ apple: true, google: true }, userAgent);
      expect(phone).to.deep.include({ wallets, opensBundles, isInApp });
      expect([...phone.wallets, ...phone.otherWallets]).to.have.members(all);
    });
  }

  it("a phone whose own wallet is not offered gets the other one", () => {
    const { wallets, otherWallets } = askingPhone({ apple: false, google: true }, iPhone);
    expect({ wallets, otherWallets }).to.deep.equal({ wallets: ["google"], otherWallets: [] });
  });
});
