import type { Router } from "express";
import { createHandOut } from "../../actions/complimentary/create-hand-out.ts";
import { getComplimentary } from "../../actions/complimentary/get-complimentary.ts";
import { getHandOut } from "../../actions/complimentary/get-hand-out.ts";
import { printHandOut } from "../../actions/complimentary/print-hand-out.ts";
import { revokeHandOut } from "../../actions/complimentary/revoke-hand-out.ts";
import { updateComplimentaryQuota } from "../../actions/complimentary/update-complimentary-quota.ts";
import type { Deps } from "../../actions/deps.ts";
import { runIdempotently } from "../../actions/idempotent-request.ts";
import { quotaRevision } from "../../domain/complimentary/hand-out.ts";
import { textIn } from "../../domain/language.ts";
import { ComplimentaryPage } from "../../views/complimentary/complimentary-page.tsx";
import type { ComplimentaryValues } from "../../views/complimentary/complimentary-forms.tsx";
import { HandedOutPage } from "../../views/complimentary/handed-out-page.tsx";
import { RevokeHandOutPage } from "../../views/complimentary/revoke-hand-out-page.tsx";
import { drawPdf } from "../../views/pdf/draw-pdf.ts";
import { complimentaryTexts } from "../../views/texts/complimentary-texts.ts";
import type { Faults } from "../../views/ui/faults.tsx";
import { withCostlyRead } from "../api/costly-reads.ts";
import { formMatch } from "./changed-one.ts";
import {
  chosenLinks,
  complimentaryFaults,
  complimentaryFields,
  cursorShape,
  handOutOf,
  setAsideOf,
} from "./complimentary-form.ts";
import { pageRouter, type FormState } from "./page-router.ts";
import type { Visit } from "./visit.ts";

/** Where the pages of each area stand, below an offer's own. */
const places = {
  provider: { offers: "/provider/offers", tab: "offers" },
  culture: { offers: "/culture/running", tab: "running" },
} as const;

/** `{offer}/complimentary`: an offer's complimentary tickets, for its provider and the culture office. */
export function complimentaryPages(deps: Deps, area: keyof typeof places): Router {
  const { router, page, post } = pageRouter(deps, area);
  const { offers, tab } = places[area];
  const path = `${offers}/:offerId/complimentary` as const;
  type OfferVisit = Visit<keyof typeof places, "offerId">;
  const baseOf = ({ params }: OfferVisit) => `${offers}/${params.offerId}`;

  async function show(visit: OfferVisit, form?: FormState<ComplimentaryValues>) {
    const { actor, frame, params, request } = visit;
    const cursor = cursorShape.parse(request.query["cursor"]);
    const complimentary = await getComplimentary(deps, { actor, ...params, cursor });
    const texts = complimentaryTexts(frame.language);
    const revoked = Number(request.query["revoked"] ?? Number.NaN);
    const { printed, saved } = texts;
    return (
      <ComplimentaryPage
        frame={{ ...frame, path: `${baseOf(visit)}/complimentary` }}
        tab={tab}
        base={baseOf(visit)}
        complimentary={complimentary}
        isOver={complimentary.offer.validity.until <= deps.clock.now()}
        isFirst={cursor === undefined}
        values={{
          // A key of its own, since the refusal of the first is kept under that.
          ...complimentaryFields.parse({ ...form?.values, key: undefined }),
          revision: quotaRevision(complimentary),
          ...(form?.values.setAside ? {} : { setAside: String(complimentary.setAside) }),
        }}
        faults={form?.faults ?? new Map()}
        notice={
          Number.isInteger(revoked) ? texts.revoked(revoked) : visit.notice({ printed, saved })
        }
      />
    );
  }
  const again = (visit: OfferVisit, form: FormState<ComplimentaryValues>) => show(visit, form);
  const faults = (error: Parameters<typeof complimentaryFaults>[0], { frame }: OfferVisit) =>
    complimentaryFaults(error, frame.language);

  page(path, (visit) => show(visit));

  post(path, {
    fields: complimentaryFields,
    faults,
    again,
    async run(visit, values) {
      const { actor, frame, params } = visit;
      const asked = { actor, ...params, ...handOutOf(values) };
      // A form that is sent twice, or again on a reload, hands out once and shows the same links.
      const { count, form, language } = asked;
      const body = { count, form, language };
      const request = { method: "POST", path: `${baseOf(visit)}/complimentary`, body };
      const handOut = { actorId: actor.id, key: values.key, request };
      const answer = await runIdempotently(deps, handOut, async (inside) => ({
        status: 201,
        body: await createHandOut(inside, asked),
      }));
      const back = `${baseOf(visit)}/complimentary`;
      if (form === "print") return `${back}?notice=printed`;
      const codeAddress = `${deps.config.publicUrl.replace(/^https?:\/\//, "")}/t`;
      return <HandedOutPage {...{ frame, tab, codeAddress, back }} links={answer.body.links} />;
    },
  });

  post(`${path}/set-aside`, {
    fields: complimentaryFields,
    faults,
    again,
    async run(visit, values) {
      const { actor, params } = visit;
      const ifMatch = formMatch(values.revision);
      const setAside = setAsideOf(values);
      await updateComplimentaryQuota(deps, { actor, ...params, setAside, ifMatch });
      return `${baseOf(visit)}/complimentary?notice=saved`;
    },
  });

  post(`${path}/:handOutId/tickets.pdf`, {
    async run({ actor, params, response }) {
      const pdf = await withCostlyRead(deps, async () => {
        const { tickets, language } = await printHandOut(deps, { actor, ...params });
        const options = {
          language,
          brandName: deps.config.brandName,
          at: deps.clock.now(),
          layout: "sheets",
        } as const;
        return drawPdf({ name: "tickets", args: [tickets, options] });
      });
      response.attachment("tickets.pdf").type("application/pdf").send(pdf);
      return undefined;
    },
  });

  async function showRevocation(
    visit: Visit<keyof typeof places, "offerId" | "handOutId">,
    faulty: Faults = new Map(),
  ) {
    const { actor, frame, params } = visit;
    const { offer, handOut } = await getHandOut(deps, { actor, ...params });
    const back = `${baseOf(visit)}/complimentary`;
    const title = textIn(offer.title, frame.language);
    return <RevokeHandOutPage {...{ frame, tab, title, handOut, back }} faults={faulty} />;
  }

  page(`${path}/:handOutId/revoke`, (visit) => showRevocation(visit));

  post(`${path}/:handOutId/revoke`, {
    fields: chosenLinks,
    again: (visit) => showRevocation(visit),
    async run(visit, { links }) {
      const { actor, frame, params } = visit;
      const { handOut } = await getHandOut(deps, { actor, ...params });
      const isByLink = handOut.form === "links";
      if (isByLink && links.length === 0) {
        const none = new Map([["links", complimentaryTexts(frame.language).none]]);
        return { status: 422, page: await showRevocation(visit, none) };
      }
      const linkIds = isByLink ? links : undefined;
      const revoked = await revokeHandOut(deps, { actor, ...params, linkIds });
      return `${baseOf(visit)}/complimentary?revoked=${revoked}`;
    },
  });

  return router;
}
