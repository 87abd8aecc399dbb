import { expect } from "chai";
import type { BrowserContext, Page } from "playwright-core";
import { startSession } from "../../../src/actions/access/start-session.ts";
import { loadShippedTemplates } from "../../../src/actions/templates/load-shipped-templates.ts";
import { useBrowser } from "../../support/browser.ts";
import { testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";
import { staffSession } from "../../support/sessions.ts";
import { sessionOfProvider } from "../../support/sign-in-provider.ts";
import { somethingOfEverything, staffPagesWith } from "../../support/staff-pages.ts";

/** A form that a person can write in, as the page has it. */
interface FoundForm {
  path: string;
  /** Under which name the browser keeps it; empty: it does not. */
  keptAs: string;
}

const kept = "Det du hadde skrevet, er hentet fram igjen.";
const kinds = ["text", "email", "url", "tel", "number", "color", "date", "time"];
const written = `textarea[name], input[name]:is(${kinds.map((kind) => `[type=${kind}]`).join(", ")}, :not([type]))`;

describe("what is typed in the forms of providers and of culture offices", function () {
  this.timeout(240_000);
  const database = useDatabase({ shipped: true });
  const server = useServer(database);
  const browser = useBrowser();
  let context: BrowserContext;
  let page: Page;
  let ids: Record<string, string>;
  let forms: FoundForm[];

  const areaOf = (path: string) => (path.startsWith("/culture") ? "staff" : "provider");
  const claims = { name: "Kari", nav: [], culture: ["5025"] };

  before(async () => {
    await loadShippedTemplates(server.deps);
    ids = await somethingOfEverything(server.deps);
    context = await browser.open();
    const secrets = {
      provider: await sessionOfProvider(server.deps, ids["providerId"] ?? ""),
      staff: await staffSession(server.deps, { sub: "kari", ...claims }),
    };
    await context.addCookies(
      Object.entries(secrets).map(([name, value]) => ({ name, value, url: server.url })),
    );
    page = await context.newPage();
    forms = await findForms();
  });

  afterEach(() => context.setOffline(false));

  /** An address with what differs between two of a kind left out. */
  const kindOf = (path: string) => {
    const { pathname, searchParams } = new URL(path, server.url);
    return [pathname.replace(/[0-9a-f-]{36}/g, ":id"), ...new Set(searchParams.keys())].join(" ");
  };

  /** Every form with a field to write in, of every page and of what the pages link to. */
  async function findForms(): Promise<FoundForm[]> {
    const states = Object.values(ids).flatMap((offerId) =>
      staffPagesWith(server.deps, { ...ids, offerId }),
    );
    const isPage = (path: string) =>
      /^\/(provider|culture)(\/|\?|$)/.test(path) &&
      !/\.(csv|pdf|png)|\/session$|\/login|lang=/.test(path);
    const paths = [...new Set(states)].filter(isPage);
    const kinds = new Set(paths.map(kindOf));
    const found: FoundForm[] = [];
    for (const path of paths) {
      const html = await (await context.request.get(server.url + path)).text();
      for (const [, href = ""] of html.matchAll(/href="([^"#]+)"/g)) {
        const link = href.replaceAll("&amp;", "&");
        if (!isPage(link) || kinds.has(kindOf(link))) continue;
        kinds.add(kindOf(link));
        paths.push(link);
      }
      if (!/<form[^>]* method="post"/.test(html)) continue;
      const names = await page.evaluate<string[]>(`
        [...new DOMParser().parseFromString(${JSON.stringify(html)}, "text/html").forms]
          .filter((form) => form.method === "post" && form.querySelector("${written}"))
          .map((form) => form.dataset.keep ?? "")`);
      found.push(...names.map((keptAs) => ({ path, keptAs })));
    }
    const seen = new Set<string>();
    return found.filter(({ keptAs, path }) => {
      const kind = `${kindOf(path)} ${keptAs.replace(/[0-9a-f-]{36}/g, ":id")}`;
      return !seen.has(kind) && seen.add(kind);
    });
  }

  const formOf = ({ keptAs }: FoundForm) => page.locator(`form[data-keep="${keptAs}"]`);

  /** Runs in the page, with the `form` and its `written` fields. */
  const inForm = <T>({ keptAs }: FoundForm, script: string): Promise<T> =>
    page.evaluate<T>(`(() => {
      const form = document.querySelector('form[data-keep="${keptAs}"]');
      const written = [...form.querySelectorAll("${written}")];
      ${script}
    })()`);

  const values = "return written.map(({ name, value }) => name + ': ' + value);";
  const read = (form: FoundForm) => inForm<string[]>(form, values);

  /** Writes in every field of the form, and returns what each holds then. */
  const write = (form: FoundForm) =>
    inForm<string[]>(
      form,
      `const values = { color: "#10203", date: "2027-03-0", time: "11:1", number: "12" };
      for (const [place, field] of written.entries()) {
        field.value = field.type in values ? values[field.type] + (place % 8) : "Skrevet " + place;
      }
      form.dispatchEvent(new Event("input"));
      ${values}`,
    );

  it("the pages have the forms that are tried here", () => {
    const has = (part: string) => forms.filter(({ path }) => path.includes(part)).length;
    for (const part of [
      "/provider/offers/new?activity=",
      "/provider/offers/new?from=",
      "/edit",
      "/change",
      "/provider/templates/new",
      "/provider/look",
      "/provider/people",
      "/provider/webhooks",
      "/complimentary",
      "/codes",
      "/culture/providers/invite",
      "/culture/offers/",
      "/culture/contact",
      "/culture/settlements/columns",
      "/pause",
      "/close",
    ]) {
      expect(has(part), part).to.be.at.least(1);
    }
  });

  it("is there again after Back, a detour, a reload and a lost connection, in every form", async () => {
    for (const form of forms) {
      const { path, keptAs } = form;
      expect(keptAs, path).to.not.equal("");
      await page.goto(server.url + path);
      const typed = await write(form);
      const expectKept = async (after: string) => {
        await formOf(form).getByText(kept).waitFor();
        expect(await read(form), `${path} after ${after}`).to.deep.equal(typed);
      };
      await page.goto(`${server.url}/provider/templates`);
      await page.goBack();
      await expectKept("a detour and Back");
      await context.setOffline(true);
      await inForm(form, "form.requestSubmit();");
      // It throws where the navigation fails while it waits.
      const isOut = () => page.waitForURL("chrome-error://chromewebdata/");
      await isOut().catch(isOut);
      await context.setOffline(false);
      await page.goto(server.url + path);
      await expectKept("a lost connection");
      await page.reload();
      await expectKept("a lost connection and a reload");
      await formOf(form).getByRole("button", { name: "Start på nytt" }).click();
      await page.getByText(kept).waitFor({ state: "hidden" });
      expect(await read(form), `${path} begun again`).to.not.deep.equal(typed);
    }
  });

  it("is there again after a login where the session had ended, in every form", async () => {
    const lost: string[] = [];
    for (const form of forms) {
      const name = areaOf(form.path);
      await page.goto(server.url + form.path);
      await write(form);
      const { action, type, fields } = await inForm<{
        action: string;
        type: string;
        fields: [string, string][];
      }>(
        form,
        `const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
        return { action: form.action, type: form.enctype, fields };`,
      );
      const body = type === "multipart/form-data" ? new FormData() : new URLSearchParams();
      for (const [field, value] of fields) body.append(field, value);
      const cookies = await context.cookies(server.url);
      const earlierSecret = cookies.find((cookie) => cookie.name === name)?.value;
      const headers = { cookie: `${name}=${earlierSecret}`, accept: "text/html" };
      server.deps.clock.set(new Date(testNow.getTime() + 31 * 60_000));
      const late = await fetch(action, { method: "POST", headers, body, redirect: "manual" });
      expect(late.headers.get("location"), form.path).to.match(/login/);
      server.deps.clock.set(testNow);
      const [subject] = await database
        .db("sessions")
        .where({ kind: name })
        .whereNotNull("form_sealed")
        .pluck<string[]>("subject");
      const session = { kind: name, subject: subject ?? "", earlierSecret } as const;
      const { secret } = await startSession(server.deps, {
        ...session,
        claims: { ...(name === "staff" && claims), csrf: "token" },
      });
      await context.addCookies([{ name, value: secret, url: server.url }]);
      const area = name === "staff" ? "culture" : "provider";
      const html = await (await context.request.get(`${server.url}/${area}/resume`)).text();
      const typed = fields.map(([, value]) => value).filter((value) => value.startsWith("Skrevet"));
      expect(
        typed.filter((each) => !html.includes(each)),
        form.path,
      ).to.deep.equal([]);
    }
    expect(lost).to.deep.equal([]);
  });
});
