import { Router, type Request, type Response } from "express";
import { updateRecipient } from "../../actions/recipients/update-recipient.ts";
import type { Actor, Deps } from "../../actions/deps.ts";
import { upsertRecipient } from "../../actions/recipients/upsert-recipient.ts";
import { listAllocatableOffers } from "../../actions/allocations/list-allocatable-offers.ts";
import { getRecipient } from "../../actions/recipients/get-recipient.ts";
import { unsetChannels } from "../../config.ts";
import { AppError } from "../../errors.ts";
import {
  RecipientFormPage,
  type RecipientFormValues,
} from "../../views/nav/recipient-form-page.tsx";
import { staffTexts, type StaffTexts } from "../../views/texts/staff-texts.ts";
import { sessionOf } from "../auth/page-session.ts";
import { sendPage } from "../pages/send-page.ts";
import {
  changesOf,
  emptyRecipientForm,
  faultsOf,
  inputOf,
  recipientForm,
  shownForm,
} from "./recipient-form.ts";
import { pageFrame } from "../pages/page-frame.ts";

/** Why the form is shown again, and where the recipient is that has its reference already. */
interface Refused {
  faults?: Map<string, string>;
  knownHref?: string;
}

/** `/nav/recipients/new` and `…/{id}/edit`. */
export function recipientFormPages(deps: Deps): Router {
  const router = Router();

  async function sendForm(
    request: Request,
    response: Response,
    values: RecipientFormValues,
    { shown, faults, knownHref }: Refused & { shown?: RecipientFormValues | undefined },
  ): Promise<void> {
    const { municipalities } = await listAllocatableOffers(deps, {
      actor: sessionOf(response, "nav").actor,
    });
    const frame = pageFrame(deps, request, response, "nav");
    const page = (
      <RecipientFormPage
        frame={frame}
        values={values}
        shown={shown}
        knownHref={knownHref}
        municipalities={municipalities}
        unset={Object.keys(unsetChannels(deps.config))}
        faults={faults ?? new Map()}
        cancelHref={frame.path.replace(/\/(new|edit)$/, "")}
      />
    );
    sendPage(response, page, faults ? 400 : 200);
  }

  async function refusalOf(
    error: unknown,
    { reference }: RecipientFormValues,
    actor: Actor,
    texts: StaffTexts,
  ): Promise<Refused> {
    if (error instanceof AppError && error.code === "conflict") {
      const faults = new Map([["reference", texts.faults.knownReference]]);
      // None to lead to where two of the officer's municipalities know the reference.
      const known = await getRecipient(deps, { actor, reference }).catch(() => undefined);
      return { faults, ...(known && { knownHref: `/nav/recipients/${known.id}` }) };
    }
    if (error instanceof AppError && ["validation_failed", "forbidden"].includes(error.code)) {
      return { faults: faultsOf(error, texts) };
    }
    throw error;
  }

  /** Saves and goes to the recipient's page, or shows the form again with what is wrong. */
  async function save(
    request: Request,
    response: Response,
    values: RecipientFormValues,
    shown: RecipientFormValues | undefined,
    run: () => Promise<{ id: string }>,
  ): Promise<void> {
    try {
      const { id } = await run();
      response.redirect(303, `/nav/recipients/${id}?notice=saved`);
    } catch (error) {
      const texts = staffTexts(pageFrame(deps, request, response, "nav").language);
      const refused = await refusalOf(error, values, sessionOf(response, "nav").actor, texts);
      await sendForm(request, response, values, { shown, ...refused });
    }
  }

  router.get("/nav/recipients/new", async (request, response) => {
    await sendForm(request, response, emptyRecipientForm, {});
  });

  router.post("/nav/recipients/new", async (request, response) => {
    const { actor } = sessionOf(response, "nav");
    const values = recipientForm.parse(request.body);
    await save(request, response, values, undefined, async () => {
      const input = { ...inputOf(values), mustBeNew: true, actor };
      const { recipient } = await upsertRecipient(deps, input);
      return recipient;
    });
  });

  router.get("/nav/recipients/:id/edit", async (request, response) => {
    const { actor } = sessionOf(response, "nav");
    const recipient = await getRecipient(deps, { actor, recipientId: request.params.id });
    const { reference, label, birthYear, municipality, language } = recipient;
    const { delivery, phone, email, protectedAddress } = recipient;
    const shown = {
      reference,
      label: label ?? "",
      household: "",
      birthYear: String(birthYear),
      municipality,
      language,
      delivery,
      phone: phone ?? "",
      email: email ?? "",
      protectedAddress,
    };
    await sendForm(request, response, shown, { shown });
  });

  router.post("/nav/recipients/:id/edit", async (request, response) => {
    const { actor } = sessionOf(response, "nav");
    const recipientId = request.params.id;
    const { reference } = await getRecipient(deps, { actor, recipientId });
    const values = { ...recipientForm.parse(request.body), reference };
    const shown = shownForm(request.body);
    const change = { ...changesOf(values, shown), recipientId, actor };
    await save(request, response, values, shown, () => updateRecipient(deps, change));
  });

  return router;
}
