import type { RedemptionDecision } from "../../src/domain/door/redemption.ts";
import type { DoorManifest } from "../../src/actions/door/get-door-manifest.ts";
import type { PartChoice } from "../../src/domain/door/part-choice.ts";
import { clientModule } from "./client-module.ts";

interface Ticket {
  serialNumber: string;
  offerId: string;
  admits: number;
}

type Verify = (text: string, keys: { kid: string; x: string }[]) => Promise<Ticket | undefined>;
type Decide = (
  manifest: { tickets: Map<string, unknown> },
  ticket: Ticket,
  own: { at: Date; part?: string | undefined }[],
  scan: { at: Date; part?: string | undefined },
) => Promise<{ decision: RedemptionDecision; choice: PartChoice; partsLeft: number[] }>;
type TicketsOf = (sent: object, before?: Map<string, unknown>) => Map<string, unknown>;
type PartsOf = (sent: object, before?: Map<string, number[]>) => Map<string, number[]>;
type TimesOf = (sent: object, before?: Map<string, number>) => Map<string, number>;

/** The door page's own decision by a manifest, without a browser. */
export async function offlineScanner() {
  const { verifyBarcode } = (await clientModule("door-verify.js")) as { verifyBarcode: Verify };
  const { decideOffline } = (await clientModule("door-decide.js")) as { decideOffline: Decide };
  const { partsOf, ticketsOf, timesOf } = (await clientModule("door-entries.js")) as {
    ticketsOf: TicketsOf;
    timesOf: TimesOf;
    partsOf: PartsOf;
  };
  return {
    ticketsOf,
    timesOf,
    partsOf,
    verifyBarcode,
    /** What a scanner says that got the manifest and admitted the ticket at these times since, and of which part. */
    async decide(
      sent: DoorManifest,
      text: string,
      {
        at,
        part,
        ownUses = [],
      }: { at: Date; part?: string; ownUses?: (Date | { at: Date; part: string })[] },
    ): Promise<RedemptionDecision> {
      // As over HTTP: instants are texts.
      const manifest = JSON.parse(JSON.stringify(sent)) as DoorManifest;
      const ticket = await verifyBarcode(text, manifest.keys);
      if (!ticket) return { accepted: false, reason: "unknown_barcode" };
      const known = {
        ...manifest,
        tickets: ticketsOf(manifest),
        times: timesOf(manifest),
        parts: partsOf(manifest),
      };
      const own = ownUses.map((use) => (use instanceof Date ? { at: use } : use));
      return (await decideOffline(known, ticket, own, { at, part })).decision;
    },
  };
}
