/**
 * Makes the platform's fetch have its own connections. The library that knows proxies would lend it its own otherwise, as soon
 * as it is loaded, and answers and errors would be others from then on.
 */
void new Headers();
