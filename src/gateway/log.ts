/** One event of the service. Never holds keys, bodies or figures of a brand. */
export interface LogEntry {
  level: 'info' | 'error';
  event: string;
  [field: string]: string | number | boolean | null;
}

export type Logger = (entry: LogEntry) => void;

export const silent: Logger = () => undefined;

/** A JSON line an event, with its time first. */
export const jsonLines =
  (write: (line: string) => void): Logger =>
  (entry) =>
    write(`${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`);
