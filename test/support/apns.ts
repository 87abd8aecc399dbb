import type { AppleConfig } from "../../src/config/apple.ts";
import { createLogger } from "../../src/logger.ts";
import type { DevelopmentCertificates } from "../../src/sandbox/certificates.ts";
import { apnsLimits, type ApnsLimits } from "../../src/wallets/apple/apns-limits.ts";
import type { Apns } from "../../src/wallets/apple/apns.ts";
import { createApplePushes } from "../../src/wallets/apple/create-apns.ts";
import { testCertificates } from "./certificates.ts";
import { startControlledApns, type ControlledApns } from "./controlled-apns.ts";

/** As in production, only faster. */
const fastApnsPace: ApnsLimits = {
  ...apnsLimits,
  connectTimeoutMs: 2_000,
  answerTimeoutMs: 8_000,
  backoffMs: 50,
  maxBackoffMs: 200,
};

export interface ApnsUnderTest {
  /** Of this test alone, like what connects to it. */
  readonly service: ControlledApns;
  readonly certificates: DevelopmentCertificates;
  /** Apple's part of a configuration that pushes to the service. */
  readonly config: AppleConfig;
  client(pace?: Partial<ApnsLimits>, config?: Partial<AppleConfig>): Apns;
}

/** A push service for each test of the enclosing `describe`, over real TLS. */
export function useApns({ maxConcurrentStreams = 1_000 } = {}): ApnsUnderTest {
  let running: { service: ControlledApns; certificates: DevelopmentCertificates } | undefined;
  let clients: Apns[] = [];
  const started = () => {
    if (!running) throw new Error("The push service exists only while tests run.");
    return running;
  };
  const config = () => {
    const { certificates, service } = started();
    return { ...certificates, apnsOrigin: service.origin, apnsCa: service.ca };
  };
  beforeEach("starts Apple's push service", async function () {
    this.timeout(120_000);
    const certificates = await testCertificates();
    const service = await startControlledApns({
      server: certificates.apnsServer,
      ca: certificates.rootCert,
      clientCa: [certificates.rootCert, certificates.wwdrCert],
      maxConcurrentStreams,
    });
    running = { service, certificates };
  });
  afterEach("stops Apple's push service", async () => {
    await Promise.all(clients.map((client) => client.close()));
    clients = [];
    await running?.service.stop();
  });
  return {
    get service() {
      return started().service;
    },
    get certificates() {
      return started().certificates;
    },
    get config() {
      return config();
    },
    client: (pace = {}, overrides = {}) => {
      const client = createApplePushes(
        { ...config(), ...overrides },
        { logger: createLogger("silent"), limits: { ...fastApnsPace, ...pace } },
      );
      clients.push(client);
      return client;
    },
  };
}
