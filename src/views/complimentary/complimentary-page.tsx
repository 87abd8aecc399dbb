import {
  Alert,
  BodyLong,
  Button,
  Heading,
  Link,
  Radio,
  RadioGroup,
  Select,
  TextField,
  VStack,
} from "@navikt/ds-react";
import type { ComplimentaryMonth } from "../../db/complimentary/complimentary-uses.ts";
import type { HandOut } from "../../db/complimentary/hand-outs.ts";
import {
  handOutForms,
  mostHandedOut,
  type ComplimentaryQuota,
} from "../../domain/complimentary/hand-out.ts";
import { languages, textIn } from "../../domain/language.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { languageNames } from "../texts/holder-texts.ts";
import { complimentaryTexts } from "../texts/complimentary-texts.ts";
import type { Tab } from "../ui/area-chrome.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { fieldProps, type Faults } from "../ui/faults.tsx";
import { formatMonth } from "../ui/format.ts";
import { Options } from "../ui/options.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { HiddenFields, PostForm } from "../ui/post-form.tsx";
import { HandOutTable } from "./hand-out-table.tsx";

/** The two forms as typed. `key` lets a form that is sent twice hand out once. */
export interface ComplimentaryValues {
  setAside: string;
  count: string;
  form: string;
  /** Of tickets and page. */
  language: string;
  key: string;
}

interface Props {
  frame: PageFrame;
  tab: Tab;
  /** Path of the offer's own page; this page's is below it. */
  base: string;
  complimentary: ComplimentaryQuota & {
    offer: Offer;
    months: ComplimentaryMonth[];
    handOuts: HandOut[];
    nextCursor: string | null;
  };
  /** Whether the hand-outs are the latest. */
  isFirst: boolean;
  values: ComplimentaryValues;
  faults: Faults;
  notice: string | undefined;
}

/** `…/{offer}/complimentary`: what is set aside, the form that hands out, and what was handed out. */
export function ComplimentaryPage({
  frame,
  tab,
  base,
  complimentary,
  isFirst,
  notice,
  ...form
}: Props) {
  const texts = complimentaryTexts(frame.language);
  const { offer, setAside, given, months, handOuts } = complimentary;
  const numbers = { setAside, given, left: setAside - given };
  return (
    <ContentPage
      frame={frame}
      title={texts.heading}
      tab={tab}
      notice={notice}
      faults={form.faults}
      intro={<Link href={base}>{textIn(offer.title, frame.language)}</Link>}
      gap="space-40"
    >
      <BodyLong>{texts.about}</BodyLong>
      <dl className="numbers">
        {(["setAside", "given", "left"] as const).map((name) => (
          <div key={name}>
            <dt>{texts[name]}</dt>
            <dd>{numbers[name]}</dd>
          </div>
        ))}
      </dl>
      {offer.state === "open" && !offer.ownCodes ? (
        <HandOutForm frame={frame} action={`${base}/complimentary`} {...form} />
      ) : (
        <Alert variant="info">{offer.ownCodes ? texts.ownCodes : texts.notOpen}</Alert>
      )}
      {frame.area === "provider" && (
        <SetAsideForm frame={frame} action={`${base}/complimentary/set-aside`} {...form} />
      )}
      <HandOutTable
        frame={frame}
        path={`${base}/complimentary`}
        handOuts={handOuts}
        nextCursor={complimentary.nextCursor}
        isFirst={isFirst}
      />
      {months.length > 0 && (
        <section>
          <Heading size="medium" level="2" spacing>
            {texts.months}
          </Heading>
          <BodyLong spacing>{texts.monthsHelp}</BodyLong>
          <DataTable
            label={texts.months}
            rows={months}
            columns={[
              { name: texts.month, cell: ({ month }) => formatMonth(month) },
              { name: texts.uses, align: "right", cell: ({ uses }) => uses },
              { name: texts.admissions, align: "right", cell: ({ admissions }) => admissions },
            ]}
          />
        </section>
      )}
    </ContentPage>
  );
}

interface FormProps {
  frame: PageFrame;
  action: string;
  values: ComplimentaryValues;
  faults: Faults;
}

function HandOutForm({ frame, action, values, faults }: FormProps) {
  const texts = complimentaryTexts(frame.language);
  const { key, form, language } = values;
  const field = fieldProps(faults, { count: values.count });
  return (
    <PostForm frame={frame} action={action} className="form">
      <HiddenFields values={{ key }} />
      <VStack gap="space-24">
        <Heading size="medium" level="2">
          {texts.handOutHeading}
        </Heading>
        <TextField
          {...field("count")}
          label={texts.count}
          description={texts.countHelp(mostHandedOut)}
          inputMode="numeric"
          htmlSize={6}
        />
        <Select label={texts.language} name="language" defaultValue={language} className="medium">
          <Options of={languages.map((each) => [each, languageNames[each]])} />
        </Select>
        <RadioGroup legend={texts.form} name="form" defaultValue={form}>
          {handOutForms.map((each) => (
            <Radio key={each} value={each}>
              {texts.forms[each]}
            </Radio>
          ))}
        </RadioGroup>
        <div>
          <Button>{texts.handOutButton}</Button>
        </div>
      </VStack>
    </PostForm>
  );
}

function SetAsideForm({ frame, action, values, faults }: FormProps) {
  const texts = complimentaryTexts(frame.language);
  const field = fieldProps(faults, { setAside: values.setAside });
  return (
    <PostForm frame={frame} action={action} className="form">
      <VStack gap="space-16">
        <TextField
          {...field("setAside")}
          label={texts.setAsideField}
          description={texts.setAsideHelp}
          inputMode="numeric"
          htmlSize={6}
        />
        <div>
          <Button variant="secondary">{texts.setAsideButton}</Button>
        </div>
      </VStack>
    </PostForm>
  );
}
