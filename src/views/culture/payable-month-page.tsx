import { Alert, BodyLong, BodyShort, Heading, HStack, Link, VStack } from "@navikt/ds-react";
import { paymentSheetTexts } from "../texts/payment-sheet-texts.ts";
import { settlementTexts } from "../texts/settlement-texts.ts";
import { ContentPage } from "../ui/content-page.tsx";
import { formatMoney, formatMonth } from "../ui/format.ts";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton } from "../ui/post-form.tsx";
import {
  canBeAttested,
  PaymentTable,
  seenOf,
  shownSum,
  type ShownPayment,
} from "./payment-table.tsx";

interface Payer {
  municipality: string;
  name: string;
  refundOre: number | null;
  items: ShownPayment[];
  /** Whether its file has columns of its own, and so attested payments alone. */
  hasOwnColumns: boolean;
}

interface Props {
  frame: PageFrame;
  month: string;
  municipalities: Payer[];
  notice: string | undefined;
  /** Why the last attestation was refused. */
  fault: string | undefined;
}

/** `/culture/settlements/{month}`: what each municipality pays for a month, and the buttons that attest it. */
export function PayableMonthPage({ frame, month, municipalities, notice, fault }: Props) {
  const texts = settlementTexts(frame.language);
  const items = municipalities.flatMap((each) => each.items);
  return (
    <ContentPage
      frame={frame}
      title={texts.monthTitle(formatMonth(month))}
      tab="settlements"
      notice={notice}
    >
      {fault !== undefined && (
        <Alert variant="warning" role="alert">
          {fault}
        </Alert>
      )}
      {items.some(({ accountNumber }) => accountNumber === null) && (
        <Alert variant="info">{texts.noAccountHelp}</Alert>
      )}
      {items.length === 0 ? (
        <BodyLong>{texts.nothing}</BodyLong>
      ) : (
        <Link href={`/culture/settlements/${month}.csv`}>{texts.download}</Link>
      )}
      {municipalities.map((payer) => (
        <Payments key={payer.municipality} frame={frame} month={month} payer={payer} />
      ))}
    </ContentPage>
  );
}

function Payments({ frame, month, payer }: { frame: PageFrame; month: string; payer: Payer }) {
  const texts = settlementTexts(frame.language);
  const sheets = paymentSheetTexts(frame.language);
  const { municipality, name, refundOre, items, hasOwnColumns } = payer;
  const waiting = items.filter(canBeAttested);
  const seen = seenOf(waiting);
  const isStated = items.every(({ statedAt }) => statedAt !== null);
  if (items.length === 0) return null;
  return (
    <VStack as="section" gap="space-16">
      <HStack gap="space-16" align="baseline">
        <Heading size="medium" level="2">
          {name}
        </Heading>
        {refundOre !== null && <span>{shownSum(refundOre, isStated, frame.language)}</span>}
      </HStack>
      <PaymentTable
        frame={frame}
        month={month}
        municipality={municipality}
        label={name}
        items={items}
      />
      <HStack gap="space-16">
        <Link href={`/culture/settlements/${month}.csv?municipality=${municipality}`}>
          {sheets.download(name)}
        </Link>
        <Link href={`/culture/settlements/columns/${municipality}`}>{sheets.link}</Link>
      </HStack>
      {hasOwnColumns && (
        <BodyShort>
          {sheets.attestedAlone(items.filter(({ attestedAt }) => attestedAt === null).length)}
        </BodyShort>
      )}
      {waiting.length > 1 && (
        <PostButton
          frame={frame}
          action={`/culture/settlements/${month}/attest`}
          values={{ municipality, ...seen }}
        >
          {texts.attestAll(name, formatMoney(seen.refundOre))}
        </PostButton>
      )}
    </VStack>
  );
}
