import { Button, type ButtonProps } from "@navikt/ds-react";
import type { ReactNode } from "react";

/** Link styled as a button. */
export function ButtonLink({
  href,
  variant = "primary",
  size = "medium",
  children,
}: {
  href: string;
  variant?: ButtonProps["variant"];
  size?: ButtonProps["size"];
  children: ReactNode;
}) {
  return (
    <Button as="a" role="link" href={href} variant={variant} size={size}>
      {children}
    </Button>
  );
}
