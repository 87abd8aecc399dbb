import { join } from "node:path";
import type { AppleConfig } from "../config/apple.ts";
import { startSandboxApns, type SandboxApns } from "./apns.ts";
import { developmentCertificates, type DevelopmentCertificates } from "./certificates.ts";

const isDevelopment = (config: AppleConfig): config is DevelopmentCertificates =>
  "apnsServer" in config;

/**
 * Returns the given Apple configuration, or else development certificates with a simulated APNs on this
 * machine.
 */
export async function sandboxApple(
  given: AppleConfig | undefined,
): Promise<{ apple: AppleConfig; apns?: SandboxApns }> {
  const apple = given ?? (await developmentCertificates(join("certs", "dev")));
  if (!isDevelopment(apple)) return { apple };
  const apns = await startSandboxApns({
    server: apple.apnsServer,
    ca: apple.rootCert,
    clientCa: [apple.rootCert, apple.wwdrCert],
  });
  return { apple: { ...apple, apnsOrigin: apns.origin, apnsCa: apns.ca }, apns };
}
