/** One thing a file could not carry, or that a file had and this program does not read. The rest was done. */
export interface FileNote {
  /** sheet it concerns, if any */
  sheet?: string;
  /** A1 address, if it is about one cell or range */
  address?: string;
  en: string;
  zh: string;
}

/** Receives what was not carried over; called while saving or opening. */
export type NoteSink = (note: FileNote) => void;

/** A file that cannot be read at all. `message` is English, `zh` the same in Chinese. */
export class UnreadableFile extends Error {
  constructor(
    message: string,
    readonly zh: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'UnreadableFile';
  }
}
