import { Box } from "@navikt/ds-react";
import type { ReactNode } from "react";

interface Props {
  as: "li" | "section";
  label?: string;
  children: ReactNode;
}

/** Frame around an item of a list or a named section. */
export function Card({ as, label, children }: Props) {
  return (
    <Box
      as={as}
      aria-label={label}
      padding="space-16"
      borderRadius="8"
      borderWidth="1"
      borderColor="neutral-subtle"
      background="default"
    >
      {children}
    </Box>
  );
}

/** Placeholder of a list without items. */
export function EmptyBox({ children }: { children: ReactNode }) {
  return (
    <Box padding="space-24" borderRadius="8" background="neutral-soft">
      {children}
    </Box>
  );
}
