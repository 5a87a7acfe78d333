import type { Folder } from './file-shelf';
import type { StoredFile } from './stored-file';

/** Where a file stands, or would. */
export interface Location {
  readonly folder: Folder;
  readonly name: string;
  /** As the server calls it when it speaks of it. */
  readonly called: string;
}

/** What a session has said about listings. */
export interface ListingWish {
  /** z/OS: the next qualifier alone. */
  readonly byQualifier: boolean;
}

/** How the server looks: as z/OS or as a UNIX machine. Places are texts that only the face itself understands. */
export interface Face {
  readonly home: string;
  readonly system: string;
  readonly features: readonly string[];
  readonly loggedOn: (user: string) => string;
  readonly texts: {
    readonly list: string;
    readonly listed: string;
    readonly sending: string;
    readonly storing: string;
  };
  /** Whether it tells the size and the time of a file. */
  readonly tellsSize: boolean;
  /** Answer to PWD. */
  where(place: string): string;
  /** Another place and what is said of it; undefined where there is none. */
  change(place: string, asked: string): { place: string; said: string } | undefined;
  /** Undefined where it can be no name, or leads to where no files are. */
  locate(place: string, asked: string): Location | undefined;
  /** Lines of LIST and names of NLST; undefined where nothing fits, with what is said of it. */
  list(
    place: string,
    asked: string,
    wish: ListingWish,
    now: Date,
  ): { lines: string[]; names: string[] } | { refusal: string };
}

/** What a face shows. */
export interface Shown {
  list(folder: Folder): readonly StoredFile[];
}
