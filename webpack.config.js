/**
 * Three bundles:
 *  - functions: dist/functions.js, the custom functions alone. It must load in a bare script context (no window, no
 *    document), so it is one file without dynamic imports, workers or a shared runtime chunk.
 *  - pane: dist/taskpane.{html,js}, the task pane and the ribbon commands, with chunks of its own: pages fetched later, and
 *    plan-worker.*.js, the script of the workers that plan (a classic script, which every webview of Office can start).
 *  - preview: build/preview, the stand-in for Excel. Never shipped.
 */
const fs = require('node:fs');
const path = require('node:path');
const HtmlWebpackPlugin = require('html-webpack-plugin');
const CopyPlugin = require('copy-webpack-plugin');
require('tsx/cjs');

const root = (...parts) => path.join(__dirname, ...parts);

/** Store add-ins must load office.js from Microsoft's network; China-operated Microsoft 365 has an address of its own. */
const OFFICE_JS_URL = process.env.TWINSTOCK_OFFICE_JS || 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';
const PRODUCTION_ORIGIN = process.env.TWINSTOCK_ORIGIN || 'https://twinstock.example.com';
const DEVELOPMENT_ORIGIN = process.env.TWINSTOCK_DEV_ORIGIN || 'https://localhost:3443';

const typescript = {
  module: {
    rules: [{ test: /\.tsx?$/, exclude: /node_modules/, loader: 'ts-loader', options: { transpileOnly: true } }],
  },
  resolve: { extensions: ['.tsx', '.ts', '.js'] },
};
const addinTarget = ['web', 'es2021'];

/** Writes functions.json in both languages from the declarations of the functions and their texts. */
class FunctionsMetadataPlugin {
  apply(compiler) {
    compiler.hooks.thisCompilation.tap('FunctionsMetadata', (compilation) => {
      const stage = compiler.webpack.Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL;
      compilation.hooks.processAssets.tap({ name: 'FunctionsMetadata', stage }, () => {
        const { buildFunctionsMetadata } = require('./src/tools/functions-metadata.ts');
        const { RawSource } = compiler.webpack.sources;
        const { en, zh } = buildFunctionsMetadata();
        compilation.emitAsset('functions.json', new RawSource(JSON.stringify(en, null, 1)));
        compilation.emitAsset('functions.zh-CN.json', new RawSource(JSON.stringify(zh, null, 1)));
      });
    });
  }
}

/** manifest.xml for the store and manifest.dev.xml for sideloading, both from the one source. */
class ManifestsPlugin {
  apply(compiler) {
    compiler.hooks.thisCompilation.tap('Manifests', (compilation) => {
      const stage = compiler.webpack.Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL;
      compilation.hooks.processAssets.tap({ name: 'Manifests', stage }, () => {
        const { productionManifest, developmentManifest } = require('./src/tools/manifest/variants.ts');
        const { RawSource } = compiler.webpack.sources;
        const source = fs.readFileSync(root('manifest.xml'), 'utf8');
        compilation.fileDependencies.add(root('manifest.xml'));
        compilation.emitAsset('manifest.xml', new RawSource(productionManifest(source, PRODUCTION_ORIGIN)));
        compilation.emitAsset('manifest.dev.xml', new RawSource(developmentManifest(source, DEVELOPMENT_ORIGIN)));
      });
    });
  }
}

const functions = {
  ...typescript,
  name: 'functions',
  target: addinTarget,
  entry: { functions: root('src/functions/index.ts') },
  output: { path: root('dist'), filename: '[name].js' },
  optimization: { splitChunks: false, runtimeChunk: false },
  performance: { hints: false },
  devtool: false,
  plugins: [new FunctionsMetadataPlugin()],
};

const pane = {
  ...typescript,
  name: 'pane',
  target: addinTarget,
  entry: { taskpane: root('src/taskpane/index.tsx') },
  output: {
    path: root('dist'),
    filename: '[name].js',
    chunkFilename: '[name].[contenthash:8].js',
    // chunks of former builds only: the folder is shared with the functions
    clean: { keep: (file) => !/^[\w-]+\.[0-9a-f]{8}\.js$/.test(file) },
  },
  // the plan worker is one whole file: what it shares with the pane would be another request before it can begin
  optimization: { splitChunks: { chunks: (chunk) => !chunk.canBeInitial() && chunk.name !== 'plan-worker' } },
  performance: { hints: false },
  devtool: false,
  plugins: [
    new HtmlWebpackPlugin({
      template: root('src/taskpane/taskpane.html'),
      filename: 'taskpane.html',
      chunks: ['taskpane'],
      officeJs: OFFICE_JS_URL,
    }),
    new CopyPlugin({ patterns: [{ from: root('assets/icons/*.png'), to: 'assets/icons/[name][ext]' }] }),
    new ManifestsPlugin(),
  ],
};

const preview = {
  ...typescript,
  name: 'preview',
  target: addinTarget,
  entry: { preview: root('src/preview/page/index.ts') },
  output: { path: root('build/preview'), filename: '[name].js' },
  module: {
    rules: [...typescript.module.rules, { test: /\.css$/, use: ['style-loader', 'css-loader'] }],
  },
  // terser needs two minutes for the grid, and the page never leaves the machine
  optimization: { minimize: false },
  performance: { hints: false },
  devtool: false,
  plugins: [new HtmlWebpackPlugin({ template: root('src/preview/page/index.html'), filename: 'index.html' })],
};

module.exports = [functions, pane, preview];
