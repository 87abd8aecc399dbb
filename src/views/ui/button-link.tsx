import { Button, type ButtonProps } from "@navikt/ds-react";
import type { ReactNode } from "react";

interface Props {
  href: string;
  variant?: ButtonProps["variant"];
  size?: ButtonProps["size"];
  children: ReactNode;
}

/** Link styled as a button. */
export function ButtonLink({ href, variant = "primary", size = "medium", children }: Props) {
  return (
    <Button as="a" role="link" href={href} variant={variant} size={size}>
      {children}
    </Button>
  );
}
