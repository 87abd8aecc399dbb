import { expect } from "chai";
import { mayFetch } from "../../src/cli/google/robots.ts";

const cases: [string, string, string, string, boolean][] = [
  ["nothing is said", "", "Googlebot", "/x", true],
  ["all is forbidden to all", "User-agent: *\nDisallow: /", "Googlebot", "/x", false],
  ["the longer rule allows", "User-agent: *\nDisallow: /\nAllow: /x/", "Googlebot", "/x/1", true],
  ["the longer rule forbids", "User-agent: *\nAllow: /\nDisallow: /x/", "Googlebot", "/x/1", false],
  ["the rules are equal", "User-agent: *\nDisallow: /x\nAllow: /x", "Googlebot", "/x", true],
  [
    "a group names the agent",
    "User-agent: *\nAllow: /\n\nUser-agent: googlebot\nDisallow: /",
    "Googlebot",
    "/x",
    false,
  ],
  [
    "a group names several agents",
    "User-agent: a\nUser-agent: Googlebot\nDisallow: /\n\nUser-agent: *\nAllow: /",
    "Googlebot",
    "/x",
    false,
  ],
  ["a rule has a wildcard", "User-agent: *\nDisallow: /*.png$", "Googlebot", "/i/a.png", false],
  [
    "the wildcard ends elsewhere",
    "User-agent: *\nDisallow: /*.png$",
    "Googlebot",
    "/a.png?b",
    true,
  ],
  ["there is a comment", "User-agent: * # all\nDisallow: / # everything", "Googlebot", "/x", false],
  ["an empty rule forbids nothing", "User-agent: *\nDisallow:", "Googlebot", "/x", true],
];

describe("what a robots.txt lets Google fetch", () => {
  for (const [when, robots, agent, path, expected] of cases) {
    it(`${expected ? "it may" : "it may not"}, when ${when}`, () => {
      expect(mayFetch(robots, agent, path)).to.equal(expected);
    });
  }
});
