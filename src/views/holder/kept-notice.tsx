import type { Language } from "../../domain/language.ts";
import { holderTexts } from "../texts/holder-texts.ts";
import { formatMoment } from "../ui/format.ts";

/** How old the page is: its service worker shows it where the page comes from the device. */
export function KeptNotice({ at, language }: { at: Date; language: Language }) {
  return (
    <p className="notice kept" role="status" data-kept="" hidden>
      {holderTexts(language).kept(formatMoment(at, language))}
    </p>
  );
}
