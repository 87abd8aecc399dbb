const unescaped = (text: string) =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

const attributesOf = (tag: string) =>
  new Map(
    [...tag.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name = "", value = ""]) => [
      name,
      unescaped(value),
    ]),
  );

/** What a browser sends of a page's form (the one whose class contains the word) when nothing is typed. */
export function formFields(html: string, word: string): URLSearchParams {
  const [, form = ""] =
    new RegExp(`<form[^>]*class="[^"]*${word}[^"]*"[^>]*>([\\s\\S]*?)</form>`).exec(html) ?? [];
  if (form === "") throw new Error(`The page has no form ${word}.`);
  const fields = new URLSearchParams();
  const controls = form.matchAll(
    /<input([^>]*?)\/?>|<textarea([^>]*)>([^<]*)<\/textarea>|<select([^>]*)>([\s\S]*?)<\/select>/g,
  );
  for (const [, input, area, text = "", select, options = ""] of controls) {
    const attributes = attributesOf(input ?? area ?? select ?? "");
    const name = attributes.get("name");
    const type = attributes.get("type") ?? "";
    const isOff = ["checkbox", "radio"].includes(type) && !attributes.has("checked");
    if (name === undefined || isOff || ["file", "submit", "button"].includes(type)) continue;
    if (input !== undefined) fields.append(name, attributes.get("value") ?? "");
    else if (area !== undefined) fields.append(name, unescaped(text).replace(/^\n/, ""));
    else {
      const all = [...options.matchAll(/<option([^>]*)>/g)].map(([, tag = ""]) =>
        attributesOf(tag),
      );
      const chosen = all.find((option) => option.has("selected")) ?? all[0];
      fields.append(name, chosen?.get("value") ?? "");
    }
  }
  return fields;
}
