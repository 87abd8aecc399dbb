import pg, { type ClientBase } from "pg";
import { ConfigError } from "../config/config-error.ts";

/** The settings of a login of the service's. Its statements run as a role that owns no table. */
const loginSettings = {
  role: "join_api",
  statement_timeout: "60s",
  lock_timeout: "10s",
  idle_in_transaction_session_timeout: "15s",
};

type Client = Pick<ClientBase, "query">;

const statementsFor = (login: string): string =>
  Object.entries(loginSettings)
    .map(([name, value]) => `alter role "${login}" set ${name} = '${value}';`)
    .join(" ");

interface Session {
  login: string;
  role: string;
  pid: number;
  standby: boolean;
  /** The time-outs that are off. */
  unlimited: string | null;
}

/** A pool such as PgBouncer sends a process number that differs from the backend's. */
const isBackend = (client: Client, pid: number): boolean =>
  (client as { processID?: number }).processID === pid;

/**
 * Checks a new connection of the service, and tells whether it leads to PostgreSQL itself. The role and the time-outs
 * stand at the login: a pool in transaction mode refuses startup options, and keeps no setting of a session.
 *
 * Throws ConfigError, with the statements that mend it, for a login without them; an error with code 25006 for a
 * standby, which takes no writes.
 */
export async function requireServiceSession(client: Client): Promise<{ isDirect: boolean }> {
  const { rows } = await client.query<Session>(
    `select session_user as login, current_user as role, pg_backend_pid() as pid, pg_is_in_recovery() as standby,
       (select string_agg(name, ', ') from pg_settings
        where name = any($1) and setting = '0') as unlimited`,
    [Object.keys(loginSettings)],
  );
  const [session] = rows;
  if (!session) throw new Error("The database returned no row for the session.");
  const { login, role, pid, unlimited, standby } = session;
  if (standby) {
    throw Object.assign(new Error("The database is a standby."), { code: "25006" });
  }
  if (role === loginSettings.role && unlimited === null) {
    return { isDirect: isBackend(client, pid) };
  }
  const fault =
    role === loginSettings.role ? `has no ${unlimited ?? ""}` : `works as ${role}, not as join_api`;
  throw new ConfigError([
    `DATABASE_URL is the address of the login ${login}, which ${fault}. Let an administrator run: ${statementsFor(login)}`,
  ]);
}

/**
 * Checks that an address leads to PostgreSQL itself: behind a pool a NOTIFY is lost, and session locks do not exclude
 * each other.
 *
 * Throws ConfigError that names what needs the session; the driver's error when the server is away.
 */
export async function requireDirectAddress(url: string, what: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    if (rows[0] && isBackend(client, rows[0].pid)) return;
  } finally {
    await client.end();
  }
  throw new ConfigError([
    `DATABASE_DIRECT_URL must lead to PostgreSQL itself, not to a connection pool: ${what}`,
  ]);
}

/**
 * Gives each login in the role join_api the settings that it does not have yet. Leaves the owner's and
 * an administrator's logins alone, and all of them where the owner may not alter logins:
 * `requireServiceSession` then says what is missing.
 */
export async function prepareLogins(owner: Client): Promise<void> {
  const { rows } = await owner.query<{ login: string; name: string; value: string }>(
    `select rolname as login, wanted.key as name, wanted.value
     from pg_auth_members join pg_roles on pg_roles.oid = member
     cross join json_each_text($1) as wanted
     where roleid = 'join_api'::regrole and rolcanlogin and not rolsuper and not admin_option
       and rolname <> session_user
       and not exists (select from unnest(rolconfig) as setting
                       where starts_with(setting, wanted.key || '='))`,
    [JSON.stringify(loginSettings)],
  );
  for (const { login, name, value } of rows) {
    await owner
      .query(`alter role "${login.replaceAll('"', '""')}" set ${name} = '${value}'`)
      .catch((error: unknown) => {
        if ((error as { code?: string }).code !== "42501") throw error;
      });
  }
}
