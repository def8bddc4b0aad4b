import type { ServerView } from './parsed-document';

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
  /** Where this operation is called, when that differs from the document's own servers. */
  servers?: readonly ServerView[];
  /** Calls that the API makes in answer to this one. */
  callbacks?: readonly CallbackView[];
  /** Of a webhook: the HTTP method with which the API calls. */
  sentBy?: string;
};

/** A call that the API makes: to which address, and with what. */
export type CallbackView = {
  name: string;
  /** Where it goes, as the document writes it: `{$request.body#/callbackUrl}`. */
  address: string;
  method: string;
  summary: string;
  content: OperationContent;
};

/** Where a call carries a parameter. */
export type ParameterPlace = 'path' | 'query' | 'header' | 'cookie';
/** One parameter of an operation. */
export type ParameterView = {
  name: string;
  place: ParameterPlace;
  required: boolean;
  isDeprecated: boolean;
  about: string;
  schema: SchemaView;
  /** A value that could be sent, as it stands in the address or the header. */
  example: string;
  /** How a list or an object is written: `separated by commas`. Left out where nobody could wonder. */
  written?: string;
  /** The names and values of the query that send the example; left out where that is the one pair of both. */
  pairs?: readonly (readonly [string, string])[];
  /** More values that could be sent. */
  examples?: readonly { name: string; value: string }[];
};

/** What a call may send. */
export type BodyView = { required: boolean; about: string; media: readonly MediaView[] };
/** One answer of an operation. */
export type ResponseView = {
  /** `200`, `4XX` or `default`. */
  status: string;
  about: string;
  headers: readonly HeaderView[];
  media: readonly MediaView[];
  /** What can be asked next with what this answer says. */
  links?: readonly LinkView[];
};
/** A header of an answer. */
export type HeaderView = {
  name: string;
  about: string;
  type: string;
  notes?: readonly string[];
  required?: true;
  isDeprecated?: true;
  example?: string;
};
/** An operation that an answer leads on to. */
export type LinkView = {
  name: string;
  about: string;
  /** The operation that it leads to; left out where the document has no such one. */
  slug?: string;
  operation: string;
  /** Which parameter gets which value of this answer. */
  values: readonly { name: string; value: string }[];
};
/** A body of one media type; `schema` is null where the document says nothing of its shape. */
export type MediaView = {
  type: string;
  schema: SchemaView | null;
  examples: readonly ExampleView[];
  /** Of a form: what is not simply a text. */
  parts?: readonly FormPart[];
};
/** A field of a form: a file, one of another media type, or a list whose name is sent again for each entry. */
export type FormPart = { name: string; isFile?: true; type?: string; repeats?: true; headers?: readonly string[] };
/** A body as it could be sent or answered. */
export type ExampleView = {
  name: string;
  text: string;
  /** Made from the schema, not given by the document. */
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
  /** The field that tells which of several schemas a value is, and which value of it means which. */
  kinds?: { field: string; of: readonly { value: string; name: string }[] };
  /** What a value must not be. */
  not?: SchemaView;
  /** The values under names that match a pattern. */
  matching?: readonly { pattern: string; schema: SchemaView }[];
  /** The first entries of an array, each with a schema of its own. */
  first?: readonly SchemaView[];
  moreUrl?: string;
  /** Its parts stand on the page of its `name`: it is large, deep, or stands above already. */
  elsewhere?: true;
  /** It has more parts, which are shown nowhere. */
  isCut?: true;
};
/** A field of an object, in the order of the document. */
export type FieldView = { name: string; required?: true; schema: SchemaView };
