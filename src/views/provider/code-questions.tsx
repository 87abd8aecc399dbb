import { BodyLong } from "@navikt/ds-react";
import { formatDate } from "../../domain/date-text.ts";
import type { UseQuestion } from "../../domain/codes/reported-use.ts";
import { ownCodesTexts } from "../texts/staff-texts.ts";
import type { PageFrame } from "../ui/page-frame.ts";
import { DataTable } from "../ui/data-table.tsx";
import { HeadedSection } from "../ui/headed-section.tsx";

export interface ShownQuestion {
  code: string;
  question: UseQuestion;
  questionedAt: Date;
}

const maxRows = 200;

/** Reported uses that no ticket allowed; nothing where there are none. */
export function CodeQuestions({
  questions,
  language,
}: {
  questions: ShownQuestion[];
  language: PageFrame["language"];
}) {
  const texts = ownCodesTexts(language);
  if (questions.length === 0) return null;
  return (
    <HeadedSection heading={texts.questions} size="medium">
      <BodyLong spacing>{texts.questionsHelp}</BodyLong>
      <DataTable
        label={texts.questions}
        rows={questions.slice(0, maxRows)}
        columns={[
          { name: texts.code, cell: ({ code }) => code },
          { name: texts.why, cell: ({ question }) => texts.outcomes[question] },
          {
            name: texts.reportedOn,
            cell: ({ questionedAt }) => formatDate(questionedAt, language),
          },
        ]}
      />
      {questions.length > maxRows && <BodyLong>{texts.more(questions.length - maxRows)}</BodyLong>}
    </HeadedSection>
  );
}
