import { Router, type Request, type Response } from "express";
import { z } from "zod";
import { addProviderUser } from "../../actions/add-provider-user.ts";
import type { Deps } from "../../actions/deps.ts";
import { listProviderUsers } from "../../actions/list-provider-users.ts";
import { removeProviderUser } from "../../actions/remove-provider-user.ts";
import { providerUserRoles } from "../../domain/provider-user.ts";
import { AppError } from "../../errors.ts";
import { PeoplePage } from "../../views/provider/people-page.tsx";
import { providerTexts } from "../../views/texts/provider-texts.ts";
import { providerSessionOf } from "../auth/provider-session.ts";
import { sendPage } from "../send-page.ts";
import { providerFrameOf } from "./provider-frame.ts";

const formShape = z.object({
  email: z.string().trim().max(254).pipe(z.email()),
  role: z.enum(providerUserRoles).catch("staff"),
});
const noticeShape = z.enum(["added", "removed"]).optional().catch(undefined);

/** `/provider/people`: who may sign in. */
export function peoplePages(deps: Deps): Router {
  const router = Router();

  async function sendList(
    request: Request,
    response: Response,
    fault?: "email" | "taken",
  ): Promise<void> {
    const { actor } = providerSessionOf(response);
    const frame = providerFrameOf(deps, request, response);
    const texts = providerTexts(frame.language);
    const notice = noticeShape.parse(request.query["notice"]);
    const said = { added: texts.personAdded, removed: texts.personRemoved };
    const typed = z.object({ email: z.string() }).safeParse(request.body).data?.email;
    const page = (
      <PeoplePage
        frame={{ ...frame, path: "/provider/people" }}
        users={await listProviderUsers(deps, { actor })}
        email={typed ?? ""}
        faults={new Map(fault ? [["email", texts.faults[fault]]] : [])}
        notice={notice && said[notice]}
      />
    );
    sendPage(response, page, fault ? 400 : 200);
  }

  router.get("/provider/people", async (request, response) => {
    await sendList(request, response);
  });

  router.post("/provider/people", async (request, response) => {
    const { actor } = providerSessionOf(response);
    const given = formShape.safeParse(request.body);
    if (!given.success) {
      await sendList(request, response, "email");
      return;
    }
    try {
      await addProviderUser(deps, { actor, ...given.data });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "conflict") throw error;
      await sendList(request, response, "taken");
      return;
    }
    response.redirect(303, "/provider/people?notice=added");
  });

  router.post("/provider/people/:id/remove", async (request, response) => {
    const { actor } = providerSessionOf(response);
    await removeProviderUser(deps, { actor, userId: request.params.id });
    response.redirect(303, "/provider/people?notice=removed");
  });

  return router;
}
