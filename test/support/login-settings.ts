import type { TestDatabase } from "./database.ts";

/** Changes settings of the service's login in this database alone, for connections that are opened meanwhile. */
export async function withLoginSettings<T>(
  { owner, url }: Pick<TestDatabase, "owner" | "url">,
  settings: Record<string, string>,
  work: () => Promise<T>,
): Promise<T> {
  const login = `alter role join_login in database ${new URL(url).pathname.slice(1)}`;
  for (const [name, value] of Object.entries(settings)) {
    await owner.raw(`${login} set ${name} = '${value}'`);
  }
  try {
    return await work();
  } finally {
    await owner.raw(`${login} reset all`);
  }
}
