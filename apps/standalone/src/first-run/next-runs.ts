/** A part of what `GET /<service>/schedules` answers. */
interface Schedule {
  readonly name: string;
  readonly text: { readonly en: string };
  readonly nextDue: string | null;
}

const NAME_WIDTH = 32;
const TIME = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Copenhagen',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** What the services will do by themselves and when, by the clocks of Denmark, the soonest first; one line each. */
export async function nextRuns({
  url,
  token,
  services,
  signal,
}: {
  readonly url: string;
  readonly token: string;
  readonly services: readonly string[];
  readonly signal: AbortSignal;
}): Promise<string[]> {
  const lists = services.map(async (service) => {
    const answer = await fetch(new URL(`/${service}/schedules`, url), {
      headers: { authorization: `Bearer ${token}` },
      signal,
    });
    // One that only takes tasks has no schedules.
    if (answer.status === 404) return [];
    if (!answer.ok) throw new Error(`the schedules of ${service} were answered with ${answer.status}`);
    const { schedules } = (await answer.json()) as { schedules: readonly Schedule[] };
    return schedules.map((schedule) => ({ ...schedule, name: `${service}/${schedule.name}` }));
  });
  const all = (await Promise.all(lists)).flat();
  const due = all.flatMap(({ name, text, nextDue }) => (nextDue === null ? [] : [{ name, text, at: nextDue }]));
  due.sort((one, other) => (one.at < other.at ? -1 : 1));
  return due.map(({ name, text, at }) => `${TIME.format(new Date(at))}  ${name.padEnd(NAME_WIDTH)}  ${text.en}`);
}
