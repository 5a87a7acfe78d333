export { downloadSorFile } from './download-sor-file';
export type { SorDownload, SorDownloadWish } from './download-sor-file';
export { SorFileFault } from './sor-file-fault';
export type { SorFileFaultCode } from './sor-file-fault';
export { unpackSorFile, zipEntryChunks } from './unpack-sor-file';
export type { SorUnpacked, SorUnpackWish } from './unpack-sor-file';
export { testSorAddress } from './test-sor-address';
export type { SorAddressColumns, SorAddressFault, SorAddressFound, SorAddressWish } from './test-sor-address';
