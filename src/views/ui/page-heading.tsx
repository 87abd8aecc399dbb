import { Alert, BodyLong, Heading, HStack } from "@navikt/ds-react";
import type { ReactNode } from "react";
import { FaultSummary, type Faults } from "./faults.tsx";
import type { PageFrame } from "./page-frame.ts";

export interface HeadingProps {
  frame: PageFrame;
  title: string;
  /** Default: the title. */
  heading?: string;
  /** Tag beside the heading. */
  tag?: ReactNode;
  /** Button or link at the end of the heading's line. */
  action?: ReactNode;
  intro?: ReactNode;
  /** Warnings above the heading. */
  alerts?: ReactNode;
  /** Success message of the previous request. */
  notice?: string | undefined;
  /** Reason why the previous request was refused. */
  refusal?: string | undefined;
  faults?: Faults | undefined;
}

/** Beginning of a page: notice, heading, introduction, refusal and summary of faults. */
export function PageHeading({
  frame,
  title,
  heading = title,
  tag,
  action,
  intro,
  alerts,
  notice,
  refusal,
  faults = new Map(),
}: HeadingProps) {
  const isBare = intro === undefined;
  const text = (
    <Heading size="large" level="1" spacing={!isBare}>
      {heading}
    </Heading>
  );
  return (
    <>
      {alerts}
      {notice !== undefined && (
        <Alert variant="success" role="status">
          {notice}
        </Alert>
      )}
      <div>
        {tag === undefined && action === undefined ? (
          text
        ) : (
          <HStack
            gap="space-16"
            align="center"
            justify={action === undefined ? "start" : "space-between"}
          >
            {text}
            {tag}
            {action}
          </HStack>
        )}
        {typeof intro === "string" ? <BodyLong>{intro}</BodyLong> : intro}
      </div>
      {refusal !== undefined && (
        <Alert variant="error" role="alert">
          {refusal}
        </Alert>
      )}
      <FaultSummary frame={frame} faults={faults} />
    </>
  );
}
