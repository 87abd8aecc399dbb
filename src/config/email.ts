import { z } from "zod";

/** Where undeliverable e-mail comes back to, and what guards the reports of it. */
export interface EmailReturns {
  /** The sender of the envelope is this address with `+` and the message's id before the `@`. */
  address: string;
  secret: string;
}

export interface EmailConfig {
  smtpUrl?: string | undefined;
  emailReturns?: EmailReturns | undefined;
}

export const emailVariables = z.object({
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      error: "must be an address like smtps://user:password@mail.example.no",
    })
    .optional(),
  EMAIL_RETURN_ADDRESS: z
    .email("must be an address like return@tickets.example.no")
    .regex(/^[^+@]{1,27}@/, "must have at most 27 characters before the @, and no +")
    .optional(),
  EMAIL_RETURN_SECRET: z
    .string()
    .regex(/^[\w-]{22,}$/, "must be at least 22 letters, digits, - or _")
    .optional(),
});

/** The variables that stand together. */
export const emailReturnNames = ["EMAIL_RETURN_ADDRESS", "EMAIL_RETURN_SECRET"];

export const emailOf = (env: z.output<typeof emailVariables>): EmailConfig => ({
  smtpUrl: env.SMTP_URL,
  emailReturns:
    env.EMAIL_RETURN_ADDRESS !== undefined && env.EMAIL_RETURN_SECRET !== undefined
      ? { address: env.EMAIL_RETURN_ADDRESS, secret: env.EMAIL_RETURN_SECRET }
      : undefined,
});
