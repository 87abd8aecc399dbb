import { Button } from "@navikt/ds-react";
import { ApplePassFront } from "../../views/preview/apple-front.tsx";
import type { ShownField } from "../../views/preview/preview-ticket.ts";
import { phonePath, type PassFace } from "./pass-face.ts";
import type { PhoneLanguage } from "./pass-text.ts";
import { phoneTexts } from "./phone-texts.ts";

interface Shown {
  face: PassFace;
  language: PhoneLanguage;
}

function Fields({ fields, className }: { fields: ShownField[]; className?: string }) {
  if (fields.length === 0) return null;
  return (
    <dl className={className}>
      {fields.map(({ key, label, value }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function StateBadge({ face: { state }, language }: Shown) {
  if (state === "valid") return null;
  return <p className="state">{phoneTexts[language].states[state]}</p>;
}

/** The top edge, all that shows of a pass in the stack. */
export function TicketHead({ face, language }: Shown) {
  const { serialNumber, logoText, colors, title, fields } = face;
  return (
    <div className="head" style={{ backgroundColor: colors.background, color: colors.foreground }}>
      <div className="edge" aria-hidden="true">
        <ApplePassFront id={serialNumber} pass={face} />
      </div>
      <p className="aksel-sr-only">{logoText}</p>
      <Fields fields={fields.header} className="aksel-sr-only" />
      <p className="title">{title}</p>
      <StateBadge face={face} language={language} />
    </div>
  );
}

/** The side with the barcode; its drawn text stands beside it for readers of the page. */
export function TicketFront({ face, language }: Shown) {
  const { serialNumber, logoText, fields } = face;
  const { header, primary, secondary, auxiliary } = fields;
  return (
    <>
      <StateBadge face={face} language={language} />
      <p className="aksel-sr-only">{logoText}</p>
      <Fields fields={[header, primary, secondary, auxiliary].flat()} className="aksel-sr-only" />
      <ApplePassFront id={serialNumber} pass={face} barcodeLabel={phoneTexts[language].barcode} />
    </>
  );
}

/** The side with the small print. */
export function TicketBack({ face, language }: Shown) {
  return (
    <>
      <StateBadge face={face} language={language} />
      <div>
        <strong>{face.title}</strong>
        <p>{face.organizationName}</p>
      </div>
      <Fields fields={face.fields.back} />
      <form
        method="post"
        action={`${phonePath}/tickets/${encodeURIComponent(face.serialNumber)}/remove`}
      >
        <Button variant="danger" size="small">
          {phoneTexts[language].remove}
        </Button>
      </form>
    </>
  );
}
