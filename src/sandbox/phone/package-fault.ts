/** Why a phone does not take a package; the message says what is wrong with it. */
export class PackageFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = "PackageFault";
  }
}
