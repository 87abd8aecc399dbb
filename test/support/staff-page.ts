import type { Page } from "playwright-core";

/** Opens a staff page, signing in through the sandbox's identity provider when asked to. */
export async function openAsOfficer(
  page: Page,
  url: string,
  name = "Nora Veileder",
): Promise<void> {
  await page.goto(url);
  const officer = page.getByRole("button", { name });
  if (await officer.isVisible()) {
    await officer.click();
    await page.waitForURL(url);
  }
}
