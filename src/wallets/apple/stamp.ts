import { createHash } from "node:crypto";
import { AppError } from "../../errors.ts";
import type { TicketState } from "../content.ts";
import type { SignManifest } from "./cms.ts";
import type { CompiledTickets } from "./compile.ts";
import { partsText } from "../part-fields.ts";
import { timeText } from "../ticket-time.ts";
import { fillPlaceholders } from "./placeholders.ts";
import { centralDirectory, endOfDirectory, entryPieces, zipEntry } from "./stored-zip.ts";

/** A signed `.pkpass` as pieces to stream in order; `length` in bytes. */
export interface StampedPass {
  readonly pieces: readonly Buffer[];
  readonly length: number;
}

/** Fills in pass.json and manifest.json, which the signature covers. */
function fillTicket(
  compiled: CompiledTickets,
  ticket: TicketState,
  authenticationToken: string,
): { passJson: Buffer; manifest: Buffer } {
  const passJson = Buffer.from(
    fillPlaceholders(compiled.passJson, {
      serialNumber: ticket.serialNumber,
      authenticationToken,
      barcode: ticket.barcode,
      // A pass from before its offer counted uses has no number to show.
      usesLeft: ticket.usesLeft === null ? "–" : String(ticket.usesLeft),
      lastsUntil: timeText(ticket.lastsUntil),
      partsLeft: partsText(compiled.parts, ticket.partsLeft, compiled.language),
      expiresAt: (ticket.lastsUntil ?? compiled.validUntil).toISOString(),
      ticketNumber: ticket.ticketNumber,
      barcodeText: ticket.barcodeText,
      endedAt: ticket.endedAt?.toISOString() ?? "",
    }),
  );
  const hash = createHash("sha1").update(passJson).digest("hex");
  return { passJson, manifest: Buffer.from(`${compiled.manifestHead}${hash}"}`) };
}

/** ISO 8859-1 without control characters, which every scanner reads. */
const scannable = /^[\u0020-\u007e\u00a0-\u00ff]+$/;

/**
 * Signs one pass. The first piece is the shared files, never copied; the second is the pass's own part.
 * Throws AppError("unprocessable") for a barcode that cannot be encoded.
 */
export async function stampTicket(
  signManifest: SignManifest,
  compiled: CompiledTickets,
  ticket: TicketState,
  authenticationToken: string,
  at: Date,
): Promise<StampedPass> {
  if (compiled.passJson.places.includes("barcode") && !scannable.test(ticket.barcode)) {
    throw new AppError("unprocessable", "The barcode cannot be encoded.", {
      errors: [{ path: "barcode", code: "encoding", message: "must be text in iso-8859-1" }],
    });
  }
  const { passJson, manifest } = fillTicket(compiled, ticket, authenticationToken);
  const signature = await signManifest(manifest, at);
  const own = [
    zipEntry("pass.json", [passJson]),
    zipEntry("manifest.json", [manifest]),
    zipEntry("signature", [signature]),
  ];
  const ownLength = own.reduce((sum, { length }) => sum + length, 0);
  const ownDirectory = centralDirectory(own, compiled.files.length);
  const tail = Buffer.concat([
    ...entryPieces(own),
    compiled.directory,
    ownDirectory,
    endOfDirectory(
      compiled.fileCount + own.length,
      compiled.directory.length + ownDirectory.length,
      compiled.files.length + ownLength,
    ),
  ]);
  return { pieces: [compiled.files, tail], length: compiled.files.length + tail.length };
}
