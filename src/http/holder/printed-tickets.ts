import { createHash } from "node:crypto";
import type { Deps } from "../../actions/deps.ts";
import { withKeyedLimit } from "../../actions/keyed-limit.ts";
import type { PrintedTicket } from "../../actions/passes/add-paper-parts.ts";
import { printTickets } from "../../actions/passes/print-tickets.ts";
import type { Language } from "../../domain/language.ts";
import { drawPdf } from "../../views/pdf/draw-pdf.ts";
import type { PaperLayout } from "../../views/pdf/tickets-pdf.ts";
import { BuildCache } from "../../wallets/apple/build-cache.ts";
import { withCostlyRead } from "../api/costly-reads.ts";

const maxBytes = 32_000_000;
const maxAgeMs = 60_000;

interface Asked {
  token: string;
  serialNumber: string | undefined;
  lang: Language | undefined;
  layout: PaperLayout;
}

/** All that is drawn; the pictures by their hashes. Printing itself sets `fetchedAt`. */
const contentOf = (tickets: PrintedTicket[]) =>
  JSON.stringify(
    tickets.map((ticket) => ({
      ...ticket,
      hero: undefined,
      logo: undefined,
      fetchedAt: undefined,
    })),
  );

/**
 * A claim link's tickets as PDF. The same tickets are drawn once a minute, and one link's one at a time: what waits for
 * its link's turn takes no place of the other links' costly reads.
 * The function returns undefined for an unknown token or ticket, and throws `noActivePassError`, and
 * AppError("unavailable") when three requests for the link are under way.
 */
export function createPrintedTickets(deps: Deps) {
  const drawn = new BuildCache<{ pdf: Buffer; size: number }>({ maxBytes, maxAgeMs });
  const { db, clock, config } = deps;

  async function draw(asked: Asked): Promise<Buffer | undefined> {
    const printed = await printTickets(deps, asked);
    if (!printed) return undefined;
    const { tickets, language: own } = printed;
    const { lang: language = own, layout } = asked;
    const at = clock.now();
    const key = createHash("sha256")
      .update(`${language} ${layout} ${contentOf(tickets)}`)
      .digest("hex");
    const { pdf } = await drawn.get(key, at, async () => {
      const options = { language, brandName: config.brandName, at, layout };
      const file = await drawPdf({ name: "tickets", args: [tickets, options] });
      return { pdf: file, size: file.length };
    });
    return pdf;
  }

  return (asked: Asked): Promise<Buffer | undefined> =>
    withKeyedLimit(db, `pdf ${asked.token}`, () => withCostlyRead(deps, () => draw(asked)), {
      places: 2,
    });
}
