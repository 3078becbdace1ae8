import { declareClass, method, Remote, scalar } from '../executor/declare';

/** Answers of custom functions and the sign that the page can take calls. */
const customFunctionsClass = declareClass<null>({
  name: 'CustomFunctions',
  members: {
    _SetOsfControlContainerReadyForCustomFunctions: method('CustomFunctions 1.1', (_target, _args, { services }) =>
      services.functionsReady(),
    ),
    setInvocationArrayResults: method('CustomFunctions 1.7', (_target, [results], { services }) =>
      services.functionResults(results as unknown[]),
    ),
  },
});

const addinServiceClass = declareClass<null>({
  name: 'AddinInternalService',
  members: {
    notifyActionHandlerReady: method('SharedRuntime 1.1', (_target, _args, { services }) => services.actionsReady()),
  },
});

const persistenceClass = declareClass<null>({
  name: 'AppRuntimePersistenceService',
  members: {
    setAppRuntimeStartState: method('SharedRuntime 1.1', (_target, [state], { services }) => {
      services.startState = String(state);
    }),
    getAppRuntimeStartState: method('SharedRuntime 1.1', (_target, _args, { services }) => services.startState),
  },
});

const appRuntimeClass = declareClass<null>({
  name: 'AppRuntimeService',
  members: {
    setAppRuntimeState: method('SharedRuntime 1.1', (_target, [state], { services }) =>
      services.setPaneVisible(state === 'Visible'),
    ),
    getAppRuntimeState: method('SharedRuntime 1.1', (_target, _args, { services }) =>
      services.paneVisible() ? 'Visible' : 'Background',
    ),
  },
});

interface ControlTarget {
  id: string;
}

const buttonClass = declareClass<ControlTarget>({
  name: 'RibbonButton',
  id: ({ id }) => id,
  members: {
    id: scalar('RibbonApi 1.1', ({ id }) => id),
    enabled: scalar(
      'RibbonApi 1.1',
      () => true,
      ({ id }, value, { services }) => services.setButton(id, value === true),
    ),
    setEnabled: method('RibbonApi 1.1', ({ id }, [enabled], { services }) => services.setButton(id, enabled === true)),
  },
});

const tabClass = declareClass<ControlTarget>({
  name: 'RibbonTab',
  id: ({ id }) => id,
  members: {
    id: scalar('RibbonApi 1.1', ({ id }) => id),
    setVisibility: method('RibbonApi 1.2', ({ id }, [visible], { services }) => services.setTab(id, visible === true)),
  },
});

const ribbonClass = declareClass<null>({
  name: 'DynamicRibbon',
  members: {
    getButton: method('RibbonApi 1.1', (_target, [id]) => new Remote(buttonClass, { id: String(id) })),
    getTab: method('RibbonApi 1.1', (_target, [id]) => new Remote(tabClass, { id: String(id) })),
  },
});

const SERVICES: Record<string, Remote> = {
  'Microsoft.ExcelServices.CustomFunctions': new Remote(customFunctionsClass, null),
  'Microsoft.InternalService.AddinInternalService': new Remote(addinServiceClass, null),
  'Microsoft.AppRuntime.AppRuntimePersistenceService': new Remote(persistenceClass, null),
  'Microsoft.AppRuntime.AppRuntimeService': new Remote(appRuntimeClass, null),
  'Microsoft.DynamicRibbon.DynamicRibbon': new Remote(ribbonClass, null),
};

/** Objects beside the workbook, found by their full type name. */
export const serviceByName = (name: string): Remote | null => SERVICES[name] ?? null;

/** A batch that only answers custom functions runs beside others: they may be waiting for it. */
export const FUNCTION_SERVICE = 'Microsoft.ExcelServices.CustomFunctions';
