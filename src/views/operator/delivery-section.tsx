import { BodyLong, Heading, VStack } from "@navikt/ds-react";
import type {
  PropagationTotals,
  OfferPropagation,
} from "../../db/operations/update-propagation.ts";
import { textIn } from "../../domain/language.ts";
import { inFives } from "../../domain/in-fives.ts";
import { suppressSmallCount } from "../../domain/suppress-small-count.ts";
import { EmptyBox } from "../ui/boxes.tsx";
import { countInFives } from "../ui/count-in-fives.ts";
import { DataTable } from "../ui/data-table.tsx";
import { deliveryTexts } from "../texts/delivery-texts.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";

const hourMs = 3_600_000;

interface Props {
  language: StaffLanguage;
  total: PropagationTotals;
  offers: OfferPropagation[];
  at: Date;
}

/** Number of tickets on phones whose latest version was pushed and fetched: in total, and by offer. */
export function DeliverySection({ language, total, offers, at }: Props) {
  const texts = deliveryTexts(language);
  const count = (name: "phones" | "pushed" | "current") => (sum: PropagationTotals) =>
    // The total, too: less the others, it would tell what is hidden of a small offer. Zero reveals no use of a ticket.
    sum[name] === 0 ? 0 : countInFives(inFives(sum[name]), language);
  const behind = ({ behindSince }: PropagationTotals) =>
    behindSince === null
      ? texts.noneBehind
      : texts.since(Math.floor((at.getTime() - behindSince.getTime()) / hourMs));
  // The time of change of one ticket among few could reveal when a child used it.
  const behindOfFew = (sum: PropagationTotals) =>
    sum.phones === 0 || "exact" in suppressSmallCount(sum.phones) ? behind(sum) : texts.hidden;
  return (
    <section aria-labelledby="delivery">
      <VStack gap="space-16">
        <div>
          <Heading size="medium" level="2" spacing id="delivery">
            {texts.title}
          </Heading>
          <BodyLong>{texts.intro}</BodyLong>
        </div>
        {offers.length === 0 ? (
          <EmptyBox>
            <BodyLong>{texts.none}</BodyLong>
          </EmptyBox>
        ) : (
          <DataTable
            label={texts.title}
            rows={[{ ...total, offer: undefined }, ...offers.map((offer) => ({ ...offer, offer }))]}
            columns={[
              {
                name: texts.offer,
                cell: ({ offer }) => (offer ? textIn(offer.title, language) : texts.total),
              },
              { name: texts.phones, align: "right", cell: count("phones") },
              { name: texts.pushed, align: "right", cell: count("pushed") },
              { name: texts.current, align: "right", cell: count("current") },
              { name: texts.behind, cell: behindOfFew },
            ]}
          />
        )}
      </VStack>
    </section>
  );
}
