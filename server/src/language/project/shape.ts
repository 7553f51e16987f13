/**
 * What other files can see of a file: its declarations without prompts, test arguments and comments between them. As long as the
 * shapes of a project stay the same, an edit changes the findings about the edited file only.
 */
import type { Declaration, FileAst } from '../syntax/ast';

/** The shape of a file as text; equal texts are equal shapes. */
export function shapeOf(ast: FileAst, text: string): string {
  return ast.declarations.map((decl) => declarationShape(decl, text)).join('\n');
}

function declarationShape(decl: Declaration, text: string): string {
  const source = (span: { start: number; end: number } | undefined) => (span ? text.slice(span.start, span.end) : '');
  switch (decl.kind) {
    case 'function': {
      const parameters = decl.parameters.map(({ name, type, attributes }) =>
        [name.text, source(type?.span), ...attributes.map(({ span }) => source(span))].join(' '),
      );
      const expression = decl.expression ? ' expression' : '';
      return `function ${decl.name?.text}(${parameters.join(', ')})${expression}`;
    }
    case 'test': {
      const functions = decl.properties.filter(({ name }) => name.text === 'functions').map(({ span }) => source(span));
      return `test ${decl.name?.text} ${functions.join(' ')} ${decl.typeBuilders.map(({ span }) => source(span)).join(' ')}`;
    }
    default:
      return source(decl.span);
  }
}

/** Stands for the shapes of all files; the same object as long as they are the same. */
export interface ProjectShape {
  readonly files: readonly { readonly uri: string; readonly shape: string }[];
}

/** The given shape when it still fits, or a new one. */
export function projectShape(files: ProjectShape['files'], before: ProjectShape | undefined): ProjectShape {
  const same =
    before?.files.length === files.length &&
    files.every(({ uri, shape }, i) => uri === before.files[i]!.uri && shape === before.files[i]!.shape);
  return same ? before : { files: files.map(({ uri, shape }) => ({ uri, shape })) };
}
