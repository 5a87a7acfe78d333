import { IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';

/** Import one file from SOR: fetched from its address or sent to us (SOR-2). */
export class ImportSorFile {
  @IsString() @IsNotEmpty() @MaxLength(64) readonly importId!: string;
}

/** Read a held unit again in the file that was imported last, and apply what stands there (MSG-1). */
export class RetrySorHold {
  @Matches(/^\d{1,18}$/) readonly holdId!: string;
}
