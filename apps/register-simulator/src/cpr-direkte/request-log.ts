/** What a request was about. */
const DIREKTE_KINDS = ['logon', 'new-password', 'look-up', 'subscribe', 'unsubscribe', 'other'] as const;

export type DirekteKind = (typeof DIREKTE_KINDS)[number];

/** A request that came, without person number, token and password. */
export interface LoggedDirekteRequest {
  /** ISO 8601. */
  readonly at: string;
  readonly road: 'tls' | 'local-proxy';
  readonly kind: DirekteKind;
  readonly abonType: string;
  readonly dataType: string;
  /** FEJLNR of the answer; absent where none was given. */
  answer?: string;
  /** The fault that was played. */
  fault?: string;
}

const KEPT = 2000;

/** The last requests, and how many there were in all. */
export class DirekteLog {
  private readonly kept: LoggedDirekteRequest[] = [];
  private readonly counted = new Map<DirekteKind, number>();

  add(entry: LoggedDirekteRequest): void {
    this.kept.push(entry);
    if (this.kept.length > KEPT * 2) this.kept.splice(0, KEPT);
    this.counted.set(entry.kind, (this.counted.get(entry.kind) ?? 0) + 1);
  }

  list(): readonly LoggedDirekteRequest[] {
    return this.kept.slice(-KEPT);
  }

  counts(): Record<DirekteKind, number> {
    const count = (kind: DirekteKind) => [kind, this.counted.get(kind) ?? 0];
    return Object.fromEntries(DIREKTE_KINDS.map(count)) as Record<DirekteKind, number>;
  }
}
