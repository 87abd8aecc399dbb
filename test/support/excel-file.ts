import { strToU8, zipSync } from "fflate";

const office = "http://schemas.openxmlformats.org";
const xml = (text: string) => strToU8(`<?xml version="1.0" encoding="UTF-8"?>${text}`);

const cellOf = (value: string | number, place: string) =>
  typeof value === "number"
    ? `<c r="${place}"><v>${value}</v></c>`
    : `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`;

/** An Excel workbook with one sheet of the rows; or with the given XML as its sheet. */
export function excelFile(rows: (string | number)[][], sheet?: string): Buffer<ArrayBuffer> {
  const data = rows.map((row, r) => {
    const cells = row.map((value, c) => cellOf(value, `${String.fromCharCode(65 + c)}${r + 1}`));
    return `<row r="${r + 1}">${cells.join("")}</row>`;
  });
  const main = `${office}/spreadsheetml/2006/main`;
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const relations = (name: string, target: string) =>
    xml(
      `<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/${name}" Target="${target}"/></Relationships>`,
    );
  const files = {
    "[Content_Types].xml": xml(
      `<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/></Types>`,
    ),
    "_rels/.rels": relations("officeDocument", "xl/workbook.xml"),
    "xl/workbook.xml": xml(
      `<workbook xmlns="${main}" xmlns:r="${office}/officeDocument/2006/relationships"><sheets><sheet name="Ark1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": relations("worksheet", "worksheets/sheet1.xml"),
    "xl/worksheets/sheet1.xml": xml(
      sheet ?? `<worksheet xmlns="${main}"><sheetData>${data.join("")}</sheetData></worksheet>`,
    ),
  };
  return Buffer.from(zipSync(files));
}
