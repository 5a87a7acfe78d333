import { ContactTypesMissing } from '@contact-sync/contact-register';
import { CallFailed } from '@contact-sync/outbound';
import { Problem } from '@contact-sync/service';
import { SubjectUnreadable } from '../asking/subject-unreadable';

const AGAIN_SECONDS = 30;
const BUSY_SECONDS = 5;

/** How answers speak of a register. */
export interface RegisterWords {
  /** Who answers, or does not: `Datafordeler`. */
  readonly name: string;
  /** What profiles are chosen for, as `BFE`; in small letters it begins the codes. */
  readonly profileFor: string;
}

/** What a failure means to somebody who asked for one subject; undefined for failures of other kinds. */
export function registerProblem(error: unknown, words: RegisterWords): Problem | undefined {
  if (error instanceof ContactTypesMissing) {
    return new Problem(409, `Contact types are missing: ${error.missing.join(', ')}`, {
      code: 'contact-types-missing',
    });
  }
  if (error instanceof SubjectUnreadable) return away(error.code, words, AGAIN_SECONDS);
  if (!(error instanceof CallFailed)) return undefined;
  const { name } = words;
  switch (error.failure) {
    case 'unavailable':
      return away(error.code, words, Math.ceil((error.more.retryAfterMs ?? AGAIN_SECONDS * 1000) / 1000));
    case 'refused':
      return error.code === 'no-profile'
        ? noProfile(words)
        : later(`${name} does not let us in (${error.message})`, `${codeOf(words)}-refuses`);
    case 'wrong':
      return later(`${name} did not understand us (${error.code}); it is to be looked at`, `${codeOf(words)}-away`);
  }
}

export function noProfile({ profileFor }: RegisterWords): Problem {
  return new Problem(409, `No authentication profile is chosen for ${profileFor}`, { code: 'no-profile' });
}

/** Somebody else reads the subject, and went on reading it while we waited. */
export function busy(): Problem {
  return later('It is being read for somebody else', 'subject-busy', BUSY_SECONDS);
}

const away = (code: string, words: RegisterWords, seconds: number): Problem =>
  later(`${words.name} does not answer now (${code}); try again`, `${codeOf(words)}-away`, seconds);

const codeOf = ({ profileFor }: RegisterWords): string => profileFor.toLowerCase();

const later = (text: string, code: string, seconds = AGAIN_SECONDS): Problem =>
  new Problem(503, text, { code, headers: { 'Retry-After': String(seconds) } });
