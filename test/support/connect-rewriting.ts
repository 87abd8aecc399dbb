import type { Knex } from "knex";
import { connect } from "../../src/db/connect.ts";
import { patienceMs } from "./patience.ts";

type Query = (statement: string | { text: string }, ...rest: unknown[]) => unknown;

/**
 * A pool whose statements are rewritten on the way to the database: to switch a guard off for a
 * negative control while the code under test stays what it is.
 */
export function connectRewriting(url: string, rewrite: (sql: string) => string, max = 20): Knex {
  const db = connect(url, { max, acquireTimeout: patienceMs, queryTimeout: patienceMs });
  const client = db.client as { acquireRawConnection: () => Promise<{ query: Query }> };
  const acquire = client.acquireRawConnection.bind(client);
  client.acquireRawConnection = async () => {
    const connection = await acquire();
    const query = connection.query.bind(connection);
    connection.query = (statement, ...rest) =>
      query(
        typeof statement === "string"
          ? rewrite(statement)
          : { ...statement, text: rewrite(statement.text) },
        ...rest,
      );
    return connection;
  };
  return db;
}
