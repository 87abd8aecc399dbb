import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { findRevealingWords } from "../../src/domain/deny-list.ts";
import { languages } from "../../src/domain/language.ts";
import { getClaimedTickets } from "../../src/actions/access/get-claimed-tickets.ts";
import { useDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { useWholeService } from "../support/whole-service.ts";

interface Artefact {
  name: string;
  text: string;
}

/** What a person or a machine can read of a page: text, attributes, addresses. Hashes and keys say nothing. */
const readable = (html: string) =>
  html
    .replace(/[\w-]{22,}/g, " ")
    .replace(/ d="[^"]*"/g, " ")
    .replace(/\[object Object\]/g, "OBJECT");

describe("nothing that a holder, a bystander, a provider or a scanner sees", function () {
  this.timeout(120_000);
  const database = useDatabase({ shipped: true });
  const service = useWholeService(database);
  const artefacts: Artefact[] = [];

  const keep = (name: string, text: string) => {
    artefacts.push({ name, text });
  };
  const fetchText = async (name: string, path: string, init?: RequestInit) => {
    const answer = await fetch(new URL(path, service.url), { redirect: "manual", ...init });
    keep(`${name}, headers`, [...answer.headers].map((pair) => pair.join(": ")).join("\n"));
    return answer;
  };
  const tokenOf = (claim: string) => claim.split("/t/")[1] ?? "";

  before("waits until every ticket of the demo is issued", async () => {
    await eventually("no ticket is pending", async () => {
      const [row] = (await database.owner("passes").where({ state: "pending" }).count()) as [
        { count: number },
      ];
      return row.count === 0;
    });
  });

  before("gives the recipients a language each", async () => {
    for (const [index, claim] of service.demo.claimUrls.entries()) {
      const language = languages[index % languages.length];
      const link = await getClaimedTickets(service.deps, { token: tokenOf(claim) });
      await database.owner("recipients").where({ id: link?.holderId }).update({ language });
    }
  });

  /** Of what was gathered since the last time; says which artefact tells what. */
  const expectNothingTold = (atLeast: number) => {
    expect(artefacts.length, "artefacts").to.be.at.least(atLeast);
    const revealing = artefacts.flatMap(({ name, text }) =>
      findRevealingWords(text).map((word) => `${name}: ${word}`),
    );
    expect([...new Set(revealing)]).to.deep.equal([]);
  };
  beforeEach(() => {
    artefacts.length = 0;
  });

  it("pages, in every language, with their addresses and headers", async () => {
    for (const claim of service.demo.claimUrls) {
      for (const language of languages) {
        const paths = [claim, `${claim}/data`, `${claim}/data.json`, "/t", "/t/unknown", "/door"];
        for (const path of paths) {
          const address = `${path}?lang=${language}`;
          const answer = await fetchText(`page ${path} in ${language}`, address);
          keep(`page ${path} in ${language}`, readable(await answer.text()));
        }
      }
    }
    expectNothingTold(service.demo.claimUrls.length * languages.length);
  });

  it("tickets for Apple Wallet, every text file in them, and the files' names", async () => {
    const folder = await mkdtemp(join(tmpdir(), "join-revealing-"));
    let seen = 0;
    try {
      for (const claim of service.demo.claimUrls) {
        const link = await getClaimedTickets(service.deps, { token: tokenOf(claim) });
        for (const { serialNumber } of link?.tickets ?? []) {
          const answer = await fetchText("pkpass", `${claim}/${serialNumber}.pkpass`);
          expect(answer.status).to.equal(200);
          const place = join(folder, String(seen++));
          await writeFile(`${place}.pkpass`, Buffer.from(await answer.arrayBuffer()));
          execFileSync("unzip", ["-q", `${place}.pkpass`, "-d", place]);
          for (const file of await readdir(place, { recursive: true })) {
            if (/\.(json|strings)$/.test(file)) {
              keep(`pkpass ${file}`, readable(await readFile(join(place, file), "utf8")));
            }
            keep("pkpass, a file's name", file);
          }
          const certificates = ["pkcs7", "-inform", "DER", "-print_certs", "-noout"];
          keep(
            "pkpass, whose signature it is",
            execFileSync("openssl", [...certificates, "-in", join(place, "signature")], {
              encoding: "utf8",
            }),
          );
        }
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    expectNothingTold(seen * 3);
    expect(seen).to.be.above(5);
  });

  it("tickets on paper, with the file's own words", async () => {
    for (const claim of service.demo.claimUrls) {
      for (const language of languages) {
        const answer = await fetchText("pdf", `${claim}/tickets.pdf?lang=${language}`);
        const file = Buffer.from(await answer.arrayBuffer()).toString("latin1");
        // Pictures, fonts and drawing are packed: what looks like a word in them is chance.
        const bytes = file.replace(/\bstream\r?\n[\s\S]*?\bendstream\b/g, "");
        const literals = [...bytes.matchAll(/\(((?:[^()\\]|\\.)*)\)/g)].map(([, text]) => text);
        expect(literals).to.include("Billett");
        keep(`pdf in ${language}`, literals.join("\n"));
      }
    }
    expectNothingTold(service.demo.claimUrls.length * languages.length);
  });

  it("save links, classes and objects at Google", async () => {
    for (const claim of service.demo.claimUrls) {
      const answer = await fetchText("google", `${claim}/google`);
      expect(answer.status).to.equal(302);
      const location = answer.headers.get("location") ?? "";
      const [, claims = ""] = location.split("/").at(-1)?.split(".") ?? [];
      keep("google, what the link says", Buffer.from(claims, "base64url").toString());
    }
    const file = join(service.config.dataDir, "google", "remembered.json");
    keep("google, classes and objects", readable(await readFile(file, "utf8")));
    expectNothingTold(service.demo.claimUrls.length * 2 + 1);
  });

  it("messages, with sender and subject", async () => {
    const lines = await eventually("messages have left", async () => {
      const text = await readFile(join(service.config.dataDir, "messages.jsonl"), "utf8").catch(
        () => "",
      );
      const whole = text.split("\n").filter((line) => line !== "");
      // An invitation says what it costs a provider; it goes to no holder.
      const toHolders = whole.filter((line) => !line.includes("Invitasjon til "));
      return toHolders.length >= 4 && toHolders;
    });
    for (const line of lines) keep("message", readable(line));
    expectNothingTold(4);
  });

  it("a ticket answers at the door", async () => {
    const [slug = ""] = Object.keys(service.demo.doorTokens);
    const authorization = `Bearer ${service.demo.doorTokens[slug] ?? ""}`;
    const manifest = await fetchText("door", "/api/v1/door/manifest", {
      headers: { authorization },
    });
    expect(manifest.status).to.equal(200);
    keep("door, manifest", readable(await manifest.text()));
    const refused = await fetchText("door", "/api/v1/redemptions", {
      method: "POST",
      headers: { authorization, "content-type": "application/json" },
      body: JSON.stringify({ barcode: "J2UNKNOWN", scanId: "one" }),
    });
    keep("door, a refused scan", await refused.text());
    expectNothingTold(4);
  });

  it("a ticket would be noticed: the same check finds a word that is put in", () => {
    for (const word of ["Gratis", "NAV", "free of charge", "lavinntekt"]) {
      artefacts.length = 0;
      keep("page", readable(`<p>Dagskort</p><p>${word}</p>`));
      expect(() => {
        expectNothingTold(1);
      }, word).to.throw();
    }
  });
});
