import type { Router } from "express";
import { z } from "zod";
import type { Actor, Deps } from "../../actions/deps.ts";
import { getRecipient } from "../../actions/recipients/get-recipient.ts";
import { changeRecipient, updateRecipient } from "../../actions/recipients/update-recipient.ts";
import { AppError } from "../../errors.ts";
import { HouseholdPage } from "../../views/nav/household-page.tsx";
import { householdTexts } from "../../views/texts/household-texts.ts";
import { recipientAfterChange } from "./recipient-after-change.ts";
import { pageRouter } from "../pages/page-router.ts";

const text = z.string().trim().catch("");

/**
 * `/nav/recipients/{id}/household`: a recipient's household, and `…/leave`, the way out of it; `…/protect`: protects the
 * address, as for siblings of a protected recipient. Each form names the household that the officer saw.
 */
export function householdPages(deps: Deps): Router {
  const { router, form, post, button } = pageRouter(deps, "nav");

  /** Redirects to the recipient's page, which shows the current household when another officer was faster. */
  async function changed(
    actor: Actor,
    recipientId: string,
    change: { household: string | null; ifHousehold: string },
    notice: string,
  ): Promise<string> {
    const page = `/nav/recipients/${recipientId}`;
    try {
      await updateRecipient(deps, { actor, recipientId, ...change });
      return `${page}?notice=${notice}`;
    } catch (error) {
      const isLate = error instanceof AppError && error.code === "precondition_failed";
      if (isLate) return `${page}?notice=household-elsewhere`;
      throw error;
    }
  }

  form("/nav/recipients/:recipientId/household", {
    fields: z.object({ household: text, from: text }),
    load: ({ actor, params }) => getRecipient(deps, { actor, ...params }),
    start: ({ householdId = "" }) => ({ household: "", from: householdId }),
    show: ({ frame }, { values, faults }, recipient) => (
      <HouseholdPage {...{ frame, recipient, values, faults }} />
    ),
    run: ({ actor, params }, { household, from }) =>
      changed(actor, params.recipientId, { household, ifHousehold: from }, "household-changed"),
    faults(error, { frame }, { household }) {
      if (error.code !== "validation_failed") return undefined;
      const texts = householdTexts(frame.language);
      return new Map([["household", household === "" ? texts.missing : texts.fault]]);
    },
  });

  post("/nav/recipients/:recipientId/household/leave", {
    fields: z.object({ household: text }),
    run: ({ actor, params }, { household }) =>
      changed(
        actor,
        params.recipientId,
        { household: null, ifHousehold: household },
        "household-left",
      ),
  });

  button("/nav/recipients/:recipientId/protect", async ({ actor, params: { recipientId } }) => {
    const { delivery } = await getRecipient(deps, { actor, recipientId });
    const isSent = delivery === "sms" || delivery === "email";
    const protection = { protectedAddress: true, ...(isSent && { delivery: "print" as const }) };
    const { recipient, toldAgain } = await changeRecipient(deps, {
      ...{ actor, recipientId },
      ...protection,
    });
    const query = `notice=protected&told=${toldAgain.join()}`;
    return recipientAfterChange(actor, recipient, query);
  });

  return router;
}
