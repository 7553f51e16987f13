/** A thing that is made when it is first wanted, and for all who want it. Making that fails is not kept: who asks next tries again. */
export class Once<T> {
  private making: Promise<T> | undefined;

  constructor(private readonly make: () => Promise<T>) {}

  get(): Promise<T> {
    if (this.making) return this.making;
    const making = this.make().catch((error: unknown) => {
      if (this.making === making) this.making = undefined;
      throw error;
    });
    this.making = making;
    return making;
  }

  /** What was made, or is being made by now; undefined when nobody wanted it, or it could not be made. */
  async made(): Promise<T | undefined> {
    return this.making?.catch(() => undefined);
  }
}
