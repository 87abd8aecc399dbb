import type { CSSProperties } from "react";
import { QrCode } from "../../views/ui/qr-code.tsx";
import type { PassFace, ShownField } from "./pass-face.ts";
import type { PhoneLanguage } from "./pass-text.ts";
import { phoneTexts } from "./phone-texts.ts";

/** Where the phone's page is mounted. */
export const phonePath = "/sandbox/phone";

const imageUrl = ({ serialNumber }: PassFace, name: string) =>
  `${phonePath}/tickets/${encodeURIComponent(serialNumber)}/${name}`;

/** Grey when it no longer counts, whatever its colours were. */
export const ticketColors = ({ state, colors }: PassFace): CSSProperties =>
  ({
    "--back": state === "valid" ? colors.background : "rgb(224, 224, 226)",
    "--fore": state === "valid" ? colors.foreground : "rgb(58, 58, 60)",
    "--label": state === "valid" ? colors.label : "rgb(84, 84, 88)",
  }) as CSSProperties;

function Fields({ fields, className }: { fields: ShownField[]; className: string }) {
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

/** The top edge, all that shows of a ticket in the stack. */
export function TicketHead({ face }: { face: PassFace }) {
  const { images, logoText, from, fields } = face;
  return (
    <div className="head">
      {images.logo !== undefined && (
        <img className="logo" src={imageUrl(face, images.logo)} alt="" height={34} />
      )}
      <p className="logo-text">{logoText || (images.logo === undefined && from)}</p>
      <Fields fields={fields.header} className="fields header" />
    </div>
  );
}

export function StateBadge({ face, language }: { face: PassFace; language: PhoneLanguage }) {
  if (face.state === "valid") return null;
  return <p className="state">{phoneTexts[language].states[face.state]}</p>;
}

/** The side with the barcode. */
export function TicketFront({ face, language }: { face: PassFace; language: PhoneLanguage }) {
  const { images, fields, barcode } = face;
  // Coupons and store cards have one row beneath the strip, event tickets two.
  const rows =
    face.style === "eventTicket"
      ? [fields.secondary, fields.auxiliary]
      : [[...fields.secondary, ...fields.auxiliary]];
  return (
    <>
      <TicketHead face={face} />
      <div className={`strip ${face.style}`}>
        {images.strip !== undefined && <img src={imageUrl(face, images.strip)} alt="" />}
        <Fields fields={fields.primary} className="fields primary" />
      </div>
      <StateBadge face={face} language={language} />
      {rows.map((row, index) => (
        <Fields key={index} fields={row} className="fields row" />
      ))}
      {barcode && (
        <div className="barcode">
          <QrCode text={barcode.message} label={phoneTexts[language].barcode} />
          {barcode.text !== undefined && <p>{barcode.text}</p>}
        </div>
      )}
    </>
  );
}

/** The side with the small print. */
export function TicketBack({ face, language }: { face: PassFace; language: PhoneLanguage }) {
  return (
    <>
      <p className="back-title">{face.title}</p>
      <p className="back-from">{face.from}</p>
      <StateBadge face={face} language={language} />
      <Fields fields={face.fields.back} className="fields back" />
      <form
        method="post"
        action={`${phonePath}/tickets/${encodeURIComponent(face.serialNumber)}/remove`}
      >
        <button className="remove">{phoneTexts[language].remove}</button>
      </form>
    </>
  );
}
