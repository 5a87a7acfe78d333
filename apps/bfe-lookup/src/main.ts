import { runService } from '@contact-sync/service';
import { NAME } from './name';
import { start } from './start';

runService(NAME, start);
