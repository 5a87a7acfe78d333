export { FileImportTask } from './file-import-task';
export type { FileImports, FileImportTaskOptions, ImportOfFile } from './file-import-task';
