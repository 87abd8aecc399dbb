import { Button, type ButtonProps } from "@navikt/ds-react";
import type { ReactNode } from "react";
import { keepsTyped, type PageFrame } from "./page-frame.ts";

/** Hidden field with the session's token; the server refuses a form without it. */
export function Csrf({ frame: { session } }: { frame: PageFrame }) {
  return <input type="hidden" name="csrf" value={session?.csrf} />;
}

interface PostFormProps {
  frame: PageFrame;
  action: string;
  className?: string | undefined;
  /** Under which name the browser keeps what is typed, where the action is that of several forms. */
  keepAs?: string | undefined;
  children: ReactNode;
}

/**
 * The form's attribute under which `keep-typed.js` keeps what a person has typed until the server has taken it:
 * through Back, a detour, a reload and sending without a connection.
 */
const keptAs = ({ area, session }: PageFrame, name: string) =>
  session && keepsTyped(area) ? `${session.person} ${name}` : undefined;

/** Form of a signed-in page. Browser validation is off; the server validates. */
export function PostForm({ frame, action, className, keepAs, children }: PostFormProps) {
  return (
    <form
      method="post"
      action={action}
      noValidate
      className={className}
      data-keep={keptAs(frame, keepAs ?? action)}
    >
      <Csrf frame={frame} />
      {children}
    </form>
  );
}

/** A `PostForm` that carries files; the token stands in its address, to be read before them. */
export function UploadForm({
  frame,
  action,
  keepAs,
  preview,
  children,
  ...attributes
}: PostFormProps & {
  id?: string;
  /** Address where its script has the form's preview drawn. The server draws the form as typed, too. */
  preview?: string | undefined;
}) {
  const csrf = `?csrf=${encodeURIComponent(frame.session?.csrf ?? "")}`;
  return (
    <form
      {...attributes}
      tabIndex={attributes.id === undefined ? undefined : -1}
      method="post"
      action={action + csrf}
      encType="multipart/form-data"
      noValidate
      data-keep={keptAs(frame, keepAs ?? action)}
      data-preview={preview === undefined ? undefined : preview + csrf}
      data-redraw={preview === undefined ? undefined : ""}
    >
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
