/** Thrown when the mail server or gateway works and does not take this message: a wrong number, an unknown mailbox. */
export class MessageRefused extends Error {
  override readonly name = "MessageRefused";
}
