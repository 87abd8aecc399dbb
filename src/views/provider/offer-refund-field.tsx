import { Select, TextField } from "@navikt/ds-react";
import { refundUnits } from "../../domain/offers/offer.ts";
import { Options } from "../ui/options.tsx";
import { fieldOf, Section, type FieldContext } from "./offer-section.tsx";

/** Amount that the municipality pays in kroner, for what, and how much at most. */
export function OfferRefundField(context: FieldContext) {
  const { texts } = context;
  const field = fieldOf(context);
  return (
    <Section title={texts.money}>
      <TextField
        {...field("refund")}
        inputMode="decimal"
        label={texts.refund}
        description={texts.refundHelp}
        className="number"
      />
      <Select {...field("refundPer")} label={texts.refundPer}>
        <Options
          of={(["admission", ...refundUnits] as const).map((unit) => [
            unit,
            texts.refundUnits[unit],
          ])}
        />
      </Select>
      {(["refundCapPerTicket", "refundCap"] as const).map((name) => (
        <TextField
          key={name}
          {...field(name)}
          inputMode="decimal"
          label={`${texts[name]} ${texts.optional}`}
          className="number"
        />
      ))}
    </Section>
  );
}
