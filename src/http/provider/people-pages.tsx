import type { Router } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { createProviderUser } from "../../actions/providers/create-provider-user.ts";
import { getProviderUserTokens } from "../../actions/providers/get-provider-user-tokens.ts";
import { listProviderUsers } from "../../actions/providers/list-provider-users.ts";
import { removeProviderUser } from "../../actions/providers/remove-provider-user.ts";
import { renewInvitation } from "../../actions/providers/renew-invitation.ts";
import { updateNotices } from "../../actions/providers/update-notices.ts";
import { updateProviderUser } from "../../actions/providers/update-provider-user.ts";
import { providerUserRoles } from "../../domain/providers/provider-user.ts";
import { PeoplePage } from "../../views/provider/people-page.tsx";
import { RemovePersonPage } from "../../views/provider/remove-person-page.tsx";
import { providerTexts } from "../../views/texts/staff-texts.ts";
import type { Faults } from "../../views/ui/faults.tsx";
import { parse } from "../api/parse.ts";
import { pageRouter } from "../pages/page-router.ts";
import type { Visit } from "../pages/visit.ts";

type PeopleVisit = Visit<"provider">;
type PersonVisit = Visit<"provider", "userId">;

const ids = z.union([z.array(z.string()), z.string().transform((id) => [id])]).catch([]);
/** What the page showed that the person made, and what of it is to stop working; a button beside a person sends neither. */
const removal = z.object({ shown: ids, stop: ids, isAsked: z.stringbool().catch(false) });

const person = z.object({ email: z.string().trim().max(254).pipe(z.email()) });

/** `/provider/people`: the users of a provider; an owner invites, changes and removes them. */
export function peoplePages(deps: Deps): Router {
  const { router, page, post } = pageRouter(deps, "provider");

  async function show(
    { actor, frame, notice }: PeopleVisit,
    {
      values,
      faults = new Map(),
      refusal,
    }: { values?: { email: string }; faults?: Faults; refusal?: string } = {},
  ) {
    const texts = providerTexts(frame.language);
    return (
      <PeoplePage
        frame={{ ...frame, path: "/provider/people" }}
        users={await listProviderUsers(deps, { actor })}
        email={values?.email ?? ""}
        faults={faults}
        refusal={refusal}
        notice={notice({
          added: texts.personAdded,
          again: texts.invitedAgain,
          changed: texts.roleChanged,
          removed: texts.personRemoved,
          notices: texts.noticesSaved,
        })}
      />
    );
  }

  page("/provider/people", (visit) => show(visit));

  post("/provider/people", {
    fields: z.object({
      email: z.string().catch(""),
      role: z.enum(providerUserRoles).catch("staff"),
    }),
    async run({ actor, frame: { language } }, values) {
      const { email } = parse(person, values);
      await createProviderUser(deps, { actor, email, role: values.role, language });
      return "/provider/people?notice=added";
    },
    faults({ code }, { frame }) {
      const { faults } = providerTexts(frame.language);
      if (code === "validation_failed") return new Map([["email", faults.email]]);
      return code === "conflict" ? new Map([["email", faults.taken]]) : undefined;
    },
    again: show,
  });

  post("/provider/people/notices", {
    fields: z.object({ wants: z.stringbool().catch(false) }),
    async run({ actor }, { wants }) {
      await updateNotices(deps, { actor, wantsNotices: wants });
      return "/provider/people?notice=notices";
    },
  });

  /** A button in a user's row; the text `refusal` is shown where the user's state forbids it. */
  function rowButton(
    verb: string,
    run: (visit: PersonVisit) => Promise<unknown>,
    { notice, refusal }: { notice: string; refusal: "lastOwner" | "notAgainNow" },
  ): void {
    post(`/provider/people/:userId/${verb}`, {
      async run(visit) {
        await run(visit);
        return `/provider/people?notice=${notice}`;
      },
      faults: ({ code }) => (code === "illegal_state" ? new Map() : undefined),
      again: (visit) => show(visit, { refusal: providerTexts(visit.frame.language)[refusal] }),
    });
  }

  rowButton(
    "invite",
    ({ actor, params, frame: { language } }) =>
      renewInvitation(deps, { actor, ...params, language }),
    { notice: "again", refusal: "notAgainNow" },
  );
  for (const role of providerUserRoles) {
    rowButton(role, ({ actor, params }) => updateProviderUser(deps, { actor, ...params, role }), {
      notice: "changed",
      refusal: "lastOwner",
    });
  }

  page("/provider/people/:userId/remove", async ({ actor, frame, params }) => (
    <RemovePersonPage frame={frame} {...await getProviderUserTokens(deps, { actor, ...params })} />
  ));

  post("/provider/people/:userId/remove", {
    fields: removal,
    async run({ actor, params, frame }, { shown, stop, isAsked }) {
      const { keys, scanners } = await getProviderUserTokens(deps, { actor, ...params });
      if (!isAsked && keys.length + scanners.length > 0) return frame.path;
      const keepKeys = shown.filter((id) => !stop.includes(id));
      await removeProviderUser(deps, { actor, ...params, keepKeys, removeScanners: stop });
      return "/provider/people?notice=removed";
    },
    faults: ({ code }) => (code === "illegal_state" ? new Map() : undefined),
    again: (visit) => show(visit, { refusal: providerTexts(visit.frame.language).lastOwner }),
  });

  return router;
}
