import { expect } from "chai";
import { SqlMigrations } from "../../src/db/migrations.ts";

/** Numbers from here on follow each other; those before have a gap at 11 and a second 19. */
const firstChecked = 20;

/** What is wrong with the migrations' numbers: each takes the one after the number before it. */
function faultsOf(names: string[]): string[] {
  const numbered = names.filter(
    (name) => Number.parseInt(name, 10) >= firstChecked || !/^\d/.test(name),
  );
  return numbered.flatMap((name, index) => {
    const expected = String(firstChecked + index).padStart(4, "0");
    return new RegExp(`^${expected}-[a-z0-9-]+\\.sql$`).test(name)
      ? []
      : [`${name}, not ${expected}`];
  });
}

describe("the migrations' numbers", () => {
  it("follow each other without gaps and doubles", async () => {
    const names = await new SqlMigrations().getMigrations();
    expect(names).to.have.length.above(20);
    expect(faultsOf(names)).to.deep.equal([]);
  });

  for (const { fault, names } of [
    { fault: "a gap", names: ["0020-a.sql", "0022-b.sql"] },
    { fault: "a double", names: ["0020-a.sql", "0021-b.sql", "0021-c.sql"] },
    { fault: "a letter after a number", names: ["0020-a.sql", "0020b-c.sql"] },
    { fault: "a missing number", names: ["0020-a.sql", "late.sql"] },
  ]) {
    it(`are refused with ${fault}`, () => {
      expect(faultsOf(["0019-before.sql", "0019b-before.sql", ...names])).to.have.length(1);
    });
  }
});
