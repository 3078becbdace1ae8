import { readManifest, type AddinManifest } from './manifest';
import { problemText } from './message';
import type { FunctionsMetadata } from './session';
import { fill, wordsOf, type Locale } from './words';

const MANIFEST_URL = '/manifest.xml';

/**
 * The add-in's manifest as this server hosts it.
 * @throws Error in the page's language when it cannot be had or read
 */
export async function loadManifest(locale: Locale): Promise<AddinManifest> {
  try {
    const text = await (await fetchWell(MANIFEST_URL)).text();
    return readManifest(new DOMParser().parseFromString(text, 'text/xml'), locale);
  } catch (problem) {
    throw new Error(fill(wordsOf(locale).noManifest, { url: MANIFEST_URL, why: problemText(problem, locale) }));
  }
}

/**
 * What Excel knows of the add-in's functions.
 * @throws Error in the page's language when it cannot be had or read
 */
export async function loadFunctions(url: string, locale: Locale): Promise<FunctionsMetadata> {
  try {
    return (await (await fetchWell(url)).json()) as FunctionsMetadata;
  } catch (problem) {
    throw new Error(fill(wordsOf(locale).noFunctions, { url, why: problemText(problem, locale) }));
  }
}

async function fetchWell(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response;
}
