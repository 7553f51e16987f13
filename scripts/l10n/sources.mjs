// The strings in the client's sources that VS Code translates: what is given to `l10n.t`.
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Texts and what they are about, in the order of files and lines: `{ text, comment, file, line }`. `file` is relative to `root`. */
export function translatedTexts(root, folder) {
  const found = [];
  for (const { file, source } of sourceFiles(root, folder)) {
    visit(source, (node) => {
      if (!ts.isCallExpression(node) || !isTranslation(node.expression)) return;
      const [first] = node.arguments;
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      const { text, comment } = messageOf(first);
      found.push({ text, comment, file, line });
    });
  }
  return found;
}

/** What l10n/bundle.l10n.json holds: each text under itself, or under itself and what it is about. */
export function bundleOf(texts) {
  const entries = texts.flatMap(({ text, comment }) => {
    if (text === null) return [];
    return comment.length ? [[`${text}/${comment.join('')}`, { message: text, comment }]] : [[text, text]];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** Calls that show something to the person, by the name of the method. */
const SHOWS = new Set(['showErrorMessage', 'showInformationMessage', 'showWarningMessage', 'createRunProfile']);
/** Properties of what VS Code shows. */
const SHOWN = new Set(['title', 'prompt', 'placeHolder', 'placeholder', 'tooltip', 'label', 'detail', 'description']);

/** Texts that are shown and not translated: `file:line text`. */
export function literalTexts(root, folder) {
  const found = [];
  for (const { file, source } of sourceFiles(root, folder)) {
    const report = (node) => {
      const text = plainText(node, source);
      if (text === null || !/[A-Za-z]{2}/.test(text.replaceAll(/\$\([\w~-]+\)|\$\{[^}]*\}|BAML Live/g, ''))) return;
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      found.push(`${file}:${line} ${text}`);
    };
    visit(source, (node) => {
      if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
        if (SHOWS.has(node.expression.name.text)) node.arguments.forEach(report);
      } else if (ts.isPropertyAssignment(node) && SHOWN.has(node.name.getText(source))) {
        report(node.initializer);
      } else if (
        ts.isBinaryExpression(node) &&
        node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
        ts.isPropertyAccessExpression(node.left) &&
        SHOWN.has(node.left.name.text)
      ) {
        report(node.right);
      }
    });
  }
  return found;
}

function* sourceFiles(root, folder) {
  const names = fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
  for (const name of names.map((one) => one.replaceAll('\\', '/')).sort()) {
    if (!name.endsWith('.ts') || name.endsWith('.d.ts')) continue;
    const file = path.posix.join(folder, name);
    const text = fs.readFileSync(path.join(root, file), 'utf8');
    yield { file, source: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true) };
  }
}

function visit(node, look) {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

/** `l10n.t`, `vscode.l10n.t`. */
function isTranslation(callee) {
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 't') return false;
  const { expression } = callee;
  return (
    (ts.isIdentifier(expression) ? expression : ts.isPropertyAccessExpression(expression) ? expression.name : null)
      ?.text === 'l10n'
  );
}

/** The message of a call; null when it is not written there, so that no translation can be made of it. */
function messageOf(node) {
  if (node && ts.isObjectLiteralExpression(node)) {
    const parts = new Map(
      node.properties.flatMap((one) => (ts.isPropertyAssignment(one) ? [[one.name.text, one.initializer]] : [])),
    );
    const comment = parts.get('comment');
    const written = comment && ts.isArrayLiteralExpression(comment) ? comment.elements : comment ? [comment] : [];
    return { text: constant(parts.get('message')), comment: written.map(constant).filter((one) => one !== null) };
  }
  return { text: constant(node), comment: [] };
}

/** A text that is known without running anything: a literal, or several joined. */
function constant(node) {
  if (!node) return null;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isParenthesizedExpression(node)) return constant(node.expression);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [constant(node.left), constant(node.right)];
    return left === null || right === null ? null : left + right;
  }
  return null;
}

/** A text as it is written, with `${}` in it; null for anything else. A choice between texts counts as the first that is one. */
function plainText(node, source) {
  if (ts.isTemplateExpression(node)) return node.getText(source).slice(1, -1);
  if (ts.isConditionalExpression(node)) return plainText(node.whenTrue, source) ?? plainText(node.whenFalse, source);
  if (ts.isParenthesizedExpression(node)) return plainText(node.expression, source);
  return constant(node);
}
