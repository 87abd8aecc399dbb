import { BodyShort, ErrorMessage, Label } from "@navikt/ds-react";

interface Props {
  id: string;
  name: string;
  label: string;
  description?: string;
  defaultValue?: string;
  error?: string | undefined;
}

/** Date input, `YYYY-MM-DD`. It is the browser's own, since Aksel's date picker needs script. */
export function DateField({ id, name, label, description, defaultValue, error }: Props) {
  const isWrong = error !== undefined;
  const described = [
    ...(description === undefined ? [] : [`${id}-help`]),
    ...(isWrong ? [`${id}-error`] : []),
  ].join(" ");
  return (
    <div
      className={`aksel-form-field aksel-form-field--medium${isWrong ? " aksel-text-field--error" : ""}`}
    >
      <Label htmlFor={id} className="aksel-form-field__label">
        {label}
      </Label>
      {description !== undefined && (
        <BodyShort as="div" id={`${id}-help`} className="aksel-form-field__description">
          {description}
        </BodyShort>
      )}
      <input
        type="date"
        id={id}
        name={name}
        defaultValue={defaultValue}
        aria-invalid={isWrong || undefined}
        aria-describedby={described === "" ? undefined : described}
        autoComplete="off"
        className="aksel-text-field__input aksel-body-short aksel-body-short--medium date"
      />
      {isWrong && (
        <div className="aksel-form-field__error" id={`${id}-error`}>
          <ErrorMessage showIcon>{error}</ErrorMessage>
        </div>
      )}
    </div>
  );
}
