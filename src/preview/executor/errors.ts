const STATUS: Record<string, number> = {
  ItemNotFound: 404,
  ApiNotFound: 404,
  ItemAlreadyExists: 409,
  AccessDenied: 403,
  GeneralException: 500,
};

/** Texts Excel sends with the codes it uses most. */
const MESSAGES: Record<string, string> = {
  ItemNotFound: "The requested resource doesn't exist.",
  InvalidArgument: 'The argument is invalid or missing or has an incorrect format.',
  InvalidReference: 'This reference is not valid for the current operation.',
  ItemAlreadyExists: 'The resource being created already exists.',
  AccessDenied: 'You cannot perform the requested operation.',
  InvalidOperation: 'The operation attempted is invalid on the object.',
  ApiNotFound: 'The API you are trying to use could not be found. It may be available in a newer version of Excel.',
  GeneralException: 'There was an internal error while processing the request.',
};

/** An error of a Rich API batch: surfaces in the add-in as OfficeExtension.Error with the same code. */
export class RichError extends Error {
  readonly httpStatus: number;
  /** `Class.member` the error arose at; filled in by the executor. */
  location?: string;

  constructor(
    readonly code: string,
    detail?: string,
  ) {
    super(detail ?? MESSAGES[code] ?? code);
    this.name = 'RichError';
    this.httpStatus = STATUS[code] ?? 400;
  }
}
