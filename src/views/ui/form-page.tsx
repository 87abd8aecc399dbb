import type { ReactNode } from "react";
import { Button, HStack, VStack } from "@navikt/ds-react";
import { staffTexts } from "../texts/staff-texts.ts";
import { ButtonLink } from "./button-link.tsx";
import { PageDocument, type DocumentProps } from "./page-document.tsx";
import { PageHeading, type HeadingProps } from "./page-heading.tsx";
import { PostForm } from "./post-form.tsx";

interface FormPageProps extends DocumentProps, HeadingProps {
  /** Default: the page's own path. */
  action?: string;
  submit: string;
  /** Whether the action is irreversible. */
  isDangerous?: boolean;
  /** Another button of the form: after the submit, which Enter in a field presses. */
  beside?: ReactNode;
  cancelHref?: string;
  gap?: "space-24" | "space-40";
  className?: string;
  /** See PostForm. */
  keepAs?: string | undefined;
}

/** Page with one form: heading, faults, fields, submit and cancel. */
export function FormPage({
  action,
  submit,
  isDangerous = false,
  beside,
  cancelHref,
  gap = "space-24",
  className = "form",
  keepAs,
  children,
  ...page
}: FormPageProps) {
  const { frame } = page;
  return (
    <PageDocument {...page}>
      <PostForm frame={frame} action={action ?? frame.path} className={className} keepAs={keepAs}>
        <VStack gap={gap}>
          <PageHeading {...page} />
          {children}
          <HStack gap="space-16">
            <Button data-color={isDangerous ? "danger" : undefined}>{submit}</Button>
            {beside}
            {cancelHref !== undefined && (
              <ButtonLink href={cancelHref} variant="tertiary">
                {staffTexts(frame.language).cancel}
              </ButtonLink>
            )}
          </HStack>
        </VStack>
      </PostForm>
    </PageDocument>
  );
}
