import type { Router } from "express";
import type { Deps } from "../../../actions/deps.ts";
import { listApiKeys } from "../../../actions/integrations/list-api-keys.ts";
import { createOwnApiKey } from "../../../actions/integrations/create-own-api-key.ts";
import { revokeOwnApiKey } from "../../../actions/integrations/revoke-own-api-key.ts";
import { KeyMadePage, SystemsPage } from "../../../views/provider/systems-page.tsx";
import { tokenPages } from "../token-pages.tsx";

/** `/provider/systems`: the keys of programs, for owners alone. */
export const systemPages = (deps: Deps): Router =>
  tokenPages(deps, {
    path: "/provider/systems",
    list: (actor) => listApiKeys(deps, { actor }),
    listPage: SystemsPage,
    create: async (actor, { name }, frame) => {
      const { key } = await createOwnApiKey(deps, { actor, name });
      return <KeyMadePage frame={frame} name={name} apiKey={key} />;
    },
    revoke: (actor, id) => revokeOwnApiKey(deps, { actor, id }),
    revoked: ({ keyRevoked }) => keyRevoked,
  });
