/** An owner also decides who else looks after the provider's offers. */
export const providerUserRoles = ["owner", "staff"] as const;
export type ProviderUserRole = (typeof providerUserRoles)[number];

/** What people who look after offers are written to in. */
export const mailLanguages = ["nb", "nn"] as const;
export type MailLanguage = (typeof mailLanguages)[number];

/** A person who looks after a provider's offers. */
export interface ProviderUser {
  id: string;
  providerId: string;
  role: ProviderUserRole;
  email: string;
  /** When the newest invitation left; null: it is owed. */
  invitedAt: Date | null;
  /** How many there have been. */
  invitations: number;
  lastLoginAt: Date | null;
}

/** Addresses differ in letter case from one day to the next; their owners do not. */
export const addressKey = (email: string): string => email.trim().normalize("NFC").toLowerCase();

const maxInvitations = 5;
const pauseMinutes = 10;

/** Whether another invitation may leave: a mistyped address is a stranger's, whose inbox is not to be filled. */
export function mayInviteAgain(
  { invitations, invitedAt, lastLoginAt }: ProviderUser,
  at: Date,
): boolean {
  return (
    lastLoginAt === null &&
    invitations < maxInvitations &&
    invitedAt !== null &&
    at.getTime() - invitedAt.getTime() >= pauseMinutes * 60_000
  );
}
