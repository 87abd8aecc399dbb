/** An owner also decides who else looks after the provider's offers. */
export const providerUserRoles = ["owner", "staff"] as const;
export type ProviderUserRole = (typeof providerUserRoles)[number];

/** A person who looks after a provider's offers. */
export interface ProviderUser {
  id: string;
  providerId: string;
  role: ProviderUserRole;
  email: string;
  /** null: the invitation has not left yet. */
  invitedAt: Date | null;
  lastLoginAt: Date | null;
}
