/** What a document may be, so that nobody's file can fill a page, the memory or an afternoon. */

/** As it is uploaded. */
export const DOCUMENT_BYTES_MAX = 32 * 1024 * 1024;
/** Values in the document after YAML's aliases were expanded. */
export const NODES_MAX = 4_000_000;
/** Objects inside objects. */
export const NESTING_MAX = 400;
/** Operations of one document. One with more is refused. */
export const OPERATIONS_MAX = 5_000;
/** Named schemas that have a page; those behind them have none. */
export const SCHEMAS_MAX = 10_000;
/** Parameters on the page of one operation. */
export const PARAMETERS_MAX = 200;
/** Answers on the page of one operation. */
export const RESPONSES_MAX = 60;
/** Media types of one body or answer. */
export const MEDIA_MAX = 8;
/** Problems in one report; nobody mends more of them at a time. */
export const PROBLEMS_MAX = 100;

/** References that lead to references. */
export const REFERENCE_HOPS_MAX = 20;
/** Fields of one object on a page. */
export const FIELDS_MAX = 300;
/** A named schema inside another is shown in its place when it has no more fields than this. */
export const INLINE_FIELDS_MAX = 30;
/** How deep named schemas are shown in their place; deeper ones are links. */
export const INLINE_DEPTH_MAX = 2;
/** Objects without a name have no page of their own; below this they are cut. */
export const DEPTH_MAX = 8;
/** Everything that one schema on a page may consist of. */
export const VIEW_NODES_MAX = 700;
/** Alternatives of one schema: of `oneOf` and `anyOf`, patterns of names, first entries of an array. */
export const CHOICES_MAX = 20;
/** Allowed values that are listed. */
export const ENUM_MAX = 80;

/** Characters. */
export const NAME_MAX = 200;
/** Characters. */
export const SUMMARY_MAX = 300;
/** Characters. */
export const PATH_MAX = 2_000;
/** Characters of Markdown. */
export const ABOUT_MAX = 20_000;
/** Characters of one example; a longer one is cut, and says how many lines are missing. */
export const EXAMPLE_MAX = 10_000;
/** Examples of one value. */
export const EXAMPLES_MAX = 4;
