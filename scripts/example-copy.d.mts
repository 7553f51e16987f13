export function copyExamples(root: string): Promise<{
  readonly folder: string;
  readonly port: number;
  remove(): void;
}>;
