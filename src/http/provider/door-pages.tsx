import { Router, type Request, type Response } from "express";
import { z } from "zod";
import { addDoorDevice } from "../../actions/add-door-device.ts";
import type { Deps } from "../../actions/deps.ts";
import { listDoorDevices } from "../../actions/list-door-devices.ts";
import { removeDoorDevice } from "../../actions/remove-door-device.ts";
import { DoorMadePage, DoorsPage } from "../../views/provider/doors-page.tsx";
import { providerTexts } from "../../views/texts/provider-texts.ts";
import { providerSessionOf } from "../auth/provider-session.ts";
import { sendPage } from "../send-page.ts";
import { providerFrameOf } from "./provider-frame.ts";

const formShape = z.object({ name: z.string().trim().min(1).max(100) });

/** `/provider/doors`: the phones that scan tickets. */
export function doorPages(deps: Deps): Router {
  const router = Router();

  async function sendList(
    request: Request,
    response: Response,
    faults = new Map<string, string>(),
  ): Promise<void> {
    const { actor } = providerSessionOf(response);
    const frame = providerFrameOf(deps, request, response);
    const { doorRevoked } = providerTexts(frame.language);
    const page = (
      <DoorsPage
        frame={{ ...frame, path: "/provider/doors" }}
        doors={await listDoorDevices(deps, { actor })}
        faults={faults}
        notice={request.query["notice"] === "revoked" ? doorRevoked : undefined}
      />
    );
    sendPage(response, page, faults.size > 0 ? 400 : 200);
  }

  router.get("/provider/doors", async (request, response) => {
    await sendList(request, response);
  });

  router.post("/provider/doors", async (request, response) => {
    const { actor } = providerSessionOf(response);
    const frame = providerFrameOf(deps, request, response);
    const given = formShape.safeParse(request.body);
    if (!given.success) {
      const { faults } = providerTexts(frame.language);
      await sendList(request, response, new Map([["name", faults.name]]));
      return;
    }
    const { name } = given.data;
    const { url } = await addDoorDevice(deps, { actor, name });
    sendPage(response, <DoorMadePage frame={frame} name={name} url={url} />);
  });

  router.post("/provider/doors/:id/revoke", async (request, response) => {
    const { actor } = providerSessionOf(response);
    await removeDoorDevice(deps, { actor, id: request.params.id });
    response.redirect(303, "/provider/doors?notice=revoked");
  });

  return router;
}
