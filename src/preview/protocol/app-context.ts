export interface AppContextOptions {
  appId: string;
  correlationId: string;
  locale: string;
  documentUrl: string;
  addinName: string;
  requirementSets: Readonly<Record<string, string>>;
  settings: [string, string][];
  paneVisible: boolean;
}

/** What a host of this kind offers unless told otherwise: npm's office.js knows no newer ExcelApi than 1.15. */
export const DEFAULT_REQUIREMENT_SETS: Readonly<Record<string, string>> = {
  ExcelApi: '1.15',
  SharedRuntime: '1.2',
  CustomFunctionsRuntime: '1.4',
  CustomFunctions: '1.7',
  RibbonApi: '1.2',
  DialogApi: '1.2',
  AddinCommands: '1.1',
  RichApiRuntime: '1.2',
  AppRuntimeApi: '1.2',
  Settings: '1.1',
  // asked for by office.js itself before it sends the flag behind `delayForCellEdit`
  DelayForCellEdit: '1.1',
};

/** The answer to `getAppContextAsync`. office.js throws when one of these members is undefined. */
export function appContext(options: AppContextOptions): Record<string, unknown> {
  return {
    _id: options.appId,
    _appName: 16, // Excel on the web
    _appVersion: '16.0',
    _appUILocale: options.locale,
    _dataLocale: options.locale,
    _docUrl: options.documentUrl,
    _clientMode: 1, // read and write
    _settings: options.settings,
    _reason: 'documentOpened',
    _osfControlType: 1, // task pane
    _eToken: '',
    _correlationId: options.correlationId,
    _appInstanceId: options.appId,
    _appMinorVersion: 0,
    _requirementMatrix: JSON.stringify(options.requirementSets),
    _hostFullVersion: '16.0.0.0',
    _addinName: options.addinName,
    _appDomains: [],
    _featureGates: {},
    _initialDisplayMode: options.paneVisible ? 2 : 1,
  };
}

/**
 * The `name` a frame must carry so that office.js finds its host. It must be set before the frame is put into the
 * document. Flags 3: shared runtime and custom functions.
 */
export function frameName(conversationId: string, appId: string, locale: string, hostPageUrl: string): string {
  return JSON.stringify({
    baseFrameName: 'addin',
    hostInfo: `Excel|Web|16.00|${locale}|${conversationId}|||3`,
    xdmInfo: `${conversationId}|${appId}|${hostPageUrl}`,
    serializerVersion: '1',
    flights: '[]',
  });
}
