/** functions.json as Excel reads it; members the preview does not use are left out. */
export interface FunctionsMetadata {
  allowErrorForDataTypeAny?: boolean;
  functions: FunctionMetadata[];
}

export interface FunctionMetadata {
  id: string;
  name: string;
  description?: string;
  parameters: FunctionParameter[];
  options?: { stream?: boolean; cancelable?: boolean; requiresAddress?: boolean; volatile?: boolean };
}

export interface FunctionParameter {
  name: string;
  description?: string;
  type?: string;
  dimensionality?: 'scalar' | 'matrix';
  optional?: boolean;
  repeating?: boolean;
}

/** A value on its way to or from a custom function. */
export type PlainValue = string | number | boolean | null | ErrorArgument;

/** How an error in an argument is handed to office.js, which makes a CustomFunctions.Error of it. */
export interface ErrorArgument {
  type: 'CustomFunctionError';
  code: string;
}

export const isErrorArgument = (value: unknown): value is ErrorArgument =>
  typeof value === 'object' && value !== null && (value as ErrorArgument).type === 'CustomFunctionError';
