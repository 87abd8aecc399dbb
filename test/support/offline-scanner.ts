import type { RedemptionDecision } from "../../src/domain/door/redemption.ts";
import type { DoorManifest } from "../../src/actions/door/get-door-manifest.ts";
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
  ownUses: Date[],
  at: Date,
) => Promise<{ decision: RedemptionDecision }>;
type TicketsOf = (sent: object, before?: Map<string, unknown>) => Map<string, unknown>;
type TimesOf = (sent: object, before?: Map<string, number>) => Map<string, number>;

/** The door page's own decision by a manifest, without a browser. */
export async function offlineScanner() {
  const { verifyBarcode } = (await clientModule("door-verify.js")) as { verifyBarcode: Verify };
  const { decideOffline } = (await clientModule("door-decide.js")) as { decideOffline: Decide };
  const { ticketsOf, timesOf } = (await clientModule("door-entries.js")) as {
    ticketsOf: TicketsOf;
    timesOf: TimesOf;
  };
  return {
    ticketsOf,
    timesOf,
    verifyBarcode,
    /** What a scanner says that got the manifest and admitted the ticket at these times since. */
    async decide(
      sent: DoorManifest,
      text: string,
      { at, ownUses = [] }: { at: Date; ownUses?: Date[] },
    ): Promise<RedemptionDecision> {
      // As over HTTP: instants are texts.
      const manifest = JSON.parse(JSON.stringify(sent)) as DoorManifest;
      const ticket = await verifyBarcode(text, manifest.keys);
      if (!ticket) return { accepted: false, reason: "unknown_barcode" };
      const known = { ...manifest, tickets: ticketsOf(manifest), times: timesOf(manifest) };
      return (await decideOffline(known, ticket, ownUses, at)).decision;
    },
  };
}
