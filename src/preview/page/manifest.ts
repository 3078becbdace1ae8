import type { Locale } from './words';

export interface RibbonButton {
  id: string;
  label: string;
  tip: string;
  /** pixel size → address on this origin */
  icons: Record<number, string>;
  /** `pane` shows the task pane; `function` runs the action of this id */
  action: { kind: 'pane' } | { kind: 'function'; id: string };
}

export interface RibbonGroup {
  id: string;
  label: string;
  buttons: RibbonButton[];
}

/** What Excel would take from the manifest: the ribbon, and where the add-in's page and function descriptions are. */
export interface AddinManifest {
  id: string;
  name: string;
  iconUrl: string;
  tab: { label: string; groups: RibbonGroup[] };
  paneUrl: string;
  functionsUrl: string;
  namespace: string;
}

const TYPE = 'http://www.w3.org/2001/XMLSchema-instance';

/** A manifest that lacks something Excel needs to load the add-in; `message` names it. */
export class BadManifest extends Error {}

/**
 * Reads an add-in manifest.
 * @param locale which `bt:Override` wins; without one the default value does
 * @throws BadManifest when it is not well formed or a part the add-in needs is missing
 */
export function readManifest(document: Document, locale: Locale): AddinManifest {
  const broken = document.getElementsByTagName('parsererror')[0];
  if (broken)
    throw new BadManifest(`manifest.xml is not well-formed XML: ${broken.textContent?.trim().slice(0, 200) ?? ''}`);
  const resources = readResources(document, locale);
  const resource = (element: Element | undefined, what: string): string => {
    const value = resources.get(element?.getAttribute('resid') ?? '');
    if (value === undefined) throw new BadManifest(`manifest.xml has no text for ${what}`);
    return value;
  };
  const tab = named(document, 'CustomTab')[0];
  if (!tab) throw new BadManifest('manifest.xml declares no ribbon tab (CustomTab)');
  const runtime = named(document, 'Runtime')[0];
  const namespace = named(document, 'Namespace')[0];
  const metadata = named(named(document, 'Metadata')[0], 'SourceLocation')[0];
  const displayName = named(document, 'DisplayName')[0];
  return {
    id: named(document, 'Id')[0]?.textContent?.trim() ?? '',
    name: localised(displayName, locale),
    iconUrl: onThisOrigin(named(document, 'IconUrl')[0]?.getAttribute('DefaultValue') ?? ''),
    tab: {
      label: resource(children(tab, 'Label')[0], 'the tab'),
      groups: children(tab, 'Group').map((group) => ({
        id: group.id,
        label: resource(children(group, 'Label')[0], `group ${group.id}`),
        buttons: children(group, 'Control').map((control) => readButton(control, resource)),
      })),
    },
    paneUrl: onThisOrigin(resource(runtime, 'the task pane')),
    functionsUrl: onThisOrigin(resource(metadata, 'the function descriptions')),
    namespace: resource(namespace, 'the function namespace'),
  };
}

function readButton(control: Element, resource: (element: Element | undefined, what: string) => string): RibbonButton {
  const action = children(control, 'Action')[0];
  const kind = action?.getAttributeNS(TYPE, 'type');
  const functionName = children(action, 'FunctionName')[0]?.textContent?.trim() ?? '';
  if (kind !== 'ShowTaskpane' && (kind !== 'ExecuteFunction' || functionName === ''))
    throw new BadManifest(`button ${control.id} of manifest.xml has no action`);
  const icons: Record<number, string> = {};
  for (const image of named(children(control, 'Icon')[0], 'Image'))
    icons[Number(image.getAttribute('size'))] = onThisOrigin(resource(image, `an icon of ${control.id}`));
  return {
    id: control.id,
    label: resource(children(control, 'Label')[0], `button ${control.id}`),
    tip: resource(named(children(control, 'Supertip')[0], 'Description')[0], `the tip of ${control.id}`),
    icons,
    action: kind === 'ShowTaskpane' ? { kind: 'pane' } : { kind: 'function', id: functionName },
  };
}

function readResources(document: Document, locale: Locale): Map<string, string> {
  const found = new Map<string, string>();
  for (const kind of ['Image', 'Url', 'String'])
    for (const element of named(document, kind)) if (element.id) found.set(element.id, localised(element, locale));
  return found;
}

const localised = (element: Element | undefined, locale: Locale): string => {
  const override = children(element, 'Override').find((one) => one.getAttribute('Locale') === locale);
  return override?.getAttribute('Value') ?? element?.getAttribute('DefaultValue') ?? '';
};

/** The manifest names the address the add-in is hosted at; here the same files stand on the page's own origin. */
const onThisOrigin = (address: string): string => {
  const { pathname, search } = new URL(address, 'https://localhost/');
  return pathname + search;
};

const named = (parent: Document | Element | undefined, name: string): Element[] =>
  parent ? Array.from(parent.getElementsByTagNameNS('*', name)) : [];
const children = (parent: Element | undefined, name: string): Element[] =>
  parent ? Array.from(parent.children).filter((child) => child.localName === name) : [];
