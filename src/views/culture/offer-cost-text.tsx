import { BodyLong } from "@navikt/ds-react";
import type { OfferCost } from "../../domain/offers/offer-cost.ts";
import { cultureTexts, type StaffLanguage } from "../texts/staff-texts.ts";
import { formatMoney } from "../ui/format.ts";

/** Cost of an offer so far, as forecast, and at most, or that alone; in words where a number is not known or not shown. */
export function OfferCostText({
  cost,
  language,
  isCeilingAlone = false,
}: {
  cost: OfferCost;
  language: StaffLanguage;
  /** For an office that pays nothing of it. */
  isCeilingAlone?: boolean;
}) {
  const texts = cultureTexts(language);
  const { soFar, forecast, most } = cost;
  if (most === 0) return <BodyLong>{texts.noRefund}</BodyLong>;
  const ceiling = most === undefined ? texts.costUnlimited : texts.costMost(formatMoney(most));
  if (isCeilingAlone) return <BodyLong>{ceiling}</BodyLong>;
  const sentences = [
    soFar === undefined ? texts.costSmall : texts.costSoFar(formatMoney(soFar)),
    ...(forecast === undefined ? [] : [texts.costForecast(formatMoney(forecast))]),
    ceiling,
  ];
  return <BodyLong>{sentences.join(" ")}</BodyLong>;
}
