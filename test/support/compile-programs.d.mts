export function compilePrograms(further?: readonly string[]): Promise<string>;
