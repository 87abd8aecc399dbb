import { BodyLong, Box, Heading, Table, VStack } from "@navikt/ds-react";
import type {
  PropagationTotals,
  OfferPropagation,
} from "../../db/operations/update-propagation.ts";
import { textIn } from "../../domain/language.ts";
import { suppressSmallCount } from "../../domain/suppress-small-count.ts";
import { deliveryTexts } from "../texts/delivery-texts.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";

const hourMs = 3_600_000;

/** How many tickets on phones were told of their newest version and have it: in all, and by offer. */
export function DeliverySection({
  language,
  total,
  offers,
  at,
}: {
  language: StaffLanguage;
  total: PropagationTotals;
  offers: OfferPropagation[];
  at: Date;
}) {
  const texts = deliveryTexts(language);
  const small = (count: number) => {
    // That no phone holds a ticket tells of nobody's use.
    const shown = count === 0 ? { exact: 0 } : suppressSmallCount(count);
    return "exact" in shown ? shown.exact : texts.fewerThan(shown.fewerThan);
  };
  const behind = ({ behindSince }: PropagationTotals) =>
    behindSince === null
      ? texts.noneBehind
      : texts.since(Math.floor((at.getTime() - behindSince.getTime()) / hourMs));
  // When a ticket of a handful changed may be when a certain child used it.
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
          <Box padding="space-24" borderRadius="8" background="neutral-soft">
            <BodyLong>{texts.none}</BodyLong>
          </Box>
        ) : (
          <div className="wide" role="region" aria-label={texts.title} tabIndex={0}>
            <Table size="small">
              <Table.Header>
                <Table.Row>
                  <Table.HeaderCell scope="col">{texts.offer}</Table.HeaderCell>
                  {[texts.phones, texts.pushed, texts.current].map((name) => (
                    <Table.HeaderCell key={name} scope="col" align="right">
                      {name}
                    </Table.HeaderCell>
                  ))}
                  <Table.HeaderCell scope="col">{texts.behind}</Table.HeaderCell>
                </Table.Row>
              </Table.Header>
              <Table.Body>
                <Table.Row>
                  <Table.HeaderCell scope="row">{texts.total}</Table.HeaderCell>
                  <Table.DataCell align="right">{total.phones}</Table.DataCell>
                  <Table.DataCell align="right">{total.pushed}</Table.DataCell>
                  <Table.DataCell align="right">{total.current}</Table.DataCell>
                  <Table.DataCell>{behindOfFew(total)}</Table.DataCell>
                </Table.Row>
                {offers.map((offer) => (
                  <Table.Row key={offer.offerId}>
                    <Table.DataCell>{textIn(offer.title, language)}</Table.DataCell>
                    <Table.DataCell align="right">{small(offer.phones)}</Table.DataCell>
                    <Table.DataCell align="right">{small(offer.pushed)}</Table.DataCell>
                    <Table.DataCell align="right">{small(offer.current)}</Table.DataCell>
                    <Table.DataCell>{behindOfFew(offer)}</Table.DataCell>
                  </Table.Row>
                ))}
              </Table.Body>
            </Table>
          </div>
        )}
      </VStack>
    </section>
  );
}
