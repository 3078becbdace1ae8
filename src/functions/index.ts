import { CATALOGUE } from './catalogue';
import { run } from './engine';
import { runStream } from './engine/stream';

/** Every function of functions.json, called by Excel with its arguments and last an invocation. */
for (const declaration of CATALOGUE) {
  CustomFunctions.associate(declaration.id, (...args: unknown[]) =>
    declaration.kind === 'stream' ? runStream(declaration, args) : run(declaration, args),
  );
}
