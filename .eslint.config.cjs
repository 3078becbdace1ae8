const tseslint = require('typescript-eslint');
const officeAddins = require('eslint-plugin-office-addins');

const ROOMS = [
  'planning',
  'functions',
  'workbook',
  'taskpane',
  'commands',
  'gateway',
  'preview',
  'messages',
  'tables',
  'tools',
];
const NODE = ['node:*', 'fs', 'path', 'crypto', 'http', 'https', 'os', 'child_process'];

/** What a room may import: arrows point one way (docs/decisions.md). */
const room = (name, allowed, { node = false, office = false, dom = false } = {}) => ({
  files: [`src/${name}/**/*.{ts,tsx}`],
  ignores: ['**/*.test.ts', '**/*.test.tsx'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^(\\.\\./)+(${ROOMS.filter((other) => other !== name && !allowed.includes(other)).join('|')})(/|$)`,
            message: `src/${name} may import ${allowed.length ? allowed.join(', ') : 'no other room'} only.`,
          },
          ...(node ? [] : [{ group: NODE, message: `src/${name} runs where Node is not.` }]),
        ],
      },
    ],
    'no-restricted-globals': [
      'error',
      ...(office ? [] : ['Excel', 'Office', 'OfficeExtension', 'OfficeRuntime']),
      ...(dom ? [] : ['window', 'document', 'localStorage', 'fetch']),
    ],
  },
});

module.exports = tseslint.config(
  { ignores: ['dist/', 'build/', 'artifacts/', 'coverage/', 'node_modules/', '**/*.cjs', '*.js'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'office-addins': officeAddins },
    rules: {
      // cells, and declarations of functions of any signature
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': ['error', { allow: ['warn', 'error'] }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['src/workbook/**/*.ts', 'src/commands/**/*.ts'],
    rules: {
      'office-addins/no-context-sync-in-loop': 'error',
      'office-addins/load-object-before-read': 'error',
      'office-addins/call-sync-before-read': 'error',
      'office-addins/call-sync-after-load': 'error',
      'office-addins/no-empty-load': 'error',
      'office-addins/no-navigational-load': 'error',
      'office-addins/test-for-null-using-isNullObject': 'error',
    },
  },
  { files: ['src/tools/**', 'test/**'], rules: { 'no-console': 'off' } },
  room('planning', []),
  room('tables', []),
  room('messages', ['tables', 'planning']),
  room('functions', ['planning']),
  room('workbook', ['tables'], { office: true, dom: true }),
  room('taskpane', ['workbook', 'functions', 'planning', 'messages', 'tables', 'commands'], { dom: true }),
  room('commands', ['workbook', 'planning', 'messages', 'tables', 'taskpane'], { office: true, dom: true }),
  room('gateway', ['planning', 'tables', 'messages'], { node: true, dom: true }),
  room('preview', ['tables', 'messages'], { node: true, dom: true }),
);
