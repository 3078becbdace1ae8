import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Reads the command line; on a wrong option it says which, shows the usage and ends with exit code 2. */
export function readArguments<T extends ParseArgsConfig['options']>(options: T, usage: string) {
  try {
    return parseArgs({ options, allowPositionals: false, strict: true }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    return process.exit(2);
  }
}

/** Language of what the command line prints: --lang, else the machine's. */
export function commandLineLanguage(asked: string | undefined): 'en' | 'zh' {
  const wanted = asked ?? process.env.LC_ALL ?? process.env.LANG ?? '';
  return /^zh/i.test(wanted) ? 'zh' : 'en';
}
