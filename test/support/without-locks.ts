import type { Knex } from "knex";
import { connect } from "../../src/db/connect.ts";

type Query = (statement: string | { text: string }, ...rest: unknown[]) => unknown;

const withoutLock = (sql: string) =>
  sql.replace(/\sfor (no key )?update\b( of \w+)?( skip locked)?/g, "");

/**
 * A pool whose statements lose their row locks on the way to the database: the guard switched off,
 * for negative controls. The code under test stays what it is.
 */
export function connectWithoutLocks(url: string, max = 20): Knex {
  const db = connect(url, { max });
  const client = db.client as { acquireRawConnection: () => Promise<{ query: Query }> };
  const acquire = client.acquireRawConnection.bind(client);
  client.acquireRawConnection = async () => {
    const connection = await acquire();
    const query = connection.query.bind(connection);
    connection.query = (statement, ...rest) =>
      query(
        typeof statement === "string"
          ? withoutLock(statement)
          : { ...statement, text: withoutLock(statement.text) },
        ...rest,
      );
    return connection;
  };
  return db;
}
