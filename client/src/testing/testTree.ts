/** The items of the Test Explorer: files, their functions, their tests; and expectations with their lines. */
import * as vscode from 'vscode';
import { readExpectations } from '../../../protocol/expectations/syntax';
import type { FunctionInfo, TestInfo } from '../../../protocol/functions';
import type { SourceLocation } from '../../../protocol/run';

/** What an item stands for. */
export type Subject =
  | { readonly kind: 'test'; readonly function: FunctionInfo; readonly test: TestInfo }
  | { readonly kind: 'line'; readonly file: vscode.Uri; readonly line: number }
  | { readonly kind: 'group' };

export const EXPECTATIONS = '**/*.bamlexpect';

export class TestTree {
  private readonly subjects = new WeakMap<vscode.TestItem, Subject>();
  private readonly expectationFiles = new Map<string, vscode.TestItem>();
  private functionFiles: readonly vscode.TestItem[] = [];

  constructor(private readonly controller: vscode.TestController) {}

  subject(item: vscode.TestItem): Subject {
    return this.subjects.get(item) ?? { kind: 'group' };
  }

  /** The items below these, or all, that can be run; without those that are left out. */
  runnable(
    included: readonly vscode.TestItem[] | undefined,
    excluded: readonly vscode.TestItem[],
  ): readonly vscode.TestItem[] {
    const out = new Set(excluded);
    const found: vscode.TestItem[] = [];
    const visit = (item: vscode.TestItem): void => {
      if (out.has(item)) return;
      if (this.subject(item).kind === 'group') item.children.forEach(visit);
      else found.push(item);
    };
    if (included) included.forEach(visit);
    else this.controller.items.forEach(visit);
    return found;
  }

  /** Shows these functions' tests. An item whose test is still there stays the same, with its results. */
  setFunctions(functions: readonly FunctionInfo[]): void {
    const byFile = new Map<string, FunctionInfo[]>();
    for (const info of functions) {
      if (!info.tests.length) continue;
      const uri = vscode.Uri.parse(info.at.uri).toString();
      byFile.set(uri, [...(byFile.get(uri) ?? []), info]);
    }
    this.functionFiles = [...byFile].map(([uri, infos]) => {
      const file = vscode.Uri.parse(uri);
      const item = this.item(this.controller.items, uri, vscode.workspace.asRelativePath(file), file);
      item.children.replace(infos.map((info) => this.functionItem(item, info)));
      return item;
    });
    this.show();
  }

  /** Shows the expectations of a file; null when it is gone. */
  setExpectations(file: vscode.Uri, text: string | null): void {
    const id = file.toString();
    if (text === null) this.expectationFiles.delete(id);
    else {
      const item = this.item(this.controller.items, id, vscode.workspace.asRelativePath(file), file);
      const { expectations } = readExpectations(text);
      item.children.replace(
        expectations.map(({ line, from, to, text: sentence }) => {
          const one = this.item(item.children, `${id}#${line}`, sentence, file);
          one.range = new vscode.Range(line, from, line, to);
          one.sortText = String(line).padStart(6, '0');
          this.subjects.set(one, { kind: 'line', file, line });
          return one;
        }),
      );
      this.expectationFiles.set(id, item);
    }
    this.show();
  }

  /** The items of a file. */
  ofFile(file: vscode.Uri): readonly vscode.TestItem[] {
    const id = file.toString();
    return [...this.functionFiles, ...this.expectationFiles.values()].filter((item) => item.id === id);
  }

  private functionItem(parent: vscode.TestItem, info: FunctionInfo): vscode.TestItem {
    const item = this.item(parent.children, `${parent.id}#${info.name}`, info.name, vscode.Uri.parse(info.at.uri));
    item.range = rangeOf(info.at);
    item.description = info.returns;
    item.children.replace(
      info.tests.map((test) => {
        const one = this.item(item.children, `${item.id}#${test.name}`, test.name, vscode.Uri.parse(test.at.uri));
        one.range = rangeOf(test.at);
        one.error = info.problems.length ? info.problems.map(({ message }) => message).join('\n') : undefined;
        this.subjects.set(one, { kind: 'test', function: info, test });
        return one;
      }),
    );
    return item;
  }

  private item(among: vscode.TestItemCollection, id: string, label: string, uri: vscode.Uri): vscode.TestItem {
    const known = among.get(id);
    if (!known) return this.controller.createTestItem(id, label, uri);
    known.label = label;
    return known;
  }

  private show(): void {
    this.controller.items.replace([...this.functionFiles, ...this.expectationFiles.values()]);
  }
}

export function rangeOf(at: SourceLocation): vscode.Range {
  return new vscode.Range(at.line, at.character, at.endLine, at.endCharacter);
}
