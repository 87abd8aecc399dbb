import type { CSSProperties } from "react";
import type { TemplateColors } from "../../domain/templates/template.ts";

interface Props {
  /** Provider's name, which the thumbnail shows. */
  provider: string;
  colors: TemplateColors;
  heroHash?: string | undefined;
}

/** Thumbnail of a template. */
export function TemplatePicture({ provider, colors, heroHash }: Props) {
  const { background, foreground } = colors;
  const style = { "--back": background, "--fore": foreground } as CSSProperties;
  return (
    <span className="ticket-picture" style={style} aria-hidden="true">
      <span>{provider}</span>
      {heroHash !== undefined && (
        <img src={`/images/${heroHash}.png`} alt="" width={1032} height={336} />
      )}
    </span>
  );
}
