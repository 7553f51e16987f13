/** Templates of `.baml` text, analysed. */
import type { TemplateAnalysis } from '../../server/src/language/jinja/analysis';
import { analyseTemplates } from '../../server/src/language/jinja/analyse';
import { parseFile } from '../../server/src/language/project/sourceFile';
import { symbolsOf } from '../../server/src/language/project/symbolView';

/** The analyses of a text, which is the file `main.baml`; other files stand beside it. */
export function analysed(text: string, others: Readonly<Record<string, string>> = {}): readonly TemplateAnalysis[] {
  const main = parseFile('main.baml', text);
  const files = [main, ...Object.entries(others).map(([uri, other]) => parseFile(uri, other))];
  return analyseTemplates(main, symbolsOf(files));
}
