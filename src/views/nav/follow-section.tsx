import { Heading, HStack, Link, VStack } from "@navikt/ds-react";
import type { OfferToFollow } from "../../db/recipients/offers-to-follow.ts";
import { textIn } from "../../domain/language.ts";
import { inFives } from "../../domain/in-fives.ts";
import { suppressSmallCount } from "../../domain/suppress-small-count.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { unfetchedTexts } from "../texts/unfetched-texts.ts";
import { countInFives } from "../ui/count-in-fives.ts";
import { DataTable } from "../ui/data-table.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { lastDayOf } from "./unfetched-page.tsx";

/** Offers whose tickets lapse soon or were returned, as counts that identify no child. Renders nothing without any. */
export function FollowSection({ frame, offers }: { frame: PageFrame; offers: OfferToFollow[] }) {
  if (offers.length === 0) return null;
  const { language } = frame;
  const texts = unfetchedTexts(language);
  const counted = (count: number) => {
    if (count === 0) return "–";
    const shown = suppressSmallCount(count);
    return "exact" in shown ? shown.exact : staffTexts(language).fewerThan(shown.fewerThan);
  };
  return (
    <section>
      <VStack gap="space-16">
        <Heading size="medium" level="2">
          {texts.follow}
        </Heading>
        <DataTable
          label={texts.follow}
          rows={offers}
          columns={[
            {
              name: staffTexts(language).offer,
              className: "wraps",
              cell: ({ title }) => textIn(title, language),
            },
            {
              name: texts.lapsing,
              align: "right",
              // What is left to fetch tells as much as what was fetched.
              cell: ({ lapsing }) =>
                lapsing === 0 ? "–" : countInFives(inFives(lapsing), language),
            },
            { name: texts.firstDeadline, cell: ({ lapsesAt }) => lastDayOf(lapsesAt, language) },
            { name: texts.cameBack, align: "right", cell: ({ cameBack }) => counted(cameBack) },
            {
              cell: ({ offerId, title, lapsing, cameBack }) => (
                <HStack gap="space-12">
                  {lapsing > 0 && (
                    <Link
                      href={`/nav/unfetched#offer-${offerId}`}
                      aria-label={texts.seeOf(textIn(title, language))}
                    >
                      {texts.see}
                    </Link>
                  )}
                  {cameBack > 0 && (
                    <Link
                      href={`/nav/allocate?offer=${offerId}`}
                      aria-label={texts.allocateOf(textIn(title, language))}
                    >
                      {texts.allocate}
                    </Link>
                  )}
                </HStack>
              ),
            },
          ]}
        />
      </VStack>
    </section>
  );
}
