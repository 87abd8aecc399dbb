import { expect } from "chai";
import type { Locator, Page } from "playwright-core";

/** Runs in the page: whether something has the focus, and marks it, and whether one can see that it has. */
const mark = `(() => {
  const one = document.activeElement;
  if (!one || one === document.body || (one === globalThis.firstFocused && globalThis.wentOn)) return false;
  globalThis.wentOn = globalThis.firstFocused !== undefined;
  globalThis.firstFocused ??= one;
  const isSeen = (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  // What stands around a checkbox or radio button draws its focus.
  const around = [one, one.closest(".aksel-checkbox, .aksel-radio")].filter(Boolean);
  const styles = around.flatMap((each) => [getComputedStyle(each), getComputedStyle(each, "::after")]);
  one.dataset.visited ||= "unseen";
  if (styles.some(isSeen)) one.dataset.visited = "seen";
  return true;
})()`;

/** Runs in the page: what had the focus, and never showed it. */
const unseen = `[...document.querySelectorAll("[data-visited=unseen]")].map((one) => one.outerHTML.slice(0, 160))`;

/** Runs in the page: what one could press or fill in, and the focus has not been on. */
const missed = `[...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.type !== "hidden" && !one.dataset.visited)
  // Of a group of radio buttons the focus stands on one; arrows lead to the others.
  .filter((one) => one.type !== "radio" || !document.querySelector('input[type=radio][name="' + one.name + '"][data-visited]'))
  .map((one) => one.outerHTML.slice(0, 160))`;

/** Tabs through the whole page: everything is reached, in view, and seen to have the focus. */
export async function expectReachable(page: Page): Promise<void> {
  await page.evaluate("delete globalThis.firstFocused");
  await page.getByRole("link", { name: "Hopp til innholdet" }).focus();
  await page.evaluate(mark);
  for (let pressed = 0; pressed < 2_000; pressed += 1) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(mark)) === false) break;
  }
  expect(await page.evaluate(unseen), "without a visible focus").to.deep.equal([]);
  expect(await page.evaluate(missed), "never reached").to.deep.equal([]);
}

export const hasFocus = (wanted: Locator): Promise<boolean> =>
  wanted.evaluate((element) =>
    (element as unknown as { matches(selector: string): boolean }).matches(":focus"),
  );

/** Tabs on until the element has the focus. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let pressed = 0; pressed < 200; pressed += 1) {
    await page.keyboard.press("Tab");
    if (await hasFocus(wanted)) return;
  }
  throw new Error("The element cannot be reached with the keyboard.");
}
