// For knex's own command line: DATABASE_URL=… npx knex --knexfile knexfile.ts migrate:status
import type { Knex } from "knex";
import { loadConfig } from "./src/config.ts";
import { SqlMigrations } from "./src/db/migrations.ts";

const config: Knex.Config = {
  client: "pg",
  connection: loadConfig().databaseUrl ?? "postgres://localhost/join",
  migrations: { migrationSource: new SqlMigrations(), tableName: "migrations" },
};

export default config;
