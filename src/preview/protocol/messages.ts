/** The envelope office.js exchanges with the page that hosts it (Excel on the web). */
export interface PageMessage {
  _messageType: 0 | 1;
  _actionName: string;
  _conversationId: string;
  _correlationId: number;
  /** 0 invoke, 1 register an event, 2 unregister it */
  _actionType?: 0 | 1 | 2;
  _data: unknown;
}

export interface DispatchData {
  DdaMethod?: { DispatchId: number };
  DdaSettingsMethod?: { Properties?: [string, string][]; OverwriteIfStale?: boolean };
  ArrayData?: unknown[];
  [index: string]: unknown;
}

/** Method numbers of `executeMethod`. */
export const DISPATCH = { refreshSettings: 75, saveSettings: 76, richApi: 93, commandCompleted: 94 } as const;

/** Results of a dispatched method that are not answers but faults of the transport. */
export const TRANSPORT_ERROR = {
  none: 0,
  notSupported: 5000,
  cellEditMode: 5004,
  requestTooLarge: 5103,
  responseTooLarge: 5104,
} as const;

/** Rich message categories: events of the object model, custom-function calls. */
export const RICH_CATEGORY = { functions: 1, objectEvents: 65536 } as const;
export const FUNCTION_CALL = 1000;
export const FUNCTION_CANCEL = 1001;

export function answer(request: PageMessage, data: unknown, origin: string): string {
  return JSON.stringify({
    _messageType: 1,
    _actionName: request._actionName,
    _conversationId: request._conversationId,
    _correlationId: request._correlationId,
    _origin: origin,
    _data: data,
    _errorCode: 0,
    _responseType: 0,
    _serializerVersion: 1,
  });
}

/** An event fires as a further response to the message that registered for it. */
export function firing(registration: PageMessage, data: unknown, origin: string): string {
  return JSON.stringify({ ...JSON.parse(answer(registration, data, origin)), _responseType: 1 });
}

/** UTF-8 size, which is what Excel's payload limit counts. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    else if (code >= 0xd800 && code < 0xdc00) {
      bytes += 4;
      i++;
    } else bytes += 3;
  }
  return bytes;
}
