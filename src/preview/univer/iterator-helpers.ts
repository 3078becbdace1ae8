/**
 * Univer's formula engine calls `some` on map iterators, which Node 20 and older browsers do not have.
 * The iterator helpers it needs are added only where they are missing.
 */
type Callback<T> = (value: T, index: number) => unknown;

const prototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as Record<string, unknown>;

function define(name: string, method: (this: Iterator<unknown>, ...args: never[]) => unknown): void {
  if (typeof prototype[name] === 'function') return;
  Object.defineProperty(prototype, name, { value: method, writable: true, configurable: true });
}

const steps = function* (iterator: Iterator<unknown>): Generator<unknown> {
  for (let step = iterator.next(); !step.done; step = iterator.next()) yield step.value;
};

define('some', function (callback: Callback<unknown>) {
  let index = 0;
  for (const value of steps(this)) if (callback(value, index++)) return true;
  return false;
});
define('every', function (callback: Callback<unknown>) {
  let index = 0;
  for (const value of steps(this)) if (!callback(value, index++)) return false;
  return true;
});
define('find', function (callback: Callback<unknown>) {
  let index = 0;
  for (const value of steps(this)) if (callback(value, index++)) return value;
  return undefined;
});
define('forEach', function (callback: Callback<unknown>) {
  let index = 0;
  for (const value of steps(this)) callback(value, index++);
});
define('toArray', function () {
  return [...steps(this)];
});
define('map', function* (callback: Callback<unknown>) {
  let index = 0;
  for (const value of steps(this)) yield callback(value, index++);
});
define('filter', function* (callback: Callback<unknown>) {
  let index = 0;
  for (const value of steps(this)) if (callback(value, index++)) yield value;
});

export {};
