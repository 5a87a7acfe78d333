/** A file or a folder by its name. */
export interface UnixEntry {
  readonly name: string;
  readonly size: number;
  /** UTC. */
  readonly written: Date;
  readonly folder?: boolean;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const HALF_YEAR_MS = 182 * 86_400_000;

/** A row as `ls -l` writes it: the year in the place of the time where it is half a year ago. */
export function unixRow({ name, size, written, folder }: UnixEntry, now: Date): string {
  const old = Math.abs(now.getTime() - written.getTime()) > HALF_YEAR_MS;
  const [day, time] = [written.toISOString().slice(8, 10).replace(/^0/, ' '), written.toISOString().slice(11, 16)];
  const when = `${MONTHS[written.getUTCMonth()]} ${day} ${old ? ` ${written.getUTCFullYear()}` : time}`;
  return `${folder ? 'drwxr-x---   2' : '-rw-r-----   1'} cpr      customer ${String(size).padStart(12)} ${when} ${name}`;
}
