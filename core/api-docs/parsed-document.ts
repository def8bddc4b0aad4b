/** What is wrong with a document, and where: a JSON pointer, and the line when it could be told. */
export type Problem = { line?: number; pointer: string; message: string };

/** The versions of OpenAPI that are read; `2.0` is Swagger. */
export type OpenApiVersion = '2.0' | '3.0' | '3.1';

/**
 * A document as its pages need it. JSON texts are made where the parsing is done, so that nobody else has to; a thread
 * hands those of the parts over as their UTF-8 bytes.
 */
export type GoodDocument<Json = string> = {
  outcome: 'good';
  openapi: OpenApiVersion;
  title: string;
  /** JSON of `DocumentOverview`. */
  overview: string;
  operations: readonly ParsedOperation<Json>[];
  /** The named ones; `content` is JSON of `SchemaView`. */
  schemas: readonly { name: string; content: Json }[];
  /** What could not be understood but keeps nobody from reading the rest. */
  report: readonly Problem[];
};

/** A document that cannot be shown, and why. */
export type BadDocument = { outcome: 'bad'; report: readonly Problem[] };
/** What became of a source. */
export type ParsedDocument<Json = string> = GoodDocument<Json> | BadDocument;

/** Turns a source into its parts. Never throws for what a document may be. */
export type ParseSource = (source: string) => Promise<ParsedDocument<JsonText>>;
/** JSON, or the UTF-8 bytes of it. */
export type JsonText = string | Uint8Array;

/** An operation as it is stored: what lists need, and `content`, the JSON of its page (`OperationContent`). */
export type ParsedOperation<Json = string> = {
  slug: string;
  method: string;
  path: string;
  summary: string;
  tag: string;
  isDeprecated: boolean;
  position: number;
  content: Json;
};

/** What every page of a reference needs to know of its document. Texts are Markdown. */
export type DocumentOverview = {
  title: string;
  version: string;
  about: string;
  /** Where the document says that the API is; shown only where no gateway stands in front of it. */
  servers: readonly string[];
  /** The same servers with what may be chosen about them. */
  serverChoices?: readonly ServerView[];
  contact: { name: string; url: string; email: string } | null;
  license: { name: string; url: string } | null;
  termsUrl: string;
  moreUrl: string;
  security: readonly SecurityScheme[];
  /** In the order of the reference. */
  tags: readonly { name: string; about: string; operations: number; moreUrl?: string }[];
  /** How many named schemas have a page. */
  schemas?: number;
};

/** A server's address as it is written, placeholders included, and what may stand in their place. */
export type ServerView = { url: string; about: string; variables: readonly ServerVariable[] };
/** A placeholder in a server's address, its value unless told, and those to choose from (none: any). */
export type ServerVariable = { name: string; usual: string; values: readonly string[]; about: string };

/** A way in which the API recognizes its callers. */
export type SecurityScheme = {
  name: string;
  /** `API key in the header X-Key`, `HTTP bearer`, `OAuth 2.0`. */
  kind: string;
  about: string;
  /** What a call carries. Left out where that cannot be said in one line. */
  send?: { in: 'header' | 'query' | 'cookie'; name: string; value: string };
  /** How OAuth 2.0 gives a token. */
  flows?: readonly OAuthFlow[];
  /** Where OpenID Connect tells about itself. */
  discoveryUrl?: string;
};
/** One way to a token of OAuth 2.0. Addresses that a flow does not have are empty. */
export type OAuthFlow = {
  name: string;
  authorizationUrl: string;
  tokenUrl: string;
  refreshUrl: string;
  scopes: readonly { name: string; about: string }[];
};
