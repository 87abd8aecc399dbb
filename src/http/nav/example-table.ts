import { importMembers } from "../../domain/recipients/import-columns.ts";
import { importTexts } from "../../views/texts/import-texts.ts";
import type { StaffLanguage } from "../../views/texts/staff-texts.ts";
import { csvOf, norwegianExcel } from "../api/csv.ts";

const rows = [
  {
    reference: "SAK-0001",
    label: "A",
    household: "H-1",
    birthYear: "2014",
    language: "nb",
    delivery: "sms",
    phone: "412 34 567",
    email: "",
    secondPhone: "",
    secondEmail: "",
    protectedAddress: "nei",
  },
  {
    reference: "SAK-0002",
    label: "B",
    household: "H-1",
    birthYear: "2017",
    language: "nn",
    delivery: "email",
    phone: "",
    email: "foresatt@example.org",
    secondPhone: "413 45 678",
    secondEmail: "",
    protectedAddress: "nei",
  },
  {
    reference: "SAK-0003",
    label: "",
    household: "",
    birthYear: "2012",
    language: "nb",
    delivery: "papir",
    phone: "",
    email: "",
    secondPhone: "",
    secondEmail: "",
    protectedAddress: "ja",
  },
];

/** A file to begin with, as a Norwegian Excel reads it. */
export const exampleTable = (language: StaffLanguage): string =>
  csvOf(importMembers, rows, {
    dialect: norwegianExcel,
    headings: importTexts(language).members,
  });
