-- Words for search: of names as people write them and as programs do (listPetsByStatus, /pets/{petId}). The bodies are
-- parsed now, so that a restored dump does not depend on a search path.
CREATE FUNCTION "words_of"("given" text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN to_tsvector('simple'::regconfig, regexp_replace(
  given || ' ' || regexp_replace(given, '([[:lower:][:digit:]])([[:upper:]])', '\1 \2', 'g'), '[^[:alnum:]]+', ' ', 'g'));
--> statement-breakpoint
CREATE FUNCTION "tags_as_text"("tags" text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_to_string(tags, ' ');
--> statement-breakpoint
CREATE FUNCTION "product_words"("display_name" text, "summary" text, "tags" text[], "description" text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN setweight(words_of(display_name), 'A') || setweight(words_of(summary || ' ' || tags_as_text(tags)), 'B')
  || setweight(words_of(left(description, 30000)), 'D');
--> statement-breakpoint
CREATE FUNCTION "operation_words"("method" text, "path" text, "summary" text, "slug" text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN setweight(words_of(summary || ' ' || slug), 'A') || setweight(words_of(method || ' ' || left(path, 2000)), 'B');
--> statement-breakpoint
CREATE FUNCTION "text_words"("title" text, "body" text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN setweight(words_of(title), 'A') || setweight(words_of(left(body, 30000)), 'D');
--> statement-breakpoint
CREATE INDEX "products_words" ON "products" USING gin (product_words(display_name, summary, tags, description));--> statement-breakpoint
CREATE INDEX "products_name_like" ON "products" USING gin (lower(display_name) gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "api_operations_words" ON "api_operations" USING gin (operation_words(method, path, summary, slug));--> statement-breakpoint
CREATE INDEX "api_operations_name_like" ON "api_operations" USING gin (lower(summary) gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "product_guides_words" ON "product_guides" USING gin (text_words(title, body));--> statement-breakpoint
CREATE INDEX "product_guides_title_like" ON "product_guides" USING gin (lower(title) gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "pages_words" ON "pages" USING gin (text_words(title, body));
