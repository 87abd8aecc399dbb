import type { ShownField } from "../views/preview/preview-ticket.ts";

/** Renders fields as a description list; nothing without fields. */
export function FieldList({ fields, className }: { fields: ShownField[]; className?: string }) {
  if (fields.length === 0) return null;
  return (
    <dl className={className}>
      {fields.map(({ key, label, value }) => (
        <div key={`${key} ${label} ${value}`}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
