import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { delimiter } from "node:path";
import { expect } from "chai";
import { parse, parseAllDocuments } from "yaml";
import { loadConfig } from "../src/config.ts";
import { registerMessageMetrics } from "../src/http/server/message-metrics.ts";
import { createMetrics } from "../src/http/server/metrics.ts";
import { registerWalletMetrics } from "../src/http/server/wallet-metrics.ts";
import { useDatabase } from "./support/database.ts";
import { useGoogleSandbox } from "./support/google-sandbox.ts";
import { useAppleWallet } from "./support/apple-wallet.ts";
import { testDeps } from "./support/test-deps.ts";

describe("the files for operation", () => {
  const database = useDatabase();
  const google = useGoogleSandbox();
  const apple = useAppleWallet();

  /** Every name that the service's metrics can have, a histogram's parts included. */
  const metricNames = () => {
    const deps = { ...testDeps(database.db), apple: apple.wallet, google: google.wallet() };
    const { registry } = createMetrics(deps, () => Promise.reject(new Error("not asked")));
    registerWalletMetrics(registry, deps);
    registerMessageMetrics(registry, deps);
    return registry
      .getMetricsAsArray()
      .flatMap(({ name }) => [
        name,
        ...["bucket", "count", "sum"].map((part) => `${name}_${part}`),
      ]);
  };

  for (const file of ["deploy/prometheus-alerts.yaml", "deploy/grafana-dashboard.json"]) {
    it(`${file} names only metrics that the service has`, async () => {
      const named = (await readFile(file, "utf8")).match(/joinwallet_\w+/g) ?? [];
      expect(named).to.have.length.above(10);
      expect(metricNames()).to.include.members(named);
    });
  }

  interface Compose {
    services: Record<
      string,
      {
        command?: string[];
        environment?: Record<string, string>;
        deploy?: { replicas: number };
        ports?: string[];
        stop_grace_period?: string;
        depends_on?: object;
        configs?: { source: string }[];
      }
    >;
    configs?: Record<string, { file?: string }>;
  }
  /** As Docker reads it: `!override` is its own tag. */
  const composeOf = async (file: string): Promise<Compose> => {
    const override = { tag: "!override", collection: "seq" as const };
    return parse(await readFile(file, "utf8"), { customTags: [override], merge: true }) as Compose;
  };

  it("deploy/compose.yaml runs two api and two worker processes through PgBouncer, and publishes the proxy alone", async () => {
    const base = await composeOf("compose.yaml");
    const { services, configs = {} } = await composeOf("deploy/compose.yaml");
    for (const mode of ["api", "worker"]) {
      expect(base.services[mode]?.command).to.deep.equal([mode]);
      expect(services[mode]?.deploy?.replicas, mode).to.equal(2);
      expect(services[mode]?.environment?.["DATABASE_URL"], mode).to.contain("@pgbouncer:6432/");
    }
    expect(base.services["migrate"]?.environment?.["DATABASE_DIRECT_URL"]).to.contain("@database/");
    const published = Object.entries(services).filter(([, { ports = [] }]) => ports.length > 0);
    expect(published.map(([name]) => name)).to.deep.equal(["proxy"]);
    expect(services["api"]?.ports).to.deep.equal([]);
    const known = new Set([...Object.keys(base.services), ...Object.keys(services)]);
    for (const { depends_on = {} } of Object.values(services)) {
      const names = Array.isArray(depends_on) ? depends_on : Object.keys(depends_on);
      expect([...known]).to.include.members(names);
    }
    for (const { file = "" } of Object.values(configs)) await readFile(file);
  });

  it("the image's health check asks whether the process lives, and no file restarts one that is not ready", async () => {
    const [check = ""] = /^HEALTHCHECK .*$/m.exec(await readFile("Dockerfile", "utf8")) ?? [];
    expect(check).to.contain("/livez").and.not.contain("readyz");
    const pods = await readFile("deploy/kubernetes.yaml", "utf8");
    const probes = [...pods.matchAll(/(\w+)Probe:\s+\{ httpGet: \{ path: ([^,]+),/g)];
    expect(probes.map(([, probe, path]) => [probe, path])).to.have.deep.members([
      ["readiness", "/readyz"],
      ["liveness", "/livez"],
    ]);
  });

  /** For what a process closes after its last request and job. */
  const closingSeconds = 3;
  const stopSeconds = loadConfig({}).shutdown.graceMs / 1_000 + closingSeconds;

  interface Manifest {
    kind: string;
    metadata: { name: string };
    spec: {
      replicas?: number;
      strategy?: { rollingUpdate: object };
      template: { spec: { terminationGracePeriodSeconds: number } };
      ingress?: { ports: { port: number }[]; from?: object[] }[];
      egress?: { ports: { port: number }[] }[];
    };
  }
  const manifestsOf = async (kind: string) =>
    parseAllDocuments(await readFile("deploy/kubernetes.yaml", "utf8"))
      .map((document) => document.toJS() as Manifest)
      .filter((manifest) => manifest.kind === kind);

  it("deploy/kubernetes.yaml runs two of each, and starts a new process before it stops an old one of those that serve", async () => {
    const deployments = await manifestsOf("Deployment");
    expect(deployments.map(({ metadata, spec }) => [metadata.name, spec.replicas])).to.deep.equal([
      ["join-wallet-api", 2],
      ["join-wallet-worker", 2],
    ]);
    expect(deployments[0]?.spec.strategy?.rollingUpdate).to.include({ maxUnavailable: 0 });
  });

  it("deploy/kubernetes.yaml and compose.yaml leave each process as long to stop as it may take", async () => {
    for (const { metadata, spec } of await manifestsOf("Deployment")) {
      const { terminationGracePeriodSeconds } = spec.template.spec;
      expect(terminationGracePeriodSeconds, metadata.name).to.be.at.least(stopSeconds);
    }
    const { services } = await composeOf("compose.yaml");
    for (const name of ["api", "worker"]) {
      const seconds = Number.parseInt(services[name]?.stop_grace_period ?? "0");
      expect(seconds, name).to.be.at.least(stopSeconds);
    }
  });

  it("deploy/kubernetes.yaml lets Prometheus alone read metrics, and the service reach database, queue, mail and the hosts that are named", async () => {
    const policies = (await manifestsOf("NetworkPolicy")).map(({ spec }) => spec);
    const toMetrics = policies
      .flatMap(({ ingress = [] }) => ingress)
      .filter(({ ports }) => ports.some(({ port }) => port === 9464));
    expect(toMetrics).to.have.length(1);
    expect(toMetrics[0]?.from).to.have.length(1);
    const outbound = policies.flatMap(({ egress = [] }) => egress).flatMap(({ ports }) => ports);
    const known = outbound.map(({ port }) => port);
    expect(known).to.include.members([443, 465, 587, 5432, 6379, 53]);
    const page = await readFile("docs/high-availability.md", "utf8");
    const [hosts = ""] = /## Outbound hosts\n.*?(?=\n## )/s.exec(page) ?? [];
    const settings = ["apple.ts", "google.ts"].map((file) =>
      readFile(`src/config/${file}`, "utf8"),
    );
    const defaults = (await Promise.all(settings)).join().match(/(?<=default\("https:\/\/)[\w.]+/g);
    expect(defaults).to.have.length.at.least(5);
    for (const host of defaults ?? []) expect(hosts).to.contain(host);
  });

  it("deploy/compose.yaml sets only variables that the service knows", async () => {
    const documented = await readFile("docs/configuration.md", "utf8");
    const { services } = await composeOf("deploy/compose.yaml");
    for (const mode of ["api", "worker"]) {
      for (const name of Object.keys(services[mode]?.environment ?? {})) {
        expect(documented).to.contain(`\`${name}\``);
      }
    }
  });

  for (const file of ["deploy/haproxy.cfg", "deploy/haproxy-compose.cfg"]) {
    it(`${file} keeps metrics and readiness from the public, however the address is written`, async () => {
      const rule = /deny if \{ path_reg -i (\S+) \}/.exec(await readFile(file, "utf8"))?.[1] ?? "";
      const paths = ["/metrics", "/metrics/", "//metrics", "/METRICS", "/readyz", "//Readyz//"];
      for (const path of paths) expect(path).to.match(new RegExp(rule, "i"));
      expect("/t/metrics").not.to.match(new RegExp(rule, "i"));
    });
  }

  it("deploy/haproxy-compose.cfg is a configuration that HAProxy takes", () => {
    const { status, stderr } = spawnSync("haproxy", ["-c", "-f", "deploy/haproxy-compose.cfg"], {
      env: { PATH: [process.env["PATH"], "/usr/sbin"].join(delimiter) },
      encoding: "utf8",
    });
    expect(status, stderr).to.equal(0);
  });
});
