/** What is wrong with a document, and where: a JSON pointer, and the line when it could be told. */
export type Problem = { line?: number; pointer: string; message: string };

export type OpenApiVersion = '2.0' | '3.0' | '3.1';

/** A document as its pages need it. JSON texts are made where the parsing is done, so that nobody else has to. */
export type GoodDocument = {
  outcome: 'good';
  openapi: OpenApiVersion;
  title: string;
  /** JSON of `DocumentOverview`. */
  overview: string;
  operations: readonly ParsedOperation[];
  schemas: readonly { name: string /** JSON of `SchemaView`. */; content: string }[];
  /** What could not be understood but keeps nobody from reading the rest. */
  report: readonly Problem[];
};

/** A document that cannot be shown, and why. */
export type BadDocument = { outcome: 'bad'; report: readonly Problem[] };
export type ParsedDocument = GoodDocument | BadDocument;

/** Turns a source into its parts. Never throws for what a document may be. */
export type ParseSource = (source: string) => Promise<ParsedDocument>;

export type ParsedOperation = {
  slug: string;
  method: string;
  path: string;
  summary: string;
  tag: string;
  isDeprecated: boolean;
  position: number;
  /** JSON of `OperationContent`. */
  content: string;
};

/** What every page of a reference needs to know of its document. Texts are Markdown. */
export type DocumentOverview = {
  title: string;
  version: string;
  about: string;
  /** Where the document says that the API is; shown only where no gateway stands in front of it. */
  servers: readonly string[];
  contact: { name: string; url: string; email: string } | null;
  license: { name: string; url: string } | null;
  termsUrl: string;
  moreUrl: string;
  security: readonly SecurityScheme[];
  /** In the order of the reference. */
  tags: readonly { name: string; about: string; operations: number }[];
};

export type SecurityScheme = { name: string; kind: string; about: string };

/** One operation's page. */
export type OperationContent = {
  operationId: string;
  about: string;
  parameters: readonly ParameterView[];
  body: BodyView | null;
  responses: readonly ResponseView[];
  /** Alternatives; each is what must be fulfilled together. Empty: the document asks for nothing. */
  security: readonly { name: string; scopes: readonly string[] }[][];
  moreUrl: string;
};

export type ParameterPlace = 'path' | 'query' | 'header' | 'cookie';
export type ParameterView = {
  name: string;
  place: ParameterPlace;
  required: boolean;
  isDeprecated: boolean;
  about: string;
  schema: SchemaView;
  /** A value that could be sent, as it stands in the address or the header. */
  example: string;
};

export type BodyView = { required: boolean; about: string; media: readonly MediaView[] };
export type ResponseView = {
  /** `200`, `4XX` or `default`. */
  status: string;
  about: string;
  headers: readonly { name: string; about: string; type: string }[];
  media: readonly MediaView[];
};
export type MediaView = { type: string; schema: SchemaView | null; examples: readonly ExampleView[] };
export type ExampleView = {
  name: string;
  text: string /** Made from the schema, not given by the document. */;
  isMade: boolean;
};

/** What a value is. Left out: what is not so. */
export type SchemaView = {
  /** The name under which the document keeps it. */
  name?: string;
  /** In words: `string`, `array of Pet`, `integer or null`. */
  type: string;
  /** Markdown. */
  about?: string;
  /** `date-time`, `1 to 100 characters`, `default 30`. */
  notes?: string[];
  values?: string[];
  isDeprecated?: true;
  fields?: FieldView[];
  /** The entries of an array. */
  each?: SchemaView;
  /** The values under any other name. */
  others?: SchemaView;
  choices?: { how: 'one of' | 'any of'; of: SchemaView[] };
  /** Its parts stand on the page of its `name`: it is large, deep, or stands above already. */
  elsewhere?: true;
  /** It has more parts, which are shown nowhere. */
  isCut?: true;
};
export type FieldView = { name: string; required?: true; schema: SchemaView };
