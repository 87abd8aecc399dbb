import { Alert, BodyLong, Link } from "@navikt/ds-react";
import type { ComplimentaryMonth } from "../../db/complimentary/complimentary-uses.ts";
import type { HandOut } from "../../db/complimentary/hand-outs.ts";
import type { ComplimentaryQuota } from "../../domain/complimentary/hand-out.ts";
import { textIn } from "../../domain/language.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { complimentaryTexts } from "../texts/complimentary-texts.ts";
import type { Tab } from "../ui/area-tabs.ts";
import { ContentPage } from "../ui/content-page.tsx";
import { DataTable } from "../ui/data-table.tsx";
import type { Faults } from "../ui/faults.tsx";
import { formatMonth } from "../ui/format.ts";
import type { PageFrame } from "../ui/page-frame.ts";
import { HeadedSection } from "../ui/headed-section.tsx";
import { HandOutForm, type ComplimentaryValues } from "./complimentary-forms.tsx";
import { SetAsideForm } from "./set-aside-form.tsx";
import { HandOutTable } from "./hand-out-table.tsx";

interface Props {
  frame: PageFrame;
  tab: Tab;
  /** Path of the offer's own page; this page's is below it. */
  base: string;
  complimentary: ComplimentaryQuota & {
    offer: Offer;
    months: ComplimentaryMonth[];
    handOuts: HandOut[];
    nextCursor: string | null;
  };
  /** Whether the offer's time is over. */
  isOver: boolean;
  /** Whether the hand-outs are the latest. */
  isFirst: boolean;
  values: ComplimentaryValues;
  faults: Faults;
  notice: string | undefined;
}

/** `…/{offer}/complimentary`: the number set aside, the form of a hand-out, and the hand-outs so far. */
export function ComplimentaryPage({
  frame,
  tab,
  base,
  complimentary,
  isOver,
  isFirst,
  notice,
  ...form
}: Props) {
  const texts = complimentaryTexts(frame.language);
  const { offer, setAside, given, months, handOuts } = complimentary;
  const ownCodes = texts.ownCodes[frame.area === "provider" ? "provider" : "culture"];
  const numbers = { setAside, given, left: setAside - given };
  return (
    <ContentPage
      frame={frame}
      title={texts.heading}
      tab={tab}
      notice={notice}
      faults={form.faults}
      intro={<Link href={base}>{textIn(offer.title, frame.language)}</Link>}
      gap="space-40"
    >
      <BodyLong>{texts.about}</BodyLong>
      <dl className="numbers">
        {(["setAside", "given", "left"] as const).map((name) => (
          <div key={name}>
            <dt>{texts[name]}</dt>
            <dd>{numbers[name]}</dd>
          </div>
        ))}
      </dl>
      {offer.state === "open" && !isOver && !offer.ownCodes ? (
        <HandOutForm frame={frame} action={`${base}/complimentary`} {...form} />
      ) : (
        <Alert variant="info">{offer.ownCodes ? ownCodes : texts.notOpen}</Alert>
      )}
      {frame.area === "provider" && (
        <SetAsideForm frame={frame} action={`${base}/complimentary/set-aside`} {...form} />
      )}
      <HandOutTable
        frame={frame}
        path={`${base}/complimentary`}
        handOuts={handOuts}
        nextCursor={complimentary.nextCursor}
        isFirst={isFirst}
      />
      {months.length > 0 && (
        <HeadedSection heading={texts.months} size="medium">
          <BodyLong spacing>{texts.monthsHelp}</BodyLong>
          <DataTable
            label={texts.months}
            rows={months}
            columns={[
              { name: texts.month, cell: ({ month }) => formatMonth(month) },
              { name: texts.uses, align: "right", cell: ({ uses }) => uses },
              { name: texts.admissions, align: "right", cell: ({ admissions }) => admissions },
            ]}
          />
        </HeadedSection>
      )}
    </ContentPage>
  );
}
