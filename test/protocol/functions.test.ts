import assert from 'node:assert/strict';
import { nearestFunction } from '../../protocol/functions';

describe('the function of a recording', () => {
  const functions = [
    { name: 'Extract', project: 'file:///work/shop/baml_src' },
    { name: 'Extract', project: 'file:///work/shop/admin/baml_src' },
    { name: 'Other', project: 'file:///work/shop/admin/baml_src' },
  ];
  const projectOf = (uri: string) => nearestFunction(functions, 'Extract', uri)?.project;

  it('is the one whose project is nearest to the file', () => {
    assert.equal(projectOf('file:///work/shop/recordings/a.bamlrun'), 'file:///work/shop/baml_src');
    assert.equal(projectOf('file:///work/shop/admin/recordings/a.bamlrun'), 'file:///work/shop/admin/baml_src');
    assert.equal(projectOf('file:///elsewhere/a.bamlrun'), 'file:///work/shop/baml_src');
  });

  it('is none when no project has its name', () => {
    assert.equal(nearestFunction(functions, 'Gone', 'file:///work/a.bamlrun'), undefined);
  });
});
