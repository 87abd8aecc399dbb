export interface Outcome {
  text: string;
  /** False exits with a code other than 0. */
  isSound: boolean;
}
