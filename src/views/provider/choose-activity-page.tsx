import { BodyShort, TextField } from "@navikt/ds-react";
import { activities, activityTemplate, type Activity } from "../../domain/offers/offer-defaults.ts";
import { activityTexts } from "../texts/activity-texts.ts";
import { activitySearch, activityStarts } from "../texts/activity-search.ts";
import { offerTexts, type StaffLanguage } from "../texts/staff-texts.ts";
import { ContentPage } from "../ui/content-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import type { ChoosableTemplate } from "./template-choice.tsx";

interface Props {
  frame: PageFrame;
  templates: readonly ChoosableTemplate[];
}

/**
 * `/provider/offers/new`: choice of the activity, whose words, terms and template the form on the next page begins
 * with. A list of links, which the search box narrows in browsers with script.
 */
export function ChooseActivityPage({ frame, templates }: Props) {
  const { language } = frame;
  const texts = offerTexts(language);
  const search = activitySearch(language);
  const symbolOf = (activity: Activity) =>
    templates.find(({ slug }) => slug === activityTemplate(activity))?.symbolHash;
  return (
    <ContentPage
      frame={frame}
      title={texts.newOffer}
      tab="offers"
      className="form"
      scripts={["choose-activity.js"]}
    >
      <BodyShort>{`${texts.whatKind} ${texts.whatKindHelp}`}</BodyShort>
      <div data-search={search.found} data-none={search.none} hidden>
        <TextField label={search.label} description={search.help} autoComplete="off" id="search" />
        <p role="status" className="quiet" />
      </div>
      <ul className="activities">
        {activities.map((activity) => (
          <ActivityItem
            key={activity}
            activity={activity}
            language={language}
            symbol={symbolOf(activity)}
          />
        ))}
      </ul>
    </ContentPage>
  );
}

interface ItemProps {
  activity: Activity;
  language: StaffLanguage;
  symbol: string | undefined;
}

function ActivityItem({ activity, language, symbol }: ItemProps) {
  const name = activityTexts(language)[activity];
  const { words } = activitySearch(language);
  return (
    <li data-words={`${name} ${words[activity]}`} data-always={activity === "other" || undefined}>
      {symbol === undefined ? (
        <span />
      ) : (
        <img src={`/images/${symbol}.png`} alt="" width={44} height={44} loading="lazy" />
      )}
      <a href={`/provider/offers/new?activity=${activity}`}>{name}</a>
      <span className="quiet">{activityStarts(activity, language)}</span>
    </li>
  );
}
