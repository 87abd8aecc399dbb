import { Router } from "express";
import { z } from "zod";
import type { Deps } from "../../../actions/deps.ts";
import { previewTemplate } from "../../../actions/templates/preview-template.ts";
import { languages, type Language } from "../../../domain/language.ts";
import { AppError } from "../../../errors.ts";
import { readSignedCookie, signCookie } from "../../auth/signed-cookie.ts";

const lifetimeSeconds = 15 * 60;

const claims = z.object({
  templateId: z.uuid(),
  providerId: z.uuid(),
  language: z.enum(languages),
});

/** Returns a link to a signed sample pass. It works without a login for fifteen minutes. */
export function sampleLink(
  deps: Pick<Deps, "config" | "keyRing" | "clock">,
  sample: { templateId: string; providerId: string; language: Language },
): string {
  const token = signCookie(deps, "sample", sample, lifetimeSeconds);
  return `${deps.config.publicUrl}/sample/${token}`;
}

/** `/sample/{token}`: sends the sample pass. Throws AppError("not_found") for an expired or unknown link. */
export function samplePass(
  deps: Pick<Deps, "apple" | "db" | "config" | "keyRing" | "clock">,
): Router {
  const router = Router();
  router.get("/sample/:token", async (request, response) => {
    const sealed = readSignedCookie(deps, "sample", request.params.token);
    const sample = claims.safeParse(sealed).data;
    if (!sample) throw new AppError("not_found", "The link is no longer valid.");
    const { providerId, templateId, language } = sample;
    const actor = { role: "provider", id: `sample-link:${providerId}`, providerId } as const;
    const pass = await previewTemplate(deps, { actor, templateId, language });
    response
      .set({
        "Content-Type": "application/vnd.apple.pkpass",
        "Content-Disposition": 'attachment; filename="sample.pkpass"',
        "Cache-Control": "private, no-store",
      })
      .send(pass);
  });
  return router;
}
