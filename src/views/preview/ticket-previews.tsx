import type { Language } from "../../domain/language.ts";
import type { TicketContent } from "../../wallets/content.ts";
import { AppleBack } from "./apple-back.tsx";
import { AppleFront } from "./apple-front.tsx";
import { GoogleCard } from "./google-card.tsx";
import { GoogleDetails } from "./google-details.tsx";
import { previewTexts } from "./preview-texts.ts";
import type { TicketPicture } from "./preview-ticket.ts";

const sides = [
  ["appleFront", AppleFront],
  ["appleBack", AppleBack],
  ["googleCard", GoogleCard],
  ["googleDetails", GoogleDetails],
] as const;

interface Props {
  id?: string;
  content: TicketContent;
  language: Language;
  image: TicketPicture["image"];
  uses: number | null;
}

/** Draws a ticket in both wallets, front and back. `id` is unique among the previews of a page. */
export function TicketPreviews({ id = "preview", ...picture }: Props) {
  const texts = previewTexts(picture.language);
  return (
    <div className="previews">
      {sides.map(([side, Side]) => (
        <figure key={side}>
          <figcaption>{texts[side]}</figcaption>
          <Side id={`${id}-${side}`} {...picture} />
        </figure>
      ))}
    </div>
  );
}
