import { HStack, Link } from "@navikt/ds-react";
import type { HandOut } from "../../db/complimentary/hand-outs.ts";
import { isLiveToNav } from "../../domain/passes/nav-state.ts";
import { complimentaryTexts } from "../texts/complimentary-texts.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { formatMoment } from "../ui/format.ts";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton } from "../ui/post-form.tsx";
import { HeadedSection } from "../ui/headed-section.tsx";

interface Props {
  frame: PageFrame;
  path: string;
  handOuts: HandOut[];
  nextCursor: string | null;
  /** Whether they are the latest. */
  isFirst: boolean;
}

const liveOf = ({ links }: HandOut) => links.filter(({ state }) => isLiveToNav(state)).length;

/** Table of hand-outs, each with a link to print it and a button to revoke it. */
export function HandOutTable({ frame, path, handOuts, nextCursor, isFirst }: Props) {
  const { language } = frame;
  const texts = complimentaryTexts(language);
  if (handOuts.length === 0 && isFirst) return null;
  return (
    <HeadedSection heading={texts.handOuts} size="medium">
      <DataTable
        label={texts.handOuts}
        rows={handOuts}
        columns={[
          { name: texts.when, cell: ({ createdAt }) => formatMoment(createdAt, language) },
          { name: texts.by, cell: ({ givenBy }) => texts.givers[givenBy] },
          { name: texts.how, cell: ({ form }) => texts.hows[form] },
          { name: texts.tickets, align: "right", cell: ({ tickets }) => tickets },
          { name: texts.live, align: "right", cell: liveOf },
          { cell: (handOut) => liveOf(handOut) > 0 && <Doings {...{ frame, path, handOut }} /> },
        ]}
      />
      <HStack gap="space-16">
        {!isFirst && <Link href={path}>{texts.latest}</Link>}
        {nextCursor !== null && (
          <Link href={`${path}?cursor=${encodeURIComponent(nextCursor)}`}>{texts.older}</Link>
        )}
      </HStack>
    </HeadedSection>
  );
}

function Doings({ frame, path, handOut }: { frame: PageFrame; path: string; handOut: HandOut }) {
  const texts = complimentaryTexts(frame.language);
  const when = formatMoment(handOut.createdAt, frame.language);
  return (
    <HStack gap="space-8" wrap={false}>
      {handOut.form === "print" && handOut.givenBy === frame.area && (
        <PostButton
          frame={frame}
          action={`${path}/${handOut.id}/tickets.pdf`}
          variant="tertiary"
          label={`${texts.print}: ${when}`}
        >
          {texts.print}
        </PostButton>
      )}
      <ButtonLink href={`${path}/${handOut.id}/revoke`} variant="tertiary">
        {texts.revoke}
        <span className="unseen">: {when}</span>
      </ButtonLink>
    </HStack>
  );
}
