import { randomUUID } from "node:crypto";
import { expect } from "chai";
import {
  createSharedCounters,
  type SharedCounters,
} from "../../../src/http/api/shared-counters.ts";
import type { RateLimits } from "../../../src/http/api/rate-limits.ts";
import { useDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { startRedis, type RunningRedis } from "../../support/redis.ts";
import { useServer } from "../../support/server.ts";

describe("rate limits of two processes", () => {
  const database = useDatabase();
  let redis: RunningRedis;
  let counters: SharedCounters;
  before(async () => {
    redis = await startRedis();
    counters = createSharedCounters({ redisUrl: redis.url }, () => undefined);
    await eventually("Redis counts", () =>
      counters.add("ready", 1_000).then(
        () => true,
        () => false,
      ),
    );
  });
  after(async () => {
    counters.close();
    await redis.stop();
  });
  const limits: Pick<RateLimits, "api" | "claim"> = { api: 5, claim: 3 };
  /** Made when the server starts, after the counters. */
  const shared: SharedCounters = {
    add: (...given) => counters.add(...given),
    takeBack: (...given) => counters.takeBack(...given),
    close: () => undefined,
  };
  const servers = [1, 2].map(() =>
    useServer(database, { rateLimits: { ...limits, counters: shared } }),
  );
  const alone = [1, 2].map(() => useServer(database, { rateLimits: limits }));

  async function statusesOf(over: typeof servers, count: number, path = "/api/v1/offers") {
    const authorization = `Bearer ${randomUUID()}`;
    const answers = [];
    for (let index = 0; index < count; index++) {
      const url = over[index % over.length]?.url ?? "";
      answers.push(await fetch(url + path, { headers: { authorization } }));
    }
    return answers;
  }

  it("a limit counts the requests to both processes, and its header tells the common rest", async () => {
    const answers = await statusesOf(servers, 6);
    expect(answers.map(({ status }) => status)).to.deep.equal([401, 401, 401, 401, 401, 429]);
    const rests = answers.map(
      ({ headers }) => /"key"; r=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1],
    );
    expect(rests).to.deep.equal(["4", "3", "2", "1", "0", "0"]);
    expect(Number(answers[5]?.headers.get("retry-after"))).to.be.within(1, 60);
  });

  it("negative control: processes that count alone double a limit", async () => {
    const answers = await statusesOf(alone, 6);
    expect(answers.map(({ status }) => status)).to.not.include(429);
  });

  it("a limit that counts refusals alone takes a successful request back", async () => {
    const opened = await statusesOf(servers, 5, "/t");
    expect(opened.map(({ status }) => status)).to.deep.equal([200, 200, 200, 200, 200]);
  });

  it("a request whose window ended before its answer takes nothing from the next one", async () => {
    await shared.takeBack("ended");
    expect((await shared.add("ended", 60_000)).count).to.equal(1);
  });

  it("a process counts alone while Redis is away, and refuses nobody for it", async () => {
    await redis.stop();
    const [one] = servers;
    const answers = await statusesOf(one ? [one] : [], 6);
    expect(answers.map(({ status }) => status)).to.deep.equal([401, 401, 401, 401, 401, 429]);
  });
});
