const TICKS_PER_MS = 10_000;
const TICKS_PER_SECOND = 10_000_000;

/** Milliseconds as .NET prints a TimeSpan: `[d.]hh:mm:ss[.fffffff]`, seven decimals or none (workzone.md chapter 7). */
export function timeSpan(milliseconds: number): string {
  const ticks = Math.round(milliseconds * TICKS_PER_MS);
  const fraction = ticks % TICKS_PER_SECOND;
  const seconds = Math.floor(ticks / TICKS_PER_SECOND);
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  const clock = [hours, minutes, seconds % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return `${days > 0 ? `${days}.` : ''}${clock}${fraction > 0 ? `.${String(fraction).padStart(7, '0')}` : ''}`;
}
