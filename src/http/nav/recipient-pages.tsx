import { Router, type Request, type Response } from "express";
import { z } from "zod";
import { changeRecipient } from "../../actions/change-recipient.ts";
import { countHeldTickets } from "../../actions/count-held-tickets.ts";
import type { Deps } from "../../actions/deps.ts";
import { listRecipients } from "../../actions/list-recipients.ts";
import { newClaimLink } from "../../actions/new-claim-link.ts";
import { openRecipient } from "../../actions/open-recipient.ts";
import { saveRecipient } from "../../actions/save-recipient.ts";
import { showNavOverview } from "../../actions/show-nav-overview.ts";
import { unsetChannels } from "../../config.ts";
import { AppError } from "../../errors.ts";
import {
  RecipientFormPage,
  type RecipientFormValues,
} from "../../views/nav/recipient-form-page.tsx";
import { RecipientPage } from "../../views/nav/recipient-page.tsx";
import { RecipientsPage } from "../../views/nav/recipients-page.tsx";
import { staffTexts } from "../../views/texts/staff-texts.ts";
import { staffOf } from "../auth/staff-session.ts";
import { sendPage } from "../send-page.ts";
import { emptyRecipientForm, faultsOf, inputOf, recipientForm } from "./recipient-form.ts";
import { frameOf } from "./staff-frame.ts";

const notices = z.enum(["saved", "new-link", "revoked"]).optional().catch(undefined);

/** `/nav/recipients`: the list, one recipient, adding and changing. */
export function recipientPages(deps: Deps): Router {
  const router = Router();

  router.get("/nav/recipients", async (request, response) => {
    const { actor } = staffOf(response);
    const cursor = z.string().optional().catch(undefined).parse(request.query["cursor"]);
    const [{ items, nextCursor }, { municipalities }] = await Promise.all([
      listRecipients(deps, { actor, cursor, limit: 100 }),
      showNavOverview(deps, { actor }),
    ]);
    const recipientIds = items.map(({ id }) => id);
    sendPage(
      response,
      <RecipientsPage
        frame={frameOf(deps, request, response)}
        recipients={items}
        held={await countHeldTickets(deps, { recipientIds })}
        municipalities={municipalities}
        nextCursor={nextCursor}
        isFirst={cursor === undefined}
      />,
    );
  });

  async function sendForm(
    request: Request,
    response: Response,
    values: RecipientFormValues,
    { known, faults }: { known: boolean; faults?: Map<string, string> },
  ): Promise<void> {
    const { municipalities } = await showNavOverview(deps, { actor: staffOf(response).actor });
    const frame = frameOf(deps, request, response);
    const page = (
      <RecipientFormPage
        frame={frame}
        values={values}
        known={known}
        municipalities={municipalities}
        unset={Object.keys(unsetChannels(deps.config))}
        faults={faults ?? new Map()}
        cancelHref={frame.path.replace(/\/(new|edit)$/, "")}
      />
    );
    sendPage(response, page, faults ? 400 : 200);
  }

  /** Saves and goes to the recipient's page, or shows the form again with what is wrong. */
  async function save(
    request: Request,
    response: Response,
    values: RecipientFormValues,
    known: boolean,
    run: () => Promise<{ id: string }>,
  ): Promise<void> {
    try {
      const { id } = await run();
      response.redirect(303, `/nav/recipients/${id}?notice=saved`);
    } catch (error) {
      if (
        !(error instanceof AppError) ||
        !["validation_failed", "forbidden"].includes(error.code)
      ) {
        throw error;
      }
      const { language } = frameOf(deps, request, response);
      const faults = faultsOf(error, staffTexts(language));
      await sendForm(request, response, values, { known, faults });
    }
  }

  router.get("/nav/recipients/new", async (request, response) => {
    await sendForm(request, response, emptyRecipientForm, { known: false });
  });

  router.post("/nav/recipients/new", async (request, response) => {
    const { actor } = staffOf(response);
    const values = recipientForm.parse(request.body);
    await save(request, response, values, false, async () => {
      const { recipient } = await saveRecipient(deps, { ...inputOf(values), actor });
      return recipient;
    });
  });

  router.get("/nav/recipients/:id", async (request, response) => {
    const { actor } = staffOf(response);
    const frame = frameOf(deps, request, response);
    const texts = staffTexts(frame.language);
    const notice = notices.parse(request.query["notice"]);
    const { recipient, tickets, claim } = await openRecipient(deps, {
      actor,
      recipientId: request.params.id,
    });
    const { municipalities } = await showNavOverview(deps, { actor });
    const said = {
      saved: texts.recipientSaved,
      "new-link": texts.newLinkMade,
      revoked: texts.revoked,
    };
    sendPage(
      response,
      <RecipientPage
        frame={frame}
        recipient={recipient}
        municipality={municipalities.get(recipient.municipality) ?? recipient.municipality}
        tickets={tickets}
        claim={claim}
        codeAddress={`${deps.config.publicUrl.replace(/^https?:\/\//, "")}/t`}
        notice={notice && said[notice]}
      />,
    );
  });

  router.get("/nav/recipients/:id/edit", async (request, response) => {
    const { actor } = staffOf(response);
    const { recipient } = await openRecipient(deps, { actor, recipientId: request.params.id });
    const { reference, label, birthYear, municipality, language } = recipient;
    const { delivery, phone, email, protectedAddress } = recipient;
    await sendForm(
      request,
      response,
      {
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
      },
      { known: true },
    );
  });

  router.post("/nav/recipients/:id/edit", async (request, response) => {
    const { actor } = staffOf(response);
    const { recipient } = await openRecipient(deps, { actor, recipientId: request.params.id });
    const values = { ...recipientForm.parse(request.body), reference: recipient.reference };
    // What was emptied is taken away; the household cannot be shown, so an empty field keeps it.
    const emptied = { label: null, phone: null, email: null };
    const change = { ...emptied, ...inputOf(values), actor };
    await save(request, response, values, true, () => changeRecipient(deps, change));
  });

  router.post("/nav/recipients/:id/claim-link", async (request, response) => {
    const { actor } = staffOf(response);
    const { recipient } = await openRecipient(deps, { actor, recipientId: request.params.id });
    await newClaimLink(deps, { actor, reference: recipient.reference });
    response.redirect(303, `/nav/recipients/${recipient.id}?notice=new-link`);
  });

  return router;
}
