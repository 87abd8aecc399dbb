import { connectOwner } from "../db/connect.ts";
import { migrate } from "../db/migrations.ts";
import type { RunningPostgres } from "./postgres.ts";

/**
 * Migrates a database of the server as its owner, and creates the service's own login, which owns
 * nothing. Returns the database's URL for that login.
 */
export async function migrateAndLogIn(
  postgres: Pick<RunningPostgres, "urlOf">,
  database: string,
): Promise<string> {
  const owner = connectOwner(postgres.urlOf(database));
  try {
    for (const role of ["join_api nologin", "join_login login password 'join' in role join_api"]) {
      await owner.raw(`do $$ begin
        create role ${role};
      exception when duplicate_object then null; end $$`);
    }
    await migrate(owner, postgres.urlOf(database));
  } finally {
    await owner.destroy();
  }
  const url = new URL(postgres.urlOf(database));
  url.username = "join_login";
  url.password = "join";
  return url.href;
}
