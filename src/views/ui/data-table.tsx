import { Table } from "@navikt/ds-react";
import type { ReactNode } from "react";

export interface Column<R> {
  /** Heading; undefined where the cells need none. */
  name?: string;
  cell: (row: R) => ReactNode;
  align?: "right";
  className?: string;
}

/**
 * Table whose first column holds row headings. On a narrow screen it scrolls within the page, also by
 * keyboard.
 */
export function DataTable<R>({
  label,
  rows,
  columns,
}: {
  /** Accessible name. */
  label: string;
  rows: readonly R[];
  columns: readonly Column<R>[];
}) {
  const places = columns.map(({ align, className }) => ({
    ...(align && { align }),
    ...(className !== undefined && { className }),
  }));
  return (
    <div className="wide" role="group" aria-label={label} tabIndex={0}>
      <Table size="small">
        <Table.Header>
          <Table.Row>
            {columns.map(({ name }, index) =>
              name === undefined ? (
                <Table.DataCell key={index} />
              ) : (
                <Table.HeaderCell key={index} scope="col" {...places[index]}>
                  {name}
                </Table.HeaderCell>
              ),
            )}
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {rows.map((row, number) => (
            <Table.Row key={number}>
              {columns.map(({ cell }, index) =>
                index === 0 ? (
                  <Table.HeaderCell key={index} scope="row" {...places[index]}>
                    {cell(row)}
                  </Table.HeaderCell>
                ) : (
                  <Table.DataCell key={index} {...places[index]}>
                    {cell(row)}
                  </Table.DataCell>
                ),
              )}
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  );
}
