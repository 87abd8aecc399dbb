/** What a command tells the operator. */
export interface Outcome {
  text: string;
  /** False ends the process with a code other than 0. */
  isSound: boolean;
}
