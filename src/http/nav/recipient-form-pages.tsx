import type { Router } from "express";
import { listAllocatableOffers } from "../../actions/allocations/list-allocatable-offers.ts";
import type { Actor, Deps } from "../../actions/deps.ts";
import { getRecipient } from "../../actions/recipients/get-recipient.ts";
import { changeRecipient } from "../../actions/recipients/update-recipient.ts";
import { upsertRecipient } from "../../actions/recipients/upsert-recipient.ts";
import { entityTag } from "../../domain/entity-tag.ts";
import { recipientRevision } from "../../domain/recipients/recipient-revision.ts";
import { unsetChannels } from "../../config.ts";
import { endsClaimLink } from "../../domain/recipients/ends-claim-link.ts";
import { differencesOf } from "../../domain/recipients/import-merge.ts";
import { RecipientFormPage } from "../../views/nav/recipient-form-page.tsx";
import { pageRouter } from "../pages/page-router.ts";
import { recipientAfterChange } from "./recipient-after-change.ts";
import { mergedRecipientForm, requireUntouchedByOthers } from "./recipient-merge.ts";
import {
  changesOf,
  emptyRecipientForm,
  inputOf,
  recipientEditForm,
  recipientForm,
  recipientFormOf,
} from "./recipient-form.ts";
import { asFormFault, hasKnownReference, recipientFaultsOf } from "./recipient-form-faults.ts";

/** `/nav/recipients/new` and `…/{id}/edit`: forms that create and change a recipient. */
export function recipientFormPages(deps: Deps): Router {
  const { router, form } = pageRouter(deps, "nav");
  const unset = Object.keys(unsetChannels(deps.config));

  async function loadMunicipalities(actor: Actor) {
    return { municipalities: (await listAllocatableOffers(deps, { actor })).municipalities };
  }

  form("/nav/recipients/new", {
    fields: recipientForm,
    load: ({ actor }) => loadMunicipalities(actor),
    start: () => emptyRecipientForm,
    async show({ actor, frame }, { error, ...state }, { municipalities }) {
      const { reference } = state.values;
      // No link where two of the officer's municipalities know the reference.
      const known = hasKnownReference(error)
        ? await getRecipient(deps, { actor, reference }).catch(() => undefined)
        : undefined;
      const page = { frame, ...state, municipalities, unset, cancelHref: "/nav/recipients" };
      return <RecipientFormPage {...page} knownHref={known && `/nav/recipients/${known.id}`} />;
    },
    async run({ actor }, values) {
      const input = { ...inputOf(values), mustBeNew: true, actor };
      const { recipient } = await upsertRecipient(deps, input).catch((error: unknown) => {
        throw asFormFault(error);
      });
      return recipientAfterChange(actor, recipient, "notice=saved");
    },
    faults: (error, { frame }) => recipientFaultsOf(error, frame.language),
  });

  form("/nav/recipients/:recipientId/edit", {
    fields: recipientEditForm,
    load: async ({ actor, params }) => ({
      recipient: await getRecipient(deps, { actor, ...params }),
      ...(await loadMunicipalities(actor)),
    }),
    start({ recipient }) {
      const shown = recipientFormOf(recipient);
      return { ...shown, shown };
    },
    show({ frame }, { values: sent, faults, error }, { recipient, municipalities }) {
      const { id, reference } = recipient;
      const { language } = frame;
      const late =
        error?.code === "precondition_failed"
          ? mergedRecipientForm(sent, recipient, { language, municipalities })
          : undefined;
      const { shown, ...values } = late?.values ?? sent;
      const page = { frame, faults, shown, others: late?.others, municipalities, unset };
      return (
        <RecipientFormPage
          {...page}
          values={{ ...values, reference }}
          cancelHref={`/nav/recipients/${id}`}
        />
      );
    },
    async run({ actor, params: { recipientId } }, { shown, ...values }, { recipient }) {
      requireUntouchedByOthers({ ...values, shown }, recipient);
      const ifMatch = entityTag(recipientRevision(recipient));
      const change = { ...changesOf(values, shown), recipientId, actor, ifMatch };
      const changed = await changeRecipient(deps, change);
      const differences = differencesOf(recipient, changed.recipient);
      const moved = values.municipality !== shown.municipality;
      const isProtected = differences.some(
        ({ member, to }) => member === "protectedAddress" && to === true,
      );
      const told = changed.isSent ? "new-contact-told" : "new-contact";
      const ended = isProtected ? "protected" : told;
      const notices = [moved ? "moved" : "saved", ...(endsClaimLink(differences) ? [ended] : [])];
      const query = `notice=${notices.join()}&told=${changed.toldAgain.join()}`;
      return recipientAfterChange(actor, changed.recipient, query);
    },
    faults: (error, { frame }) => recipientFaultsOf(error, frame.language),
  });

  return router;
}
