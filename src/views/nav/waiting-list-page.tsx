import { BodyLong, Button, Detail, HStack, Link, Textarea, VStack } from "@navikt/ds-react";
import { textIn } from "../../domain/language.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { PlacedChild } from "../../domain/waiting/waiting-list.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { waitingTexts } from "../texts/waiting-texts.ts";
import { EmptyBox } from "../ui/boxes.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { DataTable, type Column } from "../ui/data-table.tsx";
import { fieldProps, type Faults } from "../ui/faults.tsx";
import { formatMoment } from "../ui/format.ts";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton, PostForm } from "../ui/post-form.tsx";
import { recipientName } from "./recipient-name.ts";
import { placeValue } from "./wait-button.tsx";

type ShownPlace = PlacedChild & { recipient: Recipient };

interface Props {
  frame: PageFrame;
  offer: Offer;
  left: number;
  places: ShownPlace[];
  /** Whether the offer has ended. */
  isOver: boolean;
  notice?: string | undefined;
  pasted: string;
  faults: Faults;
}

/** `/nav/offers/{id}/waiting-list`: who waits for the offer's tickets, who gets the next, and more to add. */
export function WaitingListPage({ frame, offer, left, places, isOver, ...form }: Props) {
  const { language } = frame;
  const texts = waitingTexts(language);
  const path = `/nav/offers/${offer.id}/waiting-list`;
  const proposed = places.filter(({ state }) => state === "proposed");
  return (
    <ContentPage
      frame={{ ...frame, path }}
      title={texts.of(textIn(offer.title, language))}
      tab="offers"
      intro={isOver ? texts.ended : texts.intro(places.length, left)}
      notice={form.notice}
      faults={form.faults}
    >
      {places.length === 0 ? (
        <EmptyBox>
          <BodyLong>{texts.none}</BodyLong>
        </EmptyBox>
      ) : (
        <DataTable label={texts.title} rows={places} columns={columnsOf(frame, path)} />
      )}
      {proposed.length > 0 && (
        <PostButton
          frame={frame}
          action="/nav/waiting-list/confirm"
          values={{
            place: proposed.map(({ id }) => placeValue({ offerId: offer.id, recipientId: id })),
          }}
          variant="primary"
        >
          {texts.confirm(proposed.length)}
        </PostButton>
      )}
      {!isOver && (
        <PostForm frame={frame} action={path} className="form">
          <VStack gap="space-16">
            <Textarea
              {...fieldProps(form.faults, { pasted: form.pasted })("pasted")}
              label={texts.references}
              description={texts.addHelp}
              minRows={3}
            />
            <div>
              <Button variant="secondary">{texts.add}</Button>
            </div>
          </VStack>
        </PostForm>
      )}
    </ContentPage>
  );
}

function columnsOf(frame: PageFrame, path: string): Column<ShownPlace>[] {
  const { language } = frame;
  const texts = waitingTexts(language);
  const words = staffTexts(language);
  return [
    {
      name: words.who,
      cell: ({ id, recipient }) => (
        <Link href={`/nav/recipients/${id}`}>{recipientName(recipient)}</Link>
      ),
    },
    { name: texts.place, align: "right", cell: ({ place }) => place },
    { name: texts.since, cell: ({ enteredAt }) => formatMoment(enteredAt, language) },
    {
      name: words.state,
      cell: ({ state, refusal }) => (
        <>
          {texts.states[state]}
          {refusal && <Detail>{words.refusals[refusal]}</Detail>}
        </>
      ),
    },
    {
      align: "right",
      cell: ({ id, state, recipient }) => (
        <HStack gap="space-8" justify="end">
          {state === "proposed" && (
            <PostButton
              frame={frame}
              action={`${path}/${id}/decline`}
              size="small"
              label={texts.declineOf(recipientName(recipient))}
            >
              {texts.decline}
            </PostButton>
          )}
          <PostButton
            frame={frame}
            action={`${path}/${id}/remove`}
            size="small"
            variant="tertiary"
            label={texts.removeOf(recipientName(recipient))}
          >
            {texts.remove}
          </PostButton>
        </HStack>
      ),
    },
  ];
}
