/** What a scan did, and where its time went. */
export interface ScanStats {
  /** Bytes read, after decompression. */
  readonly bytes: number;
  /** Bytes that were decoded to text; the others were measured where they stand. */
  readonly decodedBytes: number;
  readonly records: number;
  /** Records of which long strings were left out. */
  readonly skimmedRecords: number;
  /** Records that were not read, since another of their shape had been. */
  readonly recalledRecords: number;
  /** Milliseconds by stage; sources that are read side by side wait at the same time. */
  readonly ms: {
    /** Waiting for bytes: disk, pipe, decompression. */
    readonly read: number;
    /** Finding records, skimming and decoding them. */
    readonly split: number;
    /** Making utterances of records. */
    readonly interpret: number;
    /** Judging what models wrote, with all that this needs. */
    readonly judge: number;
  };
}
