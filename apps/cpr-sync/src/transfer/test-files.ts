import type { ConnectionFinding } from '../connection/connection-finding';
import type { CprSettings } from '../settings';
import type { FileAccess } from './file-access';

const LIMIT_MS = 60_000;

/** Signs in and lists. Throws `CallFailed`. A password that was refused before is tried, once: somebody asks for it. */
export async function testFiles(access: FileAccess, settings: CprSettings): Promise<ConnectionFinding> {
  const signal = AbortSignal.timeout(LIMIT_MS);
  const { files } = await access.use(settings, { by: 'test', signal }, (remote) => remote.list());
  return {
    ok: true,
    code: 'answers',
    text: {
      da: `Filserveren svarer og viser ${files.length} filer`,
      en: `The file server answers and lists ${files.length} files`,
    },
  };
}
