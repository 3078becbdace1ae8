export * from './kinds';
export * from './imports';
export * from './sheets';
export * from './api';
export * from './proposals';
export * from './weeks';
