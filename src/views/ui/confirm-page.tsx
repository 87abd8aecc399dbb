import { Alert, BodyLong } from "@navikt/ds-react";
import type { ReactNode } from "react";
import type { Tab } from "./area-tabs.ts";
import type { Faults } from "./faults.tsx";
import { FormPage } from "./form-page.tsx";
import type { PageFrame } from "./page-frame.ts";

interface Props {
  frame: PageFrame;
  tab: Tab;
  heading: string;
  /** Name of the subject. */
  about: string;
  text: string;
  warning?: string | undefined;
  confirm: string;
  cancelHref: string;
  faults?: Faults;
  children?: ReactNode;
}

/** Confirmation of an irreversible action; the form is posted to the page's own path. */
export function ConfirmPage({ heading, about, text, warning, confirm, children, ...page }: Props) {
  return (
    <FormPage {...page} title={heading} submit={confirm} isDangerous>
      <BodyLong weight="semibold">{about}</BodyLong>
      <BodyLong>{text}</BodyLong>
      {warning !== undefined && <Alert variant="warning">{warning}</Alert>}
      {children}
    </FormPage>
  );
}
