import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

/**
 * office.js does not stop an add-in that calls newer APIs than its manifest declares (on an older Excel the call fails
 * at run time), and the compiler does not read load strings. Both are checked here against the declarations.
 */
const ROOT = join(__dirname, '..');
const ROOMS = ['workbook', 'taskpane', 'commands', 'functions'];
const DECLARATIONS = /node_modules\/@types\/(office-js|custom-functions-runtime)\//;

/** APIs above the declared sets, each with the guard that makes it safe. */
const GUARDED: Record<string, string> = {
  'RunOptions.mergeUndoGroup': "set only when isSetSupported('ExcelApi', '1.20')",
  // ExcelApi 1.13 implies it: Microsoft's tables give CustomFunctionsRuntime 1.3 to every build that has ExcelApi 1.13
  'CustomFunctions.Error': 'part of every Excel that has ExcelApi 1.13',
  'Error.code': 'part of every Excel that has ExcelApi 1.13',
  // the set named is Outlook's; ribbon commands in Excel come with AddinCommands 1.1, which a shared runtime requires
  'Event.completed': 'tagged for Outlook, used for ribbon commands',
};

type Sets = Record<string, string>;
interface Finding {
  place: string;
  member: string;
  needs: string;
}

const declaredSets = (manifest: string): Sets =>
  Object.fromEntries(
    [...manifest.matchAll(/<Set\s+Name="(\w+)"(?:\s+MinVersion="([\d.]+)")?/g)].map((set) => [
      set[1]!,
      set[2] ?? '1.1',
    ]),
  );

const later = (a: string, b: string): boolean => {
  const [major = 0, minor = 0] = a.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = b.split('.').map(Number);
  return major > otherMajor || (major === otherMajor && minor > otherMinor);
};

/** `ExcelApi 1.1 for get, 1.8 for set` → ExcelApi 1.8: the strictest reading. */
function requirementOf(declaration: ts.Node): { set: string; version: string } | null {
  const comment = ts
    .getJSDocCommentsAndTags(declaration)
    .map((node) => node.getText())
    .join('\n');
  const tag = /\[\s*Api set:\s*([^\]]*)\]/.exec(comment)?.[1];
  const set = tag === undefined ? undefined : /[A-Za-z]\w*/.exec(tag)?.[0];
  if (tag === undefined || set === undefined) return null;
  const versions = [...tag.matchAll(/\b(\d+\.\d+)\b/g)].map((version) => version[1]!);
  return { set, version: versions.reduce((max, version) => (later(version, max) ? version : max), '1.0') };
}

const within = (sets: Sets, need: { set: string; version: string }): boolean =>
  sets[need.set] !== undefined && !later(need.version, sets[need.set]!) && need.version !== '1.0';

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

class Checker {
  readonly findings: Finding[] = [];
  readonly used = new Set<string>();
  readonly guarded = new Set<string>();
  private readonly types: ts.TypeChecker;

  constructor(
    private readonly program: ts.Program,
    private readonly sets: Sets,
  ) {
    this.types = program.getTypeChecker();
  }

  check(file: string): void {
    const source = this.program.getSourceFile(file);
    if (!source) throw new Error(`not compiled: ${file}`);
    const visit = (node: ts.Node): void => {
      if (ts.isPropertyAccessExpression(node)) this.member(node.name, this.types.getSymbolAtLocation(node.name), node);
      if (ts.isBindingElement(node) && ts.isIdentifier(node.name)) this.destructured(node);
      if (ts.isObjectLiteralExpression(node)) this.literal(node);
      if (ts.isCallExpression(node)) this.load(node);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }

  private member(at: ts.Node, symbol: ts.Symbol | undefined, access?: ts.PropertyAccessExpression): void {
    const declarations = (symbol?.declarations ?? []).filter((node) =>
      DECLARATIONS.test(node.getSourceFile().fileName),
    );
    if (!symbol || declarations.length === 0) return;
    // an overloaded method needs what the overload that is called needs
    const call =
      access && ts.isCallExpression(access.parent) && access.parent.expression === access ? access.parent : null;
    const resolved = call ? this.types.getResolvedSignature(call)?.getDeclaration() : undefined;
    const declaration = resolved ?? declarations[0]!;
    this.require(at, `${ownerOf(declaration)}.${symbol.name}`, declaration);
  }

  private require(at: ts.Node, member: string, declaration: ts.Node): void {
    this.used.add(member);
    const need = requirementOf(declaration);
    if (!need || within(this.sets, need)) return;
    if (GUARDED[member]) {
      this.guarded.add(member);
      return;
    }
    this.findings.push({ place: placeOf(at), member, needs: `${need.set} ${need.version}` });
  }

  private destructured(node: ts.BindingElement): void {
    const name = node.propertyName && ts.isIdentifier(node.propertyName) ? node.propertyName.text : node.name.getText();
    this.member(node, this.types.getTypeAtLocation(node.parent).getProperty(name));
  }

  private literal(node: ts.ObjectLiteralExpression): void {
    const type = this.types.getContextualType(node);
    for (const property of node.properties) {
      if (property.name && ts.isIdentifier(property.name)) {
        this.member(property, type?.getProperty(property.name.text));
      }
    }
  }

  /** `range.load('values,format/fill/color')`: every path must exist and be within the sets. */
  private load(node: ts.CallExpression): void {
    const { expression } = node;
    if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'load') return;
    const [argument] = node.arguments;
    const type = this.types.getTypeAtLocation(expression.expression);
    if (!argument || !type.symbol?.declarations?.some((item) => DECLARATIONS.test(item.getSourceFile().fileName)))
      return;
    if (!ts.isStringLiteralLike(argument)) {
      this.findings.push({ place: placeOf(node), member: 'load', needs: 'a literal that can be checked' });
      return;
    }
    for (const path of argument.text.split(',').map((text) => text.trim())) {
      let owner: ts.Type | undefined = type;
      for (const segment of path.split('/')) {
        const symbol: ts.Symbol | undefined = owner?.getProperty(segment);
        if (!symbol) {
          this.findings.push({ place: placeOf(node), member: `load('${path}')`, needs: `${segment} does not exist` });
          break;
        }
        this.member(node, symbol);
        const value: ts.Type = this.types.getTypeOfSymbol(symbol);
        owner = segment === 'items' ? this.types.getIndexTypeOfType(value, ts.IndexKind.Number) : value;
      }
    }
  }
}

const ownerOf = (node: ts.Node): string => {
  const parent = ts.isModuleBlock(node.parent) ? node.parent.parent : node.parent;
  return parent && 'name' in parent && parent.name ? (parent.name as ts.Node).getText() : '';
};
const placeOf = (node: ts.Node): string => {
  const source = node.getSourceFile();
  return `${relative(ROOT, source.fileName)}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
};

function compile(files: string[], extra: Record<string, string> = {}): ts.Program {
  const config = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT);
  const host = ts.createCompilerHost(options, true);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    extra[name] === undefined
      ? read(name, ...rest)
      : ts.createSourceFile(name, extra[name], ts.ScriptTarget.ES2022, true);
  const exists = host.fileExists.bind(host);
  host.fileExists = (name) => extra[name] !== undefined || exists(name);
  return ts.createProgram([...files, ...Object.keys(extra)], options, host);
}

/** The Office globals are spelt out wherever they are used; other files cannot hold an Excel object (lint rule). */
const mentionsOffice = (file: string): boolean =>
  file.includes('/workbook/') || /\b(Excel|Office|OfficeRuntime|CustomFunctions)\./.test(readFileSync(file, 'utf8'));

const SPECIMEN = join(ROOT, 'src/workbook/__specimen.ts');
const specimen = `
export async function tooNew(context: Excel.RequestContext): Promise<void> {
  const range = context.workbook.getActiveCell();
  range.load('values,nosuch,format/fill/nocolor');
  range.getPrecedents();
  range.load('values,format/fill/color');
  const { notes } = context.workbook.worksheets.getFirst();
  void notes;
  await Excel.run({ mergeUndoGroup: true }, async () => undefined);
}`;

describe('Office APIs in use', () => {
  const sets = declaredSets(readFileSync(join(ROOT, 'manifest.xml'), 'utf8'));
  const files = ROOMS.flatMap((room) => sourceFiles(join(ROOT, 'src', room))).filter(mentionsOffice);
  const program = compile(files, { [SPECIMEN]: specimen });

  it('are within the requirement sets the manifest declares', () => {
    const checker = new Checker(program, sets);
    for (const file of files) checker.check(file);
    expect(checker.findings).toEqual([]);
    // the check has seen the add-in's work, not an empty program
    expect(checker.used.size).toBeGreaterThan(80);
    expect([...checker.used]).toEqual(
      expect.arrayContaining(['Table.resize', 'Range.values', 'SettingCollection.add']),
    );
    // an exception nobody needs any more goes
    expect([...checker.guarded].sort()).toEqual(Object.keys(GUARDED).sort());
  });

  it('would be found if they were newer, and so would load strings that name nothing', () => {
    const checker = new Checker(program, sets);
    checker.check(SPECIMEN);
    expect(checker.findings.map(({ member, needs }) => `${member}: ${needs}`)).toEqual([
      "load('nosuch'): nosuch does not exist",
      "load('format/fill/nocolor'): nocolor does not exist",
      'Range.getPrecedents: ExcelApi 1.14',
      'Worksheet.notes: ExcelApi 1.18',
    ]);
  });

  it('the floor is what the newest API in use asks for', () => {
    expect(sets).toMatchObject({ ExcelApi: '1.13' });
    const lower = new Checker(program, { ...sets, ExcelApi: '1.12' });
    for (const file of files) lower.check(file);
    expect(lower.findings.map(({ member }) => member)).toContain('Table.resize');
  });
});
