/**
 * In a form of a page with the script `upload-progress.js`, for what takes some seconds: shown from the moment at
 * which the form is sent. Without the script the browser shows that it waits.
 */
export function UnderWay({ text }: { text: string }) {
  return (
    <div data-upload data-done="" data-working={text} hidden>
      <progress aria-label={text} className="bar" />
      <p role="status" />
    </div>
  );
}
