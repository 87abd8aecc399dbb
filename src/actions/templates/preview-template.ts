import { randomBytes } from "node:crypto";
import type { Language } from "../../domain/language.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { sampleTicket } from "./sample-ticket.ts";

/**
 * Returns a signed sample pass of the template's latest version; no door accepts its barcode. Throws
 * AppError "forbidden", "not_found" (also when Apple Wallet is not configured), or "unprocessable" for a
 * template that cannot become a pass.
 */
export async function previewTemplate(
  { db, clock, apple }: Pick<Deps, "db" | "clock" | "apple">,
  { actor, templateId, language }: { actor: Actor; templateId: string; language: Language },
): Promise<Buffer> {
  const { content, images, uses } = await sampleTicket({ db, clock }, { actor, templateId });
  if (!apple) throw new AppError("not_found", "There are no tickets for Apple Wallet here.");
  const { pieces } = await apple.stamp(
    apple.compile(content, images, language, false),
    {
      serialNumber: randomBytes(16).toString("base64url"),
      usesLeft: uses,
      endedAt: null,
      lastsUntil: null,
      partsLeft: null,
      ticketNumber: "123 456 786",
      barcode: "J2SAMPLE",
      barcodeText: "123 456 786",
    },
    clock.now(),
  );
  return Buffer.concat(pieces);
}
