import type { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { listApiKeys } from "../../actions/list-api-keys.ts";
import { makeApiKey } from "../../actions/make-api-key.ts";
import { requireOwner } from "../../actions/require-owner.ts";
import { revokeApiKey } from "../../actions/revoke-api-key.ts";
import { KeyMadePage, SystemsPage } from "../../views/provider/systems-page.tsx";
import { tokenPages } from "./token-pages.tsx";

/** `/provider/systems`: the keys of programs, for owners alone. */
export const systemPages = (deps: Deps): Router =>
  tokenPages(deps, {
    path: "/provider/systems",
    list: (actor) => listApiKeys(deps, { actor }),
    listPage: SystemsPage,
    make: async (actor, name, frame) => {
      const { providerId } = await requireOwner(deps, actor);
      const { key } = await makeApiKey(deps, { role: "provider", providerId, name, actor });
      return <KeyMadePage frame={frame} name={name} apiKey={key} />;
    },
    revoke: (actor, id) => revokeApiKey(deps, { actor, id }),
    revoked: ({ keyRevoked }) => keyRevoked,
  });
