import { readFileSync } from "node:fs";
import { Router, urlencoded, type Response } from "express";
import { z } from "zod";
import type { Config } from "../../config.ts";
import { readDemo } from "../demo-file.ts";
import { PackageFault } from "./package-fault.ts";
import { passFace } from "./pass-face.ts";
import { phoneLanguages } from "./pass-text.ts";
import type { PhoneHost } from "./phone-host.ts";
import { phonePage, type ClaimChoice } from "./phone-page.tsx";
import type { PhoneView } from "./phone-frame.tsx";

const query = z.object({
  /** Serial number; empty: the stack. */
  ticket: z.string().optional().catch(undefined),
  side: z.enum(["front", "back"]).catch("front"),
});
const addBody = z.object({ url: z.string().trim().catch(""), choice: z.string().catch("") });
const languageBody = z.object({ language: z.enum(phoneLanguages), ticket: z.string().catch("") });

const schemeShape = z.object({ recipients: z.array(z.object({ reference: z.string() })) });

/** Interval of heartbeats, which keep proxies from closing an idle connection. */
const heartbeatMs = 15_000;
const noticeMinutes = 10;

/** Lists the demo's claim links by the recipients' references. */
function claimChoices(dataDir: string): ClaimChoice[] {
  const { claimUrls = [] } = readDemo(dataDir) ?? {};
  const scheme = new URL("../demo-scheme.json", import.meta.url);
  const { recipients } = schemeShape.parse(JSON.parse(readFileSync(scheme, "utf8")));
  return claimUrls.map((url, index) => ({
    url,
    name: `Mottaker ${recipients[index]?.reference ?? index + 1}`,
  }));
}

export interface PhoneRouter {
  router: Router;
  /** Ends the event streams of browsers. */
  endStreams: () => void;
}

export function phoneRouter({ dataDir, publicUrl }: Config, host: PhoneHost): PhoneRouter {
  const router = Router();
  const { phone, exchanges } = host;
  const waiting = new Set<Response>();
  let isStopping = false;

  function viewOf({ ticket, side }: z.infer<typeof query>): PhoneView {
    const { language, passes, notices } = phone.state;
    const at = new Date();
    const faces = [...passes.values()].map(({ opened }) => passFace(opened, language, at));
    // A single pass is shown without choosing it.
    const only = ticket === undefined && faces.length === 1 ? faces[0] : undefined;
    const latest = notices.at(-1);
    const isFresh = latest && at.getTime() - latest.at.getTime() < noticeMinutes * 60_000;
    return {
      language,
      at,
      faces,
      open: faces.find(({ serialNumber }) => serialNumber === ticket) ?? only,
      side,
      notice: isFresh ? latest : undefined,
    };
  }

  function sendPage(response: Response, asked: unknown, fault?: string): void {
    const page = phonePage({
      view: viewOf(query.parse(asked)),
      exchanges,
      choices: claimChoices(dataDir),
      fault,
      version: host.version(),
    });
    response
      .status(fault === undefined ? 200 : 422)
      .set("Cache-Control", "no-store")
      .type("html")
      .send(page);
  }

  router.get("/", (request, response) => {
    sendPage(response, request.query);
  });

  router.post("/tickets", urlencoded({ extended: false }), async (request, response) => {
    const { url, choice } = addBody.parse(request.body ?? {});
    const link = url || choice;
    // Only links of this service, so that it cannot be made to fetch other addresses.
    if (!link.startsWith(`${publicUrl}/`)) {
      sendPage(response, {}, `Lim inn en lenke som begynner med ${publicUrl}/.`);
      return;
    }
    try {
      const [first = "", second] = await phone.addPasses(link);
      const opened = second === undefined ? `?ticket=${encodeURIComponent(first)}` : "?ticket=";
      response.redirect(303, `${request.baseUrl}${opened}`);
    } catch (error) {
      if (!(error instanceof PackageFault)) throw error;
      sendPage(response, {}, `Telefonen tok den ikke: ${error.message}`);
    }
  });

  router.post("/tickets/:serialNumber/remove", async (request, response) => {
    await phone.remove(request.params.serialNumber);
    response.redirect(303, request.baseUrl);
  });

  router.post("/refresh", async (request, response) => {
    await phone.refresh();
    response.redirect(303, request.baseUrl);
  });

  router.post("/language", urlencoded({ extended: false }), (request, response) => {
    const { data } = languageBody.safeParse(request.body);
    if (data) host.setLanguage(data.language);
    response.redirect(303, `${request.baseUrl}?ticket=${encodeURIComponent(data?.ticket ?? "")}`);
  });

  router.get("/tickets/:serialNumber/:file", (request, response, next) => {
    const { serialNumber, file } = request.params;
    const image = phone.state.passes.get(serialNumber)?.opened.files.get(file);
    if (!image || !file.endsWith(".png")) next();
    else response.set("Cache-Control", "private, no-cache").type("png").send(image);
  });

  router.get("/events", (request, response) => {
    if (isStopping) {
      response.status(503).end();
      return;
    }
    response.set({ "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    const sendVersion = () => response.write(`event: version\ndata: ${host.version()}\n\n`);
    const forget = host.onChange(sendVersion);
    const heartbeat = setInterval(() => response.write(":\n\n"), heartbeatMs).unref();
    waiting.add(response);
    response.on("close", () => {
      forget();
      clearInterval(heartbeat);
      waiting.delete(response);
    });
    sendVersion();
  });

  for (const name of ["phone-page.css", "phone-page.js"]) {
    router.get(`/${name}`, (_request, response) => {
      const file = readFileSync(new URL(name, import.meta.url), "utf8");
      response.set("Cache-Control", "no-cache").type(name).send(file);
    });
  }

  return {
    router,
    endStreams: () => {
      isStopping = true;
      for (const response of waiting) response.end();
    },
  };
}
