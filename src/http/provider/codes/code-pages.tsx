import { BodyLong } from "@navikt/ds-react";
import type { Router } from "express";
import { z } from "zod";
import { getCodePool } from "../../../actions/codes/get-code-pool.ts";
import { listCodesToBlock } from "../../../actions/codes/list-codes-to-block.ts";
import { uploadCodes } from "../../../actions/codes/upload-codes.ts";
import { listUseQuestions } from "../../../actions/codes/list-use-questions.ts";
import { previewWithdrawal } from "../../../actions/codes/preview-withdrawal.ts";
import { withdrawCodes } from "../../../actions/codes/withdraw-codes.ts";
import type { Deps } from "../../../actions/deps.ts";
import { freeText } from "../../../domain/free-text.ts";
import { textIn } from "../../../domain/language.ts";
import type { ShownUpload } from "../../../views/provider/code-upload.tsx";
import { CodesPage } from "../../../views/provider/codes-page.tsx";
import { ownCodesTexts } from "../../../views/texts/staff-texts.ts";
import { ConfirmPage } from "../../../views/ui/confirm-page.tsx";
import { csvOf, norwegianExcel } from "../../api/csv.ts";
import { pageRouter, type PageAnswer } from "../../pages/page-router.ts";
import type { Visit } from "../../pages/visit.ts";
import { readCodeUpload, readingFaults } from "./code-upload-form.ts";
import { codesInTable } from "./codes-in-table.ts";
import { streamProgress } from "../../pages/stream-progress.ts";
import { withUpload } from "../render-queue.ts";

const doneQuery = z.object({
  added: z.coerce.number().int().min(0).optional().catch(undefined),
  withdrawn: z.coerce.number().int().min(0).optional().catch(undefined),
  changed: z.coerce.number().int().min(0).catch(0),
  ended: z.coerce.number().int().min(0).catch(0),
  counted: z.coerce.number().int().min(0).optional().catch(undefined),
  others: z.coerce.number().int().min(0).catch(0),
});
const sentTexts = z.object({ name: z.string().catch(""), codes: z.string().catch("") });
const noUpload: ShownUpload = { name: "", pasted: "", faults: new Map(), rows: [] };

type CodesVisit = Visit<"provider", "offerId">;

/** `/provider/offers/{id}/codes`: the pool of an offer's own codes, its upload, and codes to block. */
export function codePages(deps: Deps): Router {
  const { router, page, post } = pageRouter(deps, "provider");

  async function show({ actor, frame, params }: CodesVisit, upload: ShownUpload, notice?: string) {
    const { offer, stock, batches } = await getCodePool(deps, { actor, ...params });
    return (
      <CodesPage
        frame={frame}
        offer={offer}
        stock={stock}
        batches={batches}
        toBlock={await listCodesToBlock(deps, { actor, ...params })}
        questions={await listUseQuestions(deps, { actor, ...params })}
        upload={upload}
        notice={notice}
      />
    );
  }

  page("/provider/offers/:offerId/codes", (visit) => {
    const texts = ownCodesTexts(visit.frame.language);
    const { added, withdrawn, changed, ended, counted, others } = doneQuery.parse(
      visit.request.query,
    );
    const notice =
      (added !== undefined && texts.added(added)) ||
      (withdrawn !== undefined && texts.withdrawn({ withdrawn, changed, ended })) ||
      (counted !== undefined && texts.reported(counted, others)) ||
      undefined;
    return show(visit, noUpload, notice);
  });

  post("/provider/offers/:offerId/codes", {
    fields: sentTexts,
    run: (visit) =>
      streamProgress(visit, (onProgress) =>
        withUpload(deps, visit.actor, () => take(visit, onProgress)),
      ),
    again: (visit, { values }) =>
      show(visit, { ...noUpload, name: values.name, pasted: values.codes }),
  });

  async function take(
    visit: CodesVisit,
    onProgress?: (share: number) => void,
  ): Promise<PageAnswer> {
    const { actor, frame, params, request } = visit;
    const texts = ownCodesTexts(frame.language);
    const { name, pasted, codes, fault } = await readCodeUpload(deps, request, codesInTable);
    const faults = new Map([
      ...(!freeText(100).safeParse(name).success ? [["name", texts.batchNameFault] as const] : []),
      ...readingFaults({ codes, fault }, texts),
    ]);
    const refuse = async (upload: Partial<ShownUpload>) => ({
      status: 422,
      page: await show(visit, { ...noUpload, name, pasted, ...upload }),
    });
    if (faults.size > 0) return refuse({ faults });
    const upload = await uploadCodes(deps, { actor, ...params, name, rows: codes, onProgress });
    if (upload.outcome === "added") {
      return `/provider/offers/${params.offerId}/codes?added=${upload.added}`;
    }
    const rows = upload.rows.map(({ index, fault }) => ({
      line: codes[index]?.line ?? index + 1,
      code: codes[index]?.code ?? "",
      fault,
    }));
    return refuse({ rows, faults: new Map([["codes", texts.faulty(rows.length)]]) });
  }

  page("/provider/offers/:offerId/codes/to-block.csv", async (visit) => {
    const { actor, frame, params, response } = visit;
    const codes = await listCodesToBlock(deps, { actor, ...params });
    const { code, ended } = ownCodesTexts(frame.language);
    const options = { dialect: norwegianExcel, headings: { code, endedAt: ended } };
    const rows = codes.map((each) => ({ code: each.code, endedAt: each.endedAt }));
    response
      .attachment(`codes-${params.offerId}.csv`)
      .send(csvOf(["code", "endedAt"], rows, options));
    return undefined;
  });

  page("/provider/offers/:offerId/codes/:batchId/withdraw", async ({ actor, frame, params }) => {
    const preview = await previewWithdrawal(deps, { actor, ...params });
    const back = `/provider/offers/${params.offerId}/codes`;
    if (!preview) return back;
    const texts = ownCodesTexts(frame.language);
    const { offer, name, ended, shown } = preview;
    return (
      <ConfirmPage
        frame={frame}
        tab="offers"
        heading={texts.withdraw}
        about={`${textIn(offer.title, frame.language)} – ${name}`}
        text={texts.withdrawHelp(preview)}
        warning={shown > 0 ? texts.shownCodesWork : undefined}
        confirm={texts.withdraw}
        cancelHref={back}
      >
        {ended > 0 && <BodyLong>{texts.lowerQuotaInstead}</BodyLong>}
        <input type="hidden" name="mostEnded" value={ended} />
      </ConfirmPage>
    );
  });

  post("/provider/offers/:offerId/codes/:batchId/withdraw", {
    fields: z.object({ mostEnded: z.coerce.number().int().min(0).catch(0) }),
    async run({ actor, params }, { mostEnded }) {
      const withdrawal = { actor, ...params, mostEnded };
      const { withdrawn, changed, ended } = await withdrawCodes(deps, withdrawal);
      return `/provider/offers/${params.offerId}/codes?withdrawn=${withdrawn}&changed=${changed}&ended=${ended}`;
    },
  });

  return router;
}
