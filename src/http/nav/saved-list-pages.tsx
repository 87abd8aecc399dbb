import type { Router } from "express";
import { z } from "zod";
import { listAllocatableOffers } from "../../actions/allocations/list-allocatable-offers.ts";
import type { Deps } from "../../actions/deps.ts";
import { removeRecipientList } from "../../actions/lists/remove-recipient-list.ts";
import { filterRecipients } from "../../actions/recipients/filter-recipients.ts";
import { listRecipientLists } from "../../actions/lists/list-recipient-lists.ts";
import { renameRecipientList } from "../../actions/lists/rename-recipient-list.ts";
import { requireRecipientList } from "../../actions/lists/require-recipient-list.ts";
import { listRevision } from "../../domain/lists/recipient-list.ts";
import { SavedListPage } from "../../views/nav/saved-list-page.tsx";
import { SavedListsPage } from "../../views/nav/saved-lists-page.tsx";
import { savedListTexts } from "../../views/texts/saved-list-texts.ts";
import { ConfirmPage } from "../../views/ui/confirm-page.tsx";
import { changedOneOf, formMatch } from "../pages/changed-one.ts";
import { pageRouter } from "../pages/page-router.ts";

const text = z.string().trim().catch("");

/** How many recipients of a list its page shows. */
const maxShown = 500;

/** `/nav/lists`: the saved lists; `…/{id}`: who is in one now, and its name; `…/{id}/remove`. */
export function savedListPages(deps: Deps): Router {
  const { router, page, form } = pageRouter(deps, "nav");

  page("/nav/lists", async ({ actor, frame, notice }) => {
    const { municipalities } = await listAllocatableOffers(deps, { actor });
    return (
      <SavedListsPage
        {...{ frame, municipalities }}
        lists={await listRecipientLists(deps, { actor })}
        notice={notice(savedListTexts(frame.language).notices)}
      />
    );
  });

  form("/nav/lists/:listId", {
    fields: z.object({ name: text, revision: text }),
    async load({ actor, params }) {
      const list = await requireRecipientList(deps, { actor, ...params });
      const filter = { holding: "any", listId: list.id } as const;
      const asked = { actor, filter, offerIds: [], limit: maxShown };
      const { recipients } = await filterRecipients(deps, asked);
      return { list, recipients };
    },
    start: ({ list }) => ({ name: list.name, revision: listRevision(list) }),
    show: ({ frame, notice }, { values, faults }, loaded) => (
      <SavedListPage
        {...{ frame, ...loaded, faults, name: values.name, revision: listRevision(loaded.list) }}
        notice={notice(savedListTexts(frame.language).notices)}
      />
    ),
    async run({ actor, params }, { name, revision }) {
      await renameRecipientList(deps, { actor, ...params, name, ifMatch: formMatch(revision) });
      return `/nav/lists/${params.listId}?notice=list-renamed`;
    },
    faults: (error, { frame: { language } }) =>
      error.code === "validation_failed"
        ? new Map([["name", savedListTexts(language).fault]])
        : changedOneOf(error, { field: "name", language }),
  });

  form("/nav/lists/:listId/remove", {
    fields: z.object({}),
    load: ({ actor, params }) => requireRecipientList(deps, { actor, ...params }),
    show({ frame }, _form, { id, name }) {
      const texts = savedListTexts(frame.language);
      return (
        <ConfirmPage
          frame={frame}
          tab="allocate"
          heading={texts.removeHeading}
          about={name}
          text={texts.removeHelp}
          confirm={texts.remove}
          cancelHref={`/nav/lists/${id}`}
        />
      );
    },
    async run({ actor, params }) {
      await removeRecipientList(deps, { actor, ...params });
      return "/nav/lists?notice=list-removed";
    },
  });

  return router;
}
