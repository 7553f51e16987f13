/** Questions that runs have for the person: one at a time, and none twice that was just answered with no. */
export class OneAtATime {
  private last: Promise<unknown> = Promise.resolve();
  /** How often each was answered with no. */
  private readonly noes = new Map<string, number>();

  /**
   * Waits for its turn. `about` says what is asked: who waited while the same was answered with no takes that for an answer.
   * `ask` resolves with undefined for a no; one that was taken back (`isTakenBack`) says nothing to the others.
   */
  ask<T>(about: string, isTakenBack: () => boolean, ask: () => Promise<T | undefined>): Promise<T | undefined> {
    const heard = this.noes.get(about) ?? 0;
    const turn = this.last.then(async () => {
      const noes = this.noes.get(about) ?? 0;
      if (noes > heard || isTakenBack()) return undefined;
      const answer = await ask();
      if (answer === undefined && !isTakenBack()) this.noes.set(about, noes + 1);
      return answer;
    });
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
