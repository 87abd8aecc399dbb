import { Router, type Request, type Response } from "express";
import { z } from "zod";
import { createProviderUser } from "../../actions/providers/create-provider-user.ts";
import { updateProviderUser } from "../../actions/providers/update-provider-user.ts";
import type { Deps } from "../../actions/deps.ts";
import { renewInvitation } from "../../actions/providers/renew-invitation.ts";
import { listProviderUsers } from "../../actions/providers/list-provider-users.ts";
import { removeProviderUser } from "../../actions/providers/remove-provider-user.ts";
import { providerUserRoles } from "../../domain/providers/provider-user.ts";
import { AppError } from "../../errors.ts";
import { PeoplePage } from "../../views/provider/people-page.tsx";
import { providerTexts, type ProviderTexts } from "../../views/texts/provider-texts.ts";
import { sessionOf } from "../auth/page-session.ts";
import { sendPage } from "../pages/send-page.ts";
import { pageFrame } from "../pages/page-frame.ts";

const formShape = z.object({
  email: z.string().trim().max(254).pipe(z.email()),
  role: z.enum(providerUserRoles).catch("staff"),
});
const notices = {
  added: "personAdded",
  again: "invitedAgain",
  changed: "roleChanged",
  removed: "personRemoved",
} as const satisfies Record<string, keyof ProviderTexts>;
type Notice = keyof typeof notices;
const noticeShape = z
  .enum(Object.keys(notices) as Notice[])
  .optional()
  .catch(undefined);

/** `/provider/people`: who may sign in. */
export function peoplePages(deps: Deps): Router {
  const router = Router();

  async function sendList(
    request: Request,
    response: Response,
    { status = 200, ...said }: { status?: number; fault?: string; refusal?: string } = {},
  ): Promise<void> {
    const { actor } = sessionOf(response, "provider");
    const frame = pageFrame(deps, request, response, "provider");
    const notice = noticeShape.parse(request.query["notice"]);
    const typed = z.object({ email: z.string() }).safeParse(request.body).data?.email;
    const page = (
      <PeoplePage
        frame={{ ...frame, path: "/provider/people" }}
        users={await listProviderUsers(deps, { actor })}
        email={typed ?? ""}
        faults={new Map(said.fault === undefined ? [] : [["email", said.fault]])}
        refusal={said.refusal}
        notice={notice && providerTexts(frame.language)[notices[notice]]}
      />
    );
    sendPage(response, page, status);
  }

  router.get("/provider/people", async (request, response) => {
    await sendList(request, response);
  });

  router.post("/provider/people", async (request, response) => {
    const { actor } = sessionOf(response, "provider");
    const { language } = pageFrame(deps, request, response, "provider");
    const { faults } = providerTexts(language);
    const given = formShape.safeParse(request.body);
    if (!given.success) {
      await sendList(request, response, { status: 400, fault: faults.email });
      return;
    }
    try {
      await createProviderUser(deps, { actor, ...given.data, language });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "conflict") throw error;
      await sendList(request, response, { status: 409, fault: faults.taken });
      return;
    }
    response.redirect(303, "/provider/people?notice=added");
  });

  /** A button in a person's row; `refusal` says why it may not be pressed now. */
  function doing(
    verb: string,
    run: (request: Request<{ id: string }>, response: Response) => Promise<Notice>,
    refusal: "lastOwner" | "notAgainNow",
  ): void {
    router.post(
      `/provider/people/:id/${verb}`,
      async (request: Request<{ id: string }>, response) => {
        try {
          response.redirect(303, `/provider/people?notice=${await run(request, response)}`);
        } catch (error) {
          if (!(error instanceof AppError) || error.code !== "illegal_state") throw error;
          const texts = providerTexts(pageFrame(deps, request, response, "provider").language);
          await sendList(request, response, { status: error.status, refusal: texts[refusal] });
        }
      },
    );
  }

  doing(
    "invite",
    async (request, response) => {
      const { actor } = sessionOf(response, "provider");
      const { language } = pageFrame(deps, request, response, "provider");
      await renewInvitation(deps, { actor, userId: request.params.id, language });
      return "again";
    },
    "notAgainNow",
  );

  for (const role of providerUserRoles) {
    doing(
      role,
      async ({ params }, response) => {
        const { actor } = sessionOf(response, "provider");
        await updateProviderUser(deps, { actor, userId: params.id, role });
        return "changed";
      },
      "lastOwner",
    );
  }

  doing(
    "remove",
    async ({ params }, response) => {
      const { actor } = sessionOf(response, "provider");
      await removeProviderUser(deps, { actor, userId: params.id });
      return "removed";
    },
    "lastOwner",
  );

  return router;
}
