import assert from 'node:assert/strict';
import { l10n, useTranslations } from '../../protocol/l10n';

describe('l10n', () => {
  afterEach(() => useTranslations(undefined));

  it('is English without a bundle', () => {
    assert.equal(l10n.t('Run {0} of {1}', 1, 'two'), 'Run 1 of two');
    assert.equal(l10n.t({ message: 'Run', comment: 'a verb' }), 'Run');
  });

  it('gives what the bundle has, and English for the rest', () => {
    useTranslations({ 'Run {0}': '{0} ausführen', 'Run/a verb': 'Ausführen', broken: { message: 'x' } });
    assert.equal(l10n.t('Run {0}', 'F'), 'F ausführen');
    assert.equal(l10n.t({ message: 'Run', comment: 'a verb' }), 'Ausführen');
    assert.equal(l10n.t({ message: '{0} runs', args: [2], comment: 'a noun' }), '2 runs');
    assert.equal(l10n.t('Run'), 'Run');
    assert.equal(l10n.t('broken'), 'broken');
    assert.equal(l10n.t('toString'), 'toString');
  });

  it('leaves braces alone that stand for nothing, and arguments that look like them', () => {
    assert.equal(l10n.t('{ a } {1} {x}', 'only one'), '{ a } {1} {x}');
    assert.equal(l10n.t('{0} and {1}', '{1}', '$&'), '{1} and $&');
  });
});
