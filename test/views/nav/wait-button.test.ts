import { expect } from "chai";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { maxFormOffers, WaitButton } from "../../../src/views/nav/wait-button.tsx";

const frame = { area: "nav", brandName: "Join", language: "nb", path: "/nav" } as const;

/** The offers that each form names, for two children who were refused each of so many offers. */
function formsFor(count: number) {
  const offers = Array.from({ length: count }, (_, at) => `offer${at + 1}`);
  const places = ["one", "two"].flatMap((recipientId) =>
    offers.map((offerId) => ({ offerId, recipientId })),
  );
  const html = renderToStaticMarkup(createElement(WaitButton, { frame, places }));
  const forms = html.split("</form>").slice(0, -1);
  return { html, named: forms.map((form) => [...form.matchAll(/value="(offer\d+) /g)].length) };
}

describe("the button that puts refused children on waiting lists", () => {
  it("is one for as many offers as a form may name, and none without a child", () => {
    expect(formsFor(0).html).to.equal("");
    const { named, html } = formsFor(maxFormOffers);
    expect(named).to.deep.equal([100]);
    expect(html).not.to.contain("tilbud");
  });

  it("is one for each fifty offers where there are more, and says which it is for", () => {
    const { named, html } = formsFor(101);
    expect(named).to.deep.equal([100, 100, 2]);
    expect(html)
      .to.contain("(tilbud 1–50 av 101)")
      .and.contain("(tilbud 51–100 av 101)")
      .and.contain("(tilbud 101–101 av 101)");
  });
});
