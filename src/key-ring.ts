import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { AppError } from "./errors.ts";

/** A secret of 32 bytes, and the id that ciphertexts and tokens carry. */
export interface SecretKey {
  id: string;
  secret: Buffer;
}

/** The purposes of derived keys that sign or look up: each has a key of its own. */
export type KeyPurpose =
  | "reference"
  | "claim-token"
  | "authentication-token"
  | "barcode"
  | "idempotency"
  | "session"
  | "provider-user"
  | "fingerprint"
  | "provider-code"
  | "draw-row"
  | "unsubscribe";

/**
 * The columns that hold ciphertext, each with a derived key of its own; and the key that encrypted their
 * values before these were bound to their row.
 */
const sealedColumns = {
  "recipients.reference_sealed": "reference",
  "recipients.label_sealed": "contact",
  "recipients.contact_sealed": "contact",
  "recipients.protected_address_sealed": undefined,
  "claim_links.secrets_sealed": undefined,
  "provider_users.email_sealed": "contact",
  "providers.contact_email_sealed": undefined,
  "culture_contacts.email_sealed": undefined,
  "webhooks.secret_sealed": "webhook",
  "webhooks.previous_secret_sealed": undefined,
  "idempotency_keys.response_sealed": "idempotency",
  "revocation_reasons.reason_sealed": undefined,
  "lookup_keys.key_sealed": undefined,
  "sessions.claims_sealed": undefined,
  "sessions.form_sealed": undefined,
  "recipient_imports.table_sealed": undefined,
  "recipient_import_headings.headings_sealed": undefined,
  "provider_codes.code_sealed": undefined,
  "draws.seed_sealed": undefined,
  "recipient_lists.name_sealed": undefined,
} as const;

export type SealedColumn = keyof typeof sealedColumns;
export const sealedColumnNames = Object.keys(sealedColumns) as SealedColumn[];

/** Where a ciphertext stands. It is decrypted nowhere else. */
export interface SealedPlace {
  column: SealedColumn;
  /** The row's `id`. */
  row: string;
}

const nonceBytes = 12;
const tagBytes = 16;
/**
 * Never the length of a key id: a value that begins with a key id's length is of a release that did not bind values.
 */
const boundMark = 0;

/** For a key that this process does not hold. 503, and logged: another process holds it, or will again. */
export function unknownKey(id: string): AppError {
  const detail = `SECRET_KEYS of this process holds no key with id ${id}.`;
  return new AppError("unavailable", detail, { cause: new Error(detail) });
}

/**
 * The keys of SECRET_KEYS. All decrypt and verify; the current one encrypts and signs. That is the first,
 * until `useAsCurrent` names another, on which all running processes agree.
 */
export class KeyRing {
  private readonly keys: readonly SecretKey[];
  private readonly derived = new Map<string, Buffer>();
  private current: SecretKey;

  constructor(keys: readonly SecretKey[]) {
    const [first] = keys;
    if (!first) throw new Error("A key ring needs at least one key.");
    this.keys = keys;
    this.current = first;
  }

  get currentId(): string {
    return this.current.id;
  }

  /** As configured: the first is the one that is to become current. */
  get ids(): string[] {
    return this.keys.map(({ id }) => id);
  }

  has(id: string): boolean {
    return this.keys.some((key) => key.id === id);
  }

  /** Throws AppError("unavailable") when the ring does not hold the key. */
  useAsCurrent(id: string): void {
    this.current = this.find(id);
  }

  /** Derives the 32-byte key of a purpose. Throws AppError("unavailable") when the ring does not hold the id. */
  keyFor(purpose: KeyPurpose, id: string = this.currentId): Buffer {
    return this.derive(purpose, id);
  }

  hmac(purpose: KeyPurpose, message: string | Buffer, id: string = this.currentId): Buffer {
    return createHmac("sha256", this.keyFor(purpose, id)).update(message).digest();
  }

  /**
   * Encrypts with AES-256-GCM under the column's key; the place is authenticated. The result is
   * `0 length(id) id nonce ciphertext tag`.
   */
  encrypt(place: SealedPlace, plaintext: string): Buffer {
    const nonce = randomBytes(nonceBytes);
    const key = this.derive(`column/${place.column}`, this.currentId);
    const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(boundTo(place));
    const ciphertext = [cipher.update(plaintext, "utf8"), cipher.final()];
    return Buffer.concat([this.currentPrefix, nonce, ...ciphertext, cipher.getAuthTag()]);
  }

  /** What a value begins with that is encrypted under the current key and bound to its place. */
  get currentPrefix(): Buffer {
    const id = Buffer.from(this.currentId);
    return Buffer.concat([Buffer.of(boundMark, id.length), id]);
  }

  /**
   * Decrypts, also a value from before values were bound to their place. Throws AppError("unavailable")
   * when its key is not in the ring, and an Error when it was altered or stems from another place.
   */
  decrypt(place: SealedPlace, sealed: Buffer): string {
    const isBound = sealed[0] === boundMark;
    const idAt = isBound ? 2 : 1;
    const start = idAt + (sealed[idAt - 1] ?? 0);
    const nonce = sealed.subarray(start, start + nonceBytes);
    const purpose = isBound ? `column/${place.column}` : sealedColumns[place.column];
    if (purpose === undefined) throw new Error(`A value of ${place.column} is not bound.`);
    const key = this.derive(purpose, sealed.subarray(idAt, start).toString());
    const decipher = createDecipheriv("aes-256-gcm", key, nonce);
    if (isBound) decipher.setAAD(boundTo(place));
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    const ciphertext = sealed.subarray(start + nonceBytes, -tagBytes);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString("utf8");
  }

  private derive(purpose: string, id: string): Buffer {
    const name = `${id}/${purpose}`;
    const known = this.derived.get(name);
    if (known) return known;
    const { secret } = this.find(id);
    const derived = Buffer.from(hkdfSync("sha256", secret, "", `join-wallet/${purpose}`, 32));
    this.derived.set(name, derived);
    return derived;
  }

  private find(id: string): SecretKey {
    const key = this.keys.find((candidate) => candidate.id === id);
    if (!key) throw unknownKey(id);
    return key;
  }
}

const boundTo = ({ column, row }: SealedPlace) => Buffer.from(`${column.replace(".", "/")}/${row}`);
