/** What became of a message, as an officer follows it. */
export const messageStates = ["waiting", "handed_over", "delivered", "failed"] as const;
export type MessageState = (typeof messageStates)[number];
