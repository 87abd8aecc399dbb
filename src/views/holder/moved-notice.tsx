import { formatDate, formatDay, formatTime } from "../../domain/date-text.ts";
import type { Language } from "../../domain/language.ts";
import { hoursText } from "../../domain/offers/hours-text.ts";
import type { OfferMoveFrom } from "../../domain/offers/offer-move.ts";
import { ticketRuleWords } from "../../domain/offers/ticket-rule-words.ts";
import { sessionText } from "../../domain/offers/ticket-rules.ts";
import { holderTexts } from "../texts/holder-texts.ts";

/** What the ticket said before of what has changed, and of nothing else. */
function saidBefore(
  { start, doors, end, sessions, hours = [], place }: OfferMoveFrom,
  language: Language,
) {
  const words = ticketRuleWords(language);
  return [
    ...(start ? [`${formatDay(start, language)} ${formatTime(start, language)}`] : []),
    ...(doors ? [words.doors(formatTime(doors, language))] : []),
    ...(end ? [words.to(words.at(formatDate(end, language), formatTime(end, language)))] : []),
    ...(sessions?.gone ?? []).map((session) => sessionText(session, language)),
    ...(hours.length > 0 ? [hoursText({ hours }, language)] : []),
    ...(place === undefined ? [] : [place]),
  ];
}

/** Says that time or place have changed, with what the ticket said before struck through. */
export function MovedNotice({ from, language }: { from: OfferMoveFrom; language: Language }) {
  const texts = holderTexts(language);
  return (
    <p className="moved">
      <strong>{texts.moved}</strong>
      {saidBefore(from, language).map((text) => (
        <s key={text}>
          <span className="unseen">{texts.before} </span>
          {text}
        </s>
      ))}
    </p>
  );
}
