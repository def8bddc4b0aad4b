/** What a document may be, so that nobody's file can fill a page, the memory or an afternoon. */

/** As it is uploaded. */
export const DOCUMENT_BYTES_MAX = 32 * 1024 * 1024;
/** Values in the document after YAML's aliases were expanded. */
export const NODES_MAX = 4_000_000;
/** Objects inside objects. */
export const NESTING_MAX = 400;
export const OPERATIONS_MAX = 5_000;
export const SCHEMAS_MAX = 10_000;
export const PARAMETERS_MAX = 200;
export const RESPONSES_MAX = 60;
export const MEDIA_MAX = 8;
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
export const CHOICES_MAX = 20;
export const ENUM_MAX = 80;

/** Characters. */
export const NAME_MAX = 200;
export const SUMMARY_MAX = 300;
export const PATH_MAX = 2_000;
export const ABOUT_MAX = 20_000;
export const EXAMPLE_MAX = 10_000;
export const EXAMPLES_MAX = 4;
