import { assetUrl } from "../ui/assets.ts";
import { DocumentHead } from "../ui/document-head.tsx";
import { doorLanguages, doorTexts, type DoorLanguage } from "../texts/door-texts.ts";
import { DoorDialogs } from "./door-dialogs.tsx";

/**
 * The page `/door`, which turns a phone into a scanner. It is the same for every door device: only the
 * browser has the token, so the script shows the parts by their `data-when`.
 */
export function DoorPage({ language, brandName }: { language: DoorLanguage; brandName: string }) {
  const texts = doorTexts(language);
  return (
    <html lang={language}>
      <DocumentHead
        title={`${texts.title} – ${brandName}`}
        styles="door.css"
        scripts={["door.js"]}
        isPrivate
      >
        <meta name="color-scheme" content="light dark" />
        <link rel="manifest" href={`/door.webmanifest?lang=${language}`} />
        <link rel="apple-touch-icon" href={assetUrl("door-192.png")} />
      </DocumentHead>
      <body>
        <header>
          <h1>{texts.title}</h1>
        </header>
        <main
          data-texts={JSON.stringify(texts.script)}
          data-decoder={assetUrl("barcode-detector.js")}
          data-wasm={assetUrl("zxing-reader.wasm")}
        >
          <noscript>
            <p>{texts.needsScript}</p>
          </noscript>
          {(["noEntrance", "closed"] as const).map((state) => (
            <section key={state} data-when={state} hidden>
              <h2>{texts[state]}</h2>
              <p>{texts.askForCode}</p>
            </section>
          ))}
          <div data-when="ready" hidden>
            <p className="about">
              <strong className="entrance" /> <span className="count" role="status" />
            </p>
            <p className="fault clock" role="status" />
            <p className="fault ending" role="status" />
            <p id="coverage">
              <span className="state" role="status" /> <span className="age" />{" "}
              <span className="waiting" role="status" />
            </p>
          </div>
          <div className="scanner" data-when="ready" hidden>
            <section className="camera">
              <div className="picture" hidden>
                <video playsInline muted aria-hidden="true" />
              </div>
              <p role="status" className="fault" />
              <button type="button" id="start">
                {texts.startCamera}
              </button>
              <button type="button" id="torch" role="switch" aria-checked="false" hidden>
                {texts.torch}
              </button>
            </section>
            <div className="beside">
              <form id="type" autoComplete="off">
                <label htmlFor="code">{texts.typeOrScan}</label>
                <div className="line">
                  <input
                    id="code"
                    maxLength={500}
                    autoCapitalize="off"
                    autoCorrect="off"
                    spellCheck={false}
                    enterKeyHint="send"
                  />
                  <button className="plain">{texts.check}</button>
                </div>
                <details>
                  <summary>{texts.keypad}</summary>
                  <div id="keypad">
                    {["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((digit) => (
                      <button key={digit} type="button" className="plain" value={digit}>
                        {digit}
                      </button>
                    ))}
                    <button type="button" className="plain" value="0">
                      0
                    </button>
                    <button
                      type="button"
                      className="plain"
                      value="delete"
                      aria-label={texts.deleteDigit}
                    >
                      ⌫
                    </button>
                    <button>{texts.check}</button>
                  </div>
                </details>
              </form>
              <section id="latest" aria-labelledby="latest-heading" hidden>
                <h2 id="latest-heading">{texts.latest}</h2>
                <ol />
              </section>
              <div className="settings">
                <button type="button" id="sound" role="switch" aria-checked="true">
                  {texts.sound}
                </button>
                <button type="button" id="leave" className="plain">
                  {texts.forget}
                </button>
              </div>
            </div>
          </div>
        </main>
        <footer>
          {/* Not a nav element: the page may not contain the name NAV, in any case. */}
          <div role="navigation" aria-label={texts.languages}>
            {doorLanguages.map((one) => (
              <a
                key={one}
                href={`/door?lang=${one}`}
                lang={one}
                hrefLang={one}
                aria-current={one === language ? "true" : undefined}
              >
                {doorTexts(one).language}
              </a>
            ))}
          </div>
        </footer>
        <DoorDialogs texts={texts} />
      </body>
    </html>
  );
}
