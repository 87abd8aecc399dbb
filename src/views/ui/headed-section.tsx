import { Heading } from "@navikt/ds-react";
import type { ReactNode } from "react";

interface Props {
  heading: string;
  size?: "small" | "medium";
  children: ReactNode;
}

/** A section of a page under a heading of the second level. */
export const HeadedSection = ({ heading, size = "small", children }: Props) => (
  <section>
    <Heading size={size} level="2" spacing>
      {heading}
    </Heading>
    {children}
  </section>
);
