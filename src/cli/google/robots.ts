interface Group {
  agents: string[];
  rules: { allow: boolean; path: string }[];
}

function groupsOf(robots: string): Group[] {
  const groups: Group[] = [];
  let open = false;
  for (const line of robots.split(/\r?\n/)) {
    const [, field = "", value = ""] = /^\s*([\w-]+)\s*:\s*([^#]*)/.exec(line) ?? [];
    const group = groups.at(-1);
    if (field.toLowerCase() === "user-agent") {
      if (group && open) group.agents.push(value.trim().toLowerCase());
      else groups.push({ agents: [value.trim().toLowerCase()], rules: [] });
      open = true;
    } else if (/^(dis)?allow$/i.test(field)) {
      open = false;
      if (value.trim() !== "") {
        group?.rules.push({ allow: field.toLowerCase() === "allow", path: value.trim() });
      }
    }
  }
  return groups;
}

const matches = (rule: string, path: string) => {
  const pattern = rule
    .replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll("*", ".*")
    .replace(/\\\$$/, "$");
  return new RegExp(`^${pattern}`).test(path);
};

/**
 * Whether robots.txt allows the agent to fetch the path: by the groups that name the agent, or else those
 * for all; in them by the longest rule, and among equals by the one that allows.
 * https://www.rfc-editor.org/rfc/rfc9309
 */
export function mayFetch(robots: string, agent: string, path: string): boolean {
  const groups = groupsOf(robots);
  const named = groups.filter(({ agents }) => agents.includes(agent.toLowerCase()));
  const its = named.length > 0 ? named : groups.filter(({ agents }) => agents.includes("*"));
  const [first] = its
    .flatMap(({ rules }) => rules)
    .filter((rule) => matches(rule.path, path))
    .sort((a, b) => b.path.length - a.path.length || Number(b.allow) - Number(a.allow));
  return first?.allow ?? true;
}
