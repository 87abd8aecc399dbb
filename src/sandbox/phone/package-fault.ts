/** The reason why a phone refuses a package. */
export class PackageFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = "PackageFault";
  }
}
