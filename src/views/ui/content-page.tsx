import { VStack } from "@navikt/ds-react";
import { PageDocument, type DocumentProps } from "./page-document.tsx";
import { PageHeading, type HeadingProps } from "./page-heading.tsx";

/** Page with a heading and any content below it. */
export function ContentPage({
  gap = "space-24",
  align = "stretch",
  className,
  children,
  ...page
}: DocumentProps &
  HeadingProps & {
    gap?: "space-24" | "space-32" | "space-40";
    align?: "start" | "stretch";
    className?: string;
  }) {
  return (
    <PageDocument {...page}>
      <VStack gap={gap} align={align} className={className}>
        <PageHeading {...page} />
        {children}
      </VStack>
    </PageDocument>
  );
}
