import { savedListTexts } from "../texts/saved-list-texts.ts";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton } from "../ui/post-form.tsx";

/** Button that opens the allocate page with the list's recipients chosen. */
export function ChooseButton({
  frame,
  id,
  label,
}: {
  frame: PageFrame;
  id: string;
  label?: string;
}) {
  return (
    <PostButton
      frame={frame}
      action="/nav/allocate/choose"
      values={{ list: id, do: "all" }}
      size="small"
      label={label}
    >
      {savedListTexts(frame.language).choose}
    </PostButton>
  );
}
