import { BodyLong, Heading, List, VStack } from "@navikt/ds-react";
import type { RedemptionQuestion } from "../../domain/statistics/redemption-questions.ts";
import { cultureTexts, type StaffLanguage } from "../texts/staff-texts.ts";
import { formatMonth } from "../ui/format.ts";

interface Props {
  month: string;
  questions: readonly RedemptionQuestion[];
  language: StaffLanguage;
}

/** What a month's redemptions leave to ask a provider about, with rounded numbers and innocent causes. */
export function RedemptionQuestions({ month, questions, language }: Props) {
  const texts = cultureTexts(language).redemptionQuestions;
  const period = formatMonth(month);
  return (
    <VStack as="section" gap="space-16" align="start">
      <Heading size="medium" level="2">
        {texts.heading}
      </Heading>
      {questions.length === 0 ? (
        <BodyLong>{texts.none(period)}</BodyLong>
      ) : (
        <>
          <BodyLong>{texts.intro(period)}</BodyLong>
          <List>
            {questions.map((question) => (
              <List.Item key={question.sign}>{textOf(question, language)}</List.Item>
            ))}
          </List>
          <BodyLong>{texts.rounded}</BodyLong>
        </>
      )}
    </VStack>
  );
}

function textOf(question: RedemptionQuestion, language: StaffLanguage): string {
  const texts = cultureTexts(language).redemptionQuestions;
  return question.sign === "aboveOthers"
    ? texts.aboveOthers(question.percent, question.othersPercent)
    : texts[question.sign](question.count, question.of);
}
