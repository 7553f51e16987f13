/** The version of the package; set when the server is bundled. */
declare const BAML_LIVE_VERSION: string;
