import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

/** A secret of 32 bytes, and the id that ciphertexts and tokens carry. */
export interface SecretKey {
  id: string;
  secret: Buffer;
}

/** The purposes of derived keys: each has a key of its own. */
export type KeyPurpose =
  | "contact"
  | "reference"
  | "claim-token"
  | "authentication-token"
  | "barcode"
  | "idempotency"
  | "session"
  | "provider-user"
  | "webhook";

const nonceBytes = 12;
const tagBytes = 16;

/**
 * The keys of SECRET_KEYS. The first encrypts and signs; all decrypt and verify, so that a rotation needs
 * no downtime.
 */
export class KeyRing {
  private readonly keys: readonly SecretKey[];
  private readonly derived = new Map<string, Buffer>();

  constructor(keys: readonly SecretKey[]) {
    if (keys.length === 0) throw new Error("A key ring needs at least one key.");
    this.keys = keys;
  }

  get currentId(): string {
    return this.current.id;
  }

  get ids(): string[] {
    return this.keys.map(({ id }) => id);
  }

  /** Derives the 32-byte key of a purpose. Throws when the ring does not hold the id. */
  keyFor(purpose: KeyPurpose, id: string = this.currentId): Buffer {
    const name = `${id}/${purpose}`;
    const known = this.derived.get(name);
    if (known) return known;
    const key = this.keys.find((candidate) => candidate.id === id);
    if (!key) throw new Error(`SECRET_KEYS holds no key with id ${id}.`);
    const derived = Buffer.from(hkdfSync("sha256", key.secret, "", `join-wallet/${purpose}`, 32));
    this.derived.set(name, derived);
    return derived;
  }

  hmac(purpose: KeyPurpose, message: string | Buffer, id: string = this.currentId): Buffer {
    return createHmac("sha256", this.keyFor(purpose, id)).update(message).digest();
  }

  /** The message's HMAC under every key, the current one first, for look-ups across a rotation. */
  hmacs(purpose: KeyPurpose, message: string | Buffer): Buffer[] {
    return this.keys.map(({ id }) => this.hmac(purpose, message, id));
  }

  /** Encrypts with AES-256-GCM. The result is `length(id) id nonce ciphertext tag`. */
  encrypt(purpose: KeyPurpose, plaintext: string): Buffer {
    const nonce = randomBytes(nonceBytes);
    const id = Buffer.from(this.currentId);
    const cipher = createCipheriv("aes-256-gcm", this.keyFor(purpose), nonce);
    const ciphertext = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
    return Buffer.concat([Buffer.of(id.length), id, nonce, ciphertext, cipher.getAuthTag()]);
  }

  /** Decrypts. Throws when the ciphertext was altered or its key is not in the ring. */
  decrypt(purpose: KeyPurpose, sealed: Buffer): string {
    const start = 1 + (sealed[0] ?? 0);
    const id = sealed.subarray(1, start).toString();
    const nonce = sealed.subarray(start, start + nonceBytes);
    const decipher = createDecipheriv("aes-256-gcm", this.keyFor(purpose, id), nonce);
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    const ciphertext = sealed.subarray(start + nonceBytes, -tagBytes);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString("utf8");
  }

  private get current(): SecretKey {
    return this.keys[0] as SecretKey;
  }
}
