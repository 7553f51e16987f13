import assert from 'node:assert/strict';
import { takeVertexUrl, type VertexTarget } from '../../../server/src/runtime/providers/vertexUrl';
import { optionsOf } from '../../support/providerRequest';

describe('the URL of Vertex AI', () => {
  const build = (options: Record<string, string>, more: Partial<VertexTarget> = {}) => {
    const client = optionsOf(options);
    const target = { model: 'm', isClaude: false, streaming: true, query: new Map(), project: 'p', ...more };
    return { ...takeVertexUrl(client, target), problems: client.problems };
  };

  it('names region, project, publisher, model and what is wanted of it', () => {
    const google = 'https://us-aiplatform.googleapis.com/v1/projects/p/locations/us/publishers/google/models/m';
    assert.equal(build({ location: 'us' }).url, `${google}:streamGenerateContent?alt=sse`);
    assert.equal(build({ location: 'us' }, { streaming: false }).url, `${google}:generateContent`);
    const claude = google.replace('google/', 'anthropic/');
    assert.equal(build({ location: 'us' }, { isClaude: true }).url, `${claude}:streamRawPredict`);
    assert.equal(build({ location: 'us' }, { isClaude: true, streaming: false }).url, `${claude}:rawPredict`);
    assert.match(build({ location: 'global' }).url as string, /^https:\/\/aiplatform\.googleapis\.com\//);
    assert.equal(build({ base_url: 'http://h/x/' }).url, 'http://h/x/m:streamGenerateContent?alt=sse');
  });

  it('has a hole where only the credentials know the project', () => {
    assert.deepEqual(build({ location: 'us' }, { project: undefined, streaming: false }).url, [
      'https://us-aiplatform.googleapis.com/v1/projects/',
      { credentials: 'project' },
      '/locations/us/publishers/google/models/m:generateContent',
    ]);
  });

  it('holds no credentials; they become a header', () => {
    const { url, basic, secrets } = build({ base_url: 'http://me:p%40ss@h/x' }, { streaming: false });
    assert.deepEqual([url, basic], ['http://h/x/m:generateContent', `Basic ${btoa('me:p@ss')}`]);
    assert.deepEqual(secrets, [btoa('me:p@ss').replace(/=+$/, ''), 'me', 'p@ss']);
  });

  const wrong: [Record<string, string>, RegExp][] = [
    [{}, /Client `Main` needs `location`/],
    [{ location: 'us', base_url: 'http://h' }, /`location` and `base_url`; only one/],
    [{ base_url: 'nowhere' }, /`base_url` of client `Main` does not make a web address/],
    [{ location: 'a b' }, /`location` of client `Main` does not make a web address/],
  ];
  for (const [options, problem] of wrong) {
    it(`says what is wrong with ${JSON.stringify(options)}`, () => assert.match(build(options).problems[0]!, problem));
  }
});
