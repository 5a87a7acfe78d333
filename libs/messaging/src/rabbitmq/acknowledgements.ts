/** What `basic.ack` is to be sent for one tag, or for all up to it. */
export interface Acknowledgement {
  readonly tag: number;
  readonly upTo: boolean;
}

/**
 * Which deliveries of a channel are not acknowledged yet, so that many can be acknowledged in one frame: everything up to
 * a tag when nothing before it is outstanding, and what stands behind a gap one by one.
 */
export class Acknowledgements {
  private readonly outstanding = new Set<number>();

  delivered(tag: number): void {
    this.outstanding.add(tag);
  }

  done(tags: readonly number[]): Acknowledgement[] {
    const fresh = tags.filter((tag) => this.outstanding.delete(tag)).sort((a, b) => a - b);
    // Tags rise, and a set keeps the order of adding: the first is the lowest.
    const [lowest = Number.POSITIVE_INFINITY] = this.outstanding;
    const before = fresh.filter((tag) => tag < lowest);
    const behind = fresh.slice(before.length).map((tag) => ({ tag, upTo: false }));
    const last = before.at(-1);
    return last === undefined ? behind : [{ tag: last, upTo: true }, ...behind];
  }
}
