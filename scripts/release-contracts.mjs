// npm run contracts:release: from now on the contracts as they are count as released, and may not be broken.
import { releaseContracts } from './contracts.mjs';

releaseContracts();
