import type { Router } from "express";
import type { ReactElement } from "react";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { partKey } from "../../domain/offers/parts-input.ts";
import type { OfferPart } from "../../domain/offers/parts.ts";
import { oneLine } from "../../domain/free-text.ts";
import type { TokensPageProps, TypedToken } from "../../views/provider/token-list.tsx";
import { providerTexts, type ProviderTexts } from "../../views/texts/staff-texts.ts";
import type { Faults } from "../../views/ui/faults.tsx";
import type { PageFrame } from "../../views/ui/page-frame.ts";
import type { ProviderActor } from "../auth/api-key.ts";
import { parse } from "../api/parse.ts";
import { pageRouter } from "../pages/page-router.ts";
import type { Visit } from "../pages/visit.ts";
import { revealingTextError } from "./revealing-text-error.ts";

const token = z.object({
  name: oneLine(100),
  part: partKey.or(z.literal("").transform(() => undefined)).optional(),
});

/** Differences between the tokens of scanners and of systems. */
interface TokenKind {
  path: "/provider/doors" | "/provider/systems";
  list: (actor: ProviderActor) => Promise<TokensPageProps["tokens"]>;
  listPage: (page: TokensPageProps) => ReactElement;
  /** Parts of tickets, one of which a scanner can tick off alone. */
  parts?: (actor: ProviderActor) => Promise<OfferPart[]>;
  /** Creates a token and renders the only page that shows it. */
  create: (
    actor: ProviderActor,
    made: { name: string; part?: string | undefined },
    frame: PageFrame,
  ) => Promise<ReactElement>;
  revoke: (actor: ProviderActor, id: string) => Promise<unknown>;
  revoked: (texts: ProviderTexts) => string;
}

/** Pages that list a provider's tokens of one kind, create one and revoke one. */
export function tokenPages(
  deps: Deps,
  { path, list, listPage, parts, create, revoke, revoked }: TokenKind,
): Router {
  const { router, page, post, button } = pageRouter(deps, "provider");

  async function show(
    { actor, frame, notice }: Visit<"provider">,
    { faults = new Map(), values }: { faults?: Faults; values?: TypedToken } = {},
  ) {
    return listPage({
      frame,
      tokens: await list(actor),
      parts: (await parts?.(actor)) ?? [],
      faults,
      typed: values ?? { name: "", part: "" },
      notice: notice({ revoked: revoked(providerTexts(frame.language)) }),
    });
  }

  page(path, (visit) => show(visit));

  post(path, {
    fields: z.object({ name: z.string().catch(""), part: z.string().catch("") }),
    run: ({ actor, frame }, values) => create(actor, parse(token, values), frame),
    faults: ({ code }, { frame }, { name }) => {
      const texts = providerTexts(frame.language);
      if (code === "validation_failed") return new Map([["name", texts.faults.name]]);
      const fault = revealingTextError(name, frame.language);
      return code === "revealing_text" && fault !== undefined
        ? new Map([["name", fault]])
        : undefined;
    },
    again: show,
  });

  button(`${path}/:id/revoke`, async ({ actor, params: { id } }) => {
    await revoke(actor, id);
    return `${path}?notice=revoked`;
  });

  return router;
}
