import { SOR_COLUMNS, type SorColumn, type SorRow, WRAPPED } from './columns';
import type { SorLayout, SorLayoutKind } from './layouts';
import { withWrongDigit } from './sor-ids';

/** A file's text in pieces of some ten thousand characters, with how many rows are in it. */
export class CsvLines {
  /** Rows written so far, the header not among them. */
  rows = 0;
  private readonly names: readonly string[];
  private readonly cells: readonly ((row: SorRow) => string)[];
  private readonly has: (kind: SorLayoutKind) => boolean;
  private readonly delimiter: string;
  private readonly lineEnd: string;
  private readonly quoted: RegExp;
  private readonly most: number;

  constructor(layouts: readonly SorLayout[]) {
    this.has = (kind) => layouts.some((layout) => layout.kind === kind);
    this.delimiter = this.has('commas') ? ',' : ';';
    this.lineEnd = this.has('lf') ? '\n' : '\r\n';
    this.quoted = this.has('all-quoted') ? /^/ : this.has('commas') ? /[,"\r\n]/ : /[;"\r\n]/;
    this.most = layouts.reduce((most, layout) => (layout.kind === 'first-rows' ? layout.rows : most), Infinity);
    const columns = columnsOf(layouts);
    this.names = columns.map(({ name }) => name);
    this.cells = columns.map(({ cell }) => cell);
  }

  *of(rows: Iterable<SorRow>): Generator<string> {
    yield this.line(this.names);
    if (this.has('header-only')) return;
    let piece = '';
    for (const row of rows) {
      if (this.rows === this.most) break;
      this.rows++;
      piece += this.row(row);
      if (piece.length < 60_000) continue;
      yield piece;
      piece = '';
    }
    yield piece;
  }

  private row(row: SorRow): string {
    const spoiled = this.rows % 10 === 0 ? this.spoiled(row) : row;
    let line = this.cell(this.cells[0]?.(spoiled) ?? '');
    for (let at = 1; at < this.cells.length; at++) line += this.delimiter + this.cell(this.cells[at]?.(spoiled) ?? '');
    return line + this.lineEnd;
  }

  private spoiled(row: SorRow): SorRow {
    let { SorId: sorId = '', EntityName: name = '', PostalAddressAdditionalAddressInfo: more = '' } = row;
    if (this.has('wrong-check-digits')) sorId = withWrongDigit(sorId);
    if (this.has('overlong-names')) {
      name = `${name} `.repeat(Math.ceil(160 / (name.length + 1))).trim();
      more = 'Indgang gennem gården, anden trappe til højre, ring på to gange. '.repeat(3).trim();
    }
    return { ...row, SorId: sorId, EntityName: name, PostalAddressAdditionalAddressInfo: more };
  }

  private line(cells: readonly string[]): string {
    return cells.map((cell) => this.cell(cell)).join(this.delimiter) + this.lineEnd;
  }

  private cell(text: string): string {
    return this.quoted.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }
}

interface FileColumn {
  readonly name: string;
  readonly cell: (row: SorRow) => string;
}

function columnsOf(layouts: readonly SorLayout[]): FileColumn[] {
  let columns: FileColumn[] = SOR_COLUMNS.map((column: SorColumn) => ({
    name: column,
    cell: WRAPPED.has(column) ? (row) => (row[column] ? `="${row[column]}"` : '') : (row) => row[column] ?? '',
  }));
  for (const layout of layouts) {
    switch (layout.kind) {
      case 'renamed-column': {
        const { column = 'EntityName', to = `${column}Ny` } = layout;
        columns = columns.map((each) => (each.name === column ? { ...each, name: to } : each));
        break;
      }
      case 'missing-column':
        columns = columns.filter(({ name }) => name !== layout.column);
        break;
      case 'other-order':
        columns.reverse();
        break;
      case 'unknown-columns':
        columns.splice(1, 0, { name: 'EntityLifecycleCode', cell: (row) => (row.ToDate ? 'Lukker' : 'Aktiv') });
        columns.push({ name: 'Bemærkning', cell: () => 'nyt; fra i år' });
        break;
      default:
    }
  }
  return columns;
}
