import { Router, type Request, type Response } from "express";
import { z } from "zod";
import { updateContact } from "../../actions/providers/update-contact.ts";
import type { Deps } from "../../actions/deps.ts";
import { renewContactInvitation } from "../../actions/providers/renew-contact-invitation.ts";
import { getContact } from "../../actions/providers/get-contact.ts";
import { AppError } from "../../errors.ts";
import { ProviderPage } from "../../views/culture/provider-page.tsx";
import { cultureTexts } from "../../views/texts/culture-texts.ts";
import { staffOf } from "../auth/staff-session.ts";
import { frameOf } from "../pages/staff-frame.ts";
import { sendPage } from "../pages/send-page.ts";

const notices = z.enum(["changed", "contact-saved", "invited-again"]).optional().catch(undefined);
const typedShape = z.object({ contactEmail: z.string().trim() });
const emailShape = z.string().max(254).pipe(z.email());

/** `/culture/providers/{id}`: the invitation of one provider. */
export function providerContactPages(deps: Deps): Router {
  const router = Router();

  async function sendProvider(
    request: Request<{ providerId: string }>,
    response: Response,
    { status = 200, fault }: { status?: number; fault?: "contactEmail" | "notAgainNow" } = {},
  ): Promise<void> {
    const { actor } = staffOf(response);
    const { providerId } = request.params;
    const frame = { ...frameOf(deps, request, response), path: `/culture/providers/${providerId}` };
    const texts = cultureTexts(frame.language);
    const { provider, contact } = await getContact(deps, { actor, providerId });
    const notice = notices.parse(request.query["notice"]);
    const typed = typedShape.safeParse(request.body).data?.contactEmail;
    sendPage(
      response,
      <ProviderPage
        frame={frame}
        provider={provider}
        contact={contact}
        email={typed ?? provider.contactEmail ?? ""}
        faults={new Map(fault === undefined ? [] : [["contactEmail", texts.faults[fault]]])}
        notice={notice && texts.notices[notice]}
      />,
      status,
    );
  }

  router.get("/culture/providers/:providerId", async (request, response) => {
    await sendProvider(request, response);
  });

  router.post("/culture/providers/:providerId/contact", async (request, response) => {
    const { actor } = staffOf(response);
    const { providerId } = request.params;
    const email = emailShape.safeParse(typedShape.safeParse(request.body).data?.contactEmail);
    if (!email.success) {
      await sendProvider(request, response, { status: 400, fault: "contactEmail" });
      return;
    }
    const { language } = frameOf(deps, request, response);
    await updateContact(deps, { actor, providerId, email: email.data, language });
    response.redirect(303, `/culture/providers/${providerId}?notice=contact-saved`);
  });

  router.post("/culture/providers/:providerId/invite", async (request, response) => {
    const { actor } = staffOf(response);
    const { providerId } = request.params;
    const { language } = frameOf(deps, request, response);
    try {
      await renewContactInvitation(deps, { actor, providerId, language });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "illegal_state") throw error;
      await sendProvider(request, response, { status: error.status, fault: "notAgainNow" });
      return;
    }
    response.redirect(303, `/culture/providers/${providerId}?notice=invited-again`);
  });

  return router;
}
