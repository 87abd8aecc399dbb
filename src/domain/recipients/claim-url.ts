/** The secret link that opens a recipient's tickets. */
export function claimUrl(publicUrl: string, token: string): string {
  return `${publicUrl}/t/${token}`;
}
