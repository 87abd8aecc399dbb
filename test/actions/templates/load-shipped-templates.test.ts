import { expect } from "chai";
import sharp from "sharp";
import { loadShippedTemplates } from "../../../src/actions/templates/load-shipped-templates.ts";
import { findImage } from "../../../src/db/templates/images.ts";
import { findTemplate } from "../../../src/db/templates/templates.ts";
import { findTemplateVersion } from "../../../src/db/templates/template-versions.ts";
import { imageSlots } from "../../../src/wallets/artwork/image-slots.ts";
import { connectRewriting } from "../../support/connect-rewriting.ts";
import { useDatabase } from "../../support/database.ts";
import { shippedTemplates } from "../../support/shipped-templates.ts";

const versionsIn = async (db: ReturnType<typeof useDatabase>["db"]) =>
  Number((await db("template_versions").count({ count: "*" }).first())?.["count"]);

const sizeOf = (slot: { width: number; height: number } | undefined) => ({
  width: slot?.width,
  height: slot?.height,
});

describe("loading the shipped templates", function () {
  this.timeout(60_000);
  // All were loaded into an empty database: the copy begins with them.
  const database = useDatabase({ shipped: true });

  it("loading the shipped templates adds each once, also when two processes start at the same time", async () => {
    // Drawing one takes a second.
    const missing = ["bowling", "concert", "museum"];
    const { owner } = database;
    const ofMissing = owner("templates").whereIn("slug", missing).select("id");
    for (const table of ["template_images", "template_versions"]) {
      await owner(table).whereIn("template_id", ofMissing).delete();
    }
    await owner("templates").whereIn("slug", missing).delete();
    const before = await versionsIn(database.db);
    const [one, two] = await Promise.all([
      loadShippedTemplates(database),
      loadShippedTemplates(database),
    ]);
    expect(one).to.deep.equal(two);
    expect(one.size).to.equal((await shippedTemplates()).length);
    expect(await versionsIn(database.db))
      .to.equal(one.size)
      .and.equal(before + missing.length);
    for (const id of one.values()) {
      expect(await findTemplate(database.db, id)).to.include({
        latestVersion: 1,
        providerId: null,
      });
    }
  });

  it("loading the shipped templates stores what was rendered, every slot of both wallets", async () => {
    const ids = await loadShippedTemplates(database);
    for (const { slug, definition } of await shippedTemplates()) {
      const stored = await findTemplateVersion(database.db, ids.get(slug) ?? "", 1);
      expect(stored?.definition, slug).to.deep.equal(definition);
      const slots = imageSlots(definition.style);
      expect([...(stored?.images.keys() ?? [])]).to.have.members([...slots.keys()]);
      for (const [name, bytes] of stored?.images ?? []) {
        const { width, height, format } = await sharp(bytes).metadata();
        expect(format, `${slug} ${name}`).to.equal("png");
        const slot = slots.get(name);
        if (slot?.fit !== "inside") expect({ width, height }).to.deep.include(sizeOf(slot));
        const hash = stored?.imageHashes.get(name) ?? "";
        expect((await findImage(database.db, hash))?.equals(bytes)).to.equal(true);
      }
    }
  });

  it("loading the shipped templates never hands out an uploaded original as an image", async () => {
    const uploaded = await database
      .db<{ name: string; hash: string }>("template_images")
      .whereLike("name", "artwork-%")
      .select("hash");
    expect(uploaded.length).to.be.greaterThan(8);
    for (const { hash } of uploaded) {
      expect(await findImage(database.db, hash)).to.equal(undefined);
    }
  });

  it("loading the shipped templates changes nothing the second time, and renders nothing either", async () => {
    const before = await versionsIn(database.db);
    const ids = await loadShippedTemplates(database);
    // A pool that refuses every insert: the second start has nothing to add.
    const readOnly = connectRewriting(database.url, (sql) => {
      if (/^\s*insert/.test(sql)) throw new Error(`The second start wrote: ${sql}`);
      return sql;
    });
    try {
      expect(await loadShippedTemplates({ db: readOnly })).to.deep.equal(ids);
    } finally {
      await readOnly.destroy();
    }
    expect(await versionsIn(database.db)).to.equal(before);
  });

  it("loading the shipped templates adds a version of what has changed, and of that alone", async () => {
    const { db, owner } = database;
    const ids = await loadShippedTemplates(database);
    const cinema = ids.get("cinema") ?? "";
    const before = await versionsIn(db);
    await owner("template_versions")
      .where({ template_id: cinema })
      .update({ source_hash: "another" });
    expect(await loadShippedTemplates(database)).to.deep.equal(ids);
    expect(await versionsIn(db)).to.equal(before + 1);
    expect(await findTemplate(db, cinema)).to.include({ latestVersion: 2 });
    expect(await findTemplateVersion(db, cinema, 1)).to.have.property("definition");
  });

  it("loading the shipped templates would add a version twice without the look at the source under the lock (negative control)", async () => {
    const { db } = database;
    const ids = await loadShippedTemplates(database);
    const museum = ids.get("museum") ?? "";
    await database.owner("template_versions").where({ template_id: museum }).update({
      source_hash: null,
    });
    const blind = connectRewriting(database.url, (sql) =>
      sql.replace("order by version desc limit 1", "and false"),
    );
    const before = await versionsIn(db);
    try {
      await Promise.all([loadShippedTemplates({ db: blind }), loadShippedTemplates({ db: blind })]);
    } finally {
      await blind.destroy();
    }
    expect(await versionsIn(db)).to.equal(before + 2);
  });
});
