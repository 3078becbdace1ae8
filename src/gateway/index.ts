import type { Hono } from 'hono';
import { createToken, listTokens, revokeToken, type NewToken, type TokenInfo } from './access-keys';
import { createApi } from './api/app';
import { importFolder, type ImportOptions } from './import/import-folder';
import { createLiveStock, type LiveStock, type LiveTimes } from './live/live-stock';
import { silent, type Logger } from './log';
import { cutFactsCache } from './pull';
import type { Store } from './store';
import type { ImportReport } from '../tables';

export type { NewToken, TokenInfo } from './access-keys';
export { importFolder, type ImportOptions, type ImportProgress } from './import/import-folder';
export { readFolder, type FileSource } from './import/source';
export { jsonLines, type LogEntry, type Logger } from './log';
export { DataDirectoryInUse, openStore, type Store, type StoreOptions } from './store';

export interface GatewayOptions {
  store: Store;
  version: string;
  now?: () => Date;
  /** where events go; nowhere without it */
  log?: Logger;
  /** of the live streams */
  liveTimes?: LiveTimes;
}

export interface Gateway {
  /** the HTTP API, with relative routes: mount it at `/api` */
  readonly app: Hono;
  importFolder(options: ImportOptions): Promise<ImportReport>;
  /** Makes an access key; it can be read only now. */
  createToken(token: NewToken): Promise<string>;
  listTokens(): Promise<TokenInfo[]>;
  /** Ends a key; false when there is none of this id. */
  revokeToken(tokenId: string): Promise<boolean>;
  /** Streams of live figures that are open. */
  liveListeners(): ReturnType<LiveStock['listeners']>;
  /** Ends the live streams and closes the store. */
  close(): Promise<void>;
}

/** The data service over a store: its HTTP API, imports and access keys. */
export function createGateway({
  store,
  version,
  now = () => new Date(),
  log = silent,
  liveTimes,
}: GatewayOptions): Gateway {
  const factsOf = cutFactsCache();
  const live = createLiveStock(store, factsOf, log, liveTimes);
  return {
    app: createApi({ store, version, now, log, factsOf, live }),
    importFolder: async (options) => {
      const report = await importFolder(store, { now, ...options });
      live.changed(report.brand_id);
      return report;
    },
    createToken: (token) => createToken(store, token),
    listTokens: () => listTokens(store),
    revokeToken: (tokenId) => revokeToken(store, tokenId),
    liveListeners: () => live.listeners(),
    close: async () => {
      await live.close();
      await store.close();
    },
  };
}
