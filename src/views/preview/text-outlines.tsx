import { LRUCache } from "lru-cache";
import type { ReactElement } from "react";
import { drawable, drawnFont, type Weight } from "../ui/drawn-font.ts";

interface TextStyle {
  /** Font size in points of the phone's system font; see `systemFontScale`. */
  size: number;
  weight?: Weight;
  fill: string;
  opacity?: number;
}

interface LineStyle extends TextStyle {
  x: number;
  /** Y of the baseline. */
  y: number;
  anchor?: "start" | "middle" | "end";
  /** Maximum width. A wider text shrinks to `least` of its size at most, then ends in an ellipsis. */
  max?: number;
  least?: number;
}

interface ParagraphStyle extends TextStyle {
  x: number;
  /** Y of the first baseline. */
  y: number;
  max: number;
  leading: number;
  lines?: number;
}

/** Draws text as outlines, so that a drawing is the same with any installed fonts. One per drawing. */
export interface TextOutlines {
  width: (text: string, style: Pick<TextStyle, "size" | "weight">) => number;
  line: (text: string, style: LineStyle) => ReactElement;
  /** Breaks lines between words, and inside a word that is wider than a line. */
  paragraph: (text: string, style: ParagraphStyle) => { element: ReactElement; lines: number };
  /** Returns the outlines of all glyphs drawn so far; called last. */
  outlines: () => ReactElement;
}

/** Scales our font's capitals to the height of those in the phones' system fonts. */
const systemFontScale = 1.07;

interface Run {
  glyphs: { id: number; at: number; outline: () => string }[];
  advance: number;
}

const runs = new LRUCache<string, Run>({ max: 5000 });

/** Lays a text out in font units; cached, since drawings repeat the same texts. */
function runOf(text: string, weight: Weight): Run {
  const key = `${weight} ${text}`;
  const known = runs.get(key);
  if (known) return known;
  const { glyphs, positions } = drawnFont(weight).layout(drawable(text));
  let advance = 0;
  const placed = glyphs.map((glyph, index) => {
    const at = Math.round(advance + (positions[index]?.xOffset ?? 0));
    advance += positions[index]?.xAdvance ?? 0;
    return { id: glyph.id, at, outline: () => glyph.path.toSVG() };
  });
  const run = { glyphs: placed, advance };
  if (text.length < 100) runs.set(key, run);
  return run;
}

const scaleOf = (size: number) => (size * systemFontScale) / 1000;
const round = (value: number) => Math.round(value * 1000) / 1000;

/** Limit of characters that are laid out; no drawing shows as many in a line. */
const maxLine = 300;

/** Creates the text outlines of a drawing; `id` prefixes their element ids, which are unique in a page. */
export function createTextOutlines(id: string): TextOutlines {
  const outlines = new Map<string, string>();

  const width: TextOutlines["width"] = (text, { size, weight = "regular" }) =>
    runOf(text, weight).advance * scaleOf(size);

  function draw(text: string, { x, y, size, fill, opacity, weight = "regular" }: LineStyle) {
    const scale = Math.round(scaleOf(size) * 1e6) / 1e6;
    return (
      <g
        key={`${x} ${y} ${text}`}
        fill={fill}
        fillOpacity={opacity}
        transform={`translate(${round(x)} ${round(y)}) scale(${scale} ${-scale})`}
      >
        {runOf(text, weight).glyphs.map(({ id: glyph, at, outline }, index) => {
          const name = `${id}-${weight[0]}${glyph}`;
          if (!outlines.has(name)) outlines.set(name, outline());
          return <use key={index} href={`#${name}`} x={at} />;
        })}
      </g>
    );
  }

  function cut(text: string, max: number, style: Pick<TextStyle, "size" | "weight">): string {
    const letters = Array.from(text);
    while (letters.length > 0 && width(`${letters.join("").trimEnd()}…`, style) > max)
      letters.pop();
    return `${letters.join("").trimEnd()}…`;
  }

  const line: TextOutlines["line"] = (given, style) => {
    const { x, anchor = "start", max = Infinity, least = 1 } = style;
    let text = Array.from(oneLine(given)).slice(0, maxLine).join("");
    let { size } = style;
    const natural = width(text, style);
    if (natural > max) {
      size = Math.max((size * max) / natural, size * least);
      if (width(text, { ...style, size }) > max + 0.01) text = cut(text, max, { ...style, size });
    }
    const before = { start: 0, middle: 0.5, end: 1 }[anchor] * width(text, { ...style, size });
    return draw(text, { ...style, size, x: x - before });
  };

  function fitLetters(word: string, max: number, style: TextStyle): [string, string] {
    const letters = Array.from(word);
    let count = 1;
    while (count < letters.length && width(letters.slice(0, count + 1).join(""), style) <= max) {
      count += 1;
    }
    return [letters.slice(0, count).join(""), letters.slice(count).join("")];
  }

  function breakLines(text: string, { max, lines: most = Infinity, ...style }: ParagraphStyle) {
    const lines: string[] = [];
    const space = width(" ", style);
    for (const part of text.split(/\r?\n/)) {
      let current = "";
      let used = 0;
      for (const whole of part.split(/[^\S\u00a0]+/)) {
        let word = whole;
        let wide = width(word, style);
        if (current !== "" && used + space + wide > max) {
          lines.push(current);
          current = "";
        }
        while (wide > max && lines.length <= most) {
          const [head, rest] = fitLetters(word, max, style);
          if (rest === "") break;
          lines.push(head);
          word = rest;
          wide = width(word, style);
        }
        used = current === "" ? wide : used + space + wide;
        current = current === "" ? word : `${current} ${word}`;
        if (lines.length > most) return lines;
      }
      lines.push(current);
    }
    return lines;
  }

  const paragraph: TextOutlines["paragraph"] = (text, style) => {
    const { lines: most = Infinity, x, y, max, leading } = style;
    const all = breakLines(text, style);
    const shown = all.slice(0, most);
    const last = shown.at(-1);
    if (all.length > most && last !== undefined) shown[most - 1] = cut(last, max, style);
    const element = (
      <g key={`${y} ${text}`}>
        {shown.map((each, index) => draw(each, { ...style, x, y: y + index * leading }))}
      </g>
    );
    return { element, lines: shown.length };
  };

  return {
    width,
    line,
    paragraph,
    outlines: () => (
      <defs>
        {[...outlines].map(([name, path]) => (
          <path key={name} id={name} d={path} />
        ))}
      </defs>
    ),
  };
}

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();
