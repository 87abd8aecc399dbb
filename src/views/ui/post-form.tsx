import { Button, type ButtonProps } from "@navikt/ds-react";
import type { ReactNode } from "react";
import type { PageFrame } from "./page-frame.ts";

/** Hidden field with the session's token; the server refuses a form without it. */
export function Csrf({ frame: { session } }: { frame: PageFrame }) {
  return <input type="hidden" name="csrf" value={session?.csrf} />;
}

interface PostFormProps {
  frame: PageFrame;
  action: string;
  className?: string | undefined;
  /** Under which name the browser keeps what is typed, and whether the form starts afresh. */
  keep?: { name: string; isFresh: boolean } | undefined;
  children: ReactNode;
}

/** Form of a signed-in page. Browser validation is off; the server validates. */
export function PostForm({ frame, action, className, keep, children }: PostFormProps) {
  return (
    <form
      method="post"
      action={action}
      noValidate
      className={className}
      data-keep={keep?.name}
      data-fresh={keep?.isFresh === true ? "" : undefined}
    >
      <Csrf frame={frame} />
      {children}
    </form>
  );
}

interface HiddenFieldsProps {
  values: Readonly<Record<string, string | number | readonly string[]>>;
}

/** Hidden fields with values for the next request, so that the server stores none. */
export function HiddenFields({ values }: HiddenFieldsProps) {
  return Object.entries(values).flatMap(([name, value]) =>
    [value]
      .flat()
      .map((each, index) => (
        <input key={`${name} ${index}`} type="hidden" name={name} value={each} />
      )),
  );
}

/** Button with a form of its own. `label` is its accessible name where several buttons share a text. */
export function PostButton({
  frame,
  action,
  values = {},
  variant = "secondary",
  size = "medium",
  label,
  children,
}: {
  frame: PageFrame;
  action: string;
  values?: Readonly<Record<string, string | number | readonly string[]>>;
  variant?: ButtonProps["variant"];
  size?: ButtonProps["size"];
  label?: string | undefined;
  children: ReactNode;
}) {
  return (
    <PostForm frame={frame} action={action}>
      <HiddenFields values={values} />
      <Button variant={variant} size={size} aria-label={label}>
        {children}
      </Button>
    </PostForm>
  );
}
