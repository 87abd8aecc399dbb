/** An owner also manages the other users. */
export const providerUserRoles = ["owner", "staff"] as const;
export type ProviderUserRole = (typeof providerUserRoles)[number];

/** The languages of e-mails to provider users. */
export const mailLanguages = ["nb", "nn"] as const;
export type MailLanguage = (typeof mailLanguages)[number];

/** A person who signs in on a provider's pages. */
export interface ProviderUser {
  id: string;
  providerId: string;
  role: ProviderUserRole;
  email: string;
  /** When the latest invitation was sent; null: it is owed. */
  invitedAt: Date | null;
  /** Invitations so far. */
  invitations: number;
  lastLoginAt: Date | null;
  language: MailLanguage;
  /** Whether e-mails tell of approvals, sold-out offers and settlements. */
  wantsNotices: boolean;
}

/** Normalises an address: letter case does not tell people apart. */
export const addressKey = (email: string): string => email.trim().normalize("NFC").toLowerCase();

const maxInvitations = 5;
const pauseMinutes = 10;

/** Whether another invitation may be sent: a mistyped address is a stranger's. */
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
