// npm run audit -- verify
import { verifyAudit, type AuditVerification } from "../actions/operations/verify-audit.ts";
import { loadSchemePart } from "../config.ts";
import { ConfigError } from "../config/config-error.ts";
import { connect } from "../db/connect.ts";
import { commandLine } from "./command-line.ts";

const usage = `Usage:
  ${commandLine("audit")} verify   hashes the audit trail anew and compares it with its seals

It reads DATABASE_URL. Compare the latest hash with the one that you noted before, or with the service's log ("audit events
sealed"): seals that were written anew fit each other, and not what was noted.`;

function textOf({ seals, events, latest, broken, unsealed }: AuditVerification): string {
  const tail =
    unsealed.count === 0
      ? "Every event is sealed."
      : `${unsealed.count} events, from ${unsealed.since?.toISOString()}, are not sealed yet.`;
  if (broken) {
    return `Seal ${broken.number}, of ${broken.sealedAt.toISOString()}, does not fit: of the ${broken.events} events up to ${broken.lastId} that it covers, one was changed, removed or added.\nThe ${events} events before it are as they were sealed.`;
  }
  if (!latest) return `Nothing is sealed yet. ${tail}`;
  return `${events} events are as they were sealed, by ${seals} seals.
  latest seal ${latest.number}, of ${latest.sealedAt.toISOString()}, up to event ${latest.lastId}
  hash ${latest.hash.toString("hex")}
${tail}`;
}

const [command, ...rest] = process.argv.slice(2);
if (command === "verify" && rest.length === 0) {
  try {
    const db = connect(loadSchemePart().databaseUrl, { max: 1 });
    const verified = await verifyAudit({ db }).finally(() => db.destroy());
    (verified.broken ? console.error : console.log)(textOf(verified));
    process.exitCode = verified.broken ? 1 : 0;
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : error);
    process.exitCode = 1;
  }
} else {
  console.error(usage);
  process.exitCode = 2;
}
