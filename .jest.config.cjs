// Some packages ship ES modules only; jest does not follow Node's require(esm), so they are transformed as well.
const esmOnly = [
  'kdbush',
  'lodash-es',
  'nanoid',
  'rbush',
  'quickselect',
  'cjk-regex',
  'regexp-util',
  'unicode-regex',
  'franc-min',
  'trigram-utils',
  'collapse-white-space',
  'n-gram',
  'hucre',
  'intl-messageformat',
  '@formatjs',
  // not ESM, but it imports dynamically, which jest's script contexts refuse
  '@electric-sql',
].join('|');

module.exports = {
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/src/**/*.test.tsx', '<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '\\.browser\\.test\\.ts$'],
  transform: {
    '\\.[cm]?[jt]sx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          target: 'es2022',
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly})/)`],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/build/'],
  maxWorkers: 2,
  testTimeout: 60000,
};
