export { CREATES, INPUT_TYPES, inputFile, inputFileName } from './input/input-file';
export type { InputAddress, InputEntry, InputType } from './input/input-file';
export { faultOfDataSetPrefix, isDataSetName, otherName } from './names/data-set-names';
export { openRemoteFiles } from './open-remote-files';
export { MOST_ROWS } from './remote-files';
export type { FetchedFile, ListingProblem, RemoteFile, RemoteFiles, RemoteListing } from './remote-files';
export type { FileServer, RoadParts } from './server';
