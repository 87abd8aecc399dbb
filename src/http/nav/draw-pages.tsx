import type { Router } from "express";
import { z } from "zod";
import { listAllocatableOffers } from "../../actions/allocations/list-allocatable-offers.ts";
import type { Deps } from "../../actions/deps.ts";
import { closeDraw } from "../../actions/draws/close-draw.ts";
import { confirmDraw } from "../../actions/draws/confirm-draw.ts";
import { createDraw } from "../../actions/draws/create-draw.ts";
import { getDrawFile } from "../../actions/draws/get-draw-file.ts";
import { getDraw } from "../../actions/draws/get-draw.ts";
import { listDraws } from "../../actions/draws/list-draws.ts";
import { drawCriteria } from "../../domain/draws/draw.ts";
import { ticketsLeft } from "../../domain/offers/offer-quota.ts";
import { AppError, errorTable } from "../../errors.ts";
import { DrawFormPage, type DrawForm } from "../../views/nav/draw-form-page.tsx";
import { DrawPage } from "../../views/nav/draw-page.tsx";
import { DrawsPage } from "../../views/nav/draws-page.tsx";
import { drawTexts } from "../../views/texts/draw-texts.ts";
import type { StaffLanguage } from "../../views/texts/staff-texts.ts";
import { contentDisposition } from "../api/content-disposition.ts";
import { parse } from "../api/parse.ts";
import { pageRouter, type FormState } from "../pages/page-router.ts";
import type { Visit } from "../pages/visit.ts";
import { drawBody } from "./draw-json.ts";

const typed = z.string().trim().max(100).catch("");
const fields: z.ZodType<DrawForm> = z.object({
  recipient: z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([]),
  offer: typed,
  ...{ age: typed, fewest_tickets: typed, household_without: typed, waiting_longest: typed },
  ...{ agesFrom: typed, agesTo: typed, publishedOn: typed, seats: typed, againBecause: typed },
  siblings: z.literal("yes").transform(Boolean).catch(false),
});

const numberOf = (text: string) => (/^\d{1,4}$/.test(text) ? Number(text) : text);

/** The form as the request of the API for a draw; two criteria in one place are none. */
function bodyOf(form: DrawForm): unknown {
  const ranked = drawCriteria
    .filter((name) => form[name] !== "")
    .sort((a, b) => form[a].localeCompare(form[b]));
  const isTied = new Set(ranked.map((name) => form[name])).size < ranked.length;
  const { agesFrom: from, agesTo: to, seats, againBecause } = form;
  return {
    ...{ recipientIds: form.recipient, siblingsTogether: form.siblings },
    criteria: isTied ? [] : ranked,
    ...(from + to !== "" && { ages: { from: numberOf(from), to: numberOf(to) } }),
    ...{ publishedOn: form.publishedOn },
    ...(seats !== "" && { seats: numberOf(seats) }),
    ...(againBecause !== "" && { againBecause }),
  };
}

function faultsOf({ errors }: AppError, language: StaffLanguage): Map<string, string> | undefined {
  const { faults: texts } = drawTexts(language);
  const found = errors.flatMap(({ path, code }): [string, string][] => {
    const [field = ""] = path.split(/[.[]/);
    if (code === "no_earlier") return [[field, texts.noEarlier]];
    if (field === "recipientIds") return [["recipients", texts.recipientIds]];
    return Object.hasOwn(texts, field) ? [[field, texts[field as keyof typeof texts]]] : [];
  });
  return found.length > 0 ? new Map(found) : undefined;
}

/** `/nav/draws`: criteria, the committed list, its draw, and the confirmation. */
export function drawPages(deps: Deps): Router {
  const { router, page, post, button } = pageRouter(deps, "nav");

  async function showForm(
    { actor, frame }: Visit<"nav">,
    { values, faults }: Pick<FormState<DrawForm>, "values" | "faults">,
  ) {
    const { offers } = await listAllocatableOffers(deps, { actor });
    const offer = offers.find(({ id }) => id === values.offer);
    if (!offer) throw new AppError("not_found", "There is no such offer.");
    const left = ticketsLeft(offer);
    const shown = { ...values, seats: values.seats || String(left) };
    return (
      <DrawFormPage frame={frame} title={offer.title} left={left} values={shown} faults={faults} />
    );
  }

  page("/nav/draws", async ({ actor, frame }) => (
    <DrawsPage frame={frame} draws={await listDraws(deps, { actor })} />
  ));

  post("/nav/draws/new", {
    fields,
    run: (visit, values) => showForm(visit, { values, faults: new Map() }),
  });

  post("/nav/draws", {
    fields,
    async run({ actor }, values) {
      const { recipientIds, seats, againBecause, ...rules } = parse(drawBody, bodyOf(values));
      const asked = { actor, offerId: values.offer, recipientIds, rules, seats, againBecause };
      return `/nav/draws/${(await createDraw(deps, asked)).id}`;
    },
    faults: (error, { frame }) => faultsOf(error, frame.language),
    again: showForm,
  });

  page("/nav/draws/:drawId/file.json", async ({ actor, params, response }) => {
    const file = await getDrawFile(deps, { actor, ...params });
    response.set("Content-Disposition", contentDisposition(`draw-${file.drawId}.json`));
    response.json(file);
    return undefined;
  });

  page("/nav/draws/:drawId", async ({ actor, frame, params }) => (
    <DrawPage frame={frame} draw={await getDraw(deps, { actor, ...params })} />
  ));

  button("/nav/draws/:drawId/close", async ({ actor, params }) => {
    await closeDraw(deps, { actor, ...params });
    return `/nav/draws/${params.drawId}`;
  });

  const showDraw = async (
    { actor, frame, params }: Visit<"nav", "drawId">,
    why?: "changed" | "declined" | "notAllocated",
  ) => (
    <DrawPage
      frame={{ ...frame, path: `/nav/draws/${params.drawId}` }}
      draw={await getDraw(deps, { actor, ...params })}
      refusal={why && drawTexts(frame.language)[why]}
    />
  );

  post("/nav/draws/:drawId/confirm", {
    fields: z.object({ seen: z.string().optional().catch(undefined) }),
    async run(visit, { seen }) {
      const confirmed = await confirmDraw(deps, { actor: visit.actor, ...visit.params, seen });
      if (confirmed.outcome === "confirmed") return `/nav/allocations/${confirmed.allocationId}`;
      const isDeclined = confirmed.items.some(({ reason }) => reason === "offer_declined");
      const page = await showDraw(visit, isDeclined ? "declined" : "notAllocated");
      return { status: errorTable[confirmed.outcome].status, page };
    },
    faults: ({ code }) => (code === "conflict" ? new Map() : undefined),
    // Without an error where it was sent before a login: the officer confirms what is shown now.
    again: (visit, { error }) => showDraw(visit, error && "changed"),
  });

  return router;
}
