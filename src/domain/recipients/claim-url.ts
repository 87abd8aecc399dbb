/** The claim link: a secret URL that shows a recipient's tickets. */
export function claimUrl(publicUrl: string, token: string): string {
  return `${publicUrl}/t/${token}`;
}
