import { formatDay, formatTime } from "../../domain/date-text.ts";
import type { Language } from "../../domain/language.ts";
import type { OfferMoveFrom } from "../../domain/offers/offer-move.ts";
import { holderTexts } from "../texts/holder-texts.ts";

/** Says that time or place have changed, with what the ticket said before struck through. */
export function MovedNotice({ from, language }: { from: OfferMoveFrom; language: Language }) {
  const texts = holderTexts(language);
  const before = [
    ...(from.start
      ? [`${formatDay(from.start, language)} ${formatTime(from.start, language)}`]
      : []),
    ...(from.place === undefined ? [] : [from.place]),
  ];
  return (
    <p className="moved">
      <strong>{texts.moved}</strong>
      {before.map((text) => (
        <s key={text}>
          <span className="unseen">{texts.before} </span>
          {text}
        </s>
      ))}
    </p>
  );
}
