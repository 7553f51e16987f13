import assert from 'node:assert/strict';
import { OneAtATime } from '../../../client/src/keys/oneAtATime';

const stays = (): boolean => false;

describe('questions of several runs', () => {
  it('are asked one after the other, whatever becomes of them', async () => {
    const questions = new OneAtATime();
    const asked: string[] = [];
    let answer = (_: string): void => undefined;
    const first = questions.ask('a', stays, () => {
      asked.push('a');
      return new Promise<string>((resolve) => (answer = resolve));
    });
    const broken = questions.ask('b', stays, () => Promise.reject(new Error('b')));
    const last = questions.ask('c', stays, () => {
      asked.push('c');
      return Promise.resolve('yes');
    });
    const refused = assert.rejects(broken, /b/);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(asked, ['a']);
    answer('x');
    await refused;
    assert.deepEqual([await first, await last, asked], ['x', 'yes', ['a', 'c']]);
  });

  it('answered with no are not asked by those who waited, but by who comes later', async () => {
    const questions = new OneAtATime();
    let asked = 0;
    const ask = (about: string) =>
      questions.ask(about, stays, () => {
        asked++;
        return Promise.resolve(undefined);
      });
    await Promise.all([ask('OPENAI_API_KEY'), ask('OPENAI_API_KEY'), ask('OPENAI_API_KEY'), ask('OTHER')]);
    assert.equal(asked, 2);
    await ask('OPENAI_API_KEY');
    assert.equal(asked, 3);
  });

  it('that were taken back say nothing to the others', async () => {
    const questions = new OneAtATime();
    let isTakenBack = false;
    const first = questions.ask(
      'a',
      () => isTakenBack,
      () => {
        isTakenBack = true;
        return Promise.resolve(undefined);
      },
    );
    const second = questions.ask('a', stays, () => Promise.resolve('yes'));
    const third = questions.ask(
      'a',
      () => isTakenBack,
      () => Promise.resolve('never asked'),
    );
    assert.deepEqual([await first, await second, await third], [undefined, 'yes', undefined]);
  });
});
